//! Turns a draft into claims: each value with its words, its sentence, its speaker and how it is put.

mod alone;
mod as_of;
pub(crate) mod choice;
mod day;
mod doer;
mod doers;
mod effects;
mod figures;
pub(crate) mod number;
mod place;
mod responsibility;
mod tidy;

use self::choice::Near;
use self::number::Weighed;
use self::tidy::{
    HARMED, aim_at_sites, drop_doers_of_nothing, drop_later_dates, drop_merely_harmed, drop_unnamed_doers,
    drop_wide_dates, drop_wide_places, tidy,
};
use crate::gather::Draft;
use crate::kit::{ActClass, Kit};
use crate::lexicon::Topic;
use crate::readers::event::{Frame, Frames};
use crate::readers::speech::Attribution;
use crate::readers::who::{Mention, Side};
use crate::scene::{Scene, gram};
use tocsin_core::{ActorName, BlockKind, Claim, EventCode, Field, Span, Speaker, Stance, Term, Value};

/// Makes the claims of one draft.
pub(crate) struct Maker<'s, 'd> {
    pub(crate) scene: &'s Scene<'d>,
    pub(crate) read: &'s Frames,
    pub(crate) kit: &'s Kit,
    /// How many events the text tells of.
    pub(crate) events: usize,
}

impl Maker<'_, '_> {
    /// All claims of `draft` whose numbers are `numbers`, without repetitions, in text order.
    pub(crate) fn claims(
        &self,
        draft: &Draft,
        numbers: &[Weighed],
        code: &EventCode,
        trigger: usize,
    ) -> Vec<Claim> {
        let mut out: Vec<Claim> = Vec::new();
        let main = &self.read.frames[trigger];
        self.push(
            &mut out,
            main,
            Field::Event,
            Value::Event(code.clone()),
            main.first,
            main.last,
            "event",
        );
        for &index in &draft.frames {
            let frame = &self.read.frames[index];
            self.who(&mut out, frame);
            self.means(&mut out, frame);
            self.effects(&mut out, frame);
        }
        let near = Near::of(self, draft);
        self.tolls(&mut out, &near, numbers);
        self.times(&mut out, &near);
        self.places(&mut out, &near);
        self.perpetrators(&mut out, &near);
        self.responsibility(&mut out, draft);
        self.armed_there(&mut out, draft);
        if self.events == 1 {
            self.circumstances(&mut out, draft);
        } else {
            self.place_told(&mut out, draft);
        }
        drop_unnamed_doers(&mut out);
        drop_doers_of_nothing(&mut out, code);
        drop_merely_harmed(&mut out);
        aim_at_sites(&mut out);
        drop_later_dates(&mut out);
        drop_wide_places(&mut out);
        drop_wide_dates(&mut out);
        self.as_of(&mut out);
        tidy(out)
    }

    fn stance(&self, frame: &Frame, speaker: &Speaker, manner: &str) -> Stance {
        let own_doing =
            !speaker.key.is_empty() && frame.agents.iter().any(|agent| agent.concept == speaker.key);
        match (manner, frame.status.stance) {
            ("deny", _) => Stance::Denied,
            (_, Stance::Possible) => Stance::Possible,
            ("allege", _) => Stance::Claimed,
            ("confirm", Stance::Asserted) => Stance::Confirmed,
            (_, Stance::Asserted) if own_doing => Stance::Claimed,
            (_, stance) => stance,
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one claim has as many parts")]
    fn push(
        &self,
        out: &mut Vec<Claim>,
        frame: &Frame,
        field: Field,
        value: Value,
        first: usize,
        last: usize,
        rule: &str,
    ) {
        let Some(span) = self.scene.doc.span(first, last) else {
            return;
        };
        self.push_span(out, frame, field, value, span, rule);
    }

    fn push_span(
        &self,
        out: &mut Vec<Claim>,
        frame: &Frame,
        field: Field,
        value: Value,
        span: Span,
        rule: &str,
    ) {
        let said = if is_toll(field) {
            self.said_of_toll(frame, span)
        } else {
            frame.said.and_then(|at| self.read.said[frame.sentence].get(at))
        };
        let here = self.scene.doc.sentences[frame.sentence].span;
        let (speaker, via, manner) = match said {
            // What goes on after "confirmed" is said, not confirmed.
            Some(said)
                if self
                    .scene
                    .doc
                    .span(said.from, said.to)
                    .is_some_and(|from| !here.overlaps(&from)) =>
            {
                (said.speaker.clone(), said.via.clone(), "say")
            }
            Some(said) => (said.speaker.clone(), said.via.clone(), said.manner),
            None => (Speaker::default(), Vec::new(), "say"),
        };
        let stance = self.stance(frame, &speaker, manner);
        let sentence = self.scene.doc.sentences[frame.sentence].span;
        out.push(Claim {
            field,
            value,
            span,
            sentence,
            speaker,
            via,
            stance,
            as_of: None,
            rule: rule.to_owned(),
        });
    }

    /// Who says a number: the one to whom its own words are attributed, else the one whose account goes on
    /// ("12 died, the mayor said. Seven others were hurt.").
    fn said_of_toll(&self, frame: &Frame, span: Span) -> Option<&Attribution> {
        let at = self.scene.doc.token_at(span.start);
        let own = self.read.said[frame.sentence]
            .iter()
            .find(|said| said.from <= at && at < said.to)
            .or_else(|| frame.said.and_then(|at| self.read.said[frame.sentence].get(at)));
        if own.is_some() {
            return own;
        }
        let before = frame.sentence.checked_sub(1)?;
        let (sentence, previous) = (
            &self.scene.doc.sentences[frame.sentence],
            &self.scene.doc.sentences[before],
        );
        let goes_on = sentence.block == previous.block && previous.kind == BlockKind::Paragraph;
        self.read.said[before].last().filter(|_| goes_on)
    }

    /// Words in another sentence than the act's: the claim points at the one that holds them, and at who speaks there.
    fn stand_in(&self, claim: &mut Claim, frame: &Frame, index: usize) {
        let Some(sentence) = self
            .scene
            .doc
            .sentences
            .get(index)
            .filter(|_| index != frame.sentence)
        else {
            return;
        };
        claim.sentence = sentence.span;
        let at = self.scene.doc.token_at(claim.span.start);
        let said = self.read.said[index]
            .iter()
            .find(|said| said.from <= at && at < said.to);
        claim.speaker = said.map(|said| said.speaker.clone()).unwrap_or_default();
        claim.via = said.map(|said| said.via.clone()).unwrap_or_default();
    }

    /// The day an act is told of, else that of publication: which units held then. `None` where neither is known.
    fn day_of(&self, frame: &Frame) -> Option<String> {
        let said = frame
            .dates
            .iter()
            .find_map(|&at| self.scene.dates[at].when.as_ref()?.first);
        let day = said.or_else(|| self.scene.doc.published.as_ref()?.first)?;
        Some(day.to_string())
    }

    fn who(&self, out: &mut Vec<Claim>, frame: &Frame) {
        if matches!(frame.class, ActClass::Refer | ActClass::General) {
            return;
        }
        if frame.act != "displace" {
            self.whom(out, frame);
        }
    }

    fn whom(&self, out: &mut Vec<Claim>, frame: &Frame) {
        let sentence = &self.scene.doc.sentences[frame.sentence];
        for patient in frame
            .patients
            .iter()
            .filter(|patient| patient.first >= sentence.first)
        {
            // "12 people", "the attackers": no target; the toll says how many.
            if matches!(patient.concept, "people" | "attackers") || is_other(self.scene, patient) {
                continue;
            }
            let (first, last) = self.name_of(patient);
            let named = patient.topic == Topic::Actor;
            let value = if named {
                Value::Actor(self.actor(patient))
            } else {
                let name = self.scene.doc.raw(first, last).to_owned();
                Value::Term(Term {
                    key: patient.concept.to_owned(),
                    name,
                })
            };
            let (field, rule) = match (patient.side, frame.act) {
                (Side::Place, _) => (Field::Site, self.by_link("site", frame.patients_by, frame)),
                (_, "kill" | "die" | "injure") => (Field::Target, HARMED.to_owned()),
                _ => (Field::Target, self.by_link("target", frame.patients_by, frame)),
            };
            self.push(out, frame, field, value, first, last, &rule);
        }
    }

    /// The name of a rule, with the link of syntax it went by and the word that the link leads to.
    fn by_link(&self, rule: &str, link: &str, frame: &Frame) -> String {
        if link.is_empty() {
            return rule.to_owned();
        }
        format!(
            "{rule}: {link} of {:?}",
            self.scene.doc.raw(frame.first, frame.last)
        )
    }

    fn actor(&self, mention: &Mention) -> ActorName {
        let key = if mention.topic == Topic::Actor {
            mention.concept
        } else {
            ""
        };
        let (first, last) = self.name_of(mention);
        ActorName {
            key: key.to_owned(),
            name: self.scene.doc.raw(first, last).to_owned(),
        }
    }

    /// The words of a mention without its number and determiner.
    fn name_of(&self, mention: &Mention) -> (usize, usize) {
        if mention.topic == Topic::Actor {
            return (mention.head, mention.last);
        }
        let mut first = mention.first;
        if mention.count.is_some()
            && let Some(quantity) = self.read.people[self.scene.doc.sentence_of(mention.first).unwrap_or(0)]
                .quantities
                .iter()
                .find(|quantity| quantity.first == mention.first)
        {
            first = quantity.last.min(mention.head);
        }
        while first < mention.head && self.scene.is(first, gram::THE | gram::A | gram::OF) {
            first += 1;
        }
        (first, mention.last)
    }

    fn is_suspected(&self, mention: &Mention) -> bool {
        let from = mention.first.saturating_sub(2);
        self.scene
            .of(Topic::Cue, from, mention.last + 1)
            .any(|mark| mark.entry.concept == "suspected")
    }

    fn means(&self, out: &mut Vec<Claim>, frame: &Frame) {
        if frame.class != ActClass::Violence {
            return;
        }
        for mark in &frame.weapons {
            let term = Term {
                key: mark.entry.concept.to_owned(),
                name: self.scene.doc.raw(mark.first, mark.last).to_owned(),
            };
            self.push(
                out,
                frame,
                Field::Weapon,
                Value::Term(term),
                mark.first,
                mark.last,
                "weapon",
            );
        }
        if matches!(frame.act, "shoot" | "gunfire") && frame.weapons.is_empty() {
            let term = Term {
                key: "firearm".to_owned(),
                name: self.scene.doc.raw(frame.first, frame.last).to_owned(),
            };
            self.push(
                out,
                frame,
                Field::Weapon,
                Value::Term(term),
                frame.first,
                frame.last,
                "weapon: shooting",
            );
        }
    }
}

fn is_toll(field: Field) -> bool {
    (Field::Killed..=Field::AttackersHeld).contains(&field)
}

fn is_doer(frame: &Frame, agent: &Mention) -> bool {
    match frame.act {
        "kill" | "die" | "injure" | "displace" => {
            matches!(
                agent.side,
                Side::Armed | Side::Attacker | Side::Forces | Side::People
            ) && !frame.patients.is_empty()
                && !frame.patients.contains(agent)
        }
        // "Fourteen men burst into the post": people of no said side who do what the verb says.
        _ if agent.side == Side::People => !frame.noun && frame.class == ActClass::Violence,
        _ => agent.side != Side::Civilian || frame.act == "clash",
    }
}

/// "others", "d'autres": no target of their own.
fn is_other(scene: &Scene, mention: &Mention) -> bool {
    matches!(
        scene.doc.word(mention.last - 1),
        "others" | "other" | "autres" | "autre"
    )
}
