//! How many were harmed, and how: of the numbers of people around an account's acts, those a linear model takes for its own.
//!
//! Every number is weighed for each kind of harm that something near it speaks of; what the words of harm tie to an act is
//! one reason among many. The rest is for numbers without a word of harm ("the figure stands at 16"), for single people
//! without a number ("his brother"), and against numbers of other events, of parts and of those who count.
//! A second model tells those harmed who attacked from all others. Trained by `tocsin-eval train number gold/cases`.

mod party;
mod words;

use self::words::{Here, Word};
use super::Maker;
use super::choice::{Candidate, Near};
use super::figures::{self, Figure};
use crate::gather::Draft;
use crate::gather::told::{Features, Weights};
use crate::lexicon::Topic;
use crate::readers::event::harm::counted::Noun;
use crate::readers::event::{Frame, Harm};
use crate::readers::speech::Attribution;
use crate::readers::toll::is_running;
use crate::readers::who::{Mention, Side};
use rustc_hash::FxHashMap;
use tocsin_core::{BlockKind, Claim, Count, Field, Term, Toll, Value};

/// What must speak for a number, a logit.
pub const BAR: f32 = -0.8;
/// What must speak for it that those harmed attacked.
pub const PARTY_BAR: f32 = 0.0;
/// Features named in the rule of a claim.
const NAMED: usize = 3;

/// The kinds of harm that are weighed.
const HARMS: [Harm; 6] = [
    Harm::Killed,
    Harm::Injured,
    Harm::Missing,
    Harm::Abducted,
    Harm::Displaced,
    Harm::Held,
];

/// The numbers and the words of harm of the sentences of a text that were looked at, found once for all its accounts.
#[derive(Debug, Default)]
pub(crate) struct Known(FxHashMap<usize, (Vec<Figure>, Vec<Word>)>);

/// A number weighed as counting one kind of harm.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// Its words, and what speaks for and against it.
    pub candidate: Candidate,
    /// What speaks for and against it that those harmed attacked; empty where that is not asked.
    pub party: Features,
    /// The fields it may fill: where those harmed were attacked, and where they attacked.
    pub fields: (Field, Field),
    /// How many.
    pub count: Count,
    /// A total over several events.
    pub running: bool,
    figure: Figure,
}

impl Weighed {
    /// Whether what speaks for attackers is asked at all.
    #[must_use]
    pub fn is_of_either(&self) -> bool {
        self.fields.0 != self.fields.1
    }
}

/// The fields that a harm fills, for those attacked and for those who attacked.
fn fields(harm: Harm) -> Option<(Field, Field)> {
    Some(match harm {
        Harm::Killed | Harm::Neutralised => (Field::Killed, Field::AttackersKilled),
        Harm::Injured => (Field::Injured, Field::AttackersInjured),
        Harm::Missing => (Field::Missing, Field::Missing),
        Harm::Abducted => (Field::Abducted, Field::Abducted),
        Harm::Displaced => (Field::Displaced, Field::Displaced),
        Harm::Held => (Field::AttackersHeld, Field::AttackersHeld),
        Harm::Casualties => return None,
    })
}

/// The kind of harm that a number of the words counts: captured attackers are held.
fn harm_of(toll: &crate::readers::event::FrameToll) -> Harm {
    match toll.harm {
        Harm::Neutralised => Harm::Killed,
        Harm::Abducted if toll.of.is_some_and(|of| of.side == Side::Attacker) => Harm::Held,
        harm => harm,
    }
}

impl Maker<'_, '_> {
    /// The numbers of each draft, in text order: over the bar, of each the likeliest harm, and of several drafts only the one
    /// that it speaks for most.
    pub(crate) fn numbers(&self, drafts: &[Draft]) -> Vec<Vec<Weighed>> {
        let mut out: Vec<Vec<Weighed>> = Vec::with_capacity(drafts.len());
        let mut most: FxHashMap<(usize, usize), f32> = FxHashMap::default();
        let mut known = Known::default();
        for draft in drafts {
            let mut best: Vec<Weighed> = Vec::new();
            for one in Near::of(self, draft).numbers(&self.kit.number, &mut known) {
                let score = one.candidate.score;
                if score <= BAR {
                    continue;
                }
                let top = most.entry(one.candidate.at).or_insert(score);
                *top = top.max(score);
                match best
                    .last_mut()
                    .filter(|last| last.candidate.at == one.candidate.at)
                {
                    Some(last) if score > last.candidate.score => *last = one,
                    Some(_) => {}
                    None => best.push(one),
                }
            }
            out.push(best);
        }
        for numbers in &mut out {
            numbers.retain(|one| {
                most.get(&one.candidate.at)
                    .is_none_or(|top| one.candidate.score >= *top)
            });
        }
        out
    }

    /// The numbers of an account, each said where it stands.
    pub(super) fn tolls(&self, out: &mut Vec<Claim>, near: &Near, numbers: &[Weighed]) {
        for one in numbers {
            let (index, figure) = (one.candidate.at.0, &one.figure);
            let tied = |frame: &Frame| {
                frame
                    .tolls
                    .iter()
                    .any(|toll| frame.sentence == index && toll.first == figure.first)
            };
            let Some(frame) = near.nearest(index, figure.first, tied) else {
                continue;
            };
            let attackers = one.is_of_either() && self.kit.number.score(&one.party) > PARTY_BAR;
            let field = if attackers { one.fields.1 } else { one.fields.0 };
            self.push_number(out, frame, index, one, field);
        }
        self.casualties(out, near);
    }

    fn push_number(&self, out: &mut Vec<Claim>, frame: &Frame, index: usize, one: &Weighed, field: Field) {
        let figure = &one.figure;
        let of = figure.of.map_or("", |of| match (of.topic, of.side) {
            // A toll is of a group of people; which force or group they are of is said as target.
            (Topic::Actor, Side::Forces) => "soldiers",
            (Topic::Actor, _) => "militants",
            _ => of.concept,
        });
        let value = Value::Toll(Toll {
            count: figure.count,
            of: if of == "people" { "" } else { of }.to_owned(),
            part: figure
                .toll
                .map_or_else(|| one.candidate.has("cue:part"), |(_, toll)| toll.part),
            running: one.running,
        });
        let rule = match figure.toll {
            // An army's "neutralised" counts enemies it holds for dead; the rule says by which word.
            Some((_, toll)) if toll.harm == Harm::Neutralised => "toll: neutralised".to_owned(),
            _ => {
                let reasons = self.kit.number.heaviest(&one.candidate.features, NAMED);
                let names: Vec<&str> = reasons.iter().map(|(name, _)| *name).collect();
                format!("toll: {}", names.join(", "))
            }
        };
        let at = out.len();
        self.push(out, frame, field, value, figure.first, figure.last, &rule);
        if let Some(claim) = out.get_mut(at)
            && index != frame.sentence
        {
            self.stand_in(claim, frame, index);
        }
    }

    /// Whose account goes on in sentence `index`, where nobody speaks in it himself.
    pub(super) fn goes_on(&self, index: usize) -> Option<&Attribution> {
        if !self.read.said.get(index)?.is_empty() {
            return None;
        }
        let before = index.checked_sub(1)?;
        let (sentence, previous) = (
            self.scene.doc.sentences.get(index)?,
            self.scene.doc.sentences.get(before)?,
        );
        let goes_on = sentence.block == previous.block && previous.kind == BlockKind::Paragraph;
        self.read.said.get(before)?.last().filter(|_| goes_on)
    }

    /// Killed or injured, the text does not say which: kept as said, as an impact, never as a number of dead.
    fn casualties(&self, out: &mut Vec<Claim>, near: &Near) {
        for frame in near.acts() {
            for toll in frame
                .tolls
                .iter()
                .filter(|toll| toll.harm == Harm::Casualties && !toll.unnumbered)
            {
                let term = Term {
                    key: "casualties".to_owned(),
                    name: self.scene.doc.raw(toll.first, toll.last).to_owned(),
                };
                let (first, last) = (toll.first, toll.last);
                self.push(
                    out,
                    frame,
                    Field::Impact,
                    Value::Term(term),
                    first,
                    last,
                    "casualties",
                );
            }
        }
    }
}

impl Near<'_, '_, '_> {
    /// The numbers weighed for the account, in text order, each for every harm that something near it speaks of. `known` keeps
    /// what was found of a sentence for the next account of the text.
    pub(crate) fn numbers(&self, weights: &Weights, known: &mut Known) -> Vec<Weighed> {
        let mut out = Vec::new();
        let around = if self.maker.events <= 1 {
            AROUND_ONE
        } else {
            AROUND
        };
        for (index, sentence) in self.sentences_around(around) {
            if matches!(
                sentence.kind,
                BlockKind::Byline | BlockKind::Boilerplate | BlockKind::Credit | BlockKind::TableRow
            ) {
                continue;
            }
            let (figures, words) = known.0.entry(index).or_insert_with(|| {
                (
                    figures::of(self.maker, index, sentence),
                    words::of(self.scene(), sentence),
                )
            });
            if figures.is_empty() {
                continue;
            }
            let here = Here::of(self, (index, sentence), figures, words);
            let of_sentence = self.sentence_features(&here);
            for (n, figure) in figures.iter().enumerate() {
                if out.len() < MOST {
                    self.weigh(&here, n, figure, &of_sentence, weights, &mut out);
                }
            }
        }
        out
    }

    /// Weighs `figure` for each harm it may count. What holds of it whatever it counts is looked at once.
    fn weigh(
        &self,
        here: &Here,
        n: usize,
        figure: &Figure,
        of_sentence: &Features,
        weights: &Weights,
        out: &mut Vec<Weighed>,
    ) {
        let Some(span) = self.scene().doc.span(figure.first, figure.last) else {
            return;
        };
        let mut shared: Option<(Features, Features)> = None;
        for harm in HARMS {
            let Some(fields) = fields(harm).filter(|_| here.may_be(figure, harm)) else {
                continue;
            };
            let (of_figure, party) = shared.get_or_insert_with(|| {
                let of_figure = self.figure_features(here, figure, of_sentence);
                (of_figure, self.party(here, figure))
            });
            let features = self.harm_features(here, figure, harm, of_figure);
            let party = if fields.0 == fields.1 {
                Features::new()
            } else {
                party.clone()
            };
            out.push(Weighed {
                candidate: Candidate {
                    span,
                    score: weights.score(&features),
                    features,
                    at: (here.index, n),
                },
                party,
                fields,
                count: figure.count,
                running: match figure.toll {
                    Some((_, toll)) => toll.running,
                    None => is_running(self.scene(), here.sentence, figure.first, figure.last),
                },
                figure: *figure,
            });
        }
    }

    /// What holds of every number of a sentence.
    fn sentence_features(&self, here: &Here) -> Features {
        let mut out: Features = vec![("bias", 1.0)];
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                out.push((name, 1.0));
            }
        };
        self.apart(here.index, here.sentence, &mut add);
        self.elsewhere(here, &mut add);
        out
    }

    /// And what holds of a number, whatever it counts.
    fn figure_features(&self, here: &Here, figure: &Figure, of_sentence: &Features) -> Features {
        let mut out = of_sentence.clone();
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                out.push((name, 1.0));
            }
        };
        self.within(here.index, here.sentence, figure.first, figure.last, &mut add);
        here.beside(figure, &mut add);
        here.cues(figure, &mut add);
        self.counted(here, figure, &mut add);
        out
    }

    /// And what holds of it as counting `harm`.
    fn harm_features(&self, here: &Here, figure: &Figure, harm: Harm, of_figure: &Features) -> Features {
        let mut out = of_figure.clone();
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                out.push((name, 1.0));
            }
        };
        self.number_tied(figure, harm, &mut add);
        here.harm_words(figure, harm, &mut add);
        here.noun(figure, harm, &mut add);
        out
    }

    /// Whether words of harm tie it to one of the account's acts, or to another's.
    fn number_tied(&self, figure: &Figure, harm: Harm, add: &mut impl FnMut(&'static str, bool)) {
        let frames = &self.maker.read.frames;
        let tie = figure.toll.map(|(at, toll)| (at, harm_of(&toll)));
        let own = tie.is_some_and(|(at, _)| self.draft.frames.contains(&at));
        let same = tie.is_some_and(|(_, other)| other == harm);
        add("tied", own && same);
        add("tied:other-harm", own && !same);
        add("tied:elsewhere", !own && same);
        add("tied:elsewhere-other-harm", tie.is_some() && !own && !same);
        add("tied:nothing", tie.is_none());
        let frame = tie.map(|(at, _)| &frames[at]);
        add(
            "tied:left-out",
            frame.is_some_and(|frame| frame.status.why.is_some()),
        );
        add("tied:noun", same && frame.is_some_and(|frame| frame.noun));
        add(
            "tied:part",
            same && figure.toll.is_some_and(|(_, toll)| toll.part),
        );
        let others = || {
            self.acts()
                .flat_map(|frame| &frame.tolls)
                .take(MOST_TOLLS)
                .filter(|toll| harm_of(toll) == harm && toll.first != figure.first)
        };
        add(
            "tied:first",
            own && same
                && self
                    .acts()
                    .next()
                    .is_some_and(|first| frame.is_some_and(|frame| frame.first == first.first)),
        );
        let arrests = self.acts().all(|frame| {
            matches!(
                frame.act,
                "arrest" | "free" | "operation" | "protest" | "incident"
            )
        });
        add("held:arrests", harm == Harm::Held && arrests);
        add(
            "again",
            figure.toll.is_none() && others().any(|toll| toll.count == figure.count),
        );
        add("untied:all", others().next().is_none() && !(own && same));
        let most = others()
            .filter(|toll| !toll.part)
            .map(|toll| toll.count.least)
            .max();
        add("less", most.is_some_and(|most| figure.count.least < most));
        add("more", most.is_some_and(|most| figure.count.least > most));
        add("alone", self.maker.events == 1);
        add("alone:untied", self.maker.events == 1 && tie.is_none());
    }

    /// Whether its sentence names places and days of the account, or others.
    fn elsewhere(&self, here: &Here, add: &mut impl FnMut(&'static str, bool)) {
        let scene = self.scene();
        let span = here.sentence.span;
        let own: Vec<usize> = self
            .acts()
            .flat_map(|frame| frame.places.iter().copied())
            .take(8)
            .collect();
        let is_own = |at: usize| {
            own.iter().any(|&other| {
                other == at
                    || scene.places[other].place.is_some()
                        && scene.places[other].place == scene.places[at].place
            })
        };
        let ours = scene.places_in(span).take(8).any(is_own);
        add("place:own", ours);
        add(
            "place:other",
            !ours && !own.is_empty() && scene.places_in(span).next().is_some(),
        );
        let days: Vec<usize> = self
            .acts()
            .flat_map(|frame| frame.dates.iter().copied())
            .take(8)
            .collect();
        let same = |at: usize| {
            days.iter().any(|&other| {
                other == at
                    || scene.dates[other].when.is_some() && scene.dates[other].when == scene.dates[at].when
            })
        };
        let day = scene.dates_in(span).take(8).any(same);
        add("day:own", day);
        add(
            "day:other",
            !day && !days.is_empty() && scene.dates_in(span).next().is_some(),
        );
    }

    /// What part those it counts have in the account's acts, and in others.
    fn counted(&self, here: &Here, figure: &Figure, add: &mut impl FnMut(&'static str, bool)) {
        let of = |mention: &Mention| figure.of.is_some_and(|of| of.head == mention.head);
        let hit = self.acts().any(|frame| frame.patients.iter().any(of));
        let does = self.acts().any(|frame| frame.agents.iter().any(of));
        add("hit", hit);
        add("does", does);
        add(
            "hit:other",
            !hit && self
                .acts_in(here.index)
                .any(|(_, frame)| frame.patients.iter().any(of)),
        );
        add(
            "does:other",
            !does
                && self
                    .acts_in(here.index)
                    .any(|(_, frame)| frame.agents.iter().any(of)),
        );
    }
}

/// Sentences before and after an account's own that are looked through, and those of the only event of a text.
const AROUND: usize = 3;
const AROUND_ONE: usize = 8;
/// Tolls of an account that a number is held against.
const MOST_TOLLS: usize = 64;
/// Numbers weighed for one account.
const MOST: usize = 160;

impl Here<'_, '_> {
    /// What kind of number it is, and of whom.
    fn noun(&self, figure: &Figure, harm: Harm, add: &mut impl FnMut(&'static str, bool)) {
        let least = figure.count.least;
        let one = figure.count == Count::exactly(1);
        let known = figure.noun == Noun::Known;
        add(words::by_harm(harm, words::BIAS), true);
        add(words::by_harm(harm, words::WEAK), figure.weak && one);
        add(words::by_harm(harm, words::MANY), least >= 50);
        add("of:known", known && !figure.weak);
        add("of:other", figure.noun == Noun::Other);
        add("of:bare", figure.noun == Noun::Bare && figure.toll.is_none());
        add("vague", figure.weak && !one);
        add("one", one && !figure.weak);
        add("zero", figure.count == Count::exactly(0));
        add("thousands", least >= 1000);
        if let Some(of) = figure.of {
            let (name, table) = match of.side {
                Side::People => ("side:people", None),
                Side::Civilian => ("side:civilian", Some(words::CIVILIAN)),
                Side::Forces => ("side:forces", Some(words::FORCES)),
                Side::Armed | Side::Attacker => ("side:armed", Some(words::ARMED)),
                Side::Place => ("side:place", None),
            };
            add(name, true);
            if let Some(table) = table {
                add(words::by_harm(harm, table), true);
            }
            add("of:party", of.topic == Topic::Actor);
        }
    }
}
