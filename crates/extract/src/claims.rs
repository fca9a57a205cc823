//! Turns a draft into claims: each value with its words, its sentence, its speaker and how it is put.

mod alone;
mod as_of;
pub(crate) mod choice;
mod day;
mod doer;
mod doers;
mod effects;
mod figures;
pub(crate) mod hit;
pub(crate) mod number;
mod place;
mod rejection;
mod responsibility;
pub(crate) mod speaker;
mod tidy;

use self::choice::Near;
use self::number::Weighed;
use self::speaker::{Asked, Heard, Voiced, is_chosen};
use self::tidy::{
    drop_doers_of_nothing, drop_later_dates, drop_unnamed_doers, drop_wide_dates, drop_wide_places, tidy,
};
use crate::gather::Draft;
use crate::kit::{ActClass, Kit};
use crate::lexicon::Topic;
use crate::readers::event::{Frame, Frames};
use crate::readers::speech::Attribution;
use crate::readers::who::{Mention, Side};
use crate::scene::{Scene, gram};
use std::cell::RefCell;
use tocsin_core::{ActorName, BlockKind, Claim, EventCode, Field, Span, Speaker, Stance, Term, Value};

/// Makes the claims of one draft.
pub(crate) struct Maker<'s, 'd> {
    pub(crate) scene: &'s Scene<'d>,
    pub(crate) read: &'s Frames,
    pub(crate) kit: &'s Kit,
    /// How many events the text tells of.
    pub(crate) events: usize,
    /// What the text says of its own author.
    pub(crate) voiced: Voiced,
    /// What is asked of speakers is kept here where that is wanted: for training.
    pub(crate) heard: Option<RefCell<Vec<Heard>>>,
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
        self.rejections(&mut out, &near);
        self.hits(&mut out, &near);
        if self.events == 1 {
            self.circumstances(&mut out, draft);
        } else {
            self.place_told(&mut out, draft);
        }
        drop_unnamed_doers(&mut out);
        drop_doers_of_nothing(&mut out, code);
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
        let said = if let Some(index) = self.elsewhere(frame, field, span) {
            let at = self.scene.doc.token_at(span.start);
            let own = self.read.said[index]
                .iter()
                .find(|said| said.from <= at && at < said.to);
            own.or_else(|| self.goes_on(index).filter(|_| is_toll(field)))
        } else if is_toll(field) {
            self.said_of_toll(frame, span)
        } else {
            frame.said.and_then(|at| self.read.said[frame.sentence].get(at))
        };
        let (speaker, via, manner) = self.speaker_by_rule(frame, said);
        let stance = self.stance(frame, &speaker, manner);
        let sentence = self.scene.doc.sentences[frame.sentence].span;
        let mut claim = Claim {
            field,
            value,
            span,
            sentence,
            speaker,
            via,
            stance,
            as_of: None,
            rule: rule.to_owned(),
        };
        if is_chosen(field) {
            self.hear(&mut claim, frame, said);
        }
        out.push(claim);
    }

    /// The sentence of a doer's words or a number's, where the act stands in another one.
    fn elsewhere(&self, frame: &Frame, field: Field, span: Span) -> Option<usize> {
        let index = self.scene.doc.sentence_of(self.scene.doc.token_at(span.start))?;
        (is_chosen(field) && index != frame.sentence).then_some(index)
    }

    /// Gives `claim` the likeliest of all voices near it; `said` is whom the rules name.
    fn hear(&self, claim: &mut Claim, frame: &Frame, said: Option<&Attribution>) {
        let voices = self.voices(Asked::of(frame, claim.field, &claim.value, claim.span), said);
        let best = voices
            .iter()
            .enumerate()
            .max_by(|(m, a), (n, b)| a.score.total_cmp(&b.score).then(n.cmp(m)));
        if let Some((_, best)) = best
            && best.speaker != claim.speaker
            // What somebody says in the same sentence is never given back to the report.
            && !(best.speaker == Speaker::default() && self.is_covered(claim, said))
        {
            claim.speaker.clone_from(&best.speaker);
            claim.via.clone_from(&best.via);
            claim.stance = self.stance(frame, &claim.speaker, best.manner);
        }
        if let Some(heard) = &self.heard {
            heard.borrow_mut().push(Heard {
                claim: claim.clone(),
                voices,
            });
        }
    }

    /// Whether the attribution that the rules name stands in the sentence of the claim's own words.
    fn is_covered(&self, claim: &Claim, said: Option<&Attribution>) -> bool {
        let at = self.scene.doc.token_at(claim.span.start);
        let here = self.scene.doc.sentence_of(at);
        said.is_some_and(|said| self.scene.doc.sentence_of(said.verb.0) == here)
    }

    /// Speaker, medium and manner as the attribution tells them.
    fn speaker_by_rule(
        &self,
        frame: &Frame,
        said: Option<&Attribution>,
    ) -> (Speaker, Vec<Speaker>, &'static str) {
        let here = self.scene.doc.sentences[frame.sentence].span;
        match said {
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
        }
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
        if is_chosen(claim.field) {
            return;
        }
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
