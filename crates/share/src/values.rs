//! The values of an incident as one audience may have them: what names a person, a people or a post is left out.

use crate::cleared::{ClearedField, ClearedValue};
use crate::lint::{harm, is_force_site, is_masked};
use crate::{Audience, PlacePrecision, Purpose, coarse};
use std::sync::Arc;
use tocsin_core::{
    ActorName, Claim, ClaimRef, Dossier, Field, FieldView, Handling, Incident, Rival, SpeakerKind, Term, Tlp,
    Value, When,
};

/// What stands for a community reporter's name, and for a source that may not be named.
const COMMUNITY: &str = "community";
const UNNAMED: &str = "unnamed";

/// The rules for one incident and one audience.
pub(crate) struct Values<'a> {
    pub(crate) audience: &'a Audience,
    pub(crate) basis: &'a [&'a Arc<Dossier>],
    pub(crate) precision: PlacePrecision,
    pub(crate) handling: &'a Handling,
}

impl Values<'_> {
    /// Whether this audience may be told which people the victims belong to: partners cleared for TLP:AMBER and above,
    /// of an incident so handled.
    pub(crate) fn may_name_victims(audience: &Audience, handling: &Handling) -> bool {
        audience.purpose == Purpose::Partner && handling.tlp >= Tlp::Amber && audience.clearance >= Tlp::Amber
    }

    /// All fields with the values that may be told, and how many values were left out.
    pub(crate) fn fields(&self, incident: &Incident) -> (Vec<ClearedField>, usize) {
        let mut withheld = 0;
        let mut fields = Vec::new();
        for view in &incident.fields {
            let values = self.values(view, &mut withheld);
            if !values.is_empty() {
                fields.push(ClearedField {
                    field: view.field,
                    values,
                });
            }
        }
        (fields, withheld)
    }

    fn values(&self, view: &FieldView, withheld: &mut usize) -> Vec<ClearedValue> {
        let mut values: Vec<ClearedValue> = Vec::new();
        for rival in &view.rivals {
            let Some(value) = self.value(view.field, rival) else {
                *withheld += 1;
                continue;
            };
            let same = values.iter_mut().find(|held| {
                (&held.text, &held.key, &held.of, held.count, held.partial)
                    == (&value.text, &value.key, &value.of, value.count, value.partial)
            });
            match same {
                Some(held) => join(held, value),
                None => values.push(value),
            }
        }
        values
    }

    /// One value; `None` where it may not be told.
    fn value(&self, field: Field, rival: &Rival) -> Option<ClearedValue> {
        let mut value = match &rival.value {
            Value::Event(code) => keyed(&code.0, &code.0),
            Value::When(when) => keyed(&self.when(when).iso(), ""),
            Value::Place(place) => {
                let told = coarse::place(place, self.precision);
                if told.name.is_empty() {
                    return None;
                }
                keyed(&told.name, &told.key)
            }
            Value::Actor(actor) => self.actor(field, actor, rival)?,
            Value::Term(term) => self.term(field, term, rival)?,
            Value::Toll(toll) => ClearedValue {
                text: toll.count.to_string(),
                count: Some(toll.count),
                of: toll.of.clone(),
                partial: toll.part || toll.running,
                ..ClearedValue::default()
            },
        };
        for claim in rival.claims.iter().filter_map(|at| self.claim(at)) {
            let stance = claim.1.stance.key();
            if !value.stances.contains(&stance) {
                value.stances.push(stance);
            }
            let speaker = self.speaker(claim.0, claim.1);
            if !value.speakers.contains(&speaker) {
                value.speakers.push(speaker);
            }
        }
        value.origins = rival.origins.len();
        value.denials = rival.denials.len();
        Some(value)
    }

    /// A time; a community reporter's is told to the day, never to the hour or minute.
    pub(crate) fn when(&self, when: &When) -> When {
        if !self.audience.is_outside() || !self.handling.community {
            return when.clone();
        }
        When {
            minute: None,
            part: None,
            ..when.clone()
        }
    }

    /// An actor: by name where that harms nobody, by key alone where the words would, not at all where there is no key.
    fn actor(&self, field: Field, actor: &ActorName, rival: &Rival) -> Option<ClearedValue> {
        if !self.audience.is_outside() {
            return Some(keyed(&actor.name, &actor.key));
        }
        if is_masked(&actor.key, &self.audience.masked) {
            return None;
        }
        let victims = field == Field::Target && Self::may_name_victims(self.audience, self.handling);
        let quotable = !self.rests_on_community(rival);
        let harmless = match harm(&actor.name, &self.audience.masked) {
            None => true,
            Some(crate::lint::Harm::Label) => victims && !is_masked(&actor.name, &self.audience.masked),
            Some(crate::lint::Harm::Person) => false,
        };
        if harmless && quotable {
            return Some(keyed(&actor.name, &actor.key));
        }
        (!actor.key.is_empty() && harm(&actor.key, &self.audience.masked).is_none())
            .then(|| keyed(&actor.key, &actor.key))
    }

    /// A term: outside the desk only its concept, never the words, which may name a place or a person.
    fn term(&self, field: Field, term: &Term, rival: &Rival) -> Option<ClearedValue> {
        if !self.audience.is_outside() {
            return Some(keyed(&term.name, &term.key));
        }
        if field == Field::Site && is_force_site(&term.key) {
            return None;
        }
        let victims = field == Field::Target
            && Self::may_name_victims(self.audience, self.handling)
            && !self.rests_on_community(rival)
            && harm(&term.name, &self.audience.masked) == Some(crate::lint::Harm::Label)
            && !is_masked(&term.name, &self.audience.masked);
        if victims {
            return Some(keyed(&term.name, &term.key));
        }
        (!term.key.is_empty() && harm(&term.key, &self.audience.masked).is_none())
            .then(|| keyed(&term.key, &term.key))
    }

    /// Whether every claim of the value comes from a community reporter, whose words are never quoted.
    fn rests_on_community(&self, rival: &Rival) -> bool {
        let mut claims = rival.claims.iter().filter_map(|at| self.claim(at)).peekable();
        claims.peek().is_none() || claims.all(|(dossier, _)| dossier.handling.community)
    }

    fn claim(&self, at: &ClaimRef) -> Option<(&Dossier, &Claim)> {
        let dossier = self.basis.iter().find(|dossier| dossier.report == at.report)?;
        Some((dossier, dossier.reading.claims.get(at.n as usize)?))
    }

    /// Who says it: by name where that harms nobody, else only the kind of voice.
    fn speaker(&self, dossier: &Dossier, claim: &Claim) -> String {
        if claim.speaker.kind == SpeakerKind::Report {
            return self.source(dossier);
        }
        let outside = self.audience.is_outside();
        let unsafe_name =
            harm(&claim.speaker.name, &self.audience.masked).is_some() || dossier.handling.community;
        if claim.speaker.name.is_empty() || outside && unsafe_name {
            return kind_of(claim.speaker.kind);
        }
        claim.speaker.name.clone()
    }

    fn source(&self, dossier: &Dossier) -> String {
        if dossier.handling.community && self.audience.is_outside() {
            return COMMUNITY.to_owned();
        }
        let name = if dossier.source.name.is_empty() {
            &dossier.source.key
        } else {
            &dossier.source.name
        };
        let harmful = self.audience.is_outside() && harm(name, &self.audience.masked).is_some();
        if name.is_empty() || harmful {
            return UNNAMED.to_owned();
        }
        name.clone()
    }

    /// The sources of all its reports, each once, sorted.
    pub(crate) fn sources(&self) -> Vec<String> {
        let mut sources: Vec<String> = self.basis.iter().map(|dossier| self.source(dossier)).collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }
}

fn keyed(text: &str, key: &str) -> ClearedValue {
    ClearedValue {
        text: text.to_owned(),
        key: key.to_owned(),
        ..ClearedValue::default()
    }
}

/// Two values that became one by coarsening. Their origins may be the same, so only the larger number is told.
fn join(held: &mut ClearedValue, other: ClearedValue) {
    for stance in other.stances {
        if !held.stances.contains(&stance) {
            held.stances.push(stance);
        }
    }
    for speaker in other.speakers {
        if !held.speakers.contains(&speaker) {
            held.speakers.push(speaker);
        }
    }
    held.origins = held.origins.max(other.origins);
    held.denials += other.denials;
}

/// The kind of voice as data names it: `local-authority`.
fn kind_of(kind: SpeakerKind) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(key)) => key,
        _ => UNNAMED.to_owned(),
    }
}
