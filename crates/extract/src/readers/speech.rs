//! Reads who says what: the speaker of each sentence or clause, and those through whom the words came.
//!
//! The innermost speaker counts: in "a security source told AFP" it is the source, and AFP is the way.
//! Speakers are roles and organisations; a person's name is never taken.

mod listed;
mod voice;

use self::listed::{listed_after, listed_before, widen};
pub(crate) use self::voice::VoiceFound;
use self::voice::{line_opener, opening_subject, phrase_after, subject};
use crate::doc::{Sentence, TokenKind};
use crate::kit::Kit;
use crate::lexicon::{Form, Mark, Topic};
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
    let mut last: Option<Said> = None;
    let mut turns: Vec<Said> = Vec::new();
    let mut turn: Option<(usize, VoiceFound)> = None;
    let mut quiet = 0;
    for sentence in &scene.doc.sentences {
        let mut found = in_sentence(scene, kit, sentence, &turns);
        if let Some(voice) = line_opener(scene, sentence) {
            turn = Some((sentence.block, voice));
        } else if scene.doc.tokens[sentence.first].kind == TokenKind::Number {
            // "2/ …", "12:05 …": a new item is nobody's turn.
            turn = None;
        }
        if found.is_empty()
            && let Some((_, voice)) = turn.filter(|(block, _)| *block == sentence.block)
        {
            found.push(whole(
                sentence,
                (voice.speaker(scene, kit), Vec::new()),
                Some((voice.first, voice.last)),
            ));
        }
        if found.is_empty()
            && quiet < 2
            && is_quoted(scene, sentence)
            && let Some(said) = &last
        {
            found.push(whole(sentence, said.clone(), None));
        }
        share_out(scene, sentence, &mut found);
        match found.last() {
            Some(said) => {
                last = Some((said.speaker.clone(), said.via.clone()));
                quiet = 0;
                let own = found.iter().filter(|said| said.named.is_some());
                turns.extend(own.map(|said| (said.speaker.clone(), said.via.clone())));
                turns.drain(..turns.len().saturating_sub(MOST_TURNS));
            }
            None => quiet += 1,
        }
        if quiet > 4 {
            last = None;
            turns.clear();
        }
        out.push(found);
    }
    out
}

/// The words around a listed voice that name it as a speaker, not before token `floor`.
pub(crate) fn around(scene: &Scene, mark: Mark, floor: usize) -> VoiceFound {
    widen(scene, mark, floor)
}

/// The noun phrase that opens a sentence, where it can speak.
pub(crate) fn opening(scene: &Scene, sentence: &Sentence) -> Option<VoiceFound> {
    phrase_after(scene, sentence.first, sentence.last)
}

/// Who spoke, and through whom.
type Said = (Speaker, Vec<Speaker>);

/// Speakers kept in mind for "he added", "they said".
const MOST_TURNS: usize = 4;

/// Whom the pronoun before or after `verb` means: the last speaker of its number, else the last one.
fn meant<'t>(scene: &Scene, verb: &Mark, sentence: &Sentence, turns: &'t [Said]) -> Option<&'t Said> {
    let from = verb.first.saturating_sub(5).max(sentence.first);
    let to = (verb.last + 3).min(sentence.last);
    let many = (from..to).find_map(|at| match scene.doc.word(at) {
        "he" | "she" | "il" | "elle" => Some(false),
        "they" | "ils" | "elles" => Some(true),
        _ => None,
    });
    let agrees = |said: &&Said| many.is_none_or(|many| is_plural(&said.0.name) == many);
    turns.iter().rev().find(agrees).or(turns.last())
}

/// Whether a speaker is several people, as the name's words tell.
fn is_plural(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or("").to_lowercase();
    let several = matches!(
        first.as_str(),
        "les"
            | "des"
            | "plusieurs"
            | "deux"
            | "trois"
            | "quatre"
            | "two"
            | "three"
            | "four"
            | "several"
            | "some"
            | "many"
    );
    let one =
        matches!(first.as_str(), "a" | "an" | "un" | "une" | "le" | "la" | "one") || first.starts_with("l'");
    several || !one && name.ends_with('s')
}

/// A whole sentence said by one.
fn whole(
    sentence: &Sentence,
    (speaker, via): (Speaker, Vec<Speaker>),
    named: Option<(usize, usize)>,
) -> Attribution {
    Attribution {
        from: sentence.first,
        to: sentence.last,
        verb: (sentence.first, sentence.first),
        named: named.filter(|(first, _)| *first >= sentence.first && *first < sentence.last),
        manner: "say",
        speaker,
        via,
    }
}

fn is_quoted(scene: &Scene, sentence: &Sentence) -> bool {
    matches!(scene.doc.word(sentence.first), "\"" | "“" | "«" | "'" | "‘")
}

fn in_sentence(scene: &Scene, kit: &Kit, sentence: &Sentence, turns: &[Said]) -> Vec<Attribution> {
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
        let named = match mark.entry.kind {
            "p" => voice_of_preposition(scene, mark, sentence),
            "c" if scene.is(by_after(scene, mark), gram::BY) && mark.form != Form::Finite => {
                phrase_after(scene, by_after(scene, mark) + 1, sentence.last)
            }
            "c" if !tells_number(scene, mark, sentence) => continue,
            "c" => subject(scene, mark, sentence)
                .or_else(|| opening_subject(scene, mark, sentence))
                .filter(|_| !pronoun_before(scene, mark, sentence)),
            _ => voice_of_verb(scene, mark, sentence),
        };
        let taken = named.is_none() && mark.entry.kind != "p" && has_pronoun(scene, mark, sentence);
        let (speaker, mut via) = match &named {
            Some(voice) => (voice.speaker(scene, kit), Vec::new()),
            None if taken => match meant(scene, mark, sentence, turns) {
                Some(said) => said.clone(),
                None => continue,
            },
            None => continue,
        };
        if mark.entry.kind != "p"
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

/// Parts a sentence among several attributions: one that ends its clause ("… , the army said;") has the words before it,
/// one that opens a clause those after it.
fn share_out(scene: &Scene, sentence: &Sentence, found: &mut [Attribution]) {
    if found.len() < 2 {
        return;
    }
    found.sort_by_key(begins);
    let ends: Vec<usize> = found
        .iter()
        .map(|said| said.named.map_or(said.verb.1, |named| named.1.max(said.verb.1)))
        .collect();
    let trails = |at: usize| ends[at] + 1 >= sentence.last || is_clause_end(scene, ends[at]);
    let mut from = sentence.first;
    for index in 0..found.len() {
        let to = match found.get(index + 1).map(begins) {
            None => sentence.last,
            Some(next) if !trails(index + 1) => next,
            // "40 dead according to X, 60 according to Y"
            Some(next) if trails(index) => ends[index].min(next),
            // "X said 12 had died, while 20 were missing, Y said"
            Some(next) => (ends[index]..next.saturating_sub(1))
                .rev()
                .find(|&at| is_clause_end(scene, at))
                .unwrap_or(next),
        };
        found[index].from = from;
        found[index].to = to.max(from);
        from = found[index].to;
    }
}

fn begins(said: &Attribution) -> usize {
    said.named.map_or(said.verb.0, |named| named.0.min(said.verb.0))
}

/// Whether the words before token `at` end there: a comma, a stop, "and".
fn is_clause_end(scene: &Scene, at: usize) -> bool {
    scene.is_break(at) || scene.is(at, gram::AND | gram::BAR) || matches!(scene.doc.word(at), "," | "-")
}

/// The voice after "according to": any noun phrase, else a listed voice a few words on.
fn voice_of_preposition(scene: &Scene, mark: &Mark, sentence: &Sentence) -> Option<VoiceFound> {
    phrase_after(scene, mark.last, sentence.last)
        .or_else(|| listed_after(scene, mark.last, (mark.last + 9).min(sentence.last)))
}

/// The token after a verb, dates passed over: "the figures given on Monday by the government".
fn by_after(scene: &Scene, verb: &Mark) -> usize {
    (verb.last..verb.last + 4)
        .find(|&at| !scene.is_date(at) && scene.doc.word(at) != "on")
        .unwrap_or(verb.last)
}

/// Whether a number follows a verb that tells one ("counted 20 dead", "put it at 12", "a donné un autre bilan : 37").
fn tells_number(scene: &Scene, verb: &Mark, sentence: &Sentence) -> bool {
    let to = (verb.last + 9).min(sentence.last);
    (verb.last..to)
        .take_while(|&at| !scene.is(at, gram::BAR) && scene.doc.word(at) != ";")
        .any(|at| {
            scene.doc.tokens[at].kind == TokenKind::Number && !scene.is_date(at)
                || scene
                    .of(Topic::Number, at, at + 1)
                    .any(|number| !matches!(scene.doc.word(number.first), "a" | "an" | "un" | "une" | "des"))
                || scene
                    .of(Topic::Bound, at, at + 1)
                    .any(|bound| bound.entry.concept != "about")
        })
}

/// The voice of a verb of saying: to its left, else to its right ("said the mayor", "a indiqué une source").
fn voice_of_verb(scene: &Scene, verb: &Mark, sentence: &Sentence) -> Option<VoiceFound> {
    let told =
        scene.doc.language == Language::En && matches!(scene.doc.word(verb.first), "told" | "tell" | "tells");
    let by = scene.is(verb.last, gram::BY) && matches!(verb.form, Form::Ed | Form::Participle);
    if by {
        return phrase_after(scene, verb.last + 1, sentence.last);
    }
    let right =
        phrase_after(scene, verb.last, sentence.last).filter(|_| !told && !scene.is(verb.last, gram::THAT));
    if pronoun_before(scene, verb, sentence) {
        return None;
    }
    let left = subject(scene, verb, sentence);
    if verb.first == sentence.first || closes_quote(scene, verb.first - 1) {
        // ", said the army": a comma or a quote before the verb; but "the mayor, reached by telephone, said".
        let known = VoiceFound::is_known;
        return right
            .filter(known)
            .or_else(|| left.filter(known))
            .or(right)
            .or(left)
            .or_else(|| listed_before(scene, verb, sentence));
    }
    left.filter(VoiceFound::is_known)
        .or_else(|| opening_subject(scene, verb, sentence))
        .or(left)
        .or_else(|| listed_before(scene, verb, sentence))
        .or_else(|| right.filter(|_| scene.doc.language == Language::Fr))
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
