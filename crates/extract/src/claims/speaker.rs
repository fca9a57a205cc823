//! Who says it: of all voices near a value, and the report itself, the one that a linear model takes for its speaker.
//!
//! Verbs and prepositions of saying make attributions, which weigh most; the rest is for the voice that a sentence before or
//! after names ("Seventy died. The prosecutor gave the figure."), for one that no verb of saying makes speak ("c'est le
//! décompte du préfet"), and for the author of a statement. Who speaks never counts, only what kind of voice it is.
//! Trained by `tocsin-eval train speaker gold/cases`.

mod marks;

pub(crate) use self::marks::Voiced;

use super::{Maker, is_toll};
use crate::gather::told::Features;
use crate::readers::event::Frame;
use crate::readers::speech::Attribution;
use crate::scene::gram;
use tocsin_core::{BlockKind, Claim, Field, Span, Speaker, SpeakerKind, Stance, Value};

/// Sentences before a value's own whose speakers are weighed.
const BEFORE: usize = 3;
/// Sentences after it.
const AFTER: usize = 2;
/// Voices weighed for one value.
const MOST: usize = 32;

/// One who may have said it.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    /// Who; the default is the report itself.
    pub speaker: Speaker,
    /// Through whom.
    pub via: Vec<Speaker>,
    /// Concept of the verb of saying: `say`, `deny`, …
    pub manner: &'static str,
    /// What speaks for and against it.
    pub features: Features,
    /// The sum of the weights of its features.
    pub score: f32,
}

/// A value with all who may have said it, for training; the claim has the speaker whom the rules name.
#[derive(Clone, Debug)]
pub struct Heard {
    /// The claim.
    pub claim: Claim,
    /// The voices, the report first.
    pub voices: Vec<Voice>,
}

/// A value whose speaker is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'f> {
    /// The act it belongs to.
    pub(super) frame: &'f Frame,
    /// What it is a value of.
    pub(super) field: Field,
    /// The actor's key; "" for other values.
    pub(super) key: &'f str,
    /// Its words.
    pub(super) span: Span,
}

impl<'f> Asked<'f> {
    pub(super) fn of(frame: &'f Frame, field: Field, value: &'f Value, span: Span) -> Self {
        let key = match value {
            Value::Actor(actor) => actor.key.as_str(),
            _ => "",
        };
        Self {
            frame,
            field,
            key,
            span,
        }
    }
}

/// The fields whose speaker is chosen: of circumstances the rules alone tell it.
pub(super) fn is_chosen(field: Field) -> bool {
    field == Field::Perpetrator || is_toll(field)
}

/// Where a value stands, and what all its voices share.
struct Here<'a> {
    asked: Asked<'a>,
    /// Its sentence and first token.
    sentence: usize,
    at: usize,
    /// The attribution that the rules go by; `None`: the report.
    rule: Option<&'a Attribution>,
}

impl<'s> Maker<'s, '_> {
    /// All who may have said it, the report first, each with its score; `rule` is whom the rules name.
    pub(super) fn voices(&self, asked: Asked, rule: Option<&Attribution>) -> Vec<Voice> {
        let at = self.scene.doc.token_at(asked.span.start);
        let sentence = self.scene.doc.sentence_of(at).unwrap_or(asked.frame.sentence);
        let here = Here {
            asked,
            sentence,
            at,
            rule,
        };
        let mut out = vec![self.the_report(&here)];
        let from = sentence.saturating_sub(BEFORE);
        for index in from..=sentence + AFTER {
            for (n, said) in self.read.said.get(index).into_iter().flatten().enumerate() {
                out.push(self.who_said(&here, index, n, said));
            }
        }
        self.unsaid(&here, &mut out);
        out.truncate(MOST);
        for voice in &mut out {
            if here.asked.field != Field::Perpetrator {
                sharpen(&mut voice.features);
            }
            voice.score = self.kit.speaker.score(&voice.features);
        }
        out
    }

    fn the_report(&self, here: &Here) -> Voice {
        let said = |index: usize| self.read.said.get(index).map_or(&[][..], Vec::as_slice);
        let own = said(here.sentence);
        let mut features: Features = vec![("report", 1.0)];
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                features.push((name, 1.0));
            }
        };
        let sentence = &self.scene.doc.sentences[here.sentence];
        add("rule", here.rule.is_none());
        add("report:rule", here.rule.is_none());
        add("report:said", !own.is_empty());
        add("report:said-twice", own.len() > 1);
        let before = here.sentence.checked_sub(1).map_or(&[][..], said);
        add("report:said-before", !before.is_empty());
        add("report:said-after", !said(here.sentence + 1).is_empty());
        add("report:quoted", self.is_in_quotes(here.sentence, here.at));
        add("report:opening", here.sentence < 2);
        add("report:title", sentence.kind == BlockKind::Title);
        add("report:item", sentence.kind == BlockKind::ListItem);
        add("report:elsewhere", here.sentence != here.asked.frame.sentence);
        add(
            "report:possible",
            here.asked.frame.status.stance == Stance::Possible,
        );
        add("report:statement", self.voiced.statement);
        add("report:ours", self.voiced.ours);
        let figure = self.has_figure(here.sentence + 1);
        add("report:figure-after", figure);
        add("report:party", !here.asked.key.is_empty());
        add("report:followed", self.is_lead(here));
        add("report:self", own.iter().any(|said| is_self(said, &here.asked)));
        Voice {
            speaker: Speaker::default(),
            via: Vec::new(),
            manner: "say",
            features,
            score: 0.0,
        }
    }

    /// One to whom words are attributed, in sentence `index`.
    fn who_said(&self, here: &Here, index: usize, n: usize, said: &Attribution) -> Voice {
        let mut features: Features = vec![("said", 1.0)];
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                features.push((name, 1.0));
            }
        };
        let is_rule = here.rule.is_some_and(|rule| std::ptr::eq(rule, said));
        add("rule", is_rule);
        add("said:rule", is_rule);
        let named_by_rule = here.rule.is_some_and(|rule| rule.speaker == said.speaker);
        add("rule:same-voice", named_by_rule && !is_rule);
        self.how_said(index, said, &mut add);
        self.where_said(here, index, said, &mut add);
        let list = &self.read.said[index];
        add("said:first", n == 0 && list.len() > 1);
        add("said:last", n > 0 && n + 1 == list.len());
        add("said:self", is_self(said, &here.asked));
        let party = !here.asked.key.is_empty();
        add("said:party", party);
        add("said:accuses", party && said.manner == "blame");
        add("said:lead", index == here.sentence && self.is_lead(here));
        let verb = said.verb.0;
        add("said:quoting", self.is_in_quotes(here.sentence, here.at));
        add("said:counted", self.counts_between(here, index, verb));
        add(kind_of(&said.speaker), true);
        Voice {
            speaker: said.speaker.clone(),
            via: said.via.clone(),
            manner: if index == here.sentence {
                said.manner
            } else {
                "say"
            },
            features,
            score: 0.0,
        }
    }

    /// Whether the value is a doer's before the number that the one who speaks at the sentence's end may have given.
    fn is_lead(&self, here: &Here) -> bool {
        here.asked.field == Field::Perpetrator
            && self.read.said[here.sentence]
                .iter()
                .all(|said| said.verb.0 > here.at)
            && here.asked.frame.tolls.iter().any(|toll| toll.first > here.at)
    }

    /// Whether a number stands between the value and the verb of saying in the same sentence.
    fn counts_between(&self, here: &Here, index: usize, verb: usize) -> bool {
        let (from, to) = (here.at.min(verb), here.at.max(verb));
        index == here.sentence
            && self.read.people[index]
                .quantities
                .iter()
                .any(|quantity| from < quantity.first && quantity.last <= to && !quantity.weak)
    }

    /// By which kind of words, and in which manner.
    fn how_said(&self, index: usize, said: &Attribution, add: &mut impl FnMut(&'static str, bool)) {
        let mark = self
            .scene
            .of(crate::lexicon::Topic::Speech, said.verb.0, said.verb.0 + 1)
            .next();
        match mark.map(|mark| mark.entry.kind) {
            Some("p") => add("by:preposition", true),
            Some("c") => add("by:counting", true),
            Some(_) => add("by:verb", true),
            None => add("by:turn", true),
        }
        match said.manner {
            "deny" => add("manner:deny", true),
            "allege" => add("manner:allege", true),
            "confirm" => add("manner:confirm", true),
            "warn" => add("manner:warn", true),
            "blame" | "accuse" => add("manner:blame", true),
            _ => {}
        }
        let sentence = &self.scene.doc.sentences[index];
        add("said:pronoun", said.named.is_none());
        add(
            "said:at-end",
            said.verb.1.max(said.named.map_or(0, |named| named.1)) + 2 >= sentence.last,
        );
        add("said:via", !said.via.is_empty());
    }

    /// Where an attribution of sentence `index` stands to the value.
    fn where_said(
        &self,
        here: &Here,
        index: usize,
        said: &Attribution,
        add: &mut impl FnMut(&'static str, bool),
    ) {
        let sentences = &self.scene.doc.sentences;
        if index == here.sentence {
            add("here", true);
            add("here:covers", said.from <= here.at && here.at < said.to);
            let first = said.named.map_or(said.verb.0, |named| named.0.min(said.verb.0));
            let last = said.named.map_or(said.verb.1, |named| named.1.max(said.verb.1));
            let gap = if last <= here.at {
                here.at - last
            } else {
                first.saturating_sub(here.at)
            };
            add("here:left", last <= here.at);
            add("here:close", gap <= 5);
            add("here:far", gap > 18);
            add(
                "here:says-that",
                last <= here.at && self.scene.is(said.verb.1, gram::THAT),
            );
            add(
                "here:others-between",
                self.read.said[index]
                    .iter()
                    .any(|other| last <= other.verb.0 && other.verb.1 <= here.at),
            );
            add("here:within", first <= here.at && here.at < last);
            let (from, to) = (last.min(here.at), first.max(here.at));
            add("here:break-between", (from..to).any(|at| self.scene.is_break(at)));
            return;
        }
        add("other", true);
        let apart = index.abs_diff(here.sentence);
        match (index < here.sentence, apart) {
            (true, 1) => add("before:1", true),
            (true, 2) => add("before:2", true),
            (true, _) => add("before:3", true),
            (false, 1) => add("after:1", true),
            (false, _) => add("after:2", true),
        }
        let same = sentences[index].block == sentences[here.sentence].block;
        add("other:block", same);
        let (low, high) = (index.min(here.sentence), index.max(here.sentence));
        let silent = (low + 1..high).all(|at| self.read.said[at].is_empty());
        add("other:nearest", silent);
        let own = &self.read.said[here.sentence];
        add("other:none-here", own.is_empty());
        add(
            "other:quoted-here",
            self.is_in_quotes(here.sentence, here.at) && own.is_empty(),
        );
        add("after:figure", index > here.sentence && self.has_figure(index));
        add(
            "before:holds",
            index < here.sentence && same && silent && own.is_empty(),
        );
    }
}

/// The features of a number stand beside those of a doer: who counts is not who accuses.
fn sharpen(features: &mut Features) {
    for (name, value) in features {
        if let Some((_, other)) = marks::OF_TOLLS.iter().find(|(plain, _)| plain == name)
            && *value > 0.0
        {
            *name = other;
        }
    }
}

/// Whether the speaker is the party the value names.
fn is_self(said: &Attribution, asked: &Asked) -> bool {
    !asked.key.is_empty() && said.speaker.key == asked.key
}

/// What kind of voice it is; a party called by its name is one, whichever it is.
fn kind_of(speaker: &Speaker) -> &'static str {
    if !speaker.key.is_empty() {
        return "kind:party";
    }
    match speaker.kind {
        SpeakerKind::Report => "kind:report",
        SpeakerKind::Government => "kind:government",
        SpeakerKind::Security => "kind:security",
        SpeakerKind::ArmedGroup => "kind:armed-group",
        SpeakerKind::LocalAuthority => "kind:local-authority",
        SpeakerKind::Medical => "kind:medical",
        SpeakerKind::Witness => "kind:witness",
        SpeakerKind::Resident => "kind:resident",
        SpeakerKind::Humanitarian => "kind:humanitarian",
        SpeakerKind::CivilSociety => "kind:civil-society",
        SpeakerKind::Media => "kind:media",
        SpeakerKind::Analyst => "kind:analyst",
        SpeakerKind::Justice => "kind:justice",
        SpeakerKind::Unnamed => "kind:unnamed",
    }
}
