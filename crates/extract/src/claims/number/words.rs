//! What stands around a number: words of harm and words that hint at one, of its own kind or of another; speech; cues.

use super::super::choice::Near;
use super::super::figures::Figure;
use super::harm_of;
use crate::doc::Sentence;
use crate::lexicon::{Form, Mark, Topic};
use crate::readers::event::Harm;
use crate::readers::event::harm::counted::Noun;
use crate::readers::event::harm::harm_of as harm_named;
use crate::scene::{Scene, gram};

/// Names of a feature, one for each kind of harm that is weighed.
pub(super) type ByHarm = [&'static str; 6];

pub(super) const BIAS: ByHarm = ["killed", "injured", "missing", "abducted", "displaced", "held"];
pub(super) const WEAK: ByHarm = [
    "killed:single",
    "injured:single",
    "missing:single",
    "abducted:single",
    "displaced:single",
    "held:single",
];
pub(super) const MANY: ByHarm = [
    "killed:many",
    "injured:many",
    "missing:many",
    "abducted:many",
    "displaced:many",
    "held:many",
];
pub(super) const CIVILIAN: ByHarm = [
    "killed:civilian",
    "injured:civilian",
    "missing:civilian",
    "abducted:civilian",
    "displaced:civilian",
    "held:civilian",
];
pub(super) const FORCES: ByHarm = [
    "killed:forces",
    "injured:forces",
    "missing:forces",
    "abducted:forces",
    "displaced:forces",
    "held:forces",
];
pub(super) const ARMED: ByHarm = [
    "killed:armed",
    "injured:armed",
    "missing:armed",
    "abducted:armed",
    "displaced:armed",
    "held:armed",
];

/// The name that `table` has for `harm`.
pub(super) fn by_harm(harm: Harm, table: ByHarm) -> &'static str {
    let at = match harm {
        Harm::Killed | Harm::Neutralised | Harm::Casualties => 0,
        Harm::Injured => 1,
        Harm::Missing => 2,
        Harm::Abducted => 3,
        Harm::Displaced => 4,
        Harm::Held => 5,
    };
    table[at]
}

/// What kind of word speaks of a harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Noun,
    Verb,
    Hint,
}

/// A word that speaks of a harm.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    harm: Harm,
    kind: Kind,
    first: usize,
    last: usize,
}

/// Tokens between a number and a word that count as close, and as near.
const CLOSE: usize = 3;
const NEAR: usize = 8;
/// Tokens around a number in which cues are looked for.
const CUES: usize = 40;
/// Sentences back in which a harm was last counted.
const BACK: usize = 2;

/// A sentence with what numbers in it are weighed by.
pub(super) struct Here<'n, 'd> {
    pub(super) scene: &'n Scene<'d>,
    pub(super) index: usize,
    pub(super) sentence: &'n Sentence,
    figures: &'n [Figure],
    words: &'n [Word],
    /// The harm last counted in the sentences before.
    before: Option<Harm>,
    /// Verbs and phrases of saying.
    said: &'n [crate::readers::speech::Attribution],
}

/// Words of harm of one sentence that are looked at.
const MOST: usize = 96;

/// The words of `sentence` that speak of a harm, in order.
pub(super) fn of(scene: &Scene, sentence: &Sentence) -> Vec<Word> {
    let marks = scene.marks_in(sentence.first, sentence.last);
    marks.iter().filter_map(word).take(MOST).collect()
}

fn word(mark: &Mark) -> Option<Word> {
    let noun = |noun: bool| if noun { Kind::Noun } else { Kind::Verb };
    let (harm, kind) = match mark.entry.topic {
        Topic::Harm => {
            let verb = matches!(mark.entry.kind, "vt" | "vi" | "l");
            (harm_named(mark.entry.concept)?, noun(!verb))
        }
        Topic::Hint => (harm_named(mark.entry.concept)?, Kind::Hint),
        Topic::Act => (deed(mark.entry.concept)?, noun(mark.form == Form::Plain)),
        _ => return None,
    };
    Some(Word {
        harm: if harm == Harm::Neutralised {
            Harm::Killed
        } else {
            harm
        },
        kind,
        first: mark.first,
        last: mark.last,
    })
}

impl<'n, 'd> Here<'n, 'd> {
    pub(super) fn of(
        near: &'n Near<'_, 'n, 'd>,
        (index, sentence): (usize, &'n Sentence),
        figures: &'n [Figure],
        words: &'n [Word],
    ) -> Self {
        let frames = &near.maker.read.frames;
        let to = frames.partition_point(|frame| frame.sentence < index);
        let before = frames[..to]
            .iter()
            .rev()
            .take_while(|frame| frame.sentence + BACK >= index)
            .flat_map(|frame| frame.tolls.iter().rev())
            .find(|toll| !toll.unnumbered && toll.count.least > 0)
            .map(harm_of);
        Self {
            scene: near.scene(),
            index,
            sentence,
            figures,
            words,
            before,
            said: near.maker.read.said.get(index).map_or(&[][..], Vec::as_slice),
        }
    }

    /// Whether anything near `figure` speaks of `harm`: words in its sentence, or what was counted before.
    pub(super) fn may_be(&self, figure: &Figure, harm: Harm) -> bool {
        let article = figure.weak && figure.noun != Noun::Known;
        match figure.toll {
            Some((_, toll)) if harm_of(&toll) == harm => true,
            None if article => false,
            None if self.before == Some(harm) => true,
            _ => self.words.iter().any(|word| word.harm == harm),
        }
    }

    /// Where the words of `harm`, and those of others, stand to the number.
    pub(super) fn harm_words(&self, figure: &Figure, harm: Harm, add: &mut impl FnMut(&'static str, bool)) {
        let own = |word: &&Word| word.harm == harm;
        let gap = |word: &Word| {
            if word.first >= figure.last {
                word.first - figure.last
            } else {
                figure.first.saturating_sub(word.last)
            }
        };
        let firm = || self.words.iter().filter(|word| word.kind != Kind::Hint);
        let nearest = firm().filter(own).min_by_key(|word| gap(word));
        add("word:none", nearest.is_none());
        add("word:none-any", firm().next().is_none());
        if let Some(word) = nearest {
            self.nearest(figure, word, gap(word), add);
            let other = firm().filter(|word| !own(word)).map(gap).min();
            add("word:other-nearer", other.is_some_and(|other| other < gap(word)));
        } else {
            let other = firm().map(gap).min();
            add("word:other-close", other.is_some_and(|other| other <= CLOSE));
            add(
                "word:other-near",
                other.is_some_and(|other| other > CLOSE && other <= NEAR),
            );
        }
        let hints = || self.words.iter().filter(|word| word.kind == Kind::Hint);
        let hint = hints().filter(own).map(gap).min();
        add("hint:close", hint.is_some_and(|gap| gap <= CLOSE));
        add("hint:near", hint.is_some_and(|gap| gap > CLOSE && gap <= NEAR));
        add("hint:far", hint.is_some_and(|gap| gap > NEAR));
        add(
            "hint:alone",
            hint.is_some_and(|gap| gap <= NEAR) && nearest.is_none(),
        );
        let other = hints().filter(|word| !own(word)).map(gap).min();
        add("hint:other-close", other.is_some_and(|gap| gap <= CLOSE));
        add(
            "hint:other-nearer",
            other.is_some_and(|other| hint.is_none_or(|own| other < own)),
        );
        add("before:own", self.before == Some(harm));
        add("before:other", self.before.is_some_and(|before| before != harm));
        let here = || {
            self.figures
                .iter()
                .filter(|other| other.first != figure.first)
                .filter_map(|other| other.toll.map(|(_, toll)| harm_of(&toll)))
        };
        add("here:own", here().any(|other| other == harm));
        add("here:other", here().any(|other| other != harm));
    }

    fn nearest(&self, figure: &Figure, word: &Word, gap: usize, add: &mut impl FnMut(&'static str, bool)) {
        let after = word.first >= figure.last;
        let inside = word.first < figure.last && figure.first < word.last;
        let noun = word.kind == Kind::Noun;
        let name = match (inside, noun, after) {
            (true, ..) => "word:inside",
            (false, true, true) if gap <= CLOSE => "noun:after-close",
            (false, true, true) if gap <= NEAR => "noun:after-near",
            (false, true, true) => "noun:after-far",
            (false, true, false) if gap <= CLOSE => "noun:before-close",
            (false, true, false) if gap <= NEAR => "noun:before-near",
            (false, true, false) => "noun:before-far",
            (false, false, true) if gap <= CLOSE => "verb:after-close",
            (false, false, true) if gap <= NEAR => "verb:after-near",
            (false, false, true) => "verb:after-far",
            (false, false, false) if gap <= CLOSE => "verb:before-close",
            (false, false, false) if gap <= NEAR => "verb:before-near",
            (false, false, false) => "verb:before-far",
        };
        add(name, true);
        let (from, to) = if after {
            (figure.last, word.first)
        } else {
            (word.last, figure.first)
        };
        let mut between = from..to.max(from);
        let number = self
            .figures
            .iter()
            .any(|other| other.first >= from && other.last <= to && other.first != figure.first);
        add("between:number", number);
        add(
            "between:comma",
            between.clone().any(|at| self.scene.doc.word(at) == ","),
        );
        add("between:break", between.clone().any(|at| self.scene.is_break(at)));
        add(
            "between:clause",
            between
                .clone()
                .any(|at| self.scene.is(at, gram::BAR | gram::THAT)),
        );
        add(
            "between:by",
            between.clone().any(|at| self.scene.is(at, gram::BY)),
        );
        add(
            "between:be",
            after && between.any(|at| self.scene.is(at, gram::BE)),
        );
    }

    /// What else stands beside the number.
    pub(super) fn beside(&self, figure: &Figure, add: &mut impl FnMut(&'static str, bool)) {
        let scene = self.scene;
        let before = figure
            .first
            .checked_sub(1)
            .filter(|&at| at >= self.sentence.first);
        let last = before.map_or("", |at| scene.doc.word(at));
        let is = |bits: u16| before.is_some_and(|at| scene.is(at, bits));
        add("left:by", is(gram::BY));
        add("left:of", is(gram::OF));
        add("left:in", is(gram::IN));
        add("left:with", matches!(last, "with" | "avec"));
        add("left:to", matches!(last, "to" | "for" | "a" | "pour" | "aux"));
        add(
            "left:from",
            matches!(last, "from" | "depuis" | "between" | "entre"),
        );
        add("left:the", is(gram::THE) || scene.is(figure.first, gram::THE));
        add("left:nothing", before.is_none());
        add("left:comma", last == ",");
        add("left:and", is(gram::AND));
        add("left:sign", matches!(last, ":" | "(" | "-" | "–" | "\"" | "«"));
        let next = scene.doc.word(figure.last);
        add("right:of", scene.is(figure.last, gram::OF));
        add("right:be", scene.is(figure.last, gram::BE | gram::HAVE));
        add(
            "right:who",
            matches!(next, "who" | "qui" | "that" | "which" | "whom"),
        );
        add("right:in", scene.is(figure.last, gram::IN));
        add("right:end", figure.last + 1 >= self.sentence.last);
        add("right:comma", next == ",");
        let speaks = self.said.iter().take(MOST).any(|said| {
            said.named
                .is_some_and(|(first, last)| first < figure.last && figure.first < last)
        });
        add("speaks", speaks);
    }

    /// Cues and words of saying around the number, and whether it counts things.
    pub(super) fn cues(&self, figure: &Figure, add: &mut impl FnMut(&'static str, bool)) {
        let scene = self.scene;
        let cue = |from: usize, to: usize, concept: &str| {
            scene
                .of(Topic::Cue, from, to.min(self.sentence.last))
                .any(|mark| mark.entry.concept == concept)
        };
        let from = figure.first.saturating_sub(4).max(self.sentence.first);
        add("cue:part", cue(from, figure.last + 2, "part"));
        add("cue:negation", cue(from, figure.first, "negation"));
        let first = figure.first.saturating_sub(CUES).max(self.sentence.first);
        let last = (figure.last + CUES).min(self.sentence.last);
        add("cue:running", cue(first, last, "running"));
        add("cue:revised", cue(first, last, "revised"));
        add(
            "cue:background",
            cue(first, last, "background") || cue(first, last, "previous"),
        );
        add("cue:possible", cue(first, last, "possible"));
        add(
            "cue:if",
            cue(first, last, "condition") || cue(from, figure.first, "modal"),
        );
        let speech = |from: usize, to: usize, count: bool| {
            scene
                .of(Topic::Speech, from, to.min(self.sentence.last))
                .any(|mark| !count || matches!(mark.entry.kind, "c" | "p"))
        };
        let near = figure.first.saturating_sub(5).max(self.sentence.first);
        add("said:before", speech(near, figure.first, false));
        add("said:count", speech(near, figure.first, true));
        add("said:after", speech(figure.last, figure.last + 3, false));
        let goods = |mark: &crate::lexicon::Mark| {
            mark.entry.topic == Topic::Group && mark.entry.kind == "goods"
                || matches!(mark.entry.topic, Topic::Weapon | Topic::Site)
        };
        let things = scene
            .marks_in(figure.last.saturating_sub(1), figure.last + 1)
            .iter()
            .any(goods);
        add("counts:things", things && figure.of.is_none());
        let again = self
            .figures
            .iter()
            .filter(|other| other.count.least > 0 && !other.weak)
            .count();
        add("crowded", again > 3);
    }
}

/// The harm that an act does by itself.
fn deed(act: &str) -> Option<Harm> {
    Some(match act {
        "execute" | "massacre" | "mob" => Harm::Killed,
        "stab" => Harm::Injured,
        "abduct" | "hold" | "hijack" | "free" => Harm::Abducted,
        "displace" => Harm::Displaced,
        "arrest" => Harm::Held,
        _ => return None,
    })
}
