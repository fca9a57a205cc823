//! Claims and denials of responsibility, and deeds attributed to a party by others.

use super::Maker;
use crate::gather::Draft;
use crate::kit::ActClass;
use crate::lexicon::{Mark, Topic};
use crate::readers::event::Frame;
use crate::readers::who::{Mention, Side};
use crate::scene::{Scene, gram};
use tocsin_core::{ActorName, Claim, Field, Speaker, SpeakerKind, Stance, Value};

/// Sentences after an account's own in which somebody may claim it.
const LATER: usize = 8;

impl Maker<'_, '_> {
    /// Claims and denials of responsibility in the draft's sentences.
    pub(super) fn responsibility(&self, out: &mut Vec<Claim>, draft: &Draft) {
        self.own_deeds(out, draft);
        let mut done = usize::MAX;
        for &index in &draft.frames {
            let frame = &self.read.frames[index];
            if frame.sentence == done {
                continue;
            }
            done = frame.sentence;
            let sentence = self.scene.doc.sentences[frame.sentence];
            for mark in self.scene.of(Topic::Speech, sentence.first, sentence.last) {
                let responsibility =
                    mark.entry.concept == "responsibility" || is_claimed_by(self.scene, mark);
                let denial = mark.entry.concept == "deny";
                if !(responsibility || denial) {
                    continue;
                }
                let Some(claimant) = self.claimant(frame.sentence, mark) else {
                    continue;
                };
                let stance = if denial || self.is_negated(mark) {
                    Stance::Denied
                } else {
                    Stance::Claimed
                };
                if responsibility && self.is_negated(mark) {
                    continue;
                }
                let actor = self.actor(&claimant);
                // One who was accused before rejects the accusation; a denial by anyone else is of a claim.
                let accused = denial && is_accused(out, &actor);
                if denial && !self.denies_own(frame, mark, &claimant, accused) {
                    continue;
                }
                let (first, last) = self.name_of(&claimant);
                let (field, rule) = if accused {
                    (Field::Perpetrator, "accused")
                } else {
                    (Field::Responsibility, "responsibility")
                };
                self.push(out, frame, field, Value::Actor(actor.clone()), first, last, rule);
                if let Some(claim) = out.last_mut() {
                    claim.stance = stance;
                    claim.speaker = self.own_voice(&claimant, actor);
                }
            }
            self.attributed(out, frame);
        }
        self.claimed_later(out, draft);
    }

    /// "The group claimed it the next day": a claim of responsibility in a sentence of no act, after the account's own and
    /// before another account's, or anywhere in a text that tells of one event only.
    fn claimed_later(&self, out: &mut Vec<Claim>, draft: &Draft) {
        let own = |index: usize| {
            draft
                .frames
                .iter()
                .any(|&at| self.read.frames[at].sentence == index)
        };
        let sentence = |&at: &usize| self.read.frames[at].sentence;
        let Some(last) = draft.frames.iter().map(sentence).max() else {
            return;
        };
        let from = if self.events == 1 { 0 } else { last + 1 };
        for index in from..=last + LATER {
            let Some(sentence) = self.scene.doc.sentences.get(index) else {
                return;
            };
            let told = self
                .read
                .of_sentence(index)
                .any(|(_, frame)| frame.class == ActClass::Violence && frame.status.why.is_none());
            if told && !own(index) && self.events > 1 {
                return;
            }
            if own(index) {
                continue;
            }
            let claims =
                |mark: &&Mark| mark.entry.concept == "responsibility" || is_claimed_by(self.scene, mark);
            let marks = self.scene.of(Topic::Speech, sentence.first, sentence.last);
            for mark in marks.filter(claims).filter(|mark| !self.is_negated(mark)) {
                let Some(claimant) = self.claimant(index, mark) else {
                    continue;
                };
                let frame = draft.frames.iter().map(|&at| &self.read.frames[at]);
                let Some(frame) = frame.min_by_key(|frame| frame.sentence.abs_diff(index)) else {
                    continue;
                };
                let (first, last) = self.name_of(&claimant);
                let actor = self.actor(&claimant);
                let at = out.len();
                let rule = "responsibility: claimed later";
                self.push(
                    out,
                    frame,
                    Field::Responsibility,
                    Value::Actor(actor.clone()),
                    first,
                    last,
                    rule,
                );
                if let Some(claim) = out.get_mut(at) {
                    claim.sentence = sentence.span;
                    claim.stance = Stance::Claimed;
                    claim.speaker = self.own_voice(&claimant, actor);
                    claim.via = Vec::new();
                }
            }
        }
    }

    /// The claimant as the speaker of its claim.
    fn own_voice(&self, claimant: &Mention, actor: ActorName) -> Speaker {
        let (first, last) = self.name_of(claimant);
        Speaker {
            kind: if claimant.side == Side::Forces {
                SpeakerKind::Security
            } else {
                SpeakerKind::ArmedGroup
            },
            name: actor.name,
            key: actor.key,
            span: self.scene.doc.span(first, last),
        }
    }

    /// "JNIM said its fighters had attacked": a party that tells its own deed claims it.
    fn own_deeds(&self, out: &mut Vec<Claim>, draft: &Draft) {
        for &index in &draft.frames {
            let frame = &self.read.frames[index];
            let Some(said) = frame.said.and_then(|at| self.read.said[frame.sentence].get(at)) else {
                continue;
            };
            let own = |agent: &Mention| {
                !said.speaker.key.is_empty() && agent.concept == said.speaker.key
                    || agent.topic == Topic::Group
                        && matches!(agent.concept, "militants" | "soldiers" | "security-forces")
            };
            let told =
                frame.class == ActClass::Violence && matches!(said.manner, "say" | "confirm" | "allege");
            let armed = matches!(said.speaker.kind, SpeakerKind::ArmedGroup | SpeakerKind::Security);
            let known = !said.speaker.key.is_empty() && frame.agents.iter().any(own);
            if !told || !(known || armed && self.by_pronoun(frame, said.verb.1)) {
                continue;
            }
            let Some(span) = said.speaker.span else { continue };
            let actor = ActorName {
                key: said.speaker.key.clone(),
                name: said.speaker.name.clone(),
            };
            self.push_span(
                out,
                frame,
                Field::Responsibility,
                Value::Actor(actor),
                span,
                "responsibility: own deed",
            );
            if let Some(claim) = out.last_mut() {
                claim.stance = Stance::Claimed;
            }
        }
    }

    /// "said that it had struck", "dit avoir frappé": the verb of the deed has the speaker's pronoun as its subject.
    fn by_pronoun(&self, frame: &Frame, from: usize) -> bool {
        let passive = (frame.first.saturating_sub(3)..frame.first).any(|at| self.scene.is(at, gram::BE));
        !frame.noun
            && !passive
            && frame.first >= from
            && (frame.first.saturating_sub(5).max(from)..frame.first).any(|at| {
                matches!(
                    self.scene.doc.word(at),
                    "it" | "they" | "he" | "we" | "il" | "elle" | "ils" | "avoir" | "nous" | "its"
                )
            })
    }

    /// "attributed to JNIM", "blamed on", "attribuée à": said to have done it.
    fn attributed(&self, out: &mut Vec<Claim>, frame: &Frame) {
        let sentence = self.scene.doc.sentences[frame.sentence];
        for mark in self
            .scene
            .of(Topic::Speech, sentence.first, sentence.last)
            .filter(|mark| matches!(mark.entry.concept, "attribute" | "blame"))
        {
            let people = &self.read.people[frame.sentence];
            let near = people.mentions.iter().filter(|m| {
                m.first >= mark.last
                    && m.first <= mark.last + 10
                    && m.last <= sentence.last
                    && (m.side.bears_arms() || m.side == Side::People && is_men(self.scene, m))
                    && !(mark.last..m.first).any(|at| self.scene.is_break(at))
            });
            let Some(actor) =
                near.min_by_key(|m| (is_network(m.concept) || m.topic != Topic::Actor, m.first))
            else {
                continue;
            };
            let (first, last) = self.name_of(actor);
            self.push(
                out,
                frame,
                Field::Perpetrator,
                Value::Actor(self.actor(actor)),
                first,
                last,
                "attributed",
            );
            // Whoever blames asserts it; the one blamed is suspected only where the words say so.
            let suspected = self.is_suspected(actor);
            if let Some(claim) = out.last_mut() {
                claim.stance = match claim.stance {
                    Stance::Claimed | Stance::Asserted if suspected => Stance::Possible,
                    Stance::Claimed => Stance::Asserted,
                    stance => stance,
                };
            }
        }
    }

    fn claimant(&self, sentence: usize, mark: &Mark) -> Option<Mention> {
        let people = &self.read.people[sentence];
        let may = |mention: &&Mention| {
            mention.side != Side::Place
                && (mention.topic == Topic::Actor || matches!(mention.side, Side::Armed | Side::Forces))
        };
        let by = (mark.last..mark.last + 2).find(|&at| {
            self.scene.is(at, gram::BY)
                || self.scene.doc.word(at) == "from"
                || (mark.entry.kind == "n" && self.scene.is(at, gram::OF))
        });
        if let Some(by) = by {
            let found = people
                .mentions
                .iter()
                .filter(may)
                .filter(|m| m.first > by && m.first <= by + 8)
                .max_by_key(|m| {
                    (
                        m.topic == Topic::Actor && m.concept != "al-qaida",
                        std::cmp::Reverse(m.first),
                    )
                });
            if found.is_some() {
                return found.copied();
            }
        }
        let sentence = self.scene.doc.sentences[sentence];
        let clear = |m: &Mention| (m.last..mark.first).all(|at| !self.scene.is_break(at));
        let left: Vec<&Mention> = people
            .mentions
            .iter()
            .filter(may)
            .filter(|m| m.last <= mark.first && m.first >= sentence.first && clear(m))
            .collect();
        // "JNIM's claim of responsibility": a noun has its claimant right before it.
        if mark.entry.kind == "n" {
            return left.last().filter(|m| mark.first - m.last <= 2).map(|m| **m);
        }
        let named = left
            .iter()
            .rev()
            .find(|m| m.topic == Topic::Actor && !is_network(m.concept));
        named
            .or_else(|| {
                left.iter()
                    .rev()
                    .find(|m| m.topic == Topic::Actor || m.side == Side::Armed)
            })
            .map(|m| **m)
    }

    fn is_negated(&self, mark: &Mark) -> bool {
        let from = mark.first.saturating_sub(6);
        (from..mark.first).any(|at| {
            matches!(
                self.scene.doc.word(at),
                "no" | "nobody" | "not" | "aucun" | "aucune" | "n'" | "n'a" | "none" | "pas" | "yet"
            )
        }) && !matches!(self.scene.doc.word(mark.last), "que" | "qu'")
            || (mark.last..mark.last + 3).any(|at| matches!(self.scene.doc.word(at), "yet"))
    }

    /// A denial of one's own part: the denier is an armed party and the words after tell its involvement.
    fn denies_own(&self, frame: &Frame, mark: &Mark, claimant: &Mention, accused: bool) -> bool {
        let sentence = self.scene.doc.sentences[frame.sentence];
        // "La katiba nie :", "denies that its men killed".
        let bare = self.scene.is_break(mark.last) || mark.last >= sentence.last;
        let own_men = matches!(self.scene.doc.word(mark.last), "that" | "que" | "qu'")
            && matches!(
                self.scene.doc.word(mark.last + 1),
                "it" | "its" | "they" | "their" | "il" | "elle" | "ils" | "ses" | "leurs"
            );
        let rejects = accused
            && (mark.last..sentence.last.min(mark.last + 4)).any(|at| {
                matches!(
                    self.scene.doc.word(at),
                    "it" | "this"
                        | "any"
                        | "accusation"
                        | "accusations"
                        | "allegation"
                        | "allegations"
                        | "charge"
                        | "report"
                        | "reports"
                        | "toute"
                        | "tout"
                        | "ces"
                        | "cette"
                        | "rapport"
                        | "attack"
                        | "attaque"
                )
            });
        let own = bare
            || rejects
            || own_men
            || (mark.first..sentence.last).any(|at| {
                matches!(
                    self.scene.doc.word(at),
                    "involvement"
                        | "responsibility"
                        | "implication"
                        | "behind"
                        | "role"
                        | "responsabilite"
                        | "having"
                        | "avoir"
                        | "participation"
                        | "being"
                        | "origine"
                        | "part"
                )
            });
        own && claimant.last <= mark.first
    }
}

/// "men in uniform", "des individus": people who may be blamed though nothing says that they bear arms.
fn is_men(scene: &Scene, mention: &Mention) -> bool {
    matches!(
        scene.doc.word(mention.last - 1),
        "men" | "youths" | "individuals" | "hommes" | "individus" | "jeunes"
    )
}

/// Whether `actor` is said to have done it.
fn is_accused(out: &[Claim], actor: &ActorName) -> bool {
    out.iter()
        .filter(|claim| claim.field == Field::Perpetrator)
        .any(|claim| match &claim.value {
            Value::Actor(other) => !actor.key.is_empty() && other.key == actor.key,
            _ => false,
        })
}

/// A network stands behind groups: "the al-Qaeda-linked group JNIM" names JNIM.
fn is_network(concept: &str) -> bool {
    matches!(concept, "al-qaida" | "islamic-state")
}

fn is_claimed_by(scene: &Scene, mark: &Mark) -> bool {
    let word = scene.doc.word(mark.first);
    matches!(word, "claimed" | "claim") && scene.is(mark.last, gram::BY)
}
