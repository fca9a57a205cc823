//! Reads who says what: the speaker of each sentence or clause, and those through whom the words came.
//!
//! The innermost speaker counts: in "a security source told AFP" it is the source, and AFP is the way.
//! Speakers are roles and organisations; a person's name is never taken.

use crate::doc::{Sentence, TokenKind};
use crate::kit::Kit;
use crate::lexicon::{Mark, Topic};
use crate::scene::{Scene, gram};
use tocsin_core::{Language, Speaker, SpeakerKind};

/// An attribution: what stands in tokens `from..to` is said by `speaker`.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// First token of what is said.
    pub from: usize,
    /// One past its last token.
    pub to: usize,
    /// The tokens of the verb or phrase of saying.
    pub verb: (usize, usize),
    /// The tokens that name the speaker; `None` where it is taken over from before ("he added").
    pub named: Option<(usize, usize)>,
    /// Concept of the verb: `say`, `allege`, `deny`, `confirm`, `warn`.
    pub manner: &'static str,
    /// Who says it.
    pub speaker: Speaker,
    /// Through whom.
    pub via: Vec<Speaker>,
}

/// The attributions of all sentences: one list a sentence.
#[must_use]
pub fn read(scene: &Scene, kit: &Kit) -> Vec<Vec<Attribution>> {
    let mut out: Vec<Vec<Attribution>> = Vec::with_capacity(scene.doc.sentences.len());
    let mut last: Option<(Speaker, Vec<Speaker>)> = None;
    let mut quiet = 0;
    for sentence in &scene.doc.sentences {
        let mut found = in_sentence(scene, kit, sentence, last.as_ref());
        if found.is_empty()
            && quiet < 2
            && is_quoted(scene, sentence)
            && let Some((speaker, via)) = &last
        {
            found.push(Attribution {
                from: sentence.first,
                to: sentence.last,
                verb: (sentence.first, sentence.first),
                named: None,
                manner: "say",
                speaker: speaker.clone(),
                via: via.clone(),
            });
        }
        share_out(sentence, &mut found);
        match found.last() {
            Some(said) => {
                last = Some((said.speaker.clone(), said.via.clone()));
                quiet = 0;
            }
            None => quiet += 1,
        }
        if quiet > 4 {
            last = None;
        }
        out.push(found);
    }
    out
}

fn is_quoted(scene: &Scene, sentence: &Sentence) -> bool {
    matches!(scene.doc.word(sentence.first), "\"" | "“" | "«" | "'" | "‘")
}

fn in_sentence(
    scene: &Scene,
    kit: &Kit,
    sentence: &Sentence,
    last: Option<&(Speaker, Vec<Speaker>)>,
) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    let speech: Vec<&Mark> = scene.of(Topic::Speech, sentence.first, sentence.last).collect();
    for mark in speech {
        if found.iter().any(|other| mark.first < other.verb.1) {
            continue;
        }
        let concept = mark.entry.concept;
        if matches!(concept, "responsibility" | "attribute") || mark.entry.kind == "n" {
            continue;
        }
        let named = if mark.entry.kind == "p" {
            voice_after(scene, mark.last, (mark.last + 9).min(sentence.last))
        } else {
            voice_of_verb(scene, mark, sentence)
        };
        let taken = named.is_none() && mark.entry.kind == "v" && has_pronoun(scene, mark, sentence);
        let (speaker, mut via) = match (&named, last) {
            (Some(voice), _) => (voice.speaker(scene, kit), Vec::new()),
            (None, Some((speaker, via))) if taken => (speaker.clone(), via.clone()),
            _ => continue,
        };
        if mark.entry.kind == "v"
            && let Some(medium) = recipient(scene, mark.last, sentence.last, named.as_ref())
        {
            via = vec![medium.speaker(scene, kit)];
        }
        found.push(Attribution {
            from: sentence.first,
            to: sentence.last,
            verb: (mark.first, mark.last),
            named: named.map(|voice| (voice.first, voice.last)),
            manner: concept,
            speaker,
            via,
        });
    }
    nest(&mut found);
    found
}

/// "AFP reported, citing a source": of a media voice and another in one sentence, the other is the innermost.
fn nest(found: &mut Vec<Attribution>) {
    if found.len() == 2 {
        let media: Vec<bool> = found
            .iter()
            .map(|said| said.speaker.kind == SpeakerKind::Media)
            .collect();
        if media[0] != media[1] && found[0].named != found[1].named {
            let outer = found.remove(usize::from(media[1]));
            if let Some(inner) = found.first_mut()
                && inner.via.is_empty()
            {
                inner.via.push(outer.speaker);
            }
        }
    }
}

/// Parts a sentence among several attributions: each has the words from its own speaker to the next one's.
fn share_out(sentence: &Sentence, found: &mut [Attribution]) {
    let count = found.len();
    if count < 2 {
        return;
    }
    let starts: Vec<usize> = found
        .iter()
        .map(|said| said.named.map_or(said.verb.0, |named| named.0.min(said.verb.0)))
        .collect();
    for (index, said) in found.iter_mut().enumerate() {
        said.from = if index == 0 { sentence.first } else { starts[index] };
        said.to = starts.get(index + 1).copied().unwrap_or(sentence.last);
    }
}

/// Words that name a speaker: tokens `first..last`, of which the listed ones begin at `head`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VoiceFound {
    pub(crate) first: usize,
    pub(crate) last: usize,
    mark: Mark,
}

impl VoiceFound {
    pub(crate) fn speaker(&self, scene: &Scene, kit: &Kit) -> Speaker {
        let (kind, key) = match self.mark.entry.topic {
            Topic::Actor => (
                match kit.actor(self.mark.entry.concept).map(|actor| actor.kind) {
                    Some("state-force" | "foreign-force") => SpeakerKind::Security,
                    Some("international") => SpeakerKind::Humanitarian,
                    _ => SpeakerKind::ArmedGroup,
                },
                self.mark.entry.concept,
            ),
            _ => (kind_of(self.mark.entry.kind), ""),
        };
        Speaker {
            kind,
            name: scene.doc.raw(self.first, self.last).to_owned(),
            key: key.to_owned(),
            span: scene.doc.span(self.first, self.last),
        }
    }
}

fn kind_of(kind: &str) -> SpeakerKind {
    match kind {
        "government" => SpeakerKind::Government,
        "security" => SpeakerKind::Security,
        "armed-group" => SpeakerKind::ArmedGroup,
        "local-authority" => SpeakerKind::LocalAuthority,
        "medical" => SpeakerKind::Medical,
        "witness" => SpeakerKind::Witness,
        "resident" => SpeakerKind::Resident,
        "humanitarian" => SpeakerKind::Humanitarian,
        "civil-society" => SpeakerKind::CivilSociety,
        "media" => SpeakerKind::Media,
        "analyst" => SpeakerKind::Analyst,
        "justice" => SpeakerKind::Justice,
        _ => SpeakerKind::Unnamed,
    }
}

fn is_voice(mark: &Mark) -> bool {
    matches!(mark.entry.topic, Topic::Voice | Topic::Actor)
}

/// The voice of a verb of saying: to its left, else to its right ("said the mayor", "a indiqué une source").
fn voice_of_verb(scene: &Scene, verb: &Mark, sentence: &Sentence) -> Option<VoiceFound> {
    let right = voice_after(scene, verb.last, (verb.last + 6).min(sentence.last));
    let inverted = right.filter(|voice| {
        let gap = verb.last..voice.first;
        gap.clone()
            .all(|at| scene.is(at, gram::THE | gram::A) || is_title(scene, at) || scene.is_date(at))
            && (scene.doc.language == Language::Fr || scene.doc.word(verb.first) != "told")
            && !scene.is(verb.last, gram::THAT)
    });
    let left = voice_before(scene, verb, sentence).filter(|_| !pronoun_before(scene, verb, sentence));
    match (left, inverted) {
        // ", said the army": a comma or a quote before the verb.
        (_, Some(right)) if verb.first > sentence.first && closes_quote(scene, verb.first - 1) => Some(right),
        (Some(left), _) => Some(left),
        // "a indiqué une source"
        (None, right) => right,
    }
}

/// "he added": the speaker is the one before, not a name that happens to stand to the left.
fn pronoun_before(scene: &Scene, verb: &Mark, sentence: &Sentence) -> bool {
    let mut at = verb.first;
    while at > sentence.first
        && (scene.is(at - 1, gram::HAVE) || matches!(scene.doc.word(at - 1), "also" | "l'" | "later"))
    {
        at -= 1;
    }
    at > sentence.first
        && matches!(
            scene.doc.word(at - 1),
            "he" | "she" | "it" | "they" | "il" | "elle" | "ils" | "elles" | "i" | "we" | "nous" | "je"
        )
}

fn closes_quote(scene: &Scene, at: usize) -> bool {
    let at = if scene.is(at, gram::HAVE) && at > 0 {
        at - 1
    } else {
        at
    };
    matches!(scene.doc.word(at), "," | "\"" | "”" | "»" | "’" | "'")
}

fn is_title(scene: &Scene, at: usize) -> bool {
    matches!(
        scene.doc.word(at),
        "local" | "senior" | "the" | "regional" | "provincial" | "deputy" | "former" | "un" | "une"
    )
}

fn voice_before(scene: &Scene, verb: &Mark, sentence: &Sentence) -> Option<VoiceFound> {
    let from = verb.first.saturating_sub(12).max(sentence.first);
    let mark = scene
        .marks_in(from, verb.first)
        .iter()
        .rev()
        .filter(|mark| is_voice(mark) && mark.last <= verb.first)
        .max_by_key(|mark| (mark.last, mark.last - mark.first))?;
    // Between speaker and verb: a name, a title, an aside, but no other verb of saying and no break.
    let clear = (mark.last..verb.first).all(|at| {
        !scene.is_break(at) && !scene.is(at, gram::BY) && !matches!(scene.doc.word(at), "\"" | "”" | "»")
    }) && !scene.marks_in(mark.last, verb.first).iter().any(|other| {
        matches!(other.entry.topic, Topic::Speech)
            || (other.entry.topic == Topic::Act && other.entry.kind == "v")
    });
    // "the attack on the army said": an object of a preposition does not speak, except after "of".
    let before = mark.first.checked_sub(1);
    let object = before.is_some_and(|at| {
        at >= sentence.first && scene.is(at, gram::ON | gram::BY | gram::IN) && !scene.is(at, gram::THE)
    });
    (clear && !object).then(|| widen(scene, *mark, sentence.first))
}

pub(crate) fn voice_after(scene: &Scene, from: usize, to: usize) -> Option<VoiceFound> {
    let mark = scene
        .marks_in(from, to)
        .iter()
        .filter(|mark| is_voice(mark))
        .min_by_key(|mark| (mark.first, std::cmp::Reverse(mark.last)))?;
    let clear = (from..mark.first).all(|at| {
        !scene.is_break(at) && !scene.is(at, gram::BAR) && !matches!(scene.doc.word(at), "," | "to")
    });
    clear.then(|| widen(scene, *mark, from))
}

/// The whole noun phrase around a voice: its determiner and adjectives, and "of the ministry" after it.
fn widen(scene: &Scene, mark: Mark, floor: usize) -> VoiceFound {
    let mut first = mark.first;
    for _ in 0..4 {
        if first <= floor {
            break;
        }
        let at = first - 1;
        let token = &scene.doc.tokens[at];
        if scene.is(at, gram::THE | gram::A) {
            first = at;
            break;
        }
        let plain = token.kind == TokenKind::Word
            && !scene.is_date(at)
            && scene.doc.word(at) != "'s"
            && !token.capital
            && !scene.is(
                at,
                gram::PREP | gram::BE | gram::HAVE | gram::BAR | gram::THAT | gram::AND | gram::HE,
            )
            && !scene.marks_in(at, first).iter().any(|other| {
                matches!(
                    other.entry.topic,
                    Topic::Speech | Topic::Act | Topic::Harm | Topic::Bound
                )
            });
        if !plain {
            break;
        }
        first = at;
    }
    let mut last = mark.last;
    if scene.is(last, gram::OF) {
        let after = if scene.is(last + 1, gram::THE) {
            last + 2
        } else {
            last + 1
        };
        if let Some(next) = scene
            .marks_in(after, after + 1)
            .iter()
            .find(|next| is_voice(next))
        {
            last = next.last;
        }
    }
    VoiceFound { first, last, mark }
}

/// The medium told: "told AFP", "à l'AFP", "in an interview with RFI".
fn recipient(scene: &Scene, from: usize, to: usize, named: Option<&VoiceFound>) -> Option<VoiceFound> {
    let limit = (from + 12).min(to);
    let mark = scene
        .of(Topic::Voice, from, limit)
        .find(|mark| mark.entry.kind == "media")?;
    let own = named.is_some_and(|voice| voice.first <= mark.first && mark.first < voice.last);
    let direct = mark.first == from || {
        let before = &scene.doc.word(mark.first - 1);
        matches!(
            *before,
            "to" | "a" | "au" | "l'" | "with" | "the" | "par" | "aupres"
        )
    };
    (!own && direct).then(|| widen(scene, *mark, mark.first))
}

fn has_pronoun(scene: &Scene, verb: &Mark, sentence: &Sentence) -> bool {
    let from = verb.first.saturating_sub(3).max(sentence.first);
    let left = (from..verb.first).any(|at| scene.is(at, gram::HE));
    let word = scene.doc.word(verb.first);
    let statement = (from..verb.first).any(|at| {
        matches!(
            scene.doc.word(at),
            "statement" | "communique" | "texte" | "official" | "spokesman" | "declaration"
        )
    });
    left || statement || matches!(word, "a-t-il" | "a-t-elle" | "ont-ils") || {
        // "a-t-il ajouté": the tokens a - t - il
        let back = verb.first.saturating_sub(5).max(sentence.first);
        (back..verb.first).any(|at| matches!(scene.doc.word(at), "il" | "elle" | "ils"))
    }
}
