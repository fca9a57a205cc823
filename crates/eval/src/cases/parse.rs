//! Reads cases from Markdown; `gold/README.md` says how they are written.

use super::form::{self, Case, WantedEvent, WantedValue};
use crate::dates::forms::language;
use crate::files::{self, InputError, Read};
use std::fs;
use std::path::{Path, PathBuf};
use tocsin_core::{Language, Stance};

/// The cases in folder `dir`, or in the folders in it (one a language), sorted by path.
///
/// # Errors
/// When the folder holds none, or a case is malformed.
pub fn load(dir: &Path) -> Read<Vec<Case>> {
    const FORM: &str = "cases in Markdown (gold/README.md says how they are written)";
    let mut paths: Vec<PathBuf> = markdown(dir);
    let folders = fs::read_dir(dir).map_err(|error| {
        InputError::missing(
            dir,
            error.to_string(),
            format!("give the folder that holds {FORM}"),
        )
    })?;
    for folder in folders.filter_map(Result::ok).map(|entry| entry.path()) {
        if folder.is_dir() {
            paths.extend(markdown(&folder));
        }
    }
    paths.sort();
    if paths.is_empty() {
        let next = format!("give the folder that holds {FORM}");
        return Err(InputError::missing(dir, "no .md file in it", next));
    }
    paths
        .iter()
        .map(|path| {
            let source = files::text(path, FORM)?;
            parse(&files::stem(path), &source).map_err(|(line, why)| {
                InputError::malformed(path, line, why, "see gold/README.md for the form")
            })
        })
        .collect()
}

fn markdown(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok);
    entries
        .map(|entry| entry.path())
        .filter(|path| {
            let is_md = path.extension().is_some_and(|ending| ending == "md");
            is_md && !matches!(files::stem(path).as_str(), "README" | "PROVENANCE")
        })
        .collect()
}

/// What went wrong on which line.
type Fault = (usize, String);

/// One case from its Markdown.
///
/// # Errors
/// The line and what is wrong with it.
pub fn parse(name: &str, source: &str) -> Result<Case, Fault> {
    let source = source.replace("\r\n", "\n");
    let (head, rest) = source
        .split_once("\n## Text\n")
        .ok_or((0, "no section `## Text`".to_owned()))?;
    let (text, expected) = rest
        .split_once("\n## Expected\n")
        .ok_or((0, "no section `## Expected`".to_owned()))?;
    let before = source.len() - expected.len();
    let first_line = 1 + source[..before].matches('\n').count();
    let meta = |key: &str| {
        let prefix = format!("- {key}:");
        let line = head.lines().find_map(|line| line.strip_prefix(&prefix));
        line.map(|value| value.trim().to_owned()).unwrap_or_default()
    };
    let text = text.trim();
    let (title, text) = match text.strip_prefix("Title:") {
        Some(rest) => rest.split_once('\n').unwrap_or((rest, "")),
        None => ("", text),
    };
    let mut case = Case {
        name: name.to_owned(),
        language: language(&meta("language")),
        published: Some(meta("published")).filter(|day| day.parse::<jiff::civil::Date>().is_ok()),
        style: meta("style"),
        tags: meta("tags").split(',').map(|tag| tag.trim().to_owned()).collect(),
        title: title.trim().to_owned(),
        text: text.trim().to_owned(),
        events: Vec::new(),
        why_none: String::new(),
        left_out: Vec::new(),
    };
    if case.language == Language::Other {
        return Err((1, "`- language:` must be en or fr".into()));
    }
    for (index, line) in expected.lines().enumerate() {
        expect(&mut case, line).map_err(|why| (first_line + index, why))?;
    }
    if case.events.is_empty() && case.why_none.is_empty() {
        return Err((first_line, "neither `### Event:` nor `### No incident`".into()));
    }
    Ok(case)
}

/// Takes in one line of the Expected section; a value belongs to the event read last.
fn expect(case: &mut Case, line: &str) -> Result<(), String> {
    let line = line.trim_end();
    if let Some(heading) = line.strip_prefix("### ") {
        let heading = heading.trim();
        if let Some(name) = heading.strip_prefix("Event") {
            let name = name.trim_start_matches([':', ' ']).to_owned();
            case.events.push(WantedEvent {
                name,
                ..WantedEvent::default()
            });
        } else if heading == "No incident" {
            case.why_none = "unsaid".into();
        } else if heading != "Left out" {
            return Err(format!("unknown section {heading:?}"));
        }
        return Ok(());
    }
    let Some(item) = line.trim_start().strip_prefix("- ") else {
        return if line.trim().is_empty() {
            Ok(())
        } else {
            Err(format!("not a `- field: value` line: {line:?}"))
        };
    };
    if let Some(rest) = item.strip_prefix('"') {
        let (words, why) = rest
            .rsplit_once("\" :")
            .or_else(|| rest.rsplit_once("\":"))
            .ok_or("no reason after the words")?;
        case.left_out.push((words.to_owned(), why.trim().to_owned()));
        return Ok(());
    }
    let (key, value) = item.split_once(':').ok_or("no colon after the field")?;
    match (key.trim(), case.events.last_mut()) {
        ("why", _) => case.why_none = value.trim().to_owned(),
        (_, None) => return Err("a value before the first `### Event:`".into()),
        ("code", Some(event)) => {
            event.codes = value
                .split('|')
                .map(|code| code.trim().to_owned())
                .filter(|code| !code.is_empty())
                .collect();
        }
        (key, Some(event)) => event.values.push(wanted(key, value)?),
    }
    Ok(())
}

/// `value | option: … | flag`; bars within quotes part nothing.
fn wanted(key: &str, line: &str) -> Result<WantedValue, String> {
    let field = form::field(key).ok_or_else(|| format!("no field {key:?}"))?;
    let mut parts = split_bars(line).into_iter();
    let value = parts.next().unwrap_or_default();
    let mut out = WantedValue {
        field,
        count: form::count(&value),
        value,
        words: String::new(),
        stance: Stance::Asserted,
        speaker: "report".into(),
        country: String::new(),
        admin1: String::new(),
        of: String::new(),
        part: false,
        running: false,
    };
    for part in parts {
        let (name, said) = part.split_once(':').unwrap_or((&part, ""));
        let said = said.trim();
        match name.trim() {
            "words" => out.words = said.trim_matches('"').to_owned(),
            "stance" => out.stance = form::stance(said).ok_or_else(|| format!("no stance {said:?}"))?,
            "speaker" => out.speaker = said.trim_matches('"').to_owned(),
            "country" => out.country = said.to_owned(),
            "admin1" => out.admin1 = said.to_owned(),
            "of" => out.of = said.to_owned(),
            "part" => out.part = true,
            "running" => out.running = true,
            "as-of" => {}
            other => return Err(format!("no option {other:?}")),
        }
    }
    Ok(out)
}

fn split_bars(line: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        if c == '"' {
            quoted = !quoted;
        }
        match parts.last_mut() {
            Some(part) if c != '|' || quoted => part.push(c),
            _ => parts.push(String::new()),
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tocsin_core::{Count, Field};

    const CASE: &str = "# A title\n\n- language: en\n- published: 2024-03-05\n- style: agency\n- tags: toll, denial\n\n\
        ## Text\n\nTitle: Market hit\n\nTwelve people died in X, said \"a | b\".\n\n## Expected\n\n### Event: Market\n\
        - code: attack-on-civilians | attack\n- date: 2024-03-04\n\
        - place: X | country: ML | admin1: Mopti | words: \"X\"\n\
        - killed: 12 | words: \"a | b\" | stance: possible | speaker: the mayor | of: civilians | part\n\
        \n### Left out\n- \"a raid: \"old\"\" : background\n";

    #[test]
    fn a_whole_case() {
        let case = parse("001", CASE).unwrap();
        assert_eq!(case.title, "Market hit");
        assert!(case.text.starts_with("Twelve people"));
        assert_eq!(case.published.as_deref(), Some("2024-03-05"));
        assert_eq!(case.tags, ["toll", "denial"]);
        let event = &case.events[0];
        assert_eq!(event.codes, ["attack-on-civilians", "attack"]);
        let killed = event.of(Field::Killed).next().unwrap();
        assert_eq!(killed.count, Some(Count::exactly(12)));
        assert_eq!(killed.words, "a | b");
        assert_eq!(
            (killed.speaker.as_str(), killed.of.as_str(), killed.part),
            ("the mayor", "civilians", true)
        );
        assert_eq!(killed.stance, Stance::Possible);
        assert_eq!(event.of(Field::Place).next().unwrap().admin1, "Mopti");
        assert_eq!(
            case.left_out,
            [("a raid: \"old\"".to_owned(), "background".to_owned())]
        );
    }

    #[test]
    fn a_text_without_incident() {
        let head = CASE.split("### Event").next().unwrap();
        let case = parse("002", &format!("{head}### No incident\n- why: court\n")).unwrap();
        assert_eq!((case.events.len(), case.why_none.as_str()), (0, "court"));
    }

    #[test]
    fn faults_are_told_with_their_line() {
        let (line, why) = parse("x", &CASE.replace("- date:", "- dat:")).unwrap_err();
        assert_eq!(CASE.lines().nth(line - 1).unwrap(), "- date: 2024-03-04", "{why}");
        assert!(parse("x", "# nothing").unwrap_err().1.contains("## Text"));
        assert!(parse("x", &CASE.replace("language: en", "language: xx")).is_err());
    }
}
