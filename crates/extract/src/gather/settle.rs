//! Which drafts are told as events, and what is folded into the violence it came of.

use super::told::{self, Features};
use super::told::{All, Page};
use super::{Draft, Gathered, Keep, MOST_DRAFTS, MOST_TOLD, can_join};
use crate::kit::{ActClass, Kit};
use crate::readers::event::{Frame, Frames};
use crate::scene::Scene;
use tocsin_core::LeftOutWhy;

/// How often a text says "the attack", "cet assaut", "the incident" before it is about that one event, whatever else it
/// speaks of. Of the long cases without an incident none does so more than six times.
const DWELT: usize = 8;

/// The violent draft that a text keeps coming back to, the one with most acts; `None` where it does not.
fn dwelt_on(read: &Frames, drafts: &[Draft]) -> Option<usize> {
    let back = |frame: &&Frame| frame.definite && matches!(frame.class, ActClass::Violence | ActClass::Refer);
    if read.frames.iter().filter(back).count() < DWELT {
        return None;
    }
    let violent = drafts.iter().enumerate().filter(|(_, draft)| draft.violent);
    violent
        .max_by_key(|(at, draft)| (draft.frames.len(), std::cmp::Reverse(*at)))
        .map(|(at, _)| at)
}

/// Drops drafts that tell of no event, and folds early-warning drafts into the violence they came of.
pub(super) fn settle(scene: &Scene, kit: &Kit, read: &Frames, keep: Keep, out: &mut Gathered) {
    let page = Page::of(scene, read, out.drafts.len());
    let report = told::MATTER * kit.told.report(&page.matter);
    let mut all = All {
        at: 0,
        frames: out.drafts.iter().map(|draft| draft.frames.len()).sum(),
    };
    let dwelt = dwelt_on(read, &out.drafts);
    let mut kept: Vec<(Draft, Features)> = Vec::new();
    for (at, draft) in std::mem::take(&mut out.drafts).into_iter().enumerate() {
        let features = told::features(scene, read, &page, &draft, &all);
        all.at += 1;
        let told = kit.told.score(&features) + report > told::BAR || dwelt == Some(at);
        if keep == Keep::Told && !told {
            for &frame in &draft.frames {
                if read.frames[frame].class == ActClass::Violence {
                    out.left.push((frame, LeftOutWhy::TooVague, None));
                }
            }
            continue;
        }
        kept.push((draft, features));
    }
    out.capped |= kept.len() > MOST_DRAFTS;
    kept.truncate(MOST_DRAFTS);
    let main = kept
        .iter()
        .find(|(draft, _)| draft.violent)
        .map(|(draft, _)| draft.clone());
    let mut folded: Vec<usize> = Vec::new();
    for (draft, features) in kept {
        match &main {
            Some(main) if keep == Keep::Told && !draft.violent && folds(scene, read, main, &draft) => {
                folded.extend(draft.frames);
            }
            _ => {
                out.drafts.push(draft);
                out.features.push(features);
            }
        }
    }
    if let Some(first) = out.drafts.iter_mut().find(|draft| draft.violent) {
        first.frames.extend(folded);
        first.frames.sort_unstable();
    }
    for draft in &mut out.drafts {
        out.capped |= draft.frames.len() > MOST_TOLD;
        draft.frames.truncate(MOST_TOLD);
    }
    out.matter = page.matter;
    out.left.sort_by_key(|(frame, ..)| *frame);
}

fn folds(scene: &Scene, read: &Frames, main: &Draft, other: &Draft) -> bool {
    other
        .frames
        .iter()
        .all(|&frame| can_join(scene, main, &read.frames[frame]))
}
