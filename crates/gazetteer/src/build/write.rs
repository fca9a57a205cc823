//! Writes what a builder gathered as the bytes of an index.

use super::{Draft, DraftKey, GazetteerBuilder};
use crate::GazetteerError;
use crate::format::{self, NONE24, Record, SPELLING, UnitRecord, path_hash};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

pub(super) fn write(builder: &GazetteerBuilder) -> Result<Vec<u8>, GazetteerError> {
    let places = last_of_each_key(&builder.places);
    let mut strings = Strings::default();
    let (units, unit_ids) = write_units(builder, &mut strings);
    if unit_ids.len() >= NONE24 as usize || places.len() >= (1 << 30) {
        return Err(GazetteerError::TooLarge {
            what: "places or units",
        });
    }
    let mut records = Vec::with_capacity(places.len() * format::RECORD);
    let mut keys: BTreeMap<Vec<u8>, Vec<u32>> = BTreeMap::new();
    for (id, draft) in places.iter().enumerate() {
        record_of(draft, &unit_ids, &mut strings).write(&mut records);
        let names = GazetteerBuilder::keys(draft);
        for spelling in builder.spellings(draft, &names) {
            let mut key = vec![SPELLING];
            key.extend_from_slice(spelling.as_bytes());
            keys.entry(key).or_default().push((id as u32) << 1);
        }
        for (key, other) in names {
            keys.entry(key.into_bytes())
                .or_default()
                .push((id as u32) << 1 | u32::from(other));
        }
    }
    let (map, postings) = write_map(keys)?;
    format::assemble([&strings.bytes, &units, &records, &postings, &map])
}

/// Of rows with the same key the last, in the order of the first.
fn last_of_each_key(places: &[Draft]) -> Vec<&Draft> {
    let mut at: FxHashMap<(u32, &str), usize> = FxHashMap::default();
    let mut kept: Vec<&Draft> = Vec::with_capacity(places.len());
    for draft in places {
        let key = match &draft.key {
            DraftKey::GeoNames(number) => (*number, ""),
            DraftKey::Own(own) => (u32::MAX, own.as_str()),
        };
        match at.get(&key) {
            Some(&at) => kept[at] = draft,
            None => {
                at.insert(key, kept.len());
                kept.push(draft);
            }
        }
    }
    kept
}

fn record_of(draft: &Draft, units: &FxHashMap<String, u32>, strings: &mut Strings) -> Record {
    // The narrowest unit that is kept.
    let mut path = draft.unit.as_str();
    let unit = loop {
        if let Some(&unit) = units.get(path) {
            break unit;
        }
        match path.rsplit_once('.') {
            Some((above, _)) => path = above,
            None => break NONE24,
        }
    };
    let (key, own_key) = match &draft.key {
        DraftKey::GeoNames(number) => (*number, false),
        DraftKey::Own(own) => (strings.add(own), true),
    };
    Record {
        point: draft.point,
        name: strings.add(&draft.name),
        key,
        own_key,
        unit,
        population: draft.population,
        feature: draft.feature as u8,
    }
}

/// Units in order of their paths, so that every unit comes after those above it.
fn write_units(builder: &GazetteerBuilder, strings: &mut Strings) -> (Vec<u8>, FxHashMap<String, u32>) {
    // Every place needs its country, even where no source named it: then the code is the name.
    let mut named: BTreeMap<&str, (&str, String)> = builder
        .units
        .iter()
        .filter(|(_, unit)| !unit.name.is_empty())
        .map(|(path, unit)| {
            (
                path.as_str(),
                (unit.name.as_str(), codes(&unit.code, &unit.pcode)),
            )
        })
        .collect();
    let paths = builder
        .places
        .iter()
        .map(|draft| draft.unit.as_str())
        .chain(builder.units.keys().map(String::as_str));
    for path in paths.filter(|path| !path.is_empty()) {
        let country = path.split('.').next().unwrap_or("");
        named.entry(country).or_insert_with(|| ("", country.to_owned()));
        // A first-level unit no source named still tells that two places lie in one; another layer may name it.
        if let Some(first) = path
            .split('.')
            .nth(1)
            .and_then(|code| path.get(..country.len() + 1 + code.len()))
        {
            named.entry(first).or_insert(("", String::new()));
        }
    }
    let mut bytes = Vec::new();
    let mut ids: FxHashMap<String, u32> = FxHashMap::default();
    for (path, (name, code)) in named {
        let mut above = path;
        let parent = loop {
            match above.rsplit_once('.') {
                Some((up, _)) => above = up,
                None => break u32::MAX,
            }
            if let Some(&parent) = ids.get(above) {
                break parent;
            }
        };
        ids.insert(path.to_owned(), ids.len() as u32);
        UnitRecord {
            hash: path_hash(path),
            parent,
            name: strings.add(name),
            code: strings.add(&code),
            path: strings.add(path),
            level: path.matches('.').count().min(3) as u8,
        }
        .write(&mut bytes);
    }
    (bytes, ids)
}

/// The codes of a unit in one string: ISO 3166, then a blank and the P-code where there is one.
fn codes(iso: &str, pcode: &str) -> String {
    if pcode.is_empty() {
        iso.to_owned()
    } else {
        format!("{iso} {pcode}")
    }
}

fn write_map(keys: BTreeMap<Vec<u8>, Vec<u32>>) -> Result<(Vec<u8>, Vec<u8>), GazetteerError> {
    let too_large = |_| GazetteerError::TooLarge { what: "names" };
    let mut map = fst::MapBuilder::memory();
    let mut postings: Vec<u8> = Vec::new();
    for (key, mut ids) in keys {
        ids.sort_unstable();
        // A place under one key once: as its usual name, if it is that.
        ids.dedup_by_key(|posting| *posting >> 1);
        let value = match ids.as_slice() {
            [posting] => u64::from(posting >> 1) << 2 | u64::from(posting & 1),
            _ => {
                let at = (postings.len() / 4) as u64;
                postings.extend_from_slice(&(ids.len() as u32).to_le_bytes());
                for posting in &ids {
                    postings.extend_from_slice(&posting.to_le_bytes());
                }
                at << 2 | 2
            }
        };
        map.insert(key, value).map_err(too_large)?;
    }
    Ok((map.into_inner().map_err(too_large)?, postings))
}

/// Strings, each once: a length byte and the bytes.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    known: FxHashMap<String, u32>,
}

impl Strings {
    fn add(&mut self, text: &str) -> u32 {
        let mut len = text.len().min(255);
        while !text.is_char_boundary(len) {
            len -= 1;
        }
        let text = &text[..len];
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let at = self.bytes.len() as u32;
        self.bytes.push(len as u8);
        self.bytes.extend_from_slice(text.as_bytes());
        self.known.insert(text.to_owned(), at);
        at
    }
}
