//! Reads how an act is meant: told as having happened, perhaps so, or not at all (planned, feared, court, drill, film, …).

use crate::doc::Sentence;
use crate::lexicon::{Form, Mark, Topic};
use crate::scene::{Scene, gram};
use tocsin_core::{BlockKind, Language, LeftOutWhy, Nature, Stance};

/// How an act is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// How it is put, where it counts as told.
    pub stance: Stance,
    /// Why it gives no account; `None` where it counts as told.
    pub why: Option<LeftOutWhy>,
    /// The tokens that decided; `None` where it was the lack of something.
    pub because: Option<(usize, usize)>,
}

impl Status {
    /// Told as a fact.
    pub const TOLD: Self = Self {
        stance: Stance::Asserted,
        why: None,
        because: None,
    };

    fn out(why: LeftOutWhy, stance: Stance, mark: (usize, usize)) -> Self {
        Self {
            stance,
            why: Some(why),
            because: Some(mark),
        }
    }
}

/// What the whole text is, where that decides over single sentences.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tenor {
    why: Option<(LeftOutWhy, (usize, usize))>,
}

const WEAK: [(&str, LeftOutWhy); 5] = [
    ("finance", LeftOutWhy::Metaphor),
    ("cyber", LeftOutWhy::Metaphor),
    ("fiction", LeftOutWhy::Fiction),
    ("sport", LeftOutWhy::Fiction),
    ("exercise", LeftOutWhy::Exercise),
];
const STRONG: [(&str, LeftOutWhy); 2] = [
    ("court", LeftOutWhy::Court),
    ("anniversary", LeftOutWhy::Anniversary),
];

/// What the text as a whole is: a drill, a film review, a match report, a trial, a commemoration.
#[must_use]
pub fn tenor(scene: &Scene) -> Tenor {
    let lead_end = scene
        .doc
        .sentences
        .get(1)
        .or(scene.doc.sentences.first())
        .map_or(0, |sentence| sentence.last);
    let mut best: Option<(usize, LeftOutWhy, (usize, usize))> = None;
    for (concept, why) in STRONG.iter().chain(&WEAK) {
        let cues: Vec<&Mark> = scene
            .marks
            .iter()
            .filter(|mark| mark.is(Topic::Cue, concept))
            .collect();
        let mut words: Vec<&str> = cues.iter().map(|mark| scene.doc.word(mark.first)).collect();
        words.sort_unstable();
        words.dedup();
        let early = cues.iter().any(|mark| mark.first < lead_end);
        let long = scene.doc.tokens.len() / 250;
        if early
            && words.len() >= 2
            && cues.len() >= 2 + long
            && best.is_none_or(|(count, ..)| cues.len() > count)
        {
            best = Some((cues.len(), *why, (cues[0].first, cues[0].last)));
        }
    }
    if best.is_none() {
        best = by_nature(scene, lead_end);
    }
    Tenor {
        why: best.map(|(_, why, mark)| (why, mark)),
    }
}

/// Storms, animals, disease, mishaps: the text's matter where they lead it and no armed people or weapons are named.
fn by_nature(scene: &Scene, lead_end: usize) -> Option<(usize, LeftOutWhy, (usize, usize))> {
    let mut cues = scene.marks.iter().filter(|mark| mark.is(Topic::Cue, "accident"));
    let first = cues.next()?;
    if first.first >= lead_end && cues.count() < 2 {
        return None;
    }
    let armed = scene.marks.iter().any(|mark| {
        mark.entry.topic == Topic::Group && matches!(mark.entry.kind, "armed" | "attacker")
            || mark.entry.topic == Topic::Actor
            || mark.entry.topic == Topic::Weapon
                && mark.entry.concept != "fire"
                && mark.entry.concept != "motorbike"
    });
    (!armed).then_some((1, LeftOutWhy::TooVague, (first.first, first.last)))
}

/// How the act at `act` in `sentence` is meant.
#[must_use]
pub fn of_act(scene: &Scene, act: &Mark, sentence: &Sentence, tenor: Tenor) -> Status {
    let (from, to) = scene.clause(act.first, sentence.first, sentence.last);
    if scene.doc.nature == Nature::Exercise {
        // An exercise's own reports are read like real ones; their nature keeps them apart.
        return by_words(scene, act, from, to, sentence);
    }
    if let Some(status) = by_world(scene, sentence, tenor) {
        return status;
    }
    by_words(scene, act, from, to, sentence)
}

/// Court, commemoration, drill, fiction, sport, accident: by the words of the sentence, or by the text's tenor.
fn by_world(scene: &Scene, sentence: &Sentence, tenor: Tenor) -> Option<Status> {
    let cue = |concept: &str| {
        scene
            .of(Topic::Cue, sentence.first, sentence.last)
            .filter(|mark| mark.entry.concept == concept)
            .count()
    };
    let at = |concept: &str| {
        scene
            .of(Topic::Cue, sentence.first, sentence.last)
            .find(|mark| mark.entry.concept == concept)
            .map_or((sentence.first, sentence.first + 1), |mark| {
                (mark.first, mark.last)
            })
    };
    for (concept, why) in STRONG {
        // One word of a court in a whole text may be anything ("the charge"); two are a matter of law.
        if cue(concept) >= 2 || cue(concept) == 1 && has_other(scene, sentence, concept) {
            return Some(Status::out(why, Stance::PastBackground, at(concept)));
        }
    }
    for (concept, why) in WEAK {
        if cue(concept) >= 2 {
            return Some(Status::out(why, Stance::Hypothetical, at(concept)));
        }
    }
    if cue("accident") >= 1 && !has_arms(scene, sentence) {
        return Some(Status::out(
            LeftOutWhy::TooVague,
            Stance::Asserted,
            at("accident"),
        ));
    }
    let (why, mark) = tenor.why?;
    Some(Status::out(why, Stance::PastBackground, mark))
}

/// Whether the text has a cue of `concept` outside `sentence`, near it or in its lead.
fn has_other(scene: &Scene, sentence: &Sentence, concept: &str) -> bool {
    const NEAR: usize = 60;
    let (from, to) = (sentence.first.saturating_sub(NEAR), sentence.last + NEAR);
    scene
        .of(Topic::Cue, from, sentence.first)
        .chain(scene.of(Topic::Cue, sentence.last, to))
        .chain(scene.of(Topic::Cue, 0, NEAR.min(sentence.first)))
        .any(|mark| mark.entry.concept == concept)
}

fn has_arms(scene: &Scene, sentence: &Sentence) -> bool {
    scene
        .marks_in(sentence.first, sentence.last)
        .iter()
        .any(|mark| match mark.entry.topic {
            Topic::Weapon => true,
            Topic::Group => matches!(mark.entry.kind, "armed" | "attacker"),
            Topic::Act => matches!(
                mark.entry.concept,
                "attack" | "ambush" | "shoot" | "bombing" | "clash" | "mine" | "explode"
            ),
            _ => false,
        })
}

fn by_words(scene: &Scene, act: &Mark, from: usize, to: usize, sentence: &Sentence) -> Status {
    let cues = |concept: &'static str, lo: usize, hi: usize| {
        scene
            .of(Topic::Cue, lo, hi)
            .find(move |mark| mark.entry.concept == concept)
            .map(|mark| (mark.first, mark.last))
    };
    // "may have attacked", "aurait attaqué": perhaps so, yet told.
    let window = act.first.saturating_sub(6).max(from);
    let possible =
        cues("possible", window, act.first).or_else(|| cues("possible", act.last, (act.last + 6).min(to)));
    let perhaps = Status {
        stance: Stance::Possible,
        why: None,
        because: possible,
    };
    let french = scene.doc.language == Language::Fr;
    if let Some(status) = by_form(scene, act, from, possible.is_some()) {
        return status;
    }
    let near = act.first.saturating_sub(7).max(from);
    for (concept, stance) in [
        ("condition", Stance::Hypothetical),
        ("intent", Stance::Planned),
        ("fear", Stance::Hypothetical),
        ("modal", Stance::Hypothetical),
        ("negation", Stance::Denied),
    ] {
        let Some(mark) = last_cue(scene, concept, near, act.first) else {
            continue;
        };
        if possible.is_some() && matches!(concept, "modal" | "condition") {
            continue;
        }
        if applies(scene, concept, mark, act, french) {
            return Status::out(LeftOutWhy::NotHappened, stance, mark);
        }
    }
    if let Some(mark) = governed(scene, act, from) {
        return Status::out(LeftOutWhy::NotHappened, Stance::Hypothetical, mark);
    }
    if let Some(mark) = cues("condition", from, act.first).filter(|mark| mark.0 <= from + 2) {
        return Status::out(LeftOutWhy::NotHappened, Stance::Hypothetical, mark);
    }
    if let Some(mark) = cues("habitual", from, to) {
        return Status::out(LeftOutWhy::TooVague, Stance::PastBackground, mark);
    }
    let lead = (sentence.first + 8).min(sentence.last);
    // "Since February fighters have held the roads": a state that lasts is told by since when it does.
    let lasting = matches!(act.entry.concept, "blockade" | "road-block" | "displace");
    if let Some(mark) = cues("background", from, to)
        .or_else(|| cues("background", sentence.first, lead))
        .filter(|_| !is_title(sentence) && !lasting)
    {
        return Status::out(LeftOutWhy::Background, Stance::PastBackground, mark);
    }
    if let Some(status) = by_plural(scene, act, from, to) {
        return status;
    }
    if possible.is_some() { perhaps } else { Status::TOLD }
}

/// "could lead to strikes", "might conduct operations aimed at neutralising": the verb the act hangs on did not happen.
/// "the attack" in such a clause is one that did.
fn governed(scene: &Scene, act: &Mark, from: usize) -> Option<(usize, usize)> {
    let noun = act.entry.kind == "n";
    let gerund = act.form == Form::Gerund;
    if !(noun || gerund) {
        return None;
    }
    let start = act.first.saturating_sub(12).max(from);
    // "threatens to worsen the crisis, displacing more people": what follows from what did not happen.
    let comma = gerund && act.first > from && scene.doc.word(act.first - 1) == ",";
    if comma && let Some(cue) = last_cue(scene, "intent", start, act.first) {
        return Some(cue);
    }
    let back = (start..act.first)
        .rev()
        .take_while(|&at| scene.doc.word(at) != "," && !scene.is_break(at))
        .last()?;
    let known = noun && (act.first.saturating_sub(4).max(back)..act.first).any(|at| scene.is(at, gram::THE));
    if known {
        return None;
    }
    last_cue(scene, "modal", back, act.first)
        .or_else(|| last_cue(scene, "intent", back, act.first))
        .or_else(|| last_cue(scene, "fear", back, act.first).filter(|_| gerund))
        .filter(|cue| {
            scene.doc.language == Language::En
                || !matches!(scene.doc.word(cue.0), "pour" | "va" | "vont" | "peut")
        })
}

/// "more attacks", "attacks may": plurals that a word beside them makes general or imagined.
fn by_plural(scene: &Scene, act: &Mark, from: usize, to: usize) -> Option<Status> {
    if act.entry.kind != "n" || !is_plural(scene, act) {
        return None;
    }
    if let Some(mark) = last_cue(scene, "generic", act.first.saturating_sub(3).max(from), act.first) {
        return Some(Status::out(LeftOutWhy::TooVague, Stance::PastBackground, mark));
    }
    let known =
        (act.first.saturating_sub(4).max(from)..act.first).any(|at| scene.is(at, gram::THE | gram::RECENT));
    let modal = scene
        .of(Topic::Cue, act.last, (act.last + 8).min(to))
        .find(|mark| mark.entry.concept == "modal")
        .filter(|_| !known)?;
    Some(Status::out(
        LeftOutWhy::NotHappened,
        Stance::Hypothetical,
        (modal.first, modal.last),
    ))
}

fn is_title(sentence: &Sentence) -> bool {
    matches!(sentence.kind, BlockKind::Title | BlockKind::Heading)
}

fn last_cue(scene: &Scene, concept: &str, lo: usize, hi: usize) -> Option<(usize, usize)> {
    scene
        .of(Topic::Cue, lo, hi)
        .rfind(|mark| mark.entry.concept == concept && mark.last <= hi)
        .map(|mark| (mark.first, mark.last))
}

/// Whether a cue before an act bears on it.
fn applies(scene: &Scene, concept: &str, cue: (usize, usize), act: &Mark, french: bool) -> bool {
    let word = scene.doc.word(cue.0);
    let noun = act.entry.kind == "n";
    // Another finite act between cue and act: the cue belongs to that one.
    let between = scene
        .of(Topic::Act, cue.1, act.first)
        .any(|other| other.entry.kind == "v" && other.last <= act.first);
    let comma = (cue.1..act.first).any(|at| matches!(scene.doc.word(at), "," | "\"" | "”" | "»"));
    match concept {
        "modal" => {
            let perfect = french && has_participle_aux(scene, act);
            !(noun || comma || between || perfect) && act.form != Form::Plain && cue.1 + 3 >= act.first
        }
        "negation" => {
            let only = matches!(
                scene.doc.word(cue.1),
                "only" | "just" | "seulement" | "yet" | "immediately" | "far"
            );
            let reach = if noun { 2 } else { 3 };
            let half = french && word == "n'a" && !negated(scene, act);
            !(only || comma || between || half) && cue.1 + reach >= act.first
        }
        "intent" => {
            let purpose = french && word == "pour" && noun;
            !(comma || between || purpose) && cue.1 + 4 >= act.first
        }
        "fear" => {
            let strong = !matches!(
                word,
                "against" | "contre" | "further" | "face" | "risque" | "future" | "possible"
            );
            !comma && !between && noun && (cue.1 + if strong { 4 } else { 1 } >= act.first)
                || (!noun && act.form == Form::Base && cue.1 + 3 >= act.first)
        }
        _ => !between && cue.1 + 6 >= act.first,
    }
}

fn has_participle_aux(scene: &Scene, act: &Mark) -> bool {
    act.first > 0 && scene.is(act.first - 1, gram::HAVE) && scene.doc.word(act.first - 1) != "avoir"
}

/// "n'a pas attaqué", "n'ont jamais": the second half of a French negation stands between.
fn negated(scene: &Scene, act: &Mark) -> bool {
    let from = act.first.saturating_sub(4);
    (from..act.first + 1).any(|at| {
        matches!(
            scene.doc.word(at),
            "pas" | "jamais" | "aucun" | "aucune" | "ni" | "personne"
        )
    })
}

/// Infinitives, futures and conditionals tell of nothing that happened.
fn by_form(scene: &Scene, act: &Mark, from: usize, possible: bool) -> Option<Status> {
    let here = (act.first, act.last);
    match act.form {
        Form::Future => Some(Status::out(LeftOutWhy::NotHappened, Stance::Planned, here)),
        Form::Conditional if !possible => {
            Some(Status::out(LeftOutWhy::NotHappened, Stance::Hypothetical, here))
        }
        Form::Base => {
            let before = act.first.checked_sub(1).filter(|&at| at >= from);
            let word = before.map_or("", |at| scene.doc.word(at));
            let two = act.first.checked_sub(2).map_or("", |at| scene.doc.word(at));
            let real = matches!(
                two,
                "managed"
                    | "began"
                    | "started"
                    | "continued"
                    | "came"
                    | "proceeded"
                    | "went"
                    | "used"
                    | "parvenus"
                    | "reussi"
            ) || matches!(word, "de" | "a" | "fait" | "avoir")
                && matches!(
                    two,
                    "reussi" | "parvenus" | "venu" | "viennent" | "vient" | "continue"
                );
            let french = scene.doc.language == Language::Fr;
            let infinitive = if french {
                !real && word != "avoir" && word != "fait"
            } else {
                word == "to" && !real
            };
            infinitive.then(|| {
                Status::out(
                    LeftOutWhy::NotHappened,
                    Stance::Planned,
                    (before.unwrap_or(act.first), act.last),
                )
            })
        }
        _ => None,
    }
}

/// Whether the act is a noun in the plural.
pub(crate) fn is_plural(scene: &Scene, act: &Mark) -> bool {
    let head = scene.doc.word(act.last - 1);
    let first = scene.doc.word(act.first);
    let plural = |word: &str| word.ends_with('s') && !word.ends_with("ss") && word.len() > 3;
    plural(head) || (scene.doc.language == Language::Fr && plural(first))
}
