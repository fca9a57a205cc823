//! Templates from judged entities: which types the document tells of, and which entity belongs to which type.

use super::document::{Of, TYPES, Verdict};
use super::entity::Entity;
use super::harm::HARMS;
use super::page::{Page, is_act};
use super::same::same;
use super::sentence::Answers;
use crate::learn::bytes::{Reader, Writer};
use crate::learn::chain::ROLES;
use crate::learn::name::Names;
use crate::muc4::forms::Template;

/// How sure the models must be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Knobs {
    /// For a document to tell of any incident.
    pub any: f32,
    /// For an incident of each type; the first is not used.
    pub types: Of<f32>,
    /// For an entity to fill each role.
    pub roles: [f32; ROLES],
    /// For an entity to belong to a further type than its likeliest.
    pub link: f32,
}

impl Knobs {
    /// Writes the numbers.
    pub fn write(&self, to: &mut Writer) {
        to.real(self.any);
        to.real(self.link);
        for value in self.types.iter().chain(&self.roles) {
            to.real(*value);
        }
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(from: &mut Reader) -> Option<Self> {
        let mut knobs = Self {
            any: from.real()?,
            link: from.real()?,
            ..Self::default()
        };
        for value in knobs.types.iter_mut().chain(&mut knobs.roles) {
            *value = from.real()?;
        }
        Some(knobs)
    }
}

/// What the models say of one document.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// Of the whole.
    pub verdict: Verdict,
    /// Of its sentences.
    pub answers: Vec<Answers>,
    /// Its candidates.
    pub entities: Vec<Entity>,
    /// By candidate, the probability that it belongs to an incident of each type, were there one.
    pub links: Vec<Of<f32>>,
    /// By candidate, scores of what was done to it.
    pub harms: Vec<[f32; HARMS.len()]>,
    /// By candidate, why it was judged so; empty for unlikely ones, and in training.
    pub reasons: Vec<Vec<String>>,
}

/// The features for the question whether `entity` belongs to an incident of type `kind` (counted from 1).
#[must_use]
pub fn features(page: &Page, entity: &Entity, kind: usize, verdict: &Verdict) -> Vec<u32> {
    let mut names = Names::default();
    let (kind, role) = (kind.to_string(), entity.role.to_string());
    let (kind, role) = (kind.as_str(), role.as_str());
    names.put(700, &[kind]);
    names.put(701, &[kind, role]);
    for word in entity.normal.split(' ') {
        names.put(702, &[kind, role, word]);
    }
    for (other, chance) in verdict.chance.iter().enumerate().skip(1) {
        names.put(
            703,
            &[kind, &other.to_string(), &((chance * 5.0) as i32).to_string()],
        );
    }
    let best = entity.best();
    for place in std::iter::once(&best).chain(&entity.places) {
        let sentence = page.sentence_of[place.0];
        let (first, last) = page.sentences[sentence];
        let key = if place.0 == best.0 { "b" } else { "a" };
        for at in first..last {
            for list in page.listed[at]
                .iter()
                .filter(|list| is_act(list) || list.starts_with("Weapon/"))
            {
                names.put(704, &[kind, key, list]);
                names.put(705, &[kind, key, role, list]);
            }
            if place.0 == best.0 {
                names.put(706, &[kind, super::chunk::stem(&page.words[at])]);
            }
        }
        for chunk in page.chunks[sentence]
            .iter()
            .filter(|c| c.first < place.1 && place.0 < c.last)
        {
            for tie in &chunk.ties {
                names.put(707, &[kind, tie]);
                names.put(708, &[kind, role, tie]);
            }
        }
    }
    names.done()
}

/// The entities that are sure enough, the surest first, each thing once.
#[must_use]
pub fn chosen(entities: &[Entity], least: &[f32; ROLES]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..entities.len()).collect();
    order.sort_by(|a, b| entities[*b].chance.total_cmp(&entities[*a].chance).then(a.cmp(b)));
    let mut out: Vec<usize> = Vec::new();
    for at in order {
        let entity = &entities[at];
        let known = |other: &usize| entities[*other].role == entity.role && same(&entities[*other], entity);
        if entity.chance >= least[entity.role] && !out.iter().any(known) {
            out.push(at);
        }
    }
    out
}

/// Whether an incident of type `kind` (counted from 1) can have a filler of `role`: kidnappings have no things hit and no
/// weapons, arson has no weapons.
fn fits(kind: usize, role: usize) -> bool {
    match TYPES.get(kind.wrapping_sub(1)) {
        Some(&"kidnapping") => role != 2 && role != 4,
        Some(&"arson") => role != 4,
        _ => true,
    }
}

/// The types a document tells of, the likeliest first; none where it tells of no incident.
#[must_use]
pub fn types(verdict: &Verdict, knobs: &Knobs) -> Vec<usize> {
    if verdict.chance[0] < knobs.any {
        return Vec::new();
    }
    let mut order: Vec<usize> = (1..verdict.chance.len()).collect();
    order.sort_by(|a, b| verdict.chance[*b].total_cmp(&verdict.chance[*a]).then(a.cmp(b)));
    let likeliest = order[0];
    order.retain(|kind| *kind == likeliest || verdict.chance[*kind] >= knobs.types[*kind]);
    let sure = order
        .iter()
        .any(|kind| verdict.chance[*kind] >= knobs.types[*kind]);
    if sure {
        order.retain(|kind| verdict.chance[*kind] >= knobs.types[*kind]);
    }
    order
}

/// One template with the candidates that fill it.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// The template.
    pub template: Template,
    /// Indices of its candidates.
    pub entities: Vec<usize>,
}

/// The templates of a document.
#[must_use]
pub fn build(judged: &Judged, knobs: &Knobs) -> Vec<Filled> {
    let kinds = types(&judged.verdict, knobs);
    let mut out: Vec<Filled> = kinds
        .iter()
        .map(|kind| Filled {
            template: Template {
                incident_type: TYPES[kind - 1].to_owned(),
                ..Template::default()
            },
            entities: Vec::new(),
        })
        .collect();
    if kinds.is_empty() {
        return out;
    }
    for at in chosen(&judged.entities, &knobs.roles) {
        let entity = &judged.entities[at];
        let link = |kind: usize| {
            if fits(kind, entity.role) {
                judged.links[at][kind] + 0.01
            } else {
                0.0
            }
        };
        let likeliest = (0..kinds.len()).fold(0, |best, k| {
            if link(kinds[k]) > link(kinds[best]) {
                k
            } else {
                best
            }
        });
        for (k, &kind) in kinds.iter().enumerate() {
            if k == likeliest || (fits(kind, entity.role) && judged.links[at][kind] >= knobs.link) {
                if let Some(role) = out[k].template.roles.get_mut(entity.role) {
                    role.push(vec![entity.words.clone()]);
                }
                out[k].entities.push(at);
            }
        }
    }
    out
}
