//! Chooses how sure the models must be: the knobs with the best scores on documents they were not fitted on.

use super::Example;
use crate::learn::chain::ROLES;
use crate::muc4::entities::Entities;
use crate::muc4::forms::{Template, merged};
use crate::muc4::model::document::QUESTIONS_OF_ALL;
use crate::muc4::model::entity::DESCRIBED;
use crate::muc4::model::template::{Judged, Knobs, build};
use crate::muc4::templates::Templates;
use crate::tally::Tally;

/// The three scores of a set.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// Of templates.
    pub templates: Templates,
    /// Of entities.
    pub entities: Entities,
    /// Of documents.
    pub documents: Tally,
}

impl Scores {
    /// F1 of templates, entities and documents in one line.
    #[must_use]
    pub fn line(&self) -> String {
        let (templates, entities) = (self.templates.micro(), self.entities.micro());
        let slots: Vec<String> = self
            .templates
            .slots
            .iter()
            .map(|slot| format!("{:.3}", slot.f1()))
            .collect();
        let roles: Vec<String> = self
            .entities
            .roles
            .iter()
            .map(|role| format!("{:.3}", role.f1()))
            .collect();
        format!(
            "templates {:.3}/{:.3} {:.4} [{}], entities {:.3}/{:.3} {:.4} [{}], documents {:.3}",
            templates.precision(),
            templates.recall(),
            templates.f1(),
            slots.join(" "),
            entities.precision(),
            entities.recall(),
            entities.f1(),
            roles.join(" "),
            self.documents.f1()
        )
    }
}

/// The scores of the templates built with `knobs`.
#[must_use]
pub fn scores(examples: &[Example], judged: &[Judged], knobs: &Knobs) -> Scores {
    let mut out = Scores::default();
    for (example, judged) in examples.iter().zip(judged) {
        let built: Vec<Template> = build(judged, knobs)
            .into_iter()
            .map(|filled| filled.template)
            .collect();
        out.templates.add(&built, &example.templates);
        out.entities.add(&merged(&built), &example.extracts);
        let (given, wanted) = (!built.is_empty(), !example.templates.is_empty());
        out.documents.add(&Tally::of(
            usize::from(given && wanted),
            usize::from(given),
            usize::from(wanted),
        ));
    }
    out
}

/// What is made as large as can be: the three scores together.
fn worth(scores: &Scores) -> f64 {
    scores.templates.micro().f1() + 0.7 * scores.entities.micro().f1() + 0.3 * scores.documents.f1()
}

/// The best knobs found by turning one at a time, twice around.
#[must_use]
pub fn knobs(examples: &[Example], judged: &[Judged]) -> Knobs {
    let mut knobs = Knobs {
        any: 0.4,
        types: [0.35; QUESTIONS_OF_ALL],
        roles: [0.3; ROLES],
        link: 0.6,
    };
    let mut best = worth(&scores(examples, judged, &knobs));
    let places = 2 + QUESTIONS_OF_ALL - 1 + 5;
    for turn in 0..2 * places {
        let place = turn % places;
        let kept = *knob(&mut knobs, place);
        let mut chosen = kept;
        for step in 2..17 {
            *knob(&mut knobs, place) = step as f32 * 0.05;
            let worth = worth(&scores(examples, judged, &knobs));
            if worth > best + 1e-9 {
                (best, chosen) = (worth, step as f32 * 0.05);
            }
        }
        *knob(&mut knobs, place) = chosen;
    }
    knobs.roles[DESCRIBED] = described(examples, judged, &knobs);
    knobs
}

/// How sure people described must be: the best F1 of their entities in documents that have templates.
fn described(examples: &[Example], judged: &[Judged], knobs: &Knobs) -> f32 {
    let mut best = (0.0, 0.3);
    for step in 2..17 {
        let mut own = knobs.clone();
        own.roles[DESCRIBED] = step as f32 * 0.05;
        let mut tally = Tally::default();
        for (example, judged) in examples.iter().zip(judged) {
            let built = build(judged, &own);
            let mut given: Vec<usize> = built.into_iter().flat_map(|filled| filled.entities).collect();
            given.sort_unstable();
            given.dedup();
            given.retain(|at| judged.entities[*at].role == DESCRIBED);
            let right = given
                .iter()
                .filter(|at| judged.entities[**at].is_gold(&example.gold))
                .count();
            tally.add(&Tally::of(right, given.len(), example.gold[DESCRIBED].len()));
        }
        if tally.f1() > best.0 {
            best = (tally.f1(), step as f32 * 0.05);
        }
    }
    best.1
}

fn knob(knobs: &mut Knobs, place: usize) -> &mut f32 {
    match place {
        0 => &mut knobs.any,
        1 => &mut knobs.link,
        2..=6 => &mut knobs.roles[place - 2],
        _ => &mut knobs.types[place - 6],
    }
}
