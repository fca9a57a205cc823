//! The TempEval-3 scorer of time expressions: extents by overlap, values exactly, and days alone.
//!
//! - **extent**: an expression is found if a predicted one overlaps it (one to one).
//! - **value**: it must also have the same value; precision is over all predicted, recall over all wanted.
//! - **day**: only expressions whose value names one day (`2024-03-05`, also with a time); right if the day is the same.
//!
//! An expression for which giving none is right counts only where something is given for it.

use super::forms::WantedDate;
use crate::spans;
use crate::tally::Tally;

/// One time expression as predicted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenDate {
    /// First byte of its words.
    pub start: usize,
    /// One past their last byte.
    pub end: usize,
    /// Its TIMEX3 value; "" for none.
    pub value: String,
}

/// The counts of one or more texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dates {
    /// Extents.
    pub extent: Tally,
    /// Values.
    pub value: Tally,
    /// Days.
    pub day: Tally,
}

impl Dates {
    /// Adds one text, both lists by place in the text; gives for each of `wanted` the predicted one matched to it.
    pub fn add(&mut self, given: &[GivenDate], wanted: &[WantedDate]) -> Vec<Option<usize>> {
        let stretch = |start: usize, end: usize| (start, end);
        let wanted_spans: Vec<_> = wanted.iter().map(|date| stretch(date.start, date.end)).collect();
        let given_spans: Vec<_> = given.iter().map(|date| stretch(date.start, date.end)).collect();
        let map = spans::by_overlap(&wanted_spans, &given_spans);
        let mut counts = [(0, 0, 0); 3];
        counts[0].1 = given.len();
        counts[1].1 = given.len();
        counts[2].1 = given.iter().filter(|date| day(&date.value).is_some()).count();
        for (want, got) in wanted.iter().zip(&map) {
            let got = got.map(|index| &given[index]);
            let may_lack = want.values.iter().any(String::is_empty);
            let due = usize::from(got.is_some() || !may_lack);
            counts[0].2 += due;
            counts[1].2 += due;
            let want_day = want.values.first().and_then(|value| day(value));
            counts[2].2 += if want_day.is_some() { due } else { 0 };
            if let Some(got) = got {
                counts[0].0 += 1;
                counts[1].0 += usize::from(is_right(want, got));
                let right_day = want_day.is_some()
                    && day(&got.value).is_some()
                    && want.values.iter().any(|value| day(value) == day(&got.value));
                counts[2].0 += usize::from(right_day);
            }
        }
        for (tally, (right, given, wanted)) in [&mut self.extent, &mut self.value, &mut self.day]
            .into_iter()
            .zip(counts)
        {
            tally.add(&Tally::of(right, given, wanted));
        }
        map
    }
}

/// Whether `given` has one of the values wanted.
#[must_use]
pub fn is_right(wanted: &WantedDate, given: &GivenDate) -> bool {
    wanted.values.contains(&given.value)
}

/// The day a value names: its first ten characters, where they are a calendar day.
fn day(value: &str) -> Option<&str> {
    let day = value.get(..10)?;
    let shape = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let ends = value.as_bytes().get(10).is_none_or(|&next| next == b'T');
    (shape && ends).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn want(start: usize, end: usize, values: &[&str]) -> WantedDate {
        WantedDate {
            start,
            end,
            values: values.iter().map(ToString::to_string).collect(),
        }
    }

    fn give(start: usize, end: usize, value: &str) -> GivenDate {
        GivenDate {
            start,
            end,
            value: value.into(),
        }
    }

    #[test]
    fn by_hand() {
        let wanted = [
            want(0, 9, &["2024-03-05"]),              // overlapped, same value
            want(20, 24, &["2024-03-04"]),            // overlapped, another day
            want(30, 40, &["P3D"]),                   // missed
            want(50, 60, &["2024-03", "2024-03-01"]), // the second value is right too
        ];
        let given = [
            give(3, 9, "2024-03-05"),
            give(20, 24, "2024-03-05"),
            give(52, 60, "2024-03-01"),
            give(70, 75, "2023"), // spurious
        ];
        let mut score = Dates::default();
        assert_eq!(score.add(&given, &wanted), [Some(0), Some(1), None, Some(2)]);
        assert_eq!(score.extent, Tally::of(3, 4, 4));
        assert_eq!(score.value, Tally::of(2, 4, 4));
        // Days wanted: the first two (the fourth prefers a month). Days given: three. Right: the first.
        assert_eq!(score.day, Tally::of(1, 3, 2));
    }

    #[test]
    fn where_giving_none_is_right() {
        let wanted = [want(0, 4, &["", "PAST_REF"])];
        for (given, extent, value) in [
            (vec![], Tally::of(0, 0, 0), Tally::of(0, 0, 0)),
            (vec![give(0, 4, "")], Tally::of(1, 1, 1), Tally::of(1, 1, 1)),
            (
                vec![give(0, 4, "PAST_REF")],
                Tally::of(1, 1, 1),
                Tally::of(1, 1, 1),
            ),
            (
                vec![give(0, 4, "2024-03-05")],
                Tally::of(1, 1, 1),
                Tally::of(0, 1, 1),
            ),
        ] {
            let mut score = Dates::default();
            score.add(&given, &wanted);
            assert_eq!((score.extent, score.value), (extent, value), "{given:?}");
        }
    }

    #[test]
    fn days_of_values() {
        for (value, expected) in [
            ("2024-03-05", Some("2024-03-05")),
            ("2024-03-05TMO", Some("2024-03-05")),
            ("2024-03-05T16:30", Some("2024-03-05")),
            ("2024-03", None),
            ("2024-W10-WE", None),
            ("XXXX-WXX-2", None),
            ("é024-03-05", None),
        ] {
            assert_eq!(day(value), expected, "{value}");
        }
    }
}
