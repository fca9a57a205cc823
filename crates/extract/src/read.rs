//! `read`: a report in, its reading out.

use crate::claims::Maker;
use crate::claims::choice::{Candidate, Near};
use crate::claims::hit::Asked;
use crate::claims::number::{Known, Weighed};
use crate::claims::speaker::{Heard, Voiced};
use crate::coding;
use crate::coding::choice;
use crate::doc::Doc;
use crate::features;
use crate::gather::told::Features;
use crate::gather::told::matter::Matter;
use crate::gather::{Draft, Gathered, Keep, gather, gather_all};
use crate::kit::{ActClass, Kit};
use crate::lexicon::Topic;
use crate::readers::event::{self, Frame, Frames};
use crate::readers::table;
use crate::scene::Scene;
use std::cell::RefCell;
use std::collections::BTreeSet;
use tocsin_core::{
    Account, AccountKind, BlockKind, Language, LeftOut, LeftOutWhy, Problem, ProblemKind, Reading, Report,
    Standing,
};

/// Name and version of the reader, and of the lexicons it reads with.
pub const READER: &str = concat!("tocsin-extract ", env!("CARGO_PKG_VERSION"));

/// Longest text read, in bytes; what lies beyond is cut and said as a problem.
pub const LONGEST: usize = 2_000_000;

/// Most entries of what was left out of one report.
const MOST_LEFT_OUT: usize = 2_000;

/// Reads a report: its claims, the accounts they form, and what was left out with the reason.
///
/// Pure: the same report and kit give the same reading. A report in [`Language::Other`] gives an empty one with a problem.
#[must_use]
pub fn read(report: &Report, kit: &Kit) -> Reading {
    read_kept(report, kit, Keep::Told).0
}

/// The same with all drafts as accounts, told or not, and for each what speaks for and against it: for training.
#[must_use]
pub fn candidates(report: &Report, kit: &Kit) -> Candidates {
    let (reading, gathered) = read_kept(report, kit, Keep::All);
    Candidates {
        reading,
        features: gathered.features,
        matter: gathered.matter,
    }
}

/// What is weighed as values of an account.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Times it may have been at.
    pub days: Vec<Candidate>,
    /// Places it may have been at.
    pub places: Vec<Candidate>,
    /// People and parties that may have done it.
    pub doers: Vec<Candidate>,
    /// People and things that may have been hit.
    pub targets: Vec<Candidate>,
    /// Sites it may have been at.
    pub sites: Vec<Candidate>,
    /// Codes it may bear.
    pub code: choice::Weighed,
    /// Numbers of people that may have been harmed in it, by harm.
    pub numbers: Vec<Weighed>,
}

/// For each account that [`candidates`] gives, in the same order, what is weighed as its time, place, doers, targets and sites: for training.
#[must_use]
pub fn choices(report: &Report, kit: &Kit) -> Vec<Choices> {
    let doc = Doc::of_report(report);
    let scene = Scene::new(&doc, kit);
    let frames = event::read(&scene, kit);
    let maker = Maker {
        scene: &scene,
        read: &frames,
        kit,
        events: gather(&scene, kit, &frames).drafts.len(),
        voiced: Voiced::of(&scene),
        heard: None,
    };
    let mut known = Known::default();
    gather_all(&scene, kit, &frames, Keep::All)
        .drafts
        .iter()
        .map(|draft| {
            let near = Near::of(&maker, draft);
            Choices {
                days: near.days(&kit.day),
                places: near.places(&kit.place),
                doers: near.doers(&kit.doer),
                targets: near.hit(Asked::Target, &kit.target),
                sites: near.hit(Asked::Site, &kit.site),
                code: code_of(&scene, kit, &frames, draft),
                numbers: near.numbers(&kit.number, &mut known),
            }
        })
        .collect()
}

/// What is weighed as the code of `draft`.
fn code_of(scene: &Scene, kit: &Kit, frames: &Frames, draft: &Draft) -> choice::Weighed {
    let own: Vec<&Frame> = draft.frames.iter().map(|&index| &frames.frames[index]).collect();
    let (rule, main) = coding::by_rule(kit, &own);
    choice::weigh(scene, kit, &own, &rule, main)
}

/// For each account that [`read`] gives of a text's sentences, in the same order, its values with all who may have said them:
/// for training.
#[must_use]
pub fn heard(report: &Report, kit: &Kit) -> Vec<Vec<Heard>> {
    let doc = Doc::of_report(report);
    let scene = Scene::new(&doc, kit);
    let frames = event::read(&scene, kit);
    let gathered = gather(&scene, kit, &frames);
    let maker = Maker {
        scene: &scene,
        read: &frames,
        kit,
        events: gathered.drafts.len(),
        voiced: Voiced::of(&scene),
        heard: Some(RefCell::new(Vec::new())),
    };
    let numbers = maker.numbers(&gathered.drafts);
    gathered
        .drafts
        .iter()
        .zip(&numbers)
        .map(|(draft, numbers)| {
            let own: Vec<&Frame> = draft.frames.iter().map(|&index| &frames.frames[index]).collect();
            let (code, main) = coding::code(&scene, kit, &own);
            if let Some(&trigger) = draft.frames.get(main) {
                let _ = maker.claims(draft, numbers, &code, trigger);
            }
            maker.heard.as_ref().map(RefCell::take).unwrap_or_default()
        })
        .collect()
}

/// A reading with all drafts as accounts.
#[derive(Clone, Debug)]
pub struct Candidates {
    /// The reading.
    pub reading: Reading,
    /// For each account what its draft shows.
    pub features: Vec<Features>,
    /// What the text is about.
    pub matter: Matter,
}

fn read_kept(report: &Report, kit: &Kit, keep: Keep) -> (Reading, Gathered) {
    let mut reading = Reading {
        report: report.id.clone(),
        reader: READER.to_owned(),
        claims: Vec::new(),
        accounts: Vec::new(),
        left_out: Vec::new(),
        features: Vec::new(),
        problems: Vec::new(),
    };
    if report.language == Language::Other || report.text.len() > LONGEST {
        let kind = if report.language == Language::Other {
            ProblemKind::Language
        } else {
            ProblemKind::TooLarge
        };
        reading
            .problems
            .push(Problem::new(kind, report.id.to_string(), ""));
        return (reading, Gathered::default());
    }
    let doc = Doc::of_report(report);
    let scene = Scene::new(&doc, kit);
    let frames = event::read(&scene, kit);
    let gathered = gather_all(&scene, kit, &frames, keep);
    narrate(&scene, kit, &frames, &gathered, &mut reading);
    if keep == Keep::Told {
        table::read(report, &scene, kit, &mut reading);
    }
    let left_out = leave_out(&scene, &frames, &gathered, &mut reading);
    if frames.capped || gathered.capped || left_out > MOST_LEFT_OUT {
        reading
            .problems
            .push(Problem::new(ProblemKind::Cap, report.id.to_string(), ""));
    }
    reading.features = features::of(report, &scene, &frames);
    number(&mut reading);
    (reading, gathered)
}

fn narrate(scene: &Scene, kit: &Kit, frames: &Frames, gathered: &Gathered, reading: &mut Reading) {
    let maker = Maker {
        scene,
        read: frames,
        kit,
        events: gathered.drafts.len(),
        voiced: Voiced::of(scene),
        heard: None,
    };
    let numbers = maker.numbers(&gathered.drafts);
    for (draft, numbers) in gathered.drafts.iter().zip(&numbers) {
        let own: Vec<&Frame> = draft.frames.iter().map(|&index| &frames.frames[index]).collect();
        let (code, main) = coding::code(scene, kit, &own);
        let Some(frame) = own.get(main) else { continue };
        let Some(trigger) = scene.doc.span(frame.first, frame.last) else {
            continue;
        };
        let claims = maker.claims(draft, numbers, &code, draft.frames[main]);
        let first = reading.claims.len() as u32;
        let indices = (first..first + claims.len() as u32).collect();
        reading.claims.extend(claims);
        let record = scene.doc.sentences[frame.sentence].kind == BlockKind::FormField;
        reading.accounts.push(Account {
            code,
            kind: if record {
                AccountKind::Record
            } else {
                AccountKind::Narrative
            },
            standing: Standing::Told,
            trigger,
            claims: indices,
            part_of: draft.part_of.map(|at| at as u32),
        });
    }
}

/// What spoke of violence and gave no account: one entry a sentence and reason, [`MOST_LEFT_OUT`] at most.
///
/// Gives back how many there were.
fn leave_out(scene: &Scene, frames: &Frames, gathered: &Gathered, reading: &mut Reading) -> usize {
    let mut seen: BTreeSet<(usize, u8)> = BTreeSet::new();
    for &(index, why, because) in &gathered.left {
        let frame = &frames.frames[index];
        if matches!(frame.class, ActClass::General | ActClass::Soft)
            || !seen.insert((frame.sentence, why as u8))
        {
            continue;
        }
        if let Some(span) = scene.doc.span(frame.first, frame.last) {
            let because = because.and_then(|(first, last)| scene.doc.span(first, last));
            reading.left_out.push(LeftOut { span, why, because });
        }
    }
    for mark in scene.marks.iter().filter(|mark| mark.entry.topic == Topic::Idiom) {
        if let Some(span) = scene.doc.span(mark.first, mark.last) {
            reading.left_out.push(LeftOut {
                span,
                why: LeftOutWhy::Metaphor,
                because: Some(span),
            });
        }
    }
    reading.left_out.sort_by_key(|left| (left.span, left.why as u8));
    let found = reading.left_out.len();
    reading.left_out.truncate(MOST_LEFT_OUT);
    found
}

/// Puts accounts and claims into text order, as [`Reading`] promises.
fn number(reading: &mut Reading) {
    let mut order: Vec<usize> = (0..reading.claims.len()).collect();
    order.sort_by_key(|&index| (reading.claims[index].span, reading.claims[index].field, index));
    let mut new_index = vec![0u32; order.len()];
    for (new, &old) in order.iter().enumerate() {
        new_index[old] = new as u32;
    }
    let claims = std::mem::take(&mut reading.claims);
    let mut slots: Vec<Option<tocsin_core::Claim>> = claims.into_iter().map(Some).collect();
    reading.claims = order.iter().filter_map(|&old| slots[old].take()).collect();
    for account in &mut reading.accounts {
        for claim in &mut account.claims {
            *claim = new_index[*claim as usize];
        }
        account.claims.sort_unstable();
    }
}
