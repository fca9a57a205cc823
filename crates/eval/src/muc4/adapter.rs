//! Writes what the product reads in a text as MUC-4 templates, by that task's own definitions.
//!
//! The product codes by its code book and keeps no persons' names; the task wants its six incident types and words of the
//! text. A template is made of each draft of an account that is an incident by the task's rules: violence against
//! people or things other than armed forces alone.

use super::dateline::{Dateline, written};
use super::forms::{Entity, Template};
use super::normal::normal;
use super::slots::{Coded, VictimFill};
use tocsin_core::{Codebook, Count, Language, Place, PlaceKind, When};
use tocsin_extract::coding;
use tocsin_extract::gather::{Draft, gather};
use tocsin_extract::lexicon::Topic;
use tocsin_extract::readers::event::{self, Frame, Harm};
use tocsin_extract::readers::who::{Mention, Side};
use tocsin_extract::scene::Scene;
use tocsin_extract::{Doc, Kit};
use tocsin_gazetteer::Gazetteer;

/// Holds what reading needs.
#[derive(Debug)]
pub struct Adapter {
    kit: Kit,
}

impl Adapter {
    /// An adapter that reads with `gazetteer`.
    #[must_use]
    pub fn new(gazetteer: Gazetteer) -> Self {
        Self {
            kit: Kit::with_gazetteer(gazetteer),
        }
    }

    /// The templates of one document.
    #[must_use]
    pub fn code(&self, text: &str, dateline: Option<&Dateline>) -> Vec<Coded> {
        let day = dateline.and_then(|dateline| dateline.day);
        let doc = Doc::of_text(text, Language::En, day.map(When::day));
        let scene = Scene::new(&doc, &self.kit);
        let frames = event::read(&scene, &self.kit);
        let gathered = gather(&scene, &self.kit, &frames);
        let maker = Maker {
            scene: &scene,
            kit: &self.kit,
            listed: listed(&doc, &self.kit),
            day: day.map(written),
            country: main_country(&scene),
        };
        let mut coded: Vec<Coded> = Vec::new();
        for draft in &gathered.drafts {
            let own: Vec<&Frame> = own(draft, &frames.frames);
            if let Some(one) = maker.template(&own)
                && !coded.contains(&one)
            {
                coded.push(one);
            }
        }
        coded
    }
}

/// Small words within Spanish names.
const LINKS: [&str; 4] = ["de", "la", "del", "los"];

/// Words that often follow a role and are in no list.
const COMMON: [&str; 24] = [
    "and", "but", "during", "early", "for", "from", "had", "has", "have", "his", "last", "late", "near",
    "their", "then", "today", "was", "were", "when", "where", "which", "while", "who", "with",
];

/// For each token whether it stands in a word list.
fn listed(doc: &Doc, kit: &Kit) -> Vec<bool> {
    let mut out = vec![false; doc.tokens.len()];
    for mark in kit.lexicon(doc.language).scan(doc) {
        let last = mark.last.min(out.len());
        if mark.first < last {
            out[mark.first..last].fill(true);
        }
    }
    out
}

fn own<'f>(draft: &Draft, frames: &'f [Frame]) -> Vec<&'f Frame> {
    draft
        .frames
        .iter()
        .filter_map(|&index| frames.get(index))
        .collect()
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

struct Maker<'m> {
    scene: &'m Scene<'m>,
    kit: &'m Kit,
    /// Which tokens stand in some word list.
    listed: Vec<bool>,
    day: Option<String>,
    country: String,
}

impl Maker<'_> {
    /// The template of one event; `None` where it is no incident by the task's rules.
    fn template(&self, frames: &[&Frame]) -> Option<Coded> {
        let (code, _) = coding::code(self.kit, frames);
        let incident_type = incident_type(&code.0)?;
        let victims = self.victims(frames);
        let targets = self.entities(frames.iter().flat_map(|frame| &frame.patients), |mention| {
            mention.side == Side::Place
        });
        let only_forces = frames
            .iter()
            .flat_map(|frame| &frame.patients)
            .all(|mention| matches!(mention.side, Side::Forces | Side::Armed | Side::Attacker));
        let hits_forces = Codebook::get().is_a(&code.0, "armed-clash") || code.0 == "attack-on-forces";
        if hits_forces && only_forces {
            return None;
        }
        let agents = || frames.iter().flat_map(|frame| &frame.agents);
        let mut template = Template {
            incident_type: incident_type.to_owned(),
            ..Template::default()
        };
        template.roles[0] = self.entities(agents(), |mention| mention.topic == Topic::Group);
        template.roles[1] = self.entities(agents(), |mention| mention.topic == Topic::Actor);
        template.roles[2] = targets;
        template.roles[3] = self.names(frames);
        template.roles[4] = self.weapons(frames);
        Some(Coded {
            template,
            date: self.date(frames),
            location: self.location(frames),
            victims,
        })
    }

    fn words(&self, first: usize, last: usize) -> String {
        self.scene
            .doc
            .raw(first, last)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// One entity a concept, named by the words of its first mention.
    fn entities<'f>(
        &self,
        mentions: impl Iterator<Item = &'f Mention>,
        keep: impl Fn(&Mention) -> bool,
    ) -> Vec<Entity> {
        let mut seen: Vec<&str> = Vec::new();
        let mut out = Vec::new();
        for mention in mentions.filter(|mention| keep(mention)) {
            if !seen.contains(&mention.concept) {
                seen.push(mention.concept);
                out.push(vec![self.words(mention.head, mention.last)]);
            }
        }
        out
    }

    /// Names of the persons hit: two to five words of no list right behind the role they have ("mayor", "judge"). The task
    /// wants names here, and descriptions nowhere.
    fn names(&self, frames: &[&Frame]) -> Vec<Entity> {
        let mut out: Vec<Entity> = Vec::new();
        for mention in frames.iter().flat_map(|frame| &frame.patients) {
            if mention.side == Side::Place || mention.topic != Topic::Group {
                continue;
            }
            let from = mention.last + usize::from(self.scene.doc.word(mention.last) == ",");
            let end = (from..from + 5)
                .find(|&at| !self.may_be_name(at))
                .unwrap_or(from + 5);
            if end >= from + 2 && !LINKS.contains(&self.scene.doc.word(end - 1)) {
                let name = vec![self.words(from, end)];
                if !out.contains(&name) {
                    out.push(name);
                }
            }
        }
        out
    }

    fn may_be_name(&self, at: usize) -> bool {
        let word = self.scene.doc.word(at);
        let unknown = self.listed.get(at) == Some(&false)
            && word.chars().count() >= 3
            && word.chars().all(char::is_alphabetic)
            && !COMMON.contains(&word);
        unknown || LINKS.contains(&word)
    }

    fn weapons(&self, frames: &[&Frame]) -> Vec<Entity> {
        let mut seen: Vec<&str> = Vec::new();
        let mut out = Vec::new();
        for mark in frames.iter().flat_map(|frame| &frame.weapons) {
            if !seen.contains(&mark.entry.concept) {
                seen.push(mark.entry.concept);
                out.push(vec![self.words(mark.first, mark.last)]);
            }
        }
        out
    }

    fn victims(&self, frames: &[&Frame]) -> Vec<VictimFill> {
        let mut out: Vec<VictimFill> = Vec::new();
        for toll in frames
            .iter()
            .flat_map(|frame| &frame.tolls)
            .filter(|toll| !toll.running)
        {
            let effect = match toll.harm {
                Harm::Killed => "DEATH",
                Harm::Injured => "INJURY",
                _ => "",
            };
            if toll.of.is_some_and(|of| of.side == Side::Attacker) {
                continue;
            }
            let words = toll.of.map_or_else(
                || self.words(toll.first, toll.last),
                |of| self.words(of.head, of.last),
            );
            let fill = VictimFill {
                mentions: vec![words],
                number: number(toll.count),
                effect: effect.to_owned(),
            };
            if !out.contains(&fill) {
                out.push(fill);
            }
        }
        out
    }

    /// The first day said of the event; where none is, "on or before the day of the text", as the task's default.
    fn date(&self, frames: &[&Frame]) -> String {
        let said = frames
            .iter()
            .flat_map(|frame| &frame.dates)
            .filter_map(|&index| self.scene.dates.get(index)?.when.as_ref())
            .find_map(|when| match (when.first, when.last) {
                (Some(first), Some(last)) if first == last => Some(written(first)),
                (Some(first), Some(last)) => Some(format!("{} - {}", written(first), written(last))),
                (None, Some(last)) => Some(format!("- {}", written(last))),
                _ => None,
            });
        said.or_else(|| Some(format!("- {}", self.day.as_ref()?)))
            .unwrap_or_default()
    }

    fn location(&self, frames: &[&Frame]) -> String {
        let places: Vec<&Place> = frames
            .iter()
            .flat_map(|frame| &frame.places)
            .filter_map(|&index| self.scene.places.get(index)?.place.as_ref())
            .collect();
        let narrowest = places.iter().max_by_key(|place| place.kind as u8);
        match narrowest {
            None => self.country.clone(),
            Some(place) if matches!(place.kind, PlaceKind::Country | PlaceKind::Area) => country(place),
            Some(place) => {
                let country = Some(country(place)).filter(|name| !name.is_empty());
                let country = country.unwrap_or_else(|| self.country.clone());
                format!(
                    "{country}: {} ({})",
                    normal(&place.name).to_uppercase(),
                    kind(place.kind)
                )
            }
        }
    }
}

/// The task's incident type of a code of the book; `None` for what the task does not want.
fn incident_type(code: &str) -> Option<&'static str> {
    let book = Codebook::get();
    if code == "abduction" {
        Some("kidnapping")
    } else if code == "arson" {
        Some("arson")
    } else if code == "looting" {
        Some("robbery")
    } else if matches!(code, "shelling" | "air-strike" | "chemical-weapon") {
        Some("attack")
    } else if book.is_a(code, "explosion") {
        Some("bombing")
    } else if book.is_a(code, "attack")
        || book.is_a(code, "property-destruction")
        || book.is_a(code, "armed-clash")
    {
        Some("attack")
    } else {
        None
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
    fn types_by_the_tasks_own_list() {
        for (code, expected) in [
            ("killing", Some("attack")),
            ("abduction", Some("kidnapping")),
            ("suicide-bomb", Some("bombing")),
            ("air-strike", Some("attack")),
            ("arson", Some("arson")),
            ("looting", Some("robbery")),
            ("protest", None),
            ("threat", None),
        ] {
            assert_eq!(incident_type(code), expected, "{code}");
        }
    }

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
