//! `gazetteer add`, `list`, `remove`: the dumps, P-codes and boundaries a desk loads.

use super::{Desk, now};
use crate::cli::{GazetteerAct, exit};
use crate::gazetteer::fetch::{self, Fetched, GEONAMES};
use crate::gazetteer::unpack::unpack;
use crate::gazetteer::{Folder, Kept, New};
use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Tables every dump needs beside it.
const TABLES: [&str; 3] = ["countryInfo.txt", "admin1CodesASCII.txt", "admin2Codes.txt"];

/// `gazetteer`.
///
/// # Errors
/// When something cannot be read, fetched or built; the index in use stays as it was, and the message says so.
pub fn run(desk: &Desk, act: &GazetteerAct) -> Result<u8> {
    let folder = Folder::beside(&desk.register);
    match act {
        GazetteerAct::List => {
            let mut sources = folder.list()?;
            let (lines, own) = own(desk)?;
            if desk.json {
                sources.extend(own);
            }
            tell(desk, &folder, &sources)?;
            if !desk.json && !lines.is_empty() {
                desk.tell(&lines)?;
            }
            Ok(exit::WELL)
        }
        GazetteerAct::Remove { names } => {
            let sources = changed(desk, folder.change(Vec::new(), names, &now()))?;
            tell(desk, &folder, &sources)
        }
        GazetteerAct::Add {
            names,
            from,
            base_url,
        } => {
            let new = match from {
                Some(path) => given(path, names),
                None => fetched(desk, &folder, names, base_url.as_deref().unwrap_or(GEONAMES)),
            };
            let sources = changed(desk, new.and_then(|new| folder.change(new, &[], &now())))?;
            tell(desk, &folder, &sources)
        }
    }
}

/// The desk's own places as lines, and as one more file of the list; `None` where there are none.
fn own(desk: &Desk) -> Result<(String, Option<Kept>)> {
    if !desk.register.exists() {
        return Ok((String::new(), None));
    }
    let store = desk.read()?;
    let places = store.own_places()?;
    let Some(last) = places.iter().map(|(number, _)| *number).max() else {
        return Ok((String::new(), None));
    };
    let mut out = desk.say("desk-gazetteer-overlay", &[("count", &places.len().to_string())]);
    out.push('\n');
    for (_, place) in &places {
        let kind = desk.say(&format!("places-kind-{}", place.feature), &[]);
        let retired = if place.retired {
            format!(" ({})", desk.say("places-retired", &[]))
        } else {
            String::new()
        };
        let point = place
            .point
            .map_or_else(String::new, |(lat, lon)| format!("  {lat}, {lon}"));
        let _ = writeln!(
            out,
            "  {}  {}{retired}  {kind}{point}  {}",
            place.key, place.name, place.source
        );
    }
    let steps = store
        .view(crate::shelf::HERE)
        .place_of_change(last)?
        .unwrap_or_default();
    let bytes = serde_json::to_vec(&places)?;
    let kept = Kept {
        name: "desk".to_owned(),
        kind: "overlay".to_owned(),
        origin: desk.register.display().to_string(),
        sha256: tocsin_core::id::sha256_hex(&bytes),
        bytes: bytes.len() as u64,
        rows: places.len(),
        added: steps.last().map(|step| step.1.clone()).unwrap_or_default(),
    };
    Ok((out, Some(kept)))
}

/// What came of a change; where it failed, that nothing was changed.
fn changed<T>(desk: &Desk, result: Result<T>) -> Result<T> {
    result.with_context(|| desk.say("desk-gazetteer-unchanged", &[]))
}

/// The files at `path`, those of `names` alone if any are named; tables, P-codes and boundaries in a folder are taken too.
fn given(path: &Path, names: &[String]) -> Result<Vec<New>> {
    let paths = if path.is_dir() {
        files_in(path, names)?
    } else {
        vec![path.to_owned()]
    };
    let mut new = Vec::new();
    for path in paths {
        let shown = path.display().to_string();
        let bytes = fs::read(&path).with_context(|| {
            format!("{shown} cannot be read; give a file or a folder of dumps that is there")
        })?;
        new.push(New {
            name: stem(&path),
            bytes: unpack(&shown, bytes)?,
            origin: shown,
        });
    }
    Ok(new)
}

/// The files of a folder, and of the folders in it, that a gazetteer is built of; of several of one name the last.
fn files_in(dir: &Path, names: &[String]) -> Result<Vec<PathBuf>> {
    let mut found: BTreeMap<String, PathBuf> = BTreeMap::new();
    let walk = walkdir::WalkDir::new(dir).max_depth(2).sort_by_file_name();
    for entry in walk
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
    {
        let stem = stem(entry.path());
        let ending = entry
            .path()
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or("")
            .to_lowercase();
        let is_country = stem.len() == 2 && stem.bytes().all(|b| b.is_ascii_uppercase());
        let wanted = match ending.as_str() {
            "txt" | "zip" if is_country => {
                names.is_empty() || names.iter().any(|name| name.eq_ignore_ascii_case(&stem))
            }
            "txt" | "zip" => {
                TABLES
                    .iter()
                    .any(|table| table.strip_suffix(".txt") == Some(&stem))
                    || names.contains(&stem)
            }
            "csv" => stem.to_lowercase().contains("pcode"),
            "geojson" | "topojson" => true,
            _ => false,
        };
        if wanted {
            found.insert(stem, entry.into_path());
        }
    }
    let absent: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|name| !found.keys().any(|stem| stem.eq_ignore_ascii_case(name)))
        .collect();
    if !absent.is_empty() || found.is_empty() {
        bail!(
            "{}: no dump {} in it; give a folder that holds ML.txt or ML.zip and the like",
            dir.display(),
            absent.join(", ")
        );
    }
    Ok(found.into_values().collect())
}

/// The name of a file without its ending.
fn stem(path: &Path) -> String {
    path.file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

/// The dumps `names` and the tables they need, from a server.
fn fetched(desk: &Desk, folder: &Folder, names: &[String], base: &str) -> Result<Vec<New>> {
    if names.is_empty() {
        bail!("name the countries to load by two letters (ML BF NE), or give a file with --from");
    }
    let mut new = Vec::new();
    for name in names {
        let name = if name.len() == 2 {
            name.to_uppercase()
        } else {
            name.clone()
        };
        if !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
            bail!("{name:?} is no country code; give two letters (ML BF NE), allCountries or cities500");
        }
        let packed = fetch_one(desk, folder, base, &format!("{name}.zip"))?;
        let found = match packed {
            Some(found) => found,
            None => fetch_one(desk, folder, base, &format!("{name}.txt"))?.with_context(|| {
                format!("{base} has no {name}.zip; give the two letters of a country (ML BF NE)")
            })?,
        };
        new.push(found);
    }
    for table in TABLES {
        new.extend(fetch_one(desk, folder, base, table)?);
    }
    Ok(new)
}

/// One file, unpacked; `None` if the server has none of that name.
fn fetch_one(desk: &Desk, folder: &Folder, base: &str, file: &str) -> Result<Option<New>> {
    let url = format!("{}/{file}", base.trim_end_matches('/'));
    let part = folder.partial(file);
    let bar = bar(desk, file);
    let fetched = fetch::fetch(&url, &part, &bar);
    bar.finish_and_clear();
    let Fetched::Whole(bytes) = fetched? else {
        return Ok(None);
    };
    Ok(Some(New {
        name: stem(Path::new(file)),
        bytes: unpack(&url, bytes)?,
        origin: url,
    }))
}

fn bar(desk: &Desk, file: &str) -> ProgressBar {
    if desk.json || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{msg} {bar:40} {bytes}/{total_bytes} · {bytes_per_sec} · {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0)
        .with_style(style)
        .with_message(file.to_owned())
}

fn tell(desk: &Desk, folder: &Folder, sources: &[Kept]) -> Result<u8> {
    if desk.json {
        desk.answer(&sources)?;
        return Ok(exit::WELL);
    }
    let mut out = String::new();
    for source in sources {
        let rows = source.rows.to_string();
        let kind = desk.say(&format!("desk-gazetteer-{}", source.kind), &[("count", &rows)]);
        let _ = writeln!(
            out,
            "{:<18} {kind}  {}  {}",
            source.name,
            &source.added[..source.added.len().min(10)],
            source.origin
        );
    }
    let path = folder.path().display().to_string();
    let key = if sources.is_empty() {
        "desk-gazetteer-none"
    } else {
        "desk-gazetteer-in-use"
    };
    out.push_str(&desk.say(key, &[("folder", &path), ("count", &sources.len().to_string())]));
    desk.tell(&out)?;
    Ok(exit::WELL)
}
