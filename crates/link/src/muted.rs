//! Says in words what a block key stands for: keys that too many reports share bring nothing, and people may see which.

use crate::probe::bare_of;
use tocsin_core::Reason;

/// What `key` stands for, as a sentence; a key of no known kind is given as it is.
#[must_use]
pub fn describe(key: &str) -> Reason {
    let parts: Vec<&str> = bare_of(key).trim_end_matches(['?', '~']).split(':').collect();
    match parts[..] {
        ["n", name] => named("link-muted-name", name, ""),
        ["n", name, time] => named("link-muted-name", name, time),
        ["p", cell] => named("link-muted-place", &place(cell), ""),
        ["p", cell, time] => named("link-muted-place", &place(cell), time),
        ["u", unit, time] => named("link-muted-place", unit, time),
        ["c", country, class] => named("link-muted-country", country, "").with("class", class),
        ["c", country, class, time] => named("link-muted-country", country, time).with("class", class),
        ["a", actor, time] => named("link-muted-actor", actor, time),
        ["r", actor, time] => named("link-muted-claim", actor, time),
        ["k", field, number] => named("link-muted-number", number, "").with("field", field),
        ["k", field, number, time] => named("link-muted-number", number, time).with("field", field),
        _ => named("link-muted-other", key, ""),
    }
}

fn named(key: &str, name: &str, time: &str) -> Reason {
    Reason::new(key).with("name", name).with("time", when(time))
}

/// A half-degree cell by its south-west corner; a unit or a name as it is.
fn place(cell: &str) -> String {
    let corner = cell.split_once('_').and_then(|(south, west)| {
        let degrees = |half: &str| half.parse::<f64>().ok().map(|half| half / 2.0);
        Some((degrees(south)?, degrees(west)?))
    });
    match corner {
        Some((south, west)) => format!("{south}°, {west}°"),
        None => cell.trim_start_matches(['u', '=']).to_owned(),
    }
}

/// The stretch of time of a key in words that are the same in both languages; "" where it gives none.
fn when(time: &str) -> String {
    let (kind, rest) = time.split_at(time.chars().next().map_or(0, char::len_utf8));
    match kind {
        "d" => rest
            .parse::<i64>()
            .ok()
            .and_then(|four| {
                jiff::civil::date(1970, 1, 1)
                    .checked_add(jiff::Span::new().days(four * 4))
                    .ok()
            })
            .map_or_else(String::new, |day| format!("{day} +4")),
        "m" => rest.to_owned(),
        "Y" => rest.split('-').next().unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: &str, expected: &str) {
        let reason = describe(key);
        let args: Vec<String> = reason
            .args
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        assert_eq!(
            format!("{} {}", reason.key, args.join(" ")).trim(),
            expected,
            "{key}"
        );
    }

    #[test]
    fn keys_in_words() {
        check("n:mali", "link-muted-name name=mali time=");
        check("n:mali:d4995", "link-muted-name name=mali time=2024-09-14 +4");
        check(
            "p:24_-16:m2024-09?",
            "link-muted-place name=12°, -8° time=2024-09",
        );
        check(
            "c:ML:violence:d4995~",
            "link-muted-country class=violence name=ML time=2024-09-14 +4",
        );
        check("u:ml-5:d4995~", "link-muted-place name=ml-5 time=2024-09-14 +4");
        check("k:killed:40", "link-muted-number field=killed name=40 time=");
        check(
            "sample/a:jnim:d0",
            "link-muted-actor name=jnim time=1970-01-01 +4",
        );
        check("x", "link-muted-other name=x time=");
    }
}
