//! The accused reject it: "The army denied it", "Kigali rejette l'accusation", in whichever sentence near the account.
//!
//! Who denies is compared with who is accused: the party itself, a government or force for one of a state, a group or its
//! spokesman for a group. The denial is a value of its own, said by the denier.

use super::Maker;
use super::choice::Near;
use crate::lexicon::{Mark, Topic};
use crate::readers::event::Frame;
use crate::readers::speech::Attribution;
use crate::readers::who::Side;
use tocsin_core::{ActorName, Claim, Field, SpeakerKind, Stance, Value};

/// Sentences after an account's own in which the accused are heard.
const AFTER: usize = 5;

/// On whose side the accused is, as far as a denial by office tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Camp {
    State,
    Group,
}

impl Maker<'_, '_> {
    /// Adds the denials of those whom the account's claims accuse.
    pub(super) fn rejections(&self, out: &mut Vec<Claim>, near: &Near) {
        let accused: Vec<(ActorName, Option<Camp>)> = out
            .iter()
            .filter(|claim| claim.field == Field::Perpetrator && claim.stance != Stance::Denied)
            .filter_map(|claim| match &claim.value {
                Value::Actor(actor) => Some((actor.clone(), self.camp(claim, actor))),
                _ => None,
            })
            .collect();
        let Some(last) = near.acts().map(|frame| frame.sentence).max() else {
            return;
        };
        let first = near.acts().map(|frame| frame.sentence).min().unwrap_or(last);
        if accused.is_empty() {
            return;
        }
        for index in first..=last + AFTER {
            let Some(sentence) = self.scene.doc.sentences.get(index) else {
                return;
            };
            let deny = |mark: &&Mark| mark.entry.concept == "deny" && mark.entry.kind == "v";
            let Some(mark) = self
                .scene
                .of(Topic::Speech, sentence.first, sentence.last)
                .find(deny)
            else {
                continue;
            };
            let said = self.read.said[index]
                .iter()
                .find(|said| said.verb.0 == mark.first);
            let Some(said) = said else { continue };
            let Some(actor) = self.accused_by(said, &accused) else {
                continue;
            };
            let frame = near.acts().min_by_key(|frame| frame.sentence.abs_diff(index));
            if let Some(frame) = frame {
                self.reject(out, frame, index, said, actor);
            }
        }
    }

    /// Whom of the accused the one who denies speaks for.
    fn accused_by<'a>(
        &self,
        said: &Attribution,
        accused: &'a [(ActorName, Option<Camp>)],
    ) -> Option<&'a ActorName> {
        let key = &said.speaker.key;
        if !key.is_empty() {
            let own = accused.iter().find(|(actor, _)| actor.key == *key);
            return own.map(|(actor, _)| actor);
        }
        let camp = match said.speaker.kind {
            SpeakerKind::Government | SpeakerKind::Security => Camp::State,
            SpeakerKind::ArmedGroup => Camp::Group,
            _ => return None,
        };
        let same = accused.iter().find(|(_, of)| *of == Some(camp));
        same.map(|(actor, _)| actor)
    }

    /// Whether the accused is a state's force or a group; `None` where its name does not tell.
    fn camp(&self, claim: &Claim, actor: &ActorName) -> Option<Camp> {
        if !actor.key.is_empty() {
            let kind = self.kit.actor(&actor.key)?.kind;
            return Some(match kind {
                "state-force" | "foreign-force" | "community-defence" | "international" => Camp::State,
                _ => Camp::Group,
            });
        }
        let at = self.scene.doc.token_at(claim.span.start);
        let people = self.read.people.get(self.scene.doc.sentence_of(at)?)?;
        let mention = people
            .mentions
            .iter()
            .find(|one| one.first <= at && at < one.last)?;
        match mention.side {
            Side::Forces => Some(Camp::State),
            _ => None,
        }
    }

    fn reject(
        &self,
        out: &mut Vec<Claim>,
        frame: &Frame,
        index: usize,
        said: &Attribution,
        actor: &ActorName,
    ) {
        let (first, last) = said.named.map_or(said.verb, |named| {
            (named.0.min(said.verb.0), named.1.max(said.verb.1))
        });
        let Some(span) = self.scene.doc.span(first, last) else {
            return;
        };
        let told = out.iter().any(|claim| {
            claim.field == Field::Perpetrator && claim.stance == Stance::Denied && claim.span.overlaps(&span)
        });
        if told {
            return;
        }
        out.push(Claim {
            field: Field::Perpetrator,
            value: Value::Actor(actor.clone()),
            span,
            sentence: self.scene.doc.sentences[index].span,
            speaker: said.speaker.clone(),
            via: said.via.clone(),
            stance: Stance::Denied,
            as_of: None,
            rule: format!("rejected: act {:?}", self.scene.doc.raw(frame.first, frame.last)),
        });
    }
}
