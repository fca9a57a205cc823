//! Values in words: fields, stances, times, places and tolls as a reader of English or French expects them.

use crate::say::{Lang, code, say};
use jiff::civil::Date;
use tocsin_core::{
    AdminUnit, Count, DateFlag, Field, PartOfDay, Place, Precision, Relation, Speaker, SpeakerKind, Stance,
    Status, Toll, Value, When,
};

/// The name of a field.
pub fn field(lang: Lang, field: Field) -> String {
    say(lang, &format!("desk-field-{}", field.key()), &[])
}

/// The name of a stance.
pub fn stance(lang: Lang, stance: Stance) -> String {
    say(lang, &format!("desk-stance-{}", stance.key()), &[])
}

/// The name of a state.
pub fn status(lang: Lang, status: Status) -> String {
    say(lang, &format!("desk-status-{}", status.key()), &[])
}

/// Who says it; the report itself where it attributes to no one.
pub fn speaker(lang: Lang, speaker: &Speaker) -> String {
    if speaker.kind == SpeakerKind::Report || speaker.name.is_empty() {
        say(lang, "desk-speaker-report", &[])
    } else {
        speaker.name.clone()
    }
}

/// A value in words.
pub fn value(lang: Lang, value: &Value) -> String {
    match value {
        Value::Event(event) => code(lang, event),
        Value::When(time) => when(lang, time),
        Value::Place(at) => place(lang, at),
        Value::Actor(actor) => actor.name.clone(),
        Value::Term(term) => term.name.clone(),
        Value::Toll(people) => toll(lang, people),
    }
}

/// A toll: a count, of whom, and whether it is a part or a running total.
pub fn toll(lang: Lang, toll: &Toll) -> String {
    let mut out = count(lang, &toll.count);
    if !toll.of.is_empty() {
        let key = format!("desk-group-{}", toll.of);
        let name = say(lang, &key, &[]);
        out.push(' ');
        out.push_str(if name.starts_with('‹') { &toll.of } else { &name });
    }
    if toll.part {
        out.push_str(&say(lang, "desk-toll-part", &[]));
    }
    if toll.running {
        out.push_str(&say(lang, "desk-toll-running", &[]));
    }
    out
}

/// A number as said: exact, about, at least, at most, between.
pub fn count(lang: Lang, count: &Count) -> String {
    let (least, most) = (count.least.to_string(), count.most.map(|most| most.to_string()));
    let key = match (&most, count.about) {
        (Some(most), about) if *most == least => {
            if about {
                "desk-count-about"
            } else {
                "desk-count-exact"
            }
        }
        (Some(_), _) if count.least == 0 => "desk-count-most",
        (Some(_), _) => "desk-count-between",
        (None, true) => "desk-count-about-least",
        (None, false) => "desk-count-least",
    };
    say(
        lang,
        key,
        &[("n", &least), ("most", most.as_deref().unwrap_or(""))],
    )
}

/// A place with the units it lies in, and how the event relates to it.
pub fn place(lang: Lang, place: &Place) -> String {
    let mut parts = vec![place.name.clone()];
    for unit in place.admin.iter().rev() {
        let name = unit_name(lang, unit);
        if unit.name == place.name && unit.level == 0 {
            parts[0] = name;
        } else if unit.name != place.name && !parts.contains(&name) {
            parts.push(name);
        }
    }
    let whole = parts.join(", ");
    match &place.relation {
        None => whole,
        Some(Relation::Near) => say(lang, "desk-place-near", &[("place", &whole)]),
        Some(Relation::Offset { km, .. }) => say(
            lang,
            "desk-place-offset",
            &[("km", &format!("{km}")), ("place", &whole)],
        ),
        Some(Relation::Between { other }) => {
            say(lang, "desk-place-between", &[("place", &whole), ("other", other)])
        }
    }
}

/// The name of a unit; a country's in the language asked for.
fn unit_name(lang: Lang, unit: &AdminUnit) -> String {
    if unit.level == 0 {
        country(lang, &unit.code).unwrap_or_else(|| unit.name.clone())
    } else {
        unit.name.clone()
    }
}

/// The name of a country by its ISO code; `None` where there is no name for it.
pub fn country(lang: Lang, code: &str) -> Option<String> {
    let name = say(lang, &format!("desk-country-{}", code.to_lowercase()), &[]);
    (!name.starts_with('‹')).then_some(name)
}

/// A time, no more exact than it was said, with its doubts.
pub fn when(lang: Lang, time: &When) -> String {
    let mut out = interval(lang, time);
    // "Night of … to …" says it already.
    let told = time.precision == Precision::Night && time.first != time.last;
    if let Some(part) = time.part.filter(|part| *part != PartOfDay::Night || !told) {
        out.push_str(&say(lang, &format!("desk-part-{}", part_key(part)), &[]));
    }
    if let Some(minute) = time.minute {
        out.push_str(&format!(" {:02}:{:02}", minute / 60, minute % 60));
    }
    for flag in &time.flags {
        let key = match flag {
            DateFlag::WeekdayMismatch => "desk-flag-weekday",
            DateFlag::AfterPublication => "desk-flag-after",
            DateFlag::StaleYear => "desk-flag-stale",
            DateFlag::NoSuchDay => "desk-flag-no-day",
            DateFlag::Ambiguous => "desk-flag-ambiguous",
        };
        out.push_str(&say(lang, key, &[]));
    }
    out
}

fn part_key(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::EarlyMorning => "early-morning",
        PartOfDay::Morning => "morning",
        PartOfDay::Noon => "noon",
        PartOfDay::Afternoon => "afternoon",
        PartOfDay::Evening => "evening",
        PartOfDay::Night => "night",
    }
}

fn interval(lang: Lang, time: &When) -> String {
    if let (None, Some((month, date))) = (time.first, time.month_day) {
        let name = month_name(lang, month);
        let said = if date == 0 { name } else { format!("{date} {name}") };
        return say(lang, "desk-when-no-year", &[("said", &said)]);
    }
    match (time.first, time.last) {
        (Some(first), Some(last)) if first == last => day(lang, first),
        (Some(first), Some(last)) if whole_month(first, last) => {
            format!("{} {}", month_name(lang, first.month() as u8), first.year())
        }
        (Some(first), Some(last)) if whole_year(first, last) => first.year().to_string(),
        (Some(first), Some(last)) if time.precision == Precision::Night => say(
            lang,
            "desk-when-night",
            &[("first", &day(lang, first)), ("last", &day(lang, last))],
        ),
        (Some(first), Some(last)) => say(
            lang,
            "desk-when-between",
            &[("first", &day(lang, first)), ("last", &day(lang, last))],
        ),
        (Some(first), None) => say(lang, "desk-when-since", &[("first", &day(lang, first))]),
        (None, Some(last)) => say(lang, "desk-when-until", &[("last", &day(lang, last))]),
        (None, None) => say(lang, "desk-when-open", &[]),
    }
}

fn whole_month(first: Date, last: Date) -> bool {
    first.day() == 1 && last == first.last_of_month()
}

fn whole_year(first: Date, last: Date) -> bool {
    first.day_of_year() == 1 && last == first.last_of_year()
}

fn day(lang: Lang, date: Date) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month_name(lang, date.month() as u8),
        date.year()
    )
}

fn month_name(lang: Lang, month: u8) -> String {
    say(lang, &format!("desk-month-{month}"), &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn counts_as_said() {
        let about = Count {
            least: 12,
            most: Some(12),
            about: true,
        };
        let some = Count {
            least: 2,
            most: None,
            about: false,
        };
        assert_eq!(count(Lang::En, &Count::exactly(77)), "77");
        assert_eq!(count(Lang::Fr, &about), "environ 12");
        assert_eq!(count(Lang::En, &some), "2 or more");
        assert_eq!(count(Lang::Fr, &some), "2 ou plus");
    }

    #[test]
    fn times_as_said() {
        assert_eq!(when(Lang::Fr, &When::day(date(2024, 9, 17))), "17 septembre 2024");
        assert_eq!(
            when(Lang::En, &When::open(Precision::NoYear, Some((9, 17)))),
            "17 September (year not said)"
        );
        let night = When::span(date(2024, 9, 16), date(2024, 9, 17), Precision::Night);
        assert_eq!(
            when(Lang::Fr, &night),
            "nuit du 16 septembre 2024 au 17 septembre 2024"
        );
        let twice = When {
            part: Some(PartOfDay::Night),
            ..night
        };
        assert_eq!(
            when(Lang::En, &twice),
            "night of 16 September 2024 to 17 September 2024"
        );
    }

    #[test]
    fn countries_are_named_in_the_language_asked_for() {
        let mut at = Place::named("Kafolo", tocsin_core::PlaceKind::Populated);
        at.admin = vec![AdminUnit {
            name: "Ivory Coast".into(),
            code: "CI".into(),
            ..AdminUnit::default()
        }];
        assert_eq!(place(Lang::Fr, &at), "Kafolo, Côte d'Ivoire");
        at.name = "Ivory Coast".into();
        assert_eq!(place(Lang::Fr, &at), "Côte d'Ivoire");
    }
}
