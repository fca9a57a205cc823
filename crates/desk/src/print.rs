//! Prints views for people at a terminal.

use crate::say::{Lang, say};
use crate::view::{ClaimView, ContradictionView, IncidentView, LinkView};
use std::fmt::Write;

/// Columns a line of evidence may take before it is broken.
const WIDTH: usize = 100;

/// One incident, whole: fields with their values, the sentences with the words underlined, contradictions, grade, history.
#[expect(clippy::too_many_lines, reason = "the page in the order it is read")]
pub fn incident(lang: Lang, view: &IncidentView) -> String {
    let t = |key: &str| say(lang, key, &[]);
    let mut out = String::new();
    let proposed = if view.grade.proposed {
        format!(" ({})", t("desk-grade-proposed"))
    } else {
        String::new()
    };
    let _ = writeln!(
        out,
        "{}\n{}",
        view.heading,
        "=".repeat(view.heading.chars().count().min(WIDTH))
    );
    let _ = writeln!(
        out,
        "{} · {} {} · {} · {} {}{proposed} · {}{}",
        view.id,
        t("desk-version"),
        view.version,
        view.status_name,
        t("desk-grade"),
        view.grade.grade,
        view.tlp,
        if view.standing == "candidate" {
            format!(" · {}", t("desk-candidate"))
        } else {
            String::new()
        },
    );
    if !view.contradictions.is_empty() {
        heading(&mut out, &t("desk-contradictions"));
        for card in &view.contradictions {
            contradiction(&mut out, lang, card);
        }
    }
    heading(&mut out, &t("desk-what-is-said"));
    for field in &view.fields {
        let _ = writeln!(
            out,
            "\n{}{}",
            field.name,
            if field.contradiction {
                format!("  [{}]", t("desk-contradiction"))
            } else {
                String::new()
            }
        );
        for value in &field.values {
            let _ = writeln!(
                out,
                "  {}  — {}, {}",
                value.value,
                counted(lang, "desk-origins", value.origins.len()),
                counted(lang, "desk-claims", value.claims.len())
            );
            value
                .claims
                .iter()
                .chain(&value.denials)
                .for_each(|item| claim(&mut out, item, "      "));
        }
    }
    grade(&mut out, lang, view);
    if !view.lineage.is_empty() {
        heading(&mut out, &t("desk-lineage"));
        view.lineage
            .iter()
            .for_each(|line| bullet(&mut out, &line.reason));
    }
    links(&mut out, &t("desk-why-joined"), &view.links);
    links(&mut out, &t("desk-maybe"), &view.maybe);
    accounts(&mut out, lang, view);
    heading(&mut out, &t("desk-history"));
    if view.history.is_empty() {
        bullet(&mut out, &t("desk-history-none"));
    }
    for item in &view.history {
        let why = if item.why.is_empty() {
            String::new()
        } else {
            format!(" — {}", item.why)
        };
        bullet(
            &mut out,
            &format!(
                "{} · {} · {} · {}{why}",
                item.number, item.when, item.who, item.act
            ),
        );
    }
    out
}

fn grade(out: &mut String, lang: Lang, view: &IncidentView) {
    heading(
        out,
        &format!("{} {}", say(lang, "desk-grade", &[]), view.grade.grade),
    );
    view.grade.reasons.iter().for_each(|line| bullet(out, line));
    if !view.grade.raise.is_empty() {
        let _ = writeln!(out, "  {}:", say(lang, "desk-would-raise", &[]));
        view.grade.raise.iter().for_each(|line| bullet(out, line));
    }
}

fn accounts(out: &mut String, lang: Lang, view: &IncidentView) {
    heading(out, &say(lang, "desk-texts", &[]));
    for account in &view.accounts {
        let published = if account.published.is_empty() {
            String::new()
        } else {
            format!(", {}", account.published)
        };
        bullet(
            out,
            &format!(
                "{} · {} ({}{published})",
                account.account, account.title, account.source
            ),
        );
        for feature in &account.features {
            let _ = writeln!(out, "      {feature}");
        }
    }
}

/// One contradiction: each side with its sentences, and what may explain it.
pub fn contradiction(out: &mut String, lang: Lang, card: &ContradictionView) {
    let _ = writeln!(out, "\n{}", card.name);
    for side in &card.sides {
        let _ = writeln!(out, "  ≠ {}", side.value);
        side.claims.iter().for_each(|item| claim(out, item, "      "));
    }
    if !card.explanations.is_empty() {
        let _ = writeln!(out, "  {}:", say(lang, "desk-may-explain", &[]));
        card.explanations.iter().for_each(|line| bullet(out, line));
    }
}

/// A claim: who says it and how, then the sentence with the words underlined.
fn claim(out: &mut String, item: &ClaimView, indent: &str) {
    let via: String = item.via.iter().map(|via| format!(" ← {via}")).collect();
    let _ = writeln!(
        out,
        "{indent}{} · {}{via} · {} · {}",
        item.stance_name, item.speaker, item.source, item.claim
    );
    let (before, words, after) = (
        one_line(&item.before),
        one_line(&item.words),
        one_line(&item.after),
    );
    // A long sentence is shown around its words.
    let room = WIDTH.saturating_sub(words.chars().count()) / 2;
    let before: String = tail(&before, room);
    let after: String = head(&after, room);
    let _ = writeln!(out, "{indent}| {before}{words}{after}");
    let _ = writeln!(
        out,
        "{indent}| {}{}",
        " ".repeat(before.chars().count()),
        "^".repeat(words.chars().count())
    );
}

fn links(out: &mut String, title: &str, links: &[LinkView]) {
    if links.is_empty() {
        return;
    }
    heading(out, title);
    for link in links {
        bullet(out, &format!("{} + {} ({:+.1})", link.a, link.b, link.score));
        for reason in &link.reasons {
            let _ = writeln!(out, "      {reason}");
        }
    }
}

fn heading(out: &mut String, text: &str) {
    let _ = writeln!(out, "\n{text}\n{}", "-".repeat(text.chars().count()));
}

fn bullet(out: &mut String, text: &str) {
    let _ = writeln!(out, "  - {text}");
}

fn counted(lang: Lang, key: &str, count: usize) -> String {
    say(lang, key, &[("n", &count.to_string())])
}

fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_whitespace() || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect()
}

fn tail(text: &str, room: usize) -> String {
    let count = text.chars().count();
    if count <= room {
        return text.to_owned();
    }
    format!("…{}", text.chars().skip(count - room).collect::<String>())
}

fn head(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(room).collect::<String>())
}

/// Text from outside made safe for a terminal: control characters, escape sequences among them, as `·`.
pub fn safe(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' && c != '\t' {
                '·'
            } else {
                c
            }
        })
        .collect()
}
