//! Reads a dossier from its Markdown.

use super::{Account, Check, Dossier};
use crate::cases::form;
use crate::dates::forms::language;
use crate::product::{self, Said};
use tocsin_core::{Field, Report, Source, SourceClass};

/// What went wrong on which line.
type Fault = (usize, String);

/// One dossier from its Markdown.
///
/// # Errors
/// The line and what is wrong with it.
pub fn parse(name: &str, source: &str) -> Result<Dossier, Fault> {
    let source = source.replace("\r\n", "\n");
    let mut dossier = Dossier {
        name: name.to_owned(),
        reports: Vec::new(),
        checks: Vec::new(),
    };
    let mut section = String::new();
    let mut lines: Vec<&str> = Vec::new();
    for (index, line) in source.lines().chain(["## "]).enumerate() {
        let Some(heading) = line.strip_prefix("## ") else {
            lines.push(line);
            continue;
        };
        let first = index - lines.len();
        if let Some(letter) = section.strip_prefix("Report ") {
            let report = report(name, letter.trim(), &lines).map_err(|why| (first + 1, why))?;
            dossier.reports.push((letter.trim().to_owned(), report));
        } else if section == "Expected" {
            for (at, line) in lines.iter().enumerate() {
                let item = line.trim().strip_prefix("- ").unwrap_or_default();
                dossier
                    .checks
                    .extend(checks(item).map_err(|why| (first + at + 1, why))?);
            }
        }
        heading.trim().clone_into(&mut section);
        lines.clear();
    }
    if dossier.reports.is_empty() || dossier.checks.is_empty() {
        return Err((
            0,
            "needs `## Report …` sections and `## Expected` with checks".into(),
        ));
    }
    Ok(dossier)
}

fn report(dossier: &str, letter: &str, lines: &[&str]) -> Result<Report, String> {
    let at = lines
        .iter()
        .position(|line| !line.trim().is_empty())
        .ok_or("empty report")?;
    let head = lines[at].strip_prefix("- ").ok_or("no `- source: …` line")?;
    let of = |key: &str| {
        let mut parts = head.split(" | ").map(str::trim);
        parts
            .find_map(|part| part.strip_prefix(key)?.strip_prefix(':'))
            .map_or("", str::trim)
    };
    let body = lines[at + 1..].join("\n");
    let (outlet, class) = of("source").rsplit_once('(').unwrap_or((of("source"), ""));
    let source = Source {
        key: outlet.trim().to_lowercase().replace(' ', "-"),
        name: outlet.trim().to_owned(),
        class: class_of(class.trim_end_matches(')')),
        ..Source::default()
    };
    let said = Said {
        name: &format!("{dossier}-{letter}.txt"),
        language: language(of("language")),
        day: Some(of("published")).filter(|day| !day.is_empty()),
        source: Some(source),
        url: Some(of("url").to_owned()).filter(|url| !url.is_empty()),
    };
    product::taken_in(body.trim(), said).ok_or_else(|| "intake makes no report of it".to_owned())
}

fn class_of(name: &str) -> SourceClass {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).unwrap_or_default()
}

fn checks(item: &str) -> Result<Vec<Check>, String> {
    let Some((kind, rest)) = item.split_once(':') else {
        return if item.is_empty() {
            Ok(Vec::new())
        } else {
            Err(format!("not a check: {item:?}"))
        };
    };
    let rest = rest.trim();
    let fields = || {
        rest.split([',', ' '])
            .filter(|key| !key.is_empty())
            .map(field)
            .collect::<Result<Vec<_>, _>>()
    };
    let pair = || -> Result<(Account, Account), String> {
        match &accounts(rest)?[..] {
            [a, b] => Ok((a.clone(), b.clone())),
            _ => Err(format!("needs two accounts: {rest:?}")),
        }
    };
    Ok(match kind.split_whitespace().next().unwrap_or_default() {
        "incidents" => {
            let sets = rest
                .split('{')
                .skip(1)
                .map(|set| accounts(set.split('}').next().unwrap_or_default()));
            vec![Check::Incidents(sets.collect::<Result<_, _>>()?)]
        }
        "apart" => pair().map(|(a, b)| vec![Check::Apart(a, b)])?,
        "review" => pair().map(|(a, b)| vec![Check::Review(a, b)])?,
        "origins" => {
            let key = kind.split_whitespace().nth(1).unwrap_or_default();
            let set = kind.split(['{', '}']).nth(1).unwrap_or_default();
            let letters = set.split_whitespace().map(str::to_owned).collect();
            let wanted = rest.parse().map_err(|_| format!("not a number: {rest:?}"))?;
            vec![Check::Origins(field(key)?, letters, wanted)]
        }
        "discrepancy" => fields()?.into_iter().map(Check::Discrepancy).collect(),
        "agree" => fields()?.into_iter().map(Check::Agree).collect(),
        "derives" => {
            let (from, to) = rest
                .split_once("<-")
                .ok_or_else(|| format!("needs `b <- a`: {rest:?}"))?;
            vec![Check::Derives(from.trim().to_owned(), to.trim().to_owned())]
        }
        "unknown" => rest
            .split_whitespace()
            .map(|letter| Check::Unknown(letter.to_owned()))
            .collect(),
        other => return Err(format!("no check {other:?}")),
    })
}

fn field(key: &str) -> Result<Field, String> {
    form::field(key).ok_or_else(|| format!("no field {key:?}"))
}

fn accounts(text: &str) -> Result<Vec<Account>, String> {
    let of = |word: &str| {
        let (letter, n) = word.split_once('.')?;
        Some((letter.to_owned(), n.parse().ok()?))
    };
    text.split_whitespace()
        .map(|word| of(word).ok_or_else(|| format!("not an account: {word:?}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOSSIER: &str = "# D\n- tags: x\n\n## Report a\n- source: First Paper (outlet) | published: 2024-03-05 | language: en | url: https://example.org/a\n\
        Raid on X\n\nTwelve people were killed.\n\n## Report b\n- source: Radio (community) | published: 2024-03-06 | language: fr\nDouze morts.\n\n\
        ## Expected\n- incidents: {a.1 b.1} {a.2}\n- apart: a.1 a.2\n- origins killed {a b}: 1\n- agree: place, date\n- derives: b <- a\n- unknown: a\n";

    #[test]
    fn a_whole_dossier() {
        let dossier = parse("d", DOSSIER).unwrap();
        let (letter, report) = &dossier.reports[0];
        assert_eq!((letter.as_str(), report.title_text()), ("a", "Raid on X"));
        assert_eq!(
            report.published.as_ref().map(tocsin_core::When::iso).as_deref(),
            Some("2024-03-05")
        );
        assert_eq!(
            (report.source.name.as_str(), report.source.class),
            ("First Paper", SourceClass::Outlet)
        );
        assert_eq!(dossier.reports[1].1.url, None);
        let account = |letter: &str, n| (letter.to_owned(), n);
        assert_eq!(
            dossier.checks,
            [
                Check::Incidents(vec![
                    vec![account("a", 1), account("b", 1)],
                    vec![account("a", 2)]
                ]),
                Check::Apart(account("a", 1), account("a", 2)),
                Check::Origins(Field::Killed, vec!["a".into(), "b".into()], 1),
                Check::Agree(Field::Place),
                Check::Agree(Field::Date),
                Check::Derives("b".into(), "a".into()),
                Check::Unknown("a".into()),
            ]
        );
    }

    #[test]
    fn faults_are_told_with_their_line() {
        let (line, why) = parse("d", &DOSSIER.replace("- apart: a.1 a.2", "- apart: a.1")).unwrap_err();
        assert_eq!(DOSSIER.lines().nth(line - 1), Some("- apart: a.1 a.2"), "{why}");
        assert!(parse("d", "# D\n").is_err());
    }
}
