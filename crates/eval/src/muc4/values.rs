//! Values of a template that are no words of a role: date, location, and of each victim the number and the harm.
//!
//! They are read by the product's own readers of dates, places and tolls, from the sentences that name what fills the
//! template, and written in the task's notation.

use super::dateline::written;
use super::model::Page;
use super::model::entity::{DESCRIBED, Entity, head};
use super::model::harm::likeliest;
use super::model::template::{Filled, Judged};
use super::slots::{Coded, VictimFill};
use jiff::civil::Date;
use std::collections::BTreeMap;
use tocsin_core::Count;
use tocsin_extract::readers::event::Frames;
use tocsin_extract::readers::when::DateMark;
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

mod location;

/// Days of the week, as the texts write them.
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Longest stretch that is given as a date, in days.
const LONGEST: i32 = 45;

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
            country: location::main_country(scene),
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
            own.filter(|mark| !self.is_of_saying(mark))
                .find_map(|mark| self.noted(mark))
        });
        said.or_else(|| self.before_the_text()).unwrap_or_default()
    }

    fn before_the_text(&self) -> Option<String> {
        Some(format!("- {}", self.day.as_ref()?))
    }

    /// A date in the task's notation; a weekday is only "on or before the day of the text", and long stretches are none.
    fn noted(&self, mark: &DateMark) -> Option<String> {
        let words = mark.span.of(self.scene.doc.text).to_lowercase();
        if WEEKDAYS.iter().any(|day| words.contains(day)) && !words.bytes().any(|byte| byte.is_ascii_digit())
        {
            return self.before_the_text();
        }
        let when = mark.when.as_ref()?;
        match (when.first, when.last) {
            (Some(first), Some(last)) if first == last => Some(written(first)),
            (Some(first), Some(last)) if (last - first).get_days() <= LONGEST => {
                Some(format!("{} - {}", written(first), written(last)))
            }
            (None, Some(last)) => Some(format!("- {}", written(last))),
            _ => None,
        }
    }

    /// Whether "today" right behind a verb of saying tells when it was said and not when it was done.
    fn is_of_saying(&self, mark: &DateMark) -> bool {
        let at = self.scene.doc.token_at(mark.span.start);
        let before = self.page.listed.get(at.saturating_sub(2)..at).unwrap_or_default();
        self.scene.doc.word(at) == "today" && before.iter().flatten().any(|list| list.starts_with("Speech/"))
    }

    /// The country and, where one of its places is named beside what fills the template, the narrowest of them.
    fn location(&self, sentences: &[usize]) -> String {
        let country = location::country(self.page, self.scene, sentences);
        if country.is_empty() {
            return self.country.clone();
        }
        match location::narrowest(self.page, self.scene, sentences, country) {
            Some((name, kind)) => format!("{country}: {name} ({kind})"),
            None => country.to_owned(),
        }
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

fn number(count: Count) -> String {
    let about = if count.about { "~" } else { "" };
    match count.most {
        Some(most) if most == count.least => format!("{about}{most}"),
        Some(most) => format!("{} - {most}", count.least),
        None if count.least <= 2 => "PLURAL".into(),
        None => format!("{}-", count.least),
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
