//! The bulk of a dossier (hashes, keys, weighted terms) as plain bytes: linking reads many dossiers, and JSON is slow for numbers.

use crate::StoreError;
use crate::project::json;
use tocsin_core::{Dossier, Keys, Probe};

/// The JSON of `dossier` without its bulk, and the bulk as bytes.
pub(crate) fn apart(dossier: &mut Dossier) -> Result<(Vec<u8>, Vec<u8>), StoreError> {
    let (hashes, frame, probes) = (
        std::mem::take(&mut dossier.hashes),
        std::mem::take(&mut dossier.frame),
        std::mem::take(&mut dossier.probes),
    );
    let bare = json(dossier);
    (dossier.hashes, dossier.frame, dossier.probes) = (hashes, frame, probes);
    Ok((bare?, bytes_of(dossier)))
}

fn bytes_of(dossier: &Dossier) -> Vec<u8> {
    let mut out = Vec::with_capacity(4096);
    list(&mut out, &dossier.hashes, |out, hash| {
        out.extend_from_slice(&hash.to_le_bytes());
    });
    list(&mut out, &dossier.frame, |out, piece| {
        out.extend_from_slice(&piece.to_le_bytes());
    });
    list(&mut out, &dossier.probes, |out, probe| {
        put_keys(out, &probe.keys);
        list(out, &probe.terms, |out, (feature, weight)| {
            out.extend_from_slice(&feature.to_le_bytes());
            out.extend_from_slice(&weight.to_le_bytes());
        });
    });
    out
}

/// Puts `bulk` into the dossier it belongs to; `None` where it is cut short or goes on too long.
pub(crate) fn put_back(bulk: &[u8], dossier: &mut Dossier) -> Option<()> {
    let mut rest = bulk;
    dossier.hashes = read(&mut rest, |rest| Some(u64::from_le_bytes(bytes(rest)?)))?;
    dossier.frame = read(&mut rest, number)?;
    dossier.probes = read(&mut rest, |rest| {
        Some(Probe {
            keys: keys(rest)?,
            terms: read(rest, |rest| {
                Some((number(rest)?, f32::from_le_bytes(bytes(rest)?)))
            })?,
        })
    })?;
    rest.is_empty().then_some(())
}

/// Writes how many keys there are, and of each how much of the one before it begins with, and the rest: sorted keys begin alike.
fn put_keys(out: &mut Vec<u8>, keys: &Keys) {
    out.extend_from_slice(&(keys.len() as u32).to_le_bytes());
    let mut before: &[u8] = b"";
    for key in keys.iter() {
        let key = key.as_bytes();
        let same = before
            .iter()
            .zip(key)
            .take(255)
            .take_while(|(a, b)| a == b)
            .count();
        let rest = &key[same..];
        out.push(same as u8);
        // Nearly all are short; how long the others are follows.
        match u8::try_from(rest.len()).ok().filter(|&length| length < u8::MAX) {
            Some(length) => out.push(length),
            None => {
                out.push(u8::MAX);
                out.extend_from_slice(&(rest.len() as u32).to_le_bytes());
            }
        }
        out.extend_from_slice(rest);
        before = key;
    }
}

fn keys(rest: &mut &[u8]) -> Option<Keys> {
    let count = number(rest)? as usize;
    let mut keys = Keys::with_capacity(count.min(rest.len()), rest.len().min(count * 24));
    let mut key: Vec<u8> = Vec::with_capacity(64);
    for _ in 0..count {
        let [same, length] = bytes(rest)?;
        let length = if length == u8::MAX {
            number(rest)? as usize
        } else {
            usize::from(length)
        };
        let (text, after) = rest.split_at_checked(length)?;
        *rest = after;
        if usize::from(same) > key.len() {
            return None;
        }
        key.truncate(usize::from(same));
        key.extend_from_slice(text);
        keys.push(std::str::from_utf8(&key).ok()?);
    }
    Some(keys)
}

/// Writes how many there are, and each.
fn list<T>(out: &mut Vec<u8>, items: &[T], mut write: impl FnMut(&mut Vec<u8>, &T)) {
    out.extend_from_slice(&(items.len() as u32).to_le_bytes());
    for item in items {
        write(out, item);
    }
}

fn read<T>(rest: &mut &[u8], mut one: impl FnMut(&mut &[u8]) -> Option<T>) -> Option<Vec<T>> {
    let count = number(rest)? as usize;
    // No item takes less than a byte: a damaged count cannot ask for more room than there are bytes.
    let mut items = Vec::with_capacity(count.min(rest.len()));
    for _ in 0..count {
        items.push(one(rest)?);
    }
    Some(items)
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(bytes(rest)?))
}

fn bytes<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, after) = rest.split_first_chunk::<N>()?;
    *rest = after;
    Some(*first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tocsin_core::{Handling, Language, Nature, Reading, ReportId, Source};

    fn dossier() -> Dossier {
        let report = ReportId("r".to_owned());
        Dossier {
            report: report.clone(),
            url: None,
            source: Source::default(),
            published: None,
            received: String::new(),
            language: Language::En,
            nature: Nature::Real,
            handling: Handling::default(),
            title: String::new(),
            credits: Vec::new(),
            initials: Vec::new(),
            revises: None,
            reading: Reading {
                report,
                reader: String::new(),
                claims: Vec::new(),
                accounts: Vec::new(),
                left_out: Vec::new(),
                features: Vec::new(),
                problems: Vec::new(),
            },
            hashes: vec![1, u64::MAX],
            shingles: 2,
            frame: vec![7],
            probes: vec![
                Probe {
                    keys: ["n:é", "", "p:24_-16:d4995", "p:24_-16:d4996", &"x".repeat(300)]
                        .into_iter()
                        .collect(),
                    terms: vec![(3, 0.1 + 0.2), (u32::MAX, 0.0)],
                },
                Probe::default(),
            ],
        }
    }

    #[test]
    fn taken_out_and_put_back() {
        let mut whole = dossier();
        let (json, bulk) = apart(&mut whole).unwrap();
        assert_eq!(whole, dossier());
        let mut bare: Dossier = serde_json::from_slice(&json).unwrap();
        assert!(bare.hashes.is_empty() && bare.frame.is_empty() && bare.probes.is_empty());
        let mut back = bare.clone();
        put_back(&bulk, &mut back).unwrap();
        assert_eq!(back, whole);
        for cut in 0..bulk.len() {
            assert_eq!(put_back(&bulk[..cut], &mut bare.clone()), None, "{cut}");
        }
        assert_eq!(put_back(&[bulk, vec![0]].concat(), &mut bare), None);
    }
}
