//! What was done to the people hit: killed, injured, or nothing.

use super::entity::Entity;
use super::page::{Page, is_act};
use crate::learn::linear::{Linear, chance};
use crate::learn::name::Names;

/// The task's words for what can be done, in the order of the judges.
pub const HARMS: [&str; 3] = ["DEATH", "INJURY", "NO INJURY OR DEATH"];

/// The features of a candidate for this question.
#[must_use]
pub fn features(page: &Page, entity: &Entity) -> Vec<u32> {
    let mut names = Names::default();
    let best = entity.best();
    for place in std::iter::once(&best).chain(&entity.places) {
        let key = if place.0 == best.0 { "b" } else { "a" };
        let sentence = page.sentence_of[place.0];
        let (first, last) = page.sentences[sentence];
        for chunk in page.chunks[sentence]
            .iter()
            .filter(|c| c.first < place.1 && place.0 < c.last)
        {
            for tie in &chunk.ties {
                names.put(900, &[key, tie]);
            }
        }
        let mut nearest: Option<(usize, &str)> = None;
        for at in first..last {
            for list in page.listed[at].iter().filter(|list| is_act(list)) {
                names.put(901, &[key, list]);
                names.put(902, &[key, list, if at < place.0 { "<" } else { ">" }]);
                let far = at.abs_diff(place.0);
                if nearest.is_none_or(|(distance, _)| far < distance) {
                    nearest = Some((far, list));
                }
            }
            names.put(903, &[key, super::chunk::stem(&page.words[at])]);
        }
        names.put(904, &[key, nearest.map_or("-", |(_, list)| list)]);
    }
    for list in page
        .listed
        .iter()
        .flatten()
        .filter(|list| list.starts_with("Harm/"))
    {
        names.put(905, &[list]);
    }
    names.done()
}

/// The scores of all harms for a candidate.
#[must_use]
pub fn scores(judges: &[Linear; HARMS.len()], page: &Page, entity: &Entity) -> [f32; HARMS.len()] {
    let features = features(page, entity);
    std::array::from_fn(|harm| judges[harm].score(&features))
}

/// The likeliest harm; "" where none is likely enough.
#[must_use]
pub fn likeliest(scores: &[f32; HARMS.len()]) -> &'static str {
    let best = (0..HARMS.len()).fold(
        0,
        |best, harm| if scores[harm] > scores[best] { harm } else { best },
    );
    if chance(scores[best]) >= LEAST {
        HARMS[best]
    } else {
        ""
    }
}

/// Least probability of a harm that is given.
const LEAST: f32 = 0.35;
