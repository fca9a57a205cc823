//! What a candidate is judged by: its words, its places, its rivals, its sentences and its document.

use super::{Entity, KEYS, head};
use crate::learn::chain::ROLES;
use crate::learn::linear::{Linear, chance};
use crate::learn::name::Names;
use crate::muc4::model::chunk::stem;
use crate::muc4::model::document::Verdict;
use crate::muc4::model::page::{Page, is_act};
use crate::muc4::model::sentence::Answers;
use crate::muc4::model::weights::Seen;
use std::collections::BTreeMap;
use tocsin_extract::syntax::Tag;

/// How many reasons are shown of one candidate.
const SHOWN: usize = 4;

/// What a kind of feature is about, in words.
fn about(kind: u32) -> &'static str {
    match kind {
        600 => "role",
        603 | 604 => "document",
        615..=619 => "words",
        622..=625 => "neighbours",
        626..=628 | 636 | 637 => "tie",
        629 | 630 => "act in its sentence",
        638 => "sentence",
        640..=659 => "chain model, step",
        _ => "head or class",
    }
}

/// A document with what all its candidates share.
pub(super) struct Context<'c> {
    page: &'c Page,
    seen: &'c Seen,
    verdict: &'c Verdict,
    answers: &'c [Answers],
    /// Role, words and best probability of every candidate.
    rivals: Vec<(usize, String, f32)>,
    /// Sum of the probabilities of all spans by role.
    mass: [f32; ROLES],
    /// Sum and highest of the probabilities to stand in a mention, by role and noun.
    by_noun: BTreeMap<(usize, &'c str), (f32, f32)>,
    nouns: BTreeMap<&'c str, f32>,
}

impl<'c> Context<'c> {
    pub(super) fn new(
        page: &'c Page,
        seen: &'c Seen,
        verdict: &'c Verdict,
        answers: &'c [Answers],
        entities: &[Entity],
    ) -> Self {
        let mut mass = [0f32; ROLES];
        for (role, _, _, chance) in &seen.spans {
            mass[*role] += chance;
        }
        let mut by_noun: BTreeMap<(usize, &str), (f32, f32)> = BTreeMap::new();
        let mut nouns: BTreeMap<&str, f32> = BTreeMap::new();
        for (at, word) in page.words.iter().enumerate() {
            if !matches!(page.tag(at), Tag::Noun | Tag::Propn) {
                continue;
            }
            *nouns.entry(word).or_default() += 1.0;
            for role in 0..ROLES {
                let sums = by_noun.entry((role, word)).or_default();
                sums.0 += seen.inside[at][role];
                sums.1 = sums.1.max(seen.inside[at][role]);
            }
        }
        let rivals = entities
            .iter()
            .map(|entity| (entity.role, entity.normal.clone(), entity.best().2))
            .collect();
        Self {
            page,
            seen,
            verdict,
            answers,
            rivals,
            mass,
            by_noun,
            nouns,
        }
    }

    /// The sum and the highest evidence for the head noun of a candidate in its role.
    fn noun(&self, entity: &Entity, head: usize) -> (f32, f32) {
        let word = self.page.words[head].as_str();
        self.by_noun
            .get(&(entity.role, word))
            .copied()
            .unwrap_or_default()
    }

    pub(super) fn numbers(&self, entity: &Entity) -> Vec<f32> {
        let best = entity.best();
        let head = head(self.page, best.0, best.1);
        let mut out = self.own(entity, best, head);
        out.extend(self.rivals(entity, best.2));
        out.extend(self.verdict.chance);
        out.extend(&self.verdict.by_words[..3]);
        out.extend(self.shape(best, head));
        out.extend(self.around(entity, best));
        out
    }

    /// Its places and probabilities.
    fn own(&self, entity: &Entity, best: (usize, usize, f32), head: usize) -> Vec<f32> {
        let page = self.page;
        let noun = self.noun(entity, head);
        let found = page.find(&entity.words);
        let first = found.first().map_or(best.0, |place| place.0);
        let other_role = (0..ROLES)
            .filter(|role| *role != entity.role)
            .map(|role| self.seen.inside[head][role])
            .fold(0.0, f32::max);
        vec![
            best.2,
            entity.places.iter().map(|place| place.2).sum(),
            self.seen.inside[head][entity.role],
            noun.0,
            noun.1,
            self.nouns.get(page.words[head].as_str()).copied().unwrap_or(0.0),
            found.len() as f32,
            page.sentence_of[first] as f32,
            page.sentence_of[best.0] as f32,
            entity.normal.split(' ').count() as f32,
            other_role,
        ]
    }

    /// How it stands among the candidates of its role, of other roles, and those that hold it or that it holds.
    fn rivals(&self, entity: &Entity, own: f32) -> Vec<f32> {
        let spaced = format!(" {} ", entity.normal);
        let (mut higher, mut top, mut other) = (0f32, 0f32, 0f32);
        let (mut longer, mut shorter) = ((0f32, 0f32), (0f32, 0f32));
        for (role, words, chance) in &self.rivals {
            if *role != entity.role {
                if *words == entity.normal {
                    other = other.max(*chance);
                }
                continue;
            }
            if *words == entity.normal {
                continue;
            }
            higher += f32::from(u8::from(*chance > own));
            top = top.max(*chance);
            let theirs = format!(" {words} ");
            let nested = if theirs.contains(&spaced) {
                &mut longer
            } else if spaced.contains(&theirs) {
                &mut shorter
            } else {
                continue;
            };
            nested.0 = nested.0.max(*chance);
            nested.1 += chance;
        }
        let mut out = vec![
            higher,
            top,
            other,
            longer.0,
            longer.1,
            shorter.0,
            shorter.1,
            self.mass[entity.role],
        ];
        out.extend(self.mass);
        out
    }

    fn shape(&self, best: (usize, usize, f32), head: usize) -> Vec<f32> {
        let page = self.page;
        let yes = |is: bool| f32::from(u8::from(is));
        vec![
            (best.0..best.1).filter(|&at| page.tag(at) == Tag::Propn).count() as f32,
            yes(page.words[head].ends_with('s')),
            yes(page.tag(head) == Tag::Propn),
            yes(page.tag(best.0) == Tag::Num),
            yes(page.words[best.0..best.1].iter().any(|word| word == "of")),
            yes(page.placed[head] > 0),
            page.sentences.len() as f32,
        ]
    }

    /// Its sentences, and what else they may hold.
    fn around(&self, entity: &Entity, best: (usize, usize, f32)) -> Vec<f32> {
        let page = self.page;
        let sentence = page.sentence_of[best.0];
        let (first, last) = page.sentences.get(sentence).copied().unwrap_or_default();
        let answer = |index: Option<usize>| {
            let answers = index.and_then(|index| self.answers.get(index));
            answers.copied().unwrap_or([-9.0; 4])
        };
        let own = answer(Some(sentence));
        let best_of_all = entity
            .places
            .iter()
            .map(|place| answer(Some(page.sentence_of[place.0]))[0])
            .fold(own[0], f32::max);
        let mut out = own.to_vec();
        out.push(best_of_all);
        out.push(answer(sentence.checked_sub(1))[0]);
        out.push(answer(Some(sentence + 1))[0]);
        out.push((first..last).filter(|&at| page.acts(at).next().is_some()).count() as f32);
        for role in 0..ROLES {
            let others = (first..last).filter(|&at| at < best.0 || at >= best.1);
            out.push(others.map(|at| self.seen.inside[at][role]).fold(0.0, f32::max));
        }
        out
    }

    /// The features that say most for or against a candidate by the linear judge, with their shares of its score.
    pub(super) fn reasons(&self, entity: &Entity, judge: &Linear) -> Vec<String> {
        let mut names = Names::spoken();
        self.put(entity, &mut names);
        let mut told: Vec<(f32, String)> = names
            .told()
            .map(|(kind, parts, number)| (judge.share(number), format!("{} {parts}", about(kind))))
            .collect();
        told.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then_with(|| a.1.cmp(&b.1)));
        told.dedup_by(|a, b| a.1 == b.1);
        told.into_iter()
            .take(SHOWN)
            .map(|(share, text)| format!("{text}: {share:+.2}"))
            .collect()
    }

    pub(super) fn features(&self, entity: &Entity) -> Vec<u32> {
        let mut names = Names::default();
        self.put(entity, &mut names);
        names.done()
    }

    /// What it is remembered by from other documents.
    pub(super) fn keys(&self, entity: &Entity) -> [Vec<u32>; KEYS] {
        let page = self.page;
        let best = entity.best();
        let head = head(page, best.0, best.1);
        let role = entity.role.to_string();
        let role = role.as_str();
        let mut kinds: [Names; KEYS] = Default::default();
        kinds[0].put(950, &[role, &entity.normal]);
        kinds[1].put(951, &[role, &page.words[head]]);
        for (first, last) in page.find(&entity.words).into_iter().take(6) {
            for chunk in page.chunks[page.sentence_of[first]]
                .iter()
                .filter(|chunk| chunk.first < last && first < chunk.last)
            {
                for tie in &chunk.ties {
                    kinds[2].put(952, &[role, tie]);
                    kinds[3].put(953, &[role, tie, &page.classes[head][1]]);
                }
            }
        }
        let (from, to) = page
            .sentences
            .get(page.sentence_of[best.0])
            .copied()
            .unwrap_or_default();
        for at in from..to {
            kinds[4].put(954, &[role, stem(&page.words[at])]);
        }
        let word = |at: Option<usize>| at.map_or("|", |at| page.words[at].as_str());
        let (opening, ending) = (word(Some(best.0)), word(best.1.checked_sub(1)));
        kinds[5].put(955, &[role, opening]);
        kinds[5].put(956, &[role, ending]);
        kinds[5].put(957, &[role, word(best.0.checked_sub(1)), opening]);
        kinds[5].put(
            958,
            &[role, ending, word((best.1 < page.words.len()).then_some(best.1))],
        );
        let tags: Vec<&str> = (best.0..best.1).map(|at| page.tag(at).key()).collect();
        kinds[5].put(959, &[role, &tags.join(" ")]);
        kinds.map(Names::done)
    }

    fn put(&self, entity: &Entity, names: &mut Names) {
        let page = self.page;
        let best = entity.best();
        let head = head(page, best.0, best.1);
        let noun = self.noun(entity, head);
        let role = entity.role.to_string();
        let role = role.as_str();
        let top = (1..self.verdict.chance.len()).fold(1, |top, k| {
            if self.verdict.chance[k] > self.verdict.chance[top] {
                k
            } else {
                top
            }
        });
        let kind = top.to_string();
        let kind = kind.as_str();
        let told = match self.verdict.chance[0] {
            p if p > 0.7 => "H",
            p if p > 0.3 => "M",
            _ => "L",
        };
        names.put(600, &[role]);
        names.put(603, &[role, told]);
        names.put(604, &[role, kind]);
        for (number, value) in [best.2, noun.0, noun.1, self.seen.inside[head][entity.role]]
            .into_iter()
            .enumerate()
        {
            let step = (((value.max(0.002).ln() + 6.3) * 1.5) as i32).to_string();
            names.put(640 + number as u32, &[role, &step]);
            names.put(650 + number as u32, &[role, &step, told]);
        }
        let [coarse, fine] = &page.classes[head];
        let word = page.words[head].as_str();
        for (number, part) in [word, &entity.normal, page.list(head), coarse, fine]
            .into_iter()
            .enumerate()
        {
            let number = number as u32;
            names.put(660 + number, &[role, part]);
            names.put(670 + number, &[role, part, told]);
            names.put(680 + number, &[role, part, kind]);
        }
        self.edges(role, entity, best, names);
        self.places(role, told, entity, head, names);
    }

    /// Its words, its parts of speech and what stands right before and after.
    fn edges(&self, role: &str, entity: &Entity, best: (usize, usize, f32), names: &mut Names) {
        let page = self.page;
        for word in entity.normal.split(' ') {
            names.put(615, &[role, word]);
        }
        let tags: Vec<&str> = (best.0..best.1).map(|at| page.tag(at).key()).collect();
        names.put(616, &[role, &page.words[best.0]]);
        names.put(617, &[role, tags.first().copied().unwrap_or_default()]);
        names.put(618, &[role, &tags.join(" ")]);
        let before = best.0.checked_sub(1);
        if let Some(before) = before.filter(|&at| page.sentence_of[at] == page.sentence_of[best.0]) {
            names.put(622, &[role, &page.words[before]]);
            names.put(623, &[role, page.tag(before).key(), page.tag(best.0).key()]);
        }
        if best.1 < page.words.len() && page.sentence_of[best.1] == page.sentence_of[best.0] {
            names.put(624, &[role, &page.words[best.1]]);
            names.put(625, &[role, page.tag(best.1).key()]);
        }
    }

    /// Its ties and the acts of its sentences, wherever it stands.
    fn places(&self, role: &str, told: &str, entity: &Entity, head: usize, names: &mut Names) {
        let page = self.page;
        let list = page.list(head);
        let [coarse, fine] = &page.classes[head];
        for (first, last) in page.find(&entity.words).into_iter().take(6) {
            let sentence = page.sentence_of[first];
            for chunk in page.chunks[sentence]
                .iter()
                .filter(|chunk| chunk.first < last && first < chunk.last)
            {
                for tie in &chunk.ties {
                    names.put(626, &[role, tie]);
                    names.put(627, &[role, tie, list]);
                    names.put(628, &[role, tie, told]);
                    names.put(636, &[role, tie, coarse]);
                    names.put(637, &[role, tie, fine]);
                }
            }
            let (from, to) = page.sentences[sentence];
            for own in page.listed[from..to].iter().flatten() {
                if is_act(own) || own.starts_with("Weapon/") {
                    names.put(629, &[role, own]);
                    names.put(630, &[role, own, list]);
                }
            }
            let likely = self.answers.get(sentence).map_or(0.0, |answer| chance(answer[0]));
            names.put(
                638,
                &[
                    role,
                    if likely > 0.4 {
                        "H"
                    } else if likely > 0.15 {
                        "M"
                    } else {
                        "L"
                    },
                ],
            );
        }
    }
}
