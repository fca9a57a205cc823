//! Finds the words that name a speaker: the subject of a verb of saying, what follows it, or what follows "according to".
//!
//! Any noun phrase may speak ("a tailor", "the company that runs the park"), not only the roles of the word lists; the
//! lists only tell what kind of voice it is. A person's name is cut off: "the mayor Boubacar Ba" is the mayor.

use crate::doc::{Sentence, TokenKind};
use crate::kit::Kit;
use crate::lexicon::{Form, Mark, Topic};
use crate::scene::{Scene, gram};
use tocsin_core::{Language, Speaker, SpeakerKind};

/// Words that name a speaker: tokens `first..last`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VoiceFound {
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// The listed word that tells what kind of voice it is; `None` for a voice of no list.
    mark: Option<Mark>,
}

impl VoiceFound {
    pub(crate) fn speaker(&self, scene: &Scene, kit: &Kit) -> Speaker {
        let (kind, key) = match self.mark.map(|mark| mark.entry) {
            Some(entry) if entry.topic == Topic::Actor => (
                match kit.actor(entry.concept).map(|actor| actor.kind) {
                    Some("state-force" | "foreign-force") => SpeakerKind::Security,
                    Some("international") => SpeakerKind::Humanitarian,
                    _ => SpeakerKind::ArmedGroup,
                },
                entry.concept,
            ),
            Some(entry) if entry.topic == Topic::Group => (kind_of_group(entry.concept), ""),
            Some(entry) => (kind_of(entry.kind), ""),
            None => (SpeakerKind::Unnamed, ""),
        };
        Speaker {
            kind,
            name: scene.doc.raw(self.first, self.last).to_owned(),
            key: key.to_owned(),
            span: scene.doc.span(self.first, self.last),
        }
    }

    /// The listed voice `mark` with the words around it.
    pub(super) fn listed(first: usize, last: usize, mark: Mark) -> Self {
        Self {
            first,
            last,
            mark: Some(mark),
        }
    }

    /// Whether the word lists know it as a voice or a group of people.
    pub(crate) fn is_known(&self) -> bool {
        self.mark.is_some()
    }

    /// The voice of tokens `first..last`, of the kind its words tell.
    pub(crate) fn of(scene: &Scene, first: usize, last: usize) -> Self {
        let mark = head(scene, first, last);
        Self { first, last, mark }
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

/// A group of people that speaks: what kind of voice it is.
fn kind_of_group(concept: &str) -> SpeakerKind {
    match concept {
        "health-workers" => SpeakerKind::Medical,
        "officials" => SpeakerKind::LocalAuthority,
        "judges" => SpeakerKind::Justice,
        "aid-workers" | "peacekeepers" => SpeakerKind::Humanitarian,
        "journalists" => SpeakerKind::Media,
        "soldiers" | "police" | "gendarmes" | "guards" | "security-forces" => SpeakerKind::Security,
        "militants" | "jihadists" | "terrorists" | "gunmen" | "bandits" | "militiamen" => {
            SpeakerKind::ArmedGroup
        }
        "people" | "attackers" | "bombers" | "mob" => SpeakerKind::Unnamed,
        _ => SpeakerKind::Resident,
    }
}

pub(super) fn is_voice(mark: &Mark) -> bool {
    matches!(mark.entry.topic, Topic::Voice | Topic::Actor)
}

/// The listed word that heads a noun phrase: the last one before its first preposition, else the first one.
fn head(scene: &Scene, first: usize, last: usize) -> Option<Mark> {
    let listed = |mark: &&Mark| mark.last <= last && (is_voice(mark) || mark.entry.topic == Topic::Group);
    let end = (first + 1..last)
        .find(|&at| {
            scene.is(at, gram::PREP) && !scene.is(at, gram::THE | gram::A) && scene.doc.word(at) != "des"
        })
        .unwrap_or(last);
    let before = scene
        .marks_in(first, end)
        .iter()
        .filter(listed)
        .filter(|mark| mark.last <= end);
    let best = before.max_by_key(|mark| (mark.last, is_voice(mark), mark.entry.topic == Topic::Voice));
    best.or_else(|| scene.marks_in(first, last).iter().find(listed))
        .copied()
}

/// Words that may stand between a subject and its verb.
const ADVERBS: &[&str] = &[
    "later",
    "also",
    "earlier",
    "already",
    "just",
    "now",
    "then",
    "both",
    "all",
    "only",
    "first",
    "once",
    "therefore",
    "aussi",
    "egalement",
    "deja",
    "lui",
    "elle",
    "eux",
    "ne",
    "n'",
    "en",
    "y",
    "quant",
    "simplement",
    "ensuite",
    "desormais",
    "encore",
    "alors",
    "seulement",
    "toutefois",
    "l'",
    "s'",
    "se",
    "nous",
    "t",
    "-",
    "again",
    "still",
    "plus",
    "tot",
    "tard",
    "immediately",
    "quickly",
    "officially",
    "officiellement",
    "implicitly",
    "initially",
    "d'abord",
    "finalement",
    "bien",
    "yet",
    "m'",
    "lui-meme",
    "alone",
    "meanwhile",
    "instead",
];

/// Most tokens of a phrase that names a speaker.
const LONGEST_VOICE: usize = 12;

/// Most tokens of an aside between a subject and its verb.
const LONGEST_ASIDE: usize = 24;

/// The subject of a verb of saying, as the words before it tell: "a nurse at the health post, reached by telephone, said".
pub(super) fn subject(scene: &Scene, verb: &Mark, sentence: &Sentence) -> Option<VoiceFound> {
    let mut end = verb.first;
    while end > sentence.first
        && (scene.is(end - 1, gram::HAVE) || ADVERBS.contains(&scene.doc.word(end - 1)))
        && !scene.is(end - 1, gram::BE)
    {
        end -= 1;
    }
    if end > sentence.first && scene.is(end - 1, gram::BE) {
        return None;
    }
    if end > sentence.first && matches!(scene.doc.word(end - 1), "," | "-") {
        let close = end - 1;
        let open = (sentence.first.max(close.saturating_sub(LONGEST_ASIDE))..close)
            .rev()
            .take_while(|&at| !scene.is_break(at) && !is_quote(scene, at))
            .find(|&at| {
                scene.doc.word(at) == scene.doc.word(close) && scene.doc.tokens[at].kind == TokenKind::Sign
            });
        let aside = open.map(|open| (open + 1, close));
        return open
            .and_then(|open| phrase_before(scene, open, sentence.first))
            .or_else(|| aside.and_then(|(first, last)| phrase_before(scene, last, first)));
    }
    phrase_before(scene, end, sentence.first)
}

/// The noun phrase that ends right before token `end`, not before `floor`; `None` where the words there are none.
fn phrase_before(scene: &Scene, end: usize, floor: usize) -> Option<VoiceFound> {
    let mut first = end;
    while first > floor && end - first < LONGEST_VOICE && !bounds(scene, first - 1, end) {
        first -= 1;
    }
    // "In Burkina Faso, the army": what a preposition governs does not speak.
    while first < end
        && (scene.is(first, gram::PREP) && scene.doc.word(first) != "des"
            || scene.is(first, gram::AND)
            || is_number_like(scene, first))
        && !scene.is(first, gram::A)
    {
        first = (first + 1..end).find(|&at| {
            scene.is(at, gram::THE | gram::A) && !scene.is(at - 1, gram::PREP) && !scene.is(at, gram::OF)
        })?;
    }
    if let Some(found) = antecedent(scene, first, floor) {
        return Some(found);
    }
    let last = nameless(scene, first, end);
    let found = (first < last && speaks(scene, first, last)).then(|| VoiceFound::of(scene, first, last))?;
    Some(found)
}

/// The phrase that a relative clause beginning at `first` tells apart: "a trader who escaped into a field put it at".
fn antecedent(scene: &Scene, first: usize, floor: usize) -> Option<VoiceFound> {
    let pronoun = first.checked_sub(1).filter(|&at| at > floor)?;
    let word = scene.doc.word(pronoun);
    let who = matches!(word, "who" | "whom" | "qui" | "dont");
    // "that" and "que" as well open what is said.
    let which = matches!(word, "that" | "which" | "que" | "qu'")
        && !scene
            .of(Topic::Speech, pronoun.saturating_sub(5).max(floor), pronoun)
            .any(|mark| mark.entry.kind != "n");
    if !(who || which) {
        return None;
    }
    let comma = usize::from(scene.doc.word(pronoun - 1) == ",");
    let end = pronoun - comma;
    let mut from = end;
    while from > floor && end - from < LONGEST_VOICE && !bounds(scene, from - 1, end) {
        from -= 1;
    }
    let last = nameless(scene, from, end);
    let determined = scene.is(from, gram::THE | gram::A) || scene.doc.tokens[from].kind == TokenKind::Number;
    (from < last && determined && speaks(scene, from, last)).then(|| VoiceFound::of(scene, from, last))
}

/// A number that counts nobody who speaks ("In 2019 ...").
fn is_number_like(scene: &Scene, at: usize) -> bool {
    scene.doc.tokens[at].kind == TokenKind::Number && scene.doc.word(at).len() >= 4
}

/// The noun phrase that begins at token `from`, dates and adverbs before it passed over.
pub(super) fn phrase_after(scene: &Scene, from: usize, to: usize) -> Option<VoiceFound> {
    let mut first = from;
    while first < to
        && first - from < 6
        && (scene.is_date(first) || ADVERBS.contains(&scene.doc.word(first)) && !scene.is(first, gram::THE))
    {
        first += 1;
    }
    let begins = scene.is(first, gram::THE | gram::A)
        || scene
            .marks_in(first, first + 1)
            .iter()
            .any(|mark| is_voice(mark) || mark.entry.topic == Topic::Group)
        || scene.doc.word(first) == "de";
    if !begins {
        return None;
    }
    if scene.doc.word(first) == "de" {
        first += 1;
    }
    let mut last = first;
    while last < to && last - first < LONGEST_VOICE && !ends(scene, last, first) {
        last += 1;
    }
    let last = nameless(scene, first, last);
    (first < last && speaks(scene, first, last)).then(|| VoiceFound::of(scene, first, last))
}

/// Whether token `at` is a hyphen that the next word follows without a blank.
fn is_hyphen(scene: &Scene, at: usize) -> bool {
    let tokens = &scene.doc.tokens;
    let next = tokens.get(at + 1);
    scene.doc.word(at) == "-" && next.is_some_and(|next| next.start == tokens[at].end)
}

/// Whether token `at` bounds a noun phrase that ends at `end`, read from the right.
fn bounds(scene: &Scene, at: usize, end: usize) -> bool {
    let joins = scene.is(at, gram::AND) && at + 1 < end && scene.is(at + 1, gram::THE | gram::A);
    scene.doc.tokens[at].kind == TokenKind::Sign && !is_hyphen(scene, at)
        || scene.is(at, gram::BAR | gram::THAT | gram::HE | gram::BE | gram::HAVE)
            && !scene.is(at, gram::AND | gram::THE | gram::PREP)
        || scene.is(at, gram::AND) && !joins
        || scene.is_date(at)
        || scene.marks_in(at, at + 1).iter().any(is_verb)
}

/// Whether token `at` ends a noun phrase that began at `first`, read from the left.
fn ends(scene: &Scene, at: usize, first: usize) -> bool {
    let joins = scene.is(at, gram::AND)
        && (scene.is(at + 1, gram::THE | gram::A) || scene.marks_in(at + 1, at + 2).iter().any(is_voice));
    let inside = scene.is(at, gram::OF | gram::THE | gram::A);
    scene.doc.tokens[at].kind == TokenKind::Sign && !is_hyphen(scene, at)
        || at > first
            && !inside
            && (scene.is(
                at,
                gram::BAR | gram::THAT | gram::HE | gram::BE | gram::HAVE | gram::PREP,
            ) || scene.is(at, gram::AND) && !joins
                || scene.is_date(at)
                || scene.marks_in(at, at + 1).iter().any(is_verb))
}

fn is_verb(mark: &Mark) -> bool {
    match mark.entry.topic {
        Topic::Speech => matches!(mark.entry.kind, "v" | "p"),
        Topic::Act => mark.entry.kind == "v" && mark.form != Form::Gerund,
        Topic::Harm => matches!(mark.entry.kind, "vt" | "vi") && mark.form != Form::Plain,
        _ => false,
    }
}

pub(super) fn is_quote(scene: &Scene, at: usize) -> bool {
    matches!(scene.doc.word(at), "\"" | "“" | "”" | "«" | "»")
}

/// Where tokens `first..last` end without a person's name: before a capital that follows a common noun.
fn nameless(scene: &Scene, first: usize, last: usize) -> usize {
    (first + 1..last)
        .find(|&at| {
            let (before, token) = (&scene.doc.tokens[at - 1], &scene.doc.tokens[at]);
            let listed = scene
                .marks_in(at, at + 1)
                .iter()
                .chain(
                    scene
                        .marks_in(at.saturating_sub(4).max(first), at)
                        .iter()
                        .filter(|mark| mark.last > at),
                )
                .any(is_voice);
            token.capital
                && !listed
                && !scene.doc.caseless
                && before.kind == TokenKind::Word
                && (!before.capital || at - 1 == first)
                && !scene.is(at - 1, gram::PREP | gram::THE | gram::A | gram::AND)
                && !scene.doc.word(at - 1).ends_with('\'')
        })
        .unwrap_or(last)
}

/// Whether a noun phrase can speak: it is determined or counted, or the word lists know it as people or a voice; no act, no harm.
fn speaks(scene: &Scene, first: usize, last: usize) -> bool {
    const NOBODY: &[&str] = &[
        "it", "this", "that", "these", "those", "which", "who", "what", "there", "ce", "cela", "ceci", "qui",
        "rien", "bilan", "toll", "attack", "attaque", "number", "nombre", "case", "fact", "day", "time",
        "fois", "moment", "year", "way", "same", "end", "fin", "heure", "jour", "place", "lieu",
    ];
    let end = (first + 1..last)
        .find(|&at| scene.is(at, gram::PREP) && !scene.is(at, gram::THE | gram::A))
        .unwrap_or(last);
    let head = scene.doc.word(end - 1);
    let marks = || {
        scene
            .marks_in(first, last)
            .iter()
            .filter(|mark| mark.last <= last)
    };
    let known = marks().any(|mark| is_voice(mark) || mark.entry.topic == Topic::Group);
    let harm = scene
        .marks_in(first, end)
        .iter()
        .any(|mark| matches!(mark.entry.topic, Topic::Act | Topic::Harm | Topic::Weapon) && mark.last >= end);
    let determined =
        scene.is(first, gram::THE | gram::A) || scene.doc.tokens[first].kind == TokenKind::Number;
    let other = matches!(
        scene.doc.word(first),
        "one" | "another" | "others" | "some" | "un" | "l'un" | "l'" | "d'autres"
    );
    let noun = scene.doc.tokens[end - 1].kind == TokenKind::Word && head.len() > 2;
    !NOBODY.contains(&head) && !harm && (known || noun && (determined && last > first + 1 || other))
}

/// The noun phrase that opens the sentence, told apart by a relative clause: "a survivor whom we reached in Gao speaks of".
pub(super) fn opening_subject(scene: &Scene, verb: &Mark, sentence: &Sentence) -> Option<VoiceFound> {
    let voice = phrase_after(scene, sentence.first, verb.first)?;
    let relative = scene.is(voice.last, gram::THAT | gram::BAR)
        || matches!(
            scene.doc.word(voice.last),
            "reached"
                | "contacted"
                | "quoted"
                | "joint"
                | "joints"
                | "interroge"
                | "contacte"
                | "cite"
                | "present"
                | "based"
                | "base"
        );
    let clear = (voice.last..verb.first).all(|at| !scene.is_break(at) && !is_quote(scene, at));
    (relative && clear && voice.is_known()).then_some(voice)
}

/// What a line in capitals begins with that is no speaker.
const LABELS: &[&str] = &[
    "correction",
    "update",
    "alert",
    "thread",
    "breaking",
    "urgent",
    "note",
    "flash",
    "rectificatif",
    "alerte",
    "fil",
    "maj",
    "erratum",
    "summary",
    "resume",
    "bilan",
    "communique",
    "statement",
    "info",
    "news",
    "exclusive",
    "exclusif",
];

/// The speaker of a line that begins with one: "DEPUTY: …", "19:15 - UN official: …", "Hotel management: …".
pub(super) fn line_opener(scene: &Scene, sentence: &Sentence) -> Option<VoiceFound> {
    let to = (sentence.first + LONGEST_VOICE).min(sentence.last);
    let clock = |at: usize| {
        scene.doc.tokens[at + 1].kind == TokenKind::Number
            && scene.doc.tokens[at + 1].start == scene.doc.tokens[at].end
    };
    let colon =
        (sentence.first..to).find(|&at| scene.is_sign(at, ":") && at + 1 < sentence.last && !clock(at))?;
    let mut first = sentence.first;
    while first < colon
        && (scene.doc.tokens[first].kind != TokenKind::Word
            || scene.is_date(first)
            || matches!(scene.doc.word(first), "h" | "am" | "pm" | "maj" | "update"))
    {
        first += 1;
    }
    let plain = (first..colon).all(|at| {
        !scene.is(at, gram::BE | gram::HAVE | gram::BAR | gram::THAT | gram::HE)
            && !scene.marks_in(at, at + 1).iter().any(is_verb)
            && (scene.doc.tokens[at].kind == TokenKind::Word || scene.doc.word(at) == "-")
    });
    let listed = scene
        .marks_in(first, colon)
        .iter()
        .any(|mark| is_voice(mark) || mark.entry.topic == Topic::Group);
    let shouted = first < colon
        && (first..colon).all(|at| scene.doc.tokens[at].all_caps)
        && !LABELS.contains(&scene.doc.word(first));
    let determined = scene.is(first, gram::THE | gram::A) && colon - first <= 3;
    let article = scene.doc.language == Language::Fr && determined;
    let short = colon > first && colon - first <= 5;
    (plain && short && (listed || shouted && !scene.doc.caseless || article && speaks(scene, first, colon)))
        .then(|| VoiceFound::of(scene, first, nameless(scene, first, colon)))
}
