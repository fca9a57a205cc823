//! Looks at the tokens of one sentence: their words, their time classes, and the parts both languages share (digits, clocks, numeric dates).

use super::calendar::Unit;
use super::lexicon::{Grammar, Lex};
use super::meaning::{Amount, Beside, Meaning, Part, What};
use crate::doc::Doc;
use tocsin_core::Language;

/// A sentence under the eyes of a grammar: tokens `first..stop`. Indices outside it read as nothing.
pub(super) struct Cursor<'d, 't> {
    pub(super) doc: &'d Doc<'t>,
    pub(super) lexes: &'d [Lex],
    pub(super) first: usize,
    pub(super) stop: usize,
}

/// A parse: one past its last token, and what it gives.
pub(super) type Parsed<T> = Option<(usize, T)>;

impl Cursor<'_, '_> {
    /// The folded word at `at`; "" outside the sentence.
    #[inline]
    pub(super) fn word(&self, at: usize) -> &str {
        if at >= self.first && at < self.stop {
            self.doc.word(at)
        } else {
            ""
        }
    }

    /// The time class of the word at `at`.
    #[inline]
    pub(super) fn lex(&self, at: usize) -> Lex {
        if at >= self.first && at < self.stop {
            self.lexes[at]
        } else {
            Lex::None
        }
    }

    #[inline]
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at) == word
    }

    #[inline]
    pub(super) fn any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// The index after `words`, if they stand at `at`.
    #[inline]
    pub(super) fn after(&self, at: usize, words: &[&str]) -> Option<usize> {
        words
            .iter()
            .enumerate()
            .all(|(offset, word)| self.is(at + offset, word))
            .then_some(at + words.len())
    }

    /// The index after `at` if its word is one of `words`, else `at`.
    #[inline]
    pub(super) fn skip(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.any(at, words))
    }

    /// Whether token `at` follows the one before it without a blank.
    pub(super) fn glued(&self, at: usize) -> bool {
        at > self.first && at < self.stop && self.doc.tokens[at].start == self.doc.tokens[at - 1].end
    }

    /// Whether the word begins with a capital, or case tells nothing here.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.doc.caseless || self.doc.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// Whether the text is French.
    pub(super) fn french(&self) -> bool {
        self.doc.language == Language::Fr
    }

    /// A year in four digits, 1000–2199, not part of a longer number or price.
    pub(super) fn year(&self, at: usize) -> Parsed<i16> {
        let Lex::Digits(n @ 1000..=2199) = self.lex(at) else {
            return None;
        };
        (self.word(at).len() == 4 && !self.money_before(at)).then_some((at + 1, n as i16))
    }

    fn money_before(&self, at: usize) -> bool {
        self.glued(at) && self.any(at - 1, &["$", "€", "£", "#", "+", "no"])
    }

    /// A day of the month in digits (1–31), "1er", "3rd", "17th".
    pub(super) fn day(&self, at: usize) -> Parsed<i8> {
        match self.lex(at) {
            Lex::Digits(n @ 1..=31) if self.word(at).len() <= 2 && !self.money_before(at) => {
                let ordinal = self.glued(at + 1) && self.any(at + 1, &["st", "nd", "rd", "th", "er"]);
                let decimal = self.glued(at + 1) && self.is(at + 1, "%");
                (!decimal).then_some((at + 1 + usize::from(ordinal), n as i8))
            }
            Lex::Ord(n) if !self.french() || n == 1 => {
                let tens = self.tens_before_ordinal(at);
                (n <= 31 && tens).then_some((at + 1, n))
            }
            Lex::Card(tens @ (20 | 30)) if !self.french() => {
                let unit = self.skip(at + 1, &["-"]);
                match self.lex(unit) {
                    Lex::Ord(n @ 1..=9) => Some((unit + 1, tens as i8 + n)),
                    _ => None,
                }
            }
            _ => None,
        }
        .filter(|&(_, day)| day <= 31)
    }

    fn tens_before_ordinal(&self, at: usize) -> bool {
        at == 0 || !matches!(self.lex(at - 1), Lex::Card(20 | 30))
    }

    /// A number of things: digits, words, "2 1/2", "two and a half", "twenty-four".
    pub(super) fn count(&self, at: usize) -> Parsed<Amount> {
        let (end, whole) = match self.lex(at) {
            Lex::Digits(n) if !self.money_before(at) => (at + 1, n.min(1_000_000)),
            Lex::Card(_) => self.spelled(at)?,
            Lex::Month(9) if self.french() && self.is(at, "sept") => (at + 1, 7),
            Lex::Own => {
                let (whole, tenth) = self.word(at).split_once(['.', ','])?;
                let whole: u32 = whole.parse().ok()?;
                let halves = match tenth {
                    "5" => 2 * whole + 1,
                    "000" => return Some((at + 1, Amount::Halves(whole.min(1000) * 2000))),
                    _ => return None,
                };
                return Some((at + 1, Amount::Halves(halves)));
            }
            _ => return None,
        };
        if let Some(end) = self
            .after(end, &["1", "/", "2"])
            .or_else(|| self.after(end, &["and", "a", "half"]))
            .or_else(|| self.after(end, &["-", "and", "-", "a", "-", "half"]))
        {
            return Some((end, Amount::Halves(whole * 2 + 1)));
        }
        Some((end, Amount::Halves(whole * 2)))
    }

    /// A number in words: tens and units, hundreds, thousands.
    fn spelled(&self, at: usize) -> Parsed<u32> {
        let mut total = 0u32;
        let mut current = 0u32;
        let mut at_now = at;
        let mut end = at;
        // A number of words is short; longer runs are not numbers.
        for _ in 0..9 {
            let joiner = end > at && (self.is(at_now, "-") || self.any(at_now, &["and", "et"]));
            let next = at_now + usize::from(joiner);
            let n = match self.lex(next) {
                Lex::Card(n) => n,
                Lex::Month(9) if self.french() && self.is(next, "sept") => 7,
                _ => break,
            };
            let fits = end == at
                || n >= 100
                || current.is_multiple_of(100)
                || (current % 100 >= 20 && current.is_multiple_of(10) && n < 20)
                || (current % 100 == 4 && n == 20);
            if !fits {
                break;
            }
            match n {
                1000 => {
                    total += current.max(1) * 1000;
                    current = 0;
                }
                100 => current = current.max(1) * 100,
                20 if current == 4 => current = 80,
                12 | 10 if current > 0 && self.any(next, &["dozen", "dizaine"]) => current *= n,
                n => current += n,
            }
            if current > 10_000 || total > 1_000_000 {
                return None;
            }
            end = next + 1;
            at_now = end;
        }
        (end > at).then_some((end, total + current))
    }

    /// A unit of time.
    pub(super) fn unit(&self, at: usize) -> Parsed<(Unit, Grammar)> {
        match self.lex(at) {
            Lex::Unit(unit, grammar) => Some((at + 1, (unit, grammar))),
            Lex::Part(Part::Night) => Some((at + 1, (Unit::Night, Grammar::One))),
            Lex::Own if self.is(at, "week") && self.any(at + 1, &["-"]) && self.is(at + 2, "end") => {
                Some((at + 3, (Unit::Weekend, Grammar::One)))
            }
            _ => None,
        }
    }

    /// Minutes after midnight: "16:30", "16h30", "4 p.m.", "5 heures du matin", and whether UTC is said.
    pub(super) fn clock(&self, at: usize) -> Parsed<(u16, bool)> {
        let Lex::Digits(hour @ 0..=24) = self.lex(at) else {
            return self.clock_military(at).or_else(|| self.clock_dotted(at));
        };
        let mut end = at + 1;
        let mut minute = 0;
        let mut sure = false;
        let separated = self.glued(end) && self.any(end, &[":", "h"]) || self.is(end, "h");
        let minutes_at = end + 1;
        match self.lex(minutes_at) {
            Lex::Digits(m @ 0..=59)
                if separated
                    && self.word(minutes_at).len() == 2
                    && (self.glued(minutes_at) || !self.glued(end)) =>
            {
                minute = m;
                end = minutes_at + 1;
                sure = true;
                if self.is(end, ":") && self.glued(end) && matches!(self.lex(end + 1), Lex::Digits(0..=60)) {
                    end += 2;
                }
            }
            _ if separated && self.is(end, "h") && self.french() => {
                end += 1;
                sure = true;
            }
            _ => {}
        }
        self.clock_end(at, end, hour as u16, minute as u16, sure)
    }

    /// "0530 hrs", "1745 GMT", "at 0530".
    fn clock_military(&self, at: usize) -> Parsed<(u16, bool)> {
        let Lex::Digits(n @ 0..=2359) = self.lex(at) else {
            return None;
        };
        if self.word(at).len() != 4 || n % 100 > 59 {
            return None;
        }
        let minutes = (n / 100 * 60 + n % 100) as u16;
        let end = self.skip(at + 1, &["hrs", "hr", "hours", "h"]);
        let (zoned, utc) = self.zone(end);
        let led = self.word(at).starts_with('0') && at > self.first && self.is(at - 1, "at");
        (zoned > at + 1 || led).then_some((zoned, (minutes, utc)))
    }

    /// "4.30 pm": the dot is inside one number.
    fn clock_dotted(&self, at: usize) -> Parsed<(u16, bool)> {
        if self.lex(at) != Lex::Own {
            return None;
        }
        let (hour, minute) = self.word(at).split_once('.')?;
        let fits = hour.len() <= 2 && minute.len() == 2;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (fits && hour <= 12 && minute < 60)
            .then(|| self.clock_end(at, at + 1, hour, minute, false))
            .flatten()
    }

    /// What may follow a clock time: half of the day, "hours", "heures (30) du matin", a zone.
    fn clock_end(&self, at: usize, end: usize, hour: u16, minute: u16, sure: bool) -> Parsed<(u16, bool)> {
        let (mut end, mut hour, mut minute, mut sure) = (end, hour, minute, sure);
        if let Some((after, late)) = self.half_of_day(end) {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + if late { 12 } else { 0 };
            (end, sure) = (after, true);
        } else if self.french() && self.any(end, &["heure", "heures"]) {
            end += 1;
            if let Lex::Digits(m @ 0..=59) = self.lex(end)
                && self.word(end).len() == 2
            {
                minute = m as u16;
                end = self.skip(end + 1, &["minutes", "minute", "mn", "min"]);
            }
            if let Some(after) = self
                .after(end, &["du", "matin"])
                .or_else(|| self.after(end, &["de", "la", "nuit"]))
            {
                end = after;
            } else if let Some(after) = self
                .after(end, &["de", "l'", "apres", "-", "midi"])
                .or_else(|| self.after(end, &["du", "soir"]))
            {
                hour = if hour < 12 { hour + 12 } else { hour };
                end = after;
            } else if self.lasts(at, end) {
                return None;
            }
            sure = true;
        } else if self.is(end, "o'clock") {
            (end, sure) = (end + 1, true);
        }
        if !sure || hour > 24 {
            return None;
        }
        let (end, utc) = self.zone(end);
        Some((end, (hour % 24 * 60 + minute, utc)))
    }

    /// "5 heures" is a length after "pendant" or before "plus tard"; a clock time after "à", "vers", "aux environs de",
    /// and from and to one ("de 22 heures à 5 heures").
    fn lasts(&self, at: usize, end: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return true;
        };
        let clock = match self.word(before) {
            "a" | "vers" | "entre" | "des" | "avant" | "apres" => true,
            "de" => self.is(end, "a") || before > 0 && self.any(before - 1, &["environs", "autour"]),
            "et" => (1..6).any(|back| before >= back && self.is(before - back, "entre")),
            _ => false,
        };
        !clock
    }

    fn half_of_day(&self, at: usize) -> Parsed<bool> {
        match self.word(at) {
            "am" => Some((at + 1, false)),
            "pm" => Some((at + 1, true)),
            letter @ ("a" | "p") => {
                let end = self.after(at + 1, &[".", "m"])?;
                // The last dot is left out where it ends the sentence.
                let dot = self.is(end, ".") && end + 1 < self.stop;
                Some((end + usize::from(dot), letter == "p"))
            }
            _ => None,
        }
    }

    fn zone(&self, at: usize) -> (usize, bool) {
        let open = self.skip(at, &["("]);
        match self.word(open) {
            "gmt" | "utc" | "tu" => {
                let end = open + 1;
                (if open > at { self.skip(end, &[")"]) } else { end }, true)
            }
            "est" | "edt" | "pst" | "pdt" | "cst" | "cet" | "eat" | "wat" | "bst"
                if self.doc.tokens.get(open).is_some_and(|token| token.all_caps) && open == at =>
            {
                (open + 1, false)
            }
            _ => match self
                .after(at, &["local", "time"])
                .or_else(|| self.after(at, &["heure", "locale"]))
            {
                Some(end) => (end, false),
                None => (at, false),
            },
        }
    }

    /// A date in digits: 2024-09-17, 17/09/2024, 17.09.24, 2024/09/17, and "17/09" where `short` allows it.
    pub(super) fn numeric(&self, at: usize, short: Short) -> Parsed<Meaning> {
        if self.glued(at) && self.any(at - 1, &["/", "-", "."]) {
            return None;
        }
        let Lex::Digits(a) = self.lex(at) else {
            return self.numeric_dotted(at);
        };
        let sign = self.word(at + 1);
        let parted = matches!(sign, "/" | "-") && self.glued(at + 1) && self.glued(at + 2);
        let Lex::Digits(b) = self.lex(at + 2) else {
            return None;
        };
        if !parted {
            return None;
        }
        let third = self.is(at + 3, sign) && self.glued(at + 3) && self.glued(at + 4);
        if let Lex::Digits(c) = self.lex(at + 4)
            && third
        {
            let lens = [
                self.word(at).len(),
                self.word(at + 2).len(),
                self.word(at + 4).len(),
            ];
            return Some((at + 5, self.three([a, b, c], lens)?));
        }
        let plausible =
            sign == "/" && (1..=31).contains(&a) && (1..=12).contains(&b) && !self.is(at + 3, "/");
        (plausible && short == Short::Allowed).then(|| {
            let name = super::meaning::Name::MonthDay(b as i8, a as i8);
            let point = Meaning::point(What::Named(name, super::meaning::Pick::Lean));
            (
                at + 3,
                point.with(|beside| beside.ambiguous = !self.french() && a <= 12 && a != b),
            )
        })
    }

    /// "17.09.2024": one number token.
    fn numeric_dotted(&self, at: usize) -> Parsed<Meaning> {
        let word = self.word(at);
        if self.lex(at) != Lex::Own || !(8..=10).contains(&word.len()) {
            return None;
        }
        let mut parts = word.split('.');
        let texts = [parts.next()?, parts.next()?, parts.next()?];
        if parts.next().is_some() {
            return None;
        }
        let numbers = [
            texts[0].parse().ok()?,
            texts[1].parse().ok()?,
            texts[2].parse().ok()?,
        ];
        Some((at + 1, self.three(numbers, texts.map(str::len))?))
    }

    /// Three numbers as a date: the year first in four digits, else day first; month first only where it must be.
    fn three(&self, [a, b, c]: [u32; 3], lens: [usize; 3]) -> Option<Meaning> {
        let fields = |year: u32, month: u32, day: u32| {
            let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..=2199).contains(&year);
            fits.then(|| Meaning::point(What::Ymd(year as i16, month as i8, day as i8)))
        };
        if lens[0] == 4 && lens[1] <= 2 && lens[2] <= 2 {
            return fields(a, b, c);
        }
        if lens[0] > 2 || lens[1] > 2 {
            return None;
        }
        let year = match lens[2] {
            4 => c,
            2 if c < 70 => 2000 + c,
            2 => 1900 + c,
            _ => return None,
        };
        let ambiguous = !self.french() && a <= 12 && b <= 12 && a != b;
        fields(year, b, a)
            .or_else(|| fields(year, a, b))
            .map(|point| point.with(|beside: &mut Beside| beside.ambiguous = ambiguous))
    }
}

/// Whether "17/09" may be a date here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Short {
    Allowed,
    Refused,
}
