//! Weighs the codes an account could bear: the rules' own and those of its acts and weapons, by what its acts show.
//!
//! The rules know what an act is called; that shots at a demonstration are met force, that a blast under a lorry was laid, or
//! that a raid for cattle is looting, follows from several things together.
//! So a linear model over named traits of the acts chooses among the candidates. Who acted is no trait, only that they came
//! armed or were a crowd: the same act gets the same code whoever does it.
//! The weights are trained by `tocsin-eval train code gold/cases`; see `data/models/PROVENANCE.md`.

use crate::kit::{ActClass, Kit};
use crate::lexicon::{Mark, Topic};
use crate::readers::event::{Frame, Harm};
use crate::readers::who::{Mention, Side};
use crate::scene::Scene;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use tocsin_core::EventCode;
use tocsin_core::codebook::code;

/// Something an account's acts show: its kind and which.
pub type Trait = (&'static str, &'static str);

/// A code an account could bear.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The code.
    pub code: EventCode,
    /// Where it comes from: `rule`, `first`, `act`, `weapon`, `target`.
    pub from: Vec<&'static str>,
}

/// What is weighed for one account.
#[derive(Clone, Debug, Default)]
pub struct Weighed {
    /// What its acts show.
    pub traits: Vec<Trait>,
    /// What it could be, the rules' own first.
    pub candidates: Vec<Candidate>,
}

/// What another code must be ahead of the rules' own, in nats: where the words leave it open, they stand.
const LEAD: f32 = 0.5;
/// Stands for every code in the weights of where a candidate comes from.
pub const ANY: &str = "*";
/// The kind of those weights.
pub const OWN: &str = "own";

/// The trained weights, by code, then by kind of trait and trait.
#[derive(Clone, Debug, Default)]
pub struct Weights(FxHashMap<&'static str, FxHashMap<Trait, f32>>);

impl Weights {
    /// From lines `code:kind:trait<tab>weight`; lines that do not parse are skipped.
    #[must_use]
    pub fn parse(text: &'static str) -> Self {
        let row = |line: &'static str| {
            let (name, weight) = line.split_once('\t')?;
            let (code, rest) = name.split_once(':')?;
            Some((code, rest.split_once(':')?, weight.trim().parse().ok()?))
        };
        let mut out = Self::default();
        for (code, of, weight) in text.lines().filter_map(row) {
            out.0.entry(code).or_default().insert(of, weight);
        }
        out
    }

    /// How much `traits` and where it comes from speak for `candidate`: a logit.
    fn score(&self, candidate: &Candidate, traits: &[Trait]) -> f32 {
        let weight = |code: &str| {
            let known = self.0.get(code);
            move |of: Trait| known.and_then(|known| known.get(&of)).copied().unwrap_or(0.0)
        };
        let (any, this) = (weight(ANY), weight(&candidate.code.0));
        let own: f32 = candidate.from.iter().map(|from| any((OWN, from))).sum();
        own + traits.iter().copied().map(this).sum::<f32>()
    }

    /// The code that most speaks for, the first of equals; `None` where there is no candidate.
    #[must_use]
    pub fn choose(&self, weighed: &Weighed) -> Option<EventCode> {
        let mut best: Option<(f32, &Candidate)> = None;
        for candidate in &weighed.candidates {
            let lead = if candidate.from.contains(&"rule") {
                LEAD
            } else {
                0.0
            };
            let score = self.score(candidate, &weighed.traits) + lead;
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, candidate));
            }
        }
        best.map(|(_, candidate)| candidate.code.clone())
    }
}

/// What `frames` show and could be; `rule` is what the rules say, by the frame at `main`.
///
/// Where the main act is violence, only violence is looked at: who is said to be about beside it does not change what it was.
#[must_use]
pub fn weigh(scene: &Scene, kit: &Kit, frames: &[&Frame], rule: &EventCode, main: usize) -> Weighed {
    let class = |frame: &Frame| kit.act(frame.act).map(|act| act.class);
    let first = frames.get(main).copied();
    let violent = first.is_some_and(|frame| class(frame) == Some(ActClass::Violence));
    let others = frames.iter().copied().enumerate();
    let others =
        others.filter(|&(at, frame)| at != main && (!violent || class(frame) == Some(ActClass::Violence)));
    let frames: Vec<&Frame> = first.into_iter().chain(others.map(|(_, frame)| frame)).collect();
    let near = near(scene, &frames);
    Weighed {
        traits: traits(&frames, &near, rule),
        candidates: candidates(kit, &frames, &near, rule),
    }
}

/// The words of acts, weapons, crowds and sites in the sentences of `frames`, whether an act has taken them up or not.
fn near<'s>(scene: &'s Scene, frames: &[&Frame]) -> Vec<&'s Mark> {
    let sentences: BTreeSet<usize> = frames.iter().map(|frame| frame.sentence).collect();
    let of = |index: usize| {
        let sentence = &scene.doc.sentences[index];
        [
            Topic::Act,
            Topic::Weapon,
            Topic::Group,
            Topic::Site,
            Topic::Impact,
        ]
        .into_iter()
        .flat_map(move |topic| scene.of(topic, sentence.first, sentence.last))
    };
    sentences.into_iter().take(MOST_SENTENCES).flat_map(of).collect()
}

/// Sentences of an account whose words are looked at.
const MOST_SENTENCES: usize = 12;

/// Codes that only who or what was hit tells apart: against fighters and forces only where the words name some, or their
/// posts; against others always, for a text that names nobody seldom means soldiers.
fn by_target(frames: &[&Frame]) -> impl Iterator<Item = EventCode> {
    let is_armed = |hit: &Mention| match hit.side {
        Side::Place => super::is_forces_site(hit.concept),
        _ => people(hit) == "armed",
    };
    let armed = frames.iter().any(|frame| {
        let harmed = frame.tolls.iter().filter_map(|toll| toll.of.as_ref());
        frame.patients.iter().chain(harmed).any(is_armed)
    });
    let of_armed = [code::ATTACK_ON_FORCES, EventCode::new("armed-clash")];
    let of_others = [code::ATTACK_ON_CIVILIANS, EventCode::new("killing")];
    of_others
        .into_iter()
        .chain(of_armed.into_iter().filter(move |_| armed))
}

fn candidates(kit: &Kit, frames: &[&Frame], near: &[&Mark], rule: &EventCode) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    let mut add = |code: &EventCode, from: &'static str| match out.iter_mut().find(|one| one.code == *code) {
        Some(one) if one.from.contains(&from) => {}
        Some(one) => one.from.push(from),
        None => out.push(Candidate {
            code: code.clone(),
            from: vec![from],
        }),
    };
    add(rule, "rule");
    let mut hit = false;
    for (index, frame) in frames.iter().enumerate() {
        if let Some(act) = kit.act(frame.act) {
            add(&act.code, if index == 0 { "first" } else { "act" });
            hit |= act.class == ActClass::Violence;
        }
        for mark in frame.weapons.iter().filter(|mark| !mark.entry.kind.is_empty()) {
            add(&EventCode::new(mark.entry.kind), "weapon");
        }
    }
    for mark in near {
        match mark.entry.topic {
            Topic::Weapon if !mark.entry.kind.is_empty() => {
                add(&EventCode::new(mark.entry.kind), "weapon-near");
            }
            Topic::Act => {
                if let Some(act) = kit.act(mark.entry.concept).filter(|act| is_event(act.class)) {
                    add(&act.code, "act-near");
                }
            }
            _ => {}
        }
    }
    if hit {
        for code in by_target(frames) {
            add(&code, "target");
        }
    }
    out
}

/// Whether acts of this class make events of their own.
fn is_event(class: ActClass) -> bool {
    matches!(
        class,
        ActClass::Violence | ActClass::Presage | ActClass::Other | ActClass::Soft
    )
}

fn traits(frames: &[&Frame], near: &[&Mark], rule: &EventCode) -> Vec<Trait> {
    let mut out: BTreeSet<Trait> = BTreeSet::new();
    out.insert(("text", "any"));
    if let Some(entry) = rule.entry() {
        out.insert(("rule", entry.code));
    }
    for (index, frame) in frames.iter().enumerate() {
        out.insert((if index == 0 { "first" } else { "act" }, frame.act));
        out.extend(frame.agents.iter().map(|agent| ("agent", people(agent))));
        out.extend(frame.patients.iter().map(|patient| ("patient", people(patient))));
        out.extend(frame.weapons.iter().map(|mark| ("weapon", mark.entry.concept)));
        if !frame.goods.is_empty() {
            out.insert(("goods", "any"));
        }
        for toll in &frame.tolls {
            out.insert(("harm", harm(toll.harm)));
            if let Some(of) = &toll.of {
                out.insert(("harmed", people(of)));
            }
        }
    }
    out.extend(near.iter().filter_map(|mark| match mark.entry.topic {
        Topic::Act => Some(("near", mark.entry.concept)),
        Topic::Weapon => Some(("weapon-near", mark.entry.concept)),
        Topic::Site => Some(("site-near", mark.entry.concept)),
        Topic::Impact => Some(("impact-near", mark.entry.concept)),
        Topic::Group if matches!(mark.entry.concept, "mob" | "protesters" | "bombers" | "bandits") => {
            Some(("group-near", mark.entry.concept))
        }
        _ => None,
    }));
    out.into_iter().collect()
}

/// What people are, whoever they are; of places and crowds, which.
fn people(mention: &Mention) -> &'static str {
    match mention.side {
        _ if matches!(mention.concept, "mob" | "protesters") => mention.concept,
        Side::Place => mention.concept,
        Side::Forces | Side::Armed | Side::Attacker => "armed",
        _ if mention.topic == Topic::Actor => "armed",
        Side::Civilian | Side::People => "civilian",
    }
}

fn harm(harm: Harm) -> &'static str {
    match harm {
        Harm::Killed => "killed",
        Harm::Injured => "injured",
        Harm::Missing => "missing",
        Harm::Abducted => "abducted",
        Harm::Displaced => "displaced",
        Harm::Held => "held",
        Harm::Casualties => "casualties",
        Harm::Neutralised => "neutralised",
    }
}
