//! Groups bare news texts by event, without reading them for claims: by their rare words, names counting most.
//!
//! [`group`] takes all texts at once; [`Stream`] takes one at a time and regroups only what the new text touches.
//! Words are weighed by a fixed table, never by the texts at hand, so that a pair of texts is as alike today as tomorrow.

use crate::cluster::{self, Rules};
use crate::probe::feature;
use crate::same_event::cosine;
use crate::words::{self, Shape, Words};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// One text to be grouped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextItem {
    /// Its title; "" if it has none.
    pub title: String,
    /// Its words.
    pub text: String,
}

/// How terms are weighed and groups are cut.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How often a name counts.
    pub name: f32,
    /// How often a number counts.
    pub number: f32,
    /// How often a word of the title counts.
    pub title: f32,
    /// Mean cosine from which two groups are one.
    pub cut: f32,
    /// Two groups of three texts or more are one only if their mean cosine is this share of that within the looser of them.
    pub cohesion: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: 3.0,
            number: 2.0,
            title: 1.0,
            cut: 0.18,
            cohesion: 0.77,
        }
    }
}

impl Settings {
    fn rules(&self) -> Rules<'static> {
        Rules {
            must: &[],
            cannot: &[],
            mean: self.cut,
            best: self.cut,
            worst: -1.0,
            cohesion: self.cohesion,
        }
    }
}

/// Features of one text with weights of unit length, by feature.
type Vector = Vec<(u32, f32)>;

/// How often a word occurs, and how it is written where a sentence does not begin with it.
#[derive(Clone, Copy, Default)]
struct Seen {
    times: f32,
    capital: u32,
    small: u32,
    digits: bool,
}

fn vector(item: &TextItem, settings: &Settings) -> Vector {
    let title = Words::of(&item.title);
    // In a title written with capitals throughout, a capital tells nothing.
    let titled = title.list.iter().filter(|word| word.shape == Shape::Name).count() * 2 > title.list.len();
    let body = Words::of(&item.text);
    let mut found: BTreeMap<String, Seen> = BTreeMap::new();
    for (words, times, telling) in [(&title, settings.title, !titled), (&body, 1.0, true)] {
        for &word in &words.list {
            let entry = found.entry(stem(words.get(word)).to_owned()).or_default();
            entry.times += times;
            entry.digits |= word.shape == Shape::Number;
            if telling && !word.opens {
                entry.capital += u32::from(word.shape == Shape::Name);
                entry.small += u32::from(word.shape == Shape::Plain);
            }
        }
    }
    let mut vector: Vector = found
        .into_iter()
        .filter_map(|(word, seen)| {
            let shape = match seen {
                seen if seen.digits => settings.number,
                seen if seen.capital > seen.small => settings.name,
                _ => 1.0,
            };
            let weight = shape * (1.0 + seen.times.ln()) * words::weight(&word);
            (weight > 0.0).then(|| (feature(&word), weight))
        })
        .collect();
    let length = vector
        .iter()
        .map(|(_, weight)| weight * weight)
        .sum::<f32>()
        .sqrt();
    for (_, weight) in &mut vector {
        *weight /= length.max(f32::MIN_POSITIVE);
    }
    vector.sort_by_key(|&(feature, _)| feature);
    vector.dedup_by_key(|&mut (feature, _)| feature);
    vector
}

/// A word without its plural or verb ending, for words long enough to have one.
fn stem(word: &str) -> &str {
    if word.len() < 5 {
        return word;
    }
    ["ies", "ing", "ed", "es", "s"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() >= 3))
        .unwrap_or(word)
}

/// Groups `items` by event: indices, each group sorted, groups sorted by their first item. The order of `items` only breaks
/// ties. For up to some thousand texts: every pair is compared.
#[must_use]
pub fn group(items: &[TextItem], settings: &Settings) -> Vec<Vec<usize>> {
    let vectors: Vec<Vector> = items.iter().map(|item| vector(item, settings)).collect();
    let similarity = |a: usize, b: usize| cosine(&vectors[a], &vectors[b]);
    cluster::group(items.len(), &similarity, &settings.rules())
}

/// Groups texts as they come. A new text regroups the groups that hold a text like it, and no others.
#[derive(Clone, Debug, Default)]
pub struct Stream {
    settings: Settings,
    vectors: Vec<Vector>,
    /// The group each text is in now.
    home: Vec<usize>,
    /// Texts by group; emptied groups stay empty.
    groups: Vec<Vec<usize>>,
    /// Texts by feature, for features that few texts share.
    postings: FxHashMap<u32, Vec<usize>>,
}

/// A feature that more texts than this share brings no texts together.
const MUTED_ABOVE: usize = 400;

impl Stream {
    /// An empty stream.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            ..Self::default()
        }
    }

    /// Takes in one text. Its index is the number of texts taken in before it.
    pub fn add(&mut self, item: &TextItem) {
        let vector = vector(item, &self.settings);
        let new = self.vectors.len();
        let touched = self.near(&vector);
        for &(feature, _) in &vector {
            self.postings.entry(feature).or_default().push(new);
        }
        self.vectors.push(vector);
        self.home.push(self.groups.len());
        self.groups.push(vec![new]);
        if touched.is_empty() {
            return;
        }
        let mut members: Vec<usize> = touched
            .iter()
            .flat_map(|&group| self.groups[group].iter().copied())
            .collect();
        members.push(new);
        members.sort_unstable();
        let similarity = |a: usize, b: usize| cosine(&self.vectors[members[a]], &self.vectors[members[b]]);
        let regrouped = cluster::group(members.len(), &similarity, &self.settings.rules());
        for &group in &touched {
            self.groups[group].clear();
        }
        self.groups.pop();
        for group in regrouped {
            let group: Vec<usize> = group.into_iter().map(|at| members[at]).collect();
            for &item in &group {
                self.home[item] = self.groups.len();
            }
            self.groups.push(group);
        }
    }

    /// The groups that hold a text as like `vector` as two groups must be to become one.
    fn near(&self, vector: &Vector) -> BTreeSet<usize> {
        let mut alike: BTreeMap<usize, f32> = BTreeMap::new();
        for (feature, weight) in vector {
            let Some(texts) = self
                .postings
                .get(feature)
                .filter(|texts| texts.len() <= MUTED_ABOVE)
            else {
                continue;
            };
            for &text in texts {
                let at = self.vectors[text].binary_search_by_key(feature, |&(feature, _)| feature);
                if let Ok(at) = at {
                    *alike.entry(text).or_default() += weight * self.vectors[text][at].1;
                }
            }
        }
        alike
            .into_iter()
            .filter(|&(_, cosine)| cosine >= self.settings.cut)
            .map(|(text, _)| self.home[text])
            .collect()
    }

    /// The groups as they now are: indices, each group sorted, groups sorted by their first item.
    #[must_use]
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = self
            .groups
            .iter()
            .filter(|group| !group.is_empty())
            .cloned()
            .collect();
        groups.sort();
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items() -> Vec<TextItem> {
        [
            "Gunmen stormed the Faladje gendarmerie school in Bamako before dawn, the army said.",
            "The gendarmerie school in Faladje, a quarter of Bamako, was stormed by gunmen.",
            "Floods in Niamey destroyed 300 houses along the river Niger.",
            "In Niamey the river Niger flooded 300 houses, the mayor of Niamey said.",
            "",
        ]
        .map(|text| TextItem {
            title: String::new(),
            text: text.to_owned(),
        })
        .into()
    }

    #[test]
    fn batch_and_stream_agree() {
        let items = items();
        let expected = vec![vec![0, 1], vec![2, 3], vec![4]];
        assert_eq!(group(&items, &Settings::default()), expected);
        let mut stream = Stream::new(Settings::default());
        items.iter().for_each(|item| stream.add(item));
        assert_eq!(stream.groups(), expected);
    }

    #[test]
    fn stems() {
        for (word, expected) in [
            ("attacks", "attack"),
            ("cities", "cit"),
            ("gas", "gas"),
            ("killed", "kill"),
            ("used", "used"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }
}
