//! Values of a template that are no words of a role: date, location, and of each victim the number and the harm.
//!
//! They are read by the product's own readers of dates, places and tolls, from the sentences that name what fills the
//! template, and written in the task's notation.

use super::dateline::written;
use super::model::Page;
use super::model::entity::{DESCRIBED, Entity, head};
use super::model::harm::likeliest;
use super::model::template::{Filled, Judged};
use super::normal::normal;
use super::slots::{Coded, VictimFill};
use jiff::civil::Date;
use std::collections::BTreeMap;
use tocsin_core::{Count, Place, PlaceKind};
use tocsin_extract::readers::event::Frames;
use tocsin_extract::scene::Scene;

/// A document with all that values are read from.
#[derive(Debug)]
pub struct Values<'v> {
    scene: &'v Scene<'v>,
    frames: &'v Frames,
    page: &'v Page,
    judged: &'v Judged,
    day: Option<String>,
    country: String,
}

/// The index of the role of victims.
const VICTIM: usize = 3;

impl<'v> Values<'v> {
    /// Of one document; `day` is that of its dateline.
    #[must_use]
    pub fn new(
        scene: &'v Scene<'v>,
        frames: &'v Frames,
        page: &'v Page,
        judged: &'v Judged,
        day: Option<Date>,
    ) -> Self {
        Self {
            scene,
            frames,
            page,
            judged,
            day: day.map(written),
            country: main_country(scene),
        }
    }

    /// A template with its values.
    #[must_use]
    pub fn coded(&self, filled: &Filled) -> Coded {
        let sentences = self.sentences(filled);
        Coded {
            template: filled.template.clone(),
            date: self.date(&sentences),
            location: self.location(&sentences),
            victims: self.victims(filled),
            why: self.why(filled),
        }
    }

    /// The sentences that name what fills the template, the one that names most first; where nothing fills it, the
    /// sentence most like one that tells of an incident.
    fn sentences(&self, filled: &Filled) -> Vec<usize> {
        let mut weights: BTreeMap<usize, f32> = BTreeMap::new();
        for &at in &filled.entities {
            let entity = &self.judged.entities[at];
            for place in &entity.places {
                *weights.entry(self.page.sentence_of[place.0]).or_default() += entity.chance * place.2;
            }
        }
        let mut order: Vec<(usize, f32)> = weights.into_iter().filter(|(_, weight)| *weight > 0.02).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut out: Vec<usize> = order.into_iter().map(|(sentence, _)| sentence).collect();
        if out.is_empty() {
            let answers = &self.judged.answers;
            out.push((0..answers.len()).fold(0, |best, at| {
                if answers[at][0] > answers[best][0] {
                    at
                } else {
                    best
                }
            }));
        }
        out
    }

    /// The first day said in the sentences; where none is, "on or before the day of the text", as the task's default.
    fn date(&self, sentences: &[usize]) -> String {
        let said = sentences.iter().find_map(|&sentence| {
            let span = self.scene.doc.sentences.get(sentence)?.span;
            let own = self.scene.dates.iter().filter(|mark| span.overlaps(&mark.span));
            own.filter_map(|mark| mark.when.as_ref())
                .find_map(|when| match (when.first, when.last) {
                    (Some(first), Some(last)) if first == last => Some(written(first)),
                    (Some(first), Some(last)) => Some(format!("{} - {}", written(first), written(last))),
                    (None, Some(last)) => Some(format!("- {}", written(last))),
                    _ => None,
                })
        });
        said.or_else(|| Some(format!("- {}", self.day.as_ref()?)))
            .unwrap_or_default()
    }

    fn location(&self, sentences: &[usize]) -> String {
        let narrowest = sentences.iter().find_map(|&sentence| {
            let span = self.scene.doc.sentences.get(sentence)?.span;
            let own = self.scene.places.iter().filter(|mark| span.overlaps(&mark.span));
            own.filter_map(|mark| mark.place.as_ref())
                .filter(|place| !matches!(place.kind, PlaceKind::Country | PlaceKind::Area))
                .max_by_key(|place| place.kind as u8)
        });
        let Some(place) = narrowest else {
            return self.country.clone();
        };
        let country = Some(country(place)).filter(|name| !name.is_empty());
        let country = country.unwrap_or_else(|| self.country.clone());
        format!(
            "{country}: {} ({})",
            normal(&place.name).to_uppercase(),
            kind(place.kind)
        )
    }

    /// How sure the models are of the document and of each word, and by which features.
    fn why(&self, filled: &Filled) -> Vec<String> {
        let chances = &self.judged.verdict.chance;
        let mut out = vec![format!(
            "incident {:.2}, by type {:.2?}",
            chances[0],
            &chances[1..]
        )];
        for &at in &filled.entities {
            let entity = &self.judged.entities[at];
            let reasons = self
                .judged
                .reasons
                .get(at)
                .map_or(String::new(), |reasons| reasons.join("; "));
            out.push(format!("{} {:.2}: {reasons}", entity.words, entity.chance));
        }
        out
    }

    /// The people hit, named and described.
    fn victims(&self, filled: &Filled) -> Vec<VictimFill> {
        let mut out = Vec::new();
        for &at in &filled.entities {
            let entity = &self.judged.entities[at];
            if matches!(entity.role, VICTIM | DESCRIBED) {
                out.push(VictimFill {
                    mentions: vec![entity.words.clone()],
                    number: self.number(entity),
                    effect: likeliest(&self.judged.harms[at]).to_owned(),
                });
            }
        }
        out
    }

    /// How many: a name is one; else the number before the noun; else one or several by the noun's form.
    fn number(&self, entity: &Entity) -> String {
        if entity.role == VICTIM {
            return "1".to_owned();
        }
        let best = entity.best();
        let page = self.page;
        let noun = head(page, best.0, best.1);
        let said = self.frames.people.iter().flat_map(|people| &people.quantities);
        let before = noun
            .saturating_sub(5)
            .max(page.sentences[page.sentence_of[noun]].0);
        let counted = said
            .filter(|quantity| quantity.first >= before && quantity.last <= noun + 1)
            .max_by_key(|quantity| quantity.last);
        if let Some(quantity) = counted.filter(|quantity| quantity.last + 3 > noun) {
            return number(quantity.count);
        }
        let word = page.words[noun].as_str();
        let several =
            word.ends_with('s') || matches!(word, "people" | "men" | "women" | "children" | "police");
        if several { "PLURAL" } else { "1" }.to_owned()
    }
}

/// The country most places of the text lie in, in capitals; "" where none is named.
fn main_country(scene: &Scene) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for place in scene.places.iter().filter_map(|mark| mark.place.as_ref()) {
        let country = country(place);
        match counts.iter_mut().find(|(name, _)| *name == country) {
            _ if country.is_empty() => {}
            Some((_, count)) => *count += 1,
            None => counts.push((country, 1)),
        }
    }
    // Of equally frequent ones the first named.
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(name, _)| name)
        .unwrap_or_default()
}

fn country(place: &Place) -> String {
    let unit = place.admin.first().filter(|unit| unit.level == 0);
    unit.map(|unit| normal(&unit.name).to_uppercase())
        .unwrap_or_default()
}

fn number(count: Count) -> String {
    let about = if count.about { "~" } else { "" };
    match count.most {
        Some(most) if most == count.least => format!("{about}{most}"),
        Some(most) => format!("{} - {most}", count.least),
        None if count.least <= 2 => "PLURAL".into(),
        None => format!("{}-", count.least),
    }
}

fn kind(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Admin1 => "DEPARTMENT",
        PlaceKind::Admin2 | PlaceKind::Admin3 => "MUNICIPALITY",
        PlaceKind::Quarter => "NEIGHBORHOOD",
        PlaceKind::Site => "SITE",
        PlaceKind::Natural => "AREA",
        _ => "CITY",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_the_key_writes_them() {
        let of = |least, most, about| number(Count { least, most, about });
        assert_eq!(of(6, Some(6), false), "6");
        assert_eq!(of(100, Some(100), true), "~100");
        assert_eq!(of(5, Some(7), false), "5 - 7");
        assert_eq!(of(2, None, false), "PLURAL");
        assert_eq!(of(30, None, false), "30-");
    }
}
