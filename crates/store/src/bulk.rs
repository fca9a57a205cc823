//! The bulk of a dossier (hashes, keys, weighted terms) as plain bytes: linking reads many dossiers, and JSON is slow for numbers.

use tocsin_core::{Dossier, Probe};

/// Takes the bulk out of `dossier`, which can then be written as JSON, and gives it as bytes.
pub(crate) fn take_out(dossier: &mut Dossier) -> Vec<u8> {
    let mut out = Vec::with_capacity(4096);
    let hashes = std::mem::take(&mut dossier.hashes);
    list(&mut out, &hashes, |out, hash| out.extend(hash.to_le_bytes()));
    let frame = std::mem::take(&mut dossier.frame);
    list(&mut out, &frame, |out, piece| out.extend(piece.to_le_bytes()));
    let probes = std::mem::take(&mut dossier.probes);
    list(&mut out, &probes, |out, probe| {
        list(out, &probe.keys, |out, key| {
            list(out, key.as_bytes(), |out, byte| out.push(*byte));
        });
        list(out, &probe.terms, |out, (feature, weight)| {
            out.extend(feature.to_le_bytes());
            out.extend(weight.to_le_bytes());
        });
    });
    out
}

/// Puts `bulk` back into the dossier it was taken out of; `None` where it is cut short or goes on too long.
pub(crate) fn put_back(bulk: &[u8], dossier: &mut Dossier) -> Option<()> {
    let mut rest = bulk;
    dossier.hashes = read(&mut rest, |rest| Some(u64::from_le_bytes(bytes(rest)?)))?;
    dossier.frame = read(&mut rest, number)?;
    dossier.probes = read(&mut rest, |rest| {
        Some(Probe {
            keys: read(rest, |rest| {
                let length = number(rest)? as usize;
                let (text, after) = rest.split_at_checked(length)?;
                *rest = after;
                Some(std::str::from_utf8(text).ok()?.to_owned())
            })?,
            terms: read(rest, |rest| {
                Some((number(rest)?, f32::from_le_bytes(bytes(rest)?)))
            })?,
        })
    })?;
    rest.is_empty().then_some(())
}

/// Writes how many there are, and each.
fn list<T>(out: &mut Vec<u8>, items: &[T], mut write: impl FnMut(&mut Vec<u8>, &T)) {
    out.extend((items.len() as u32).to_le_bytes());
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
                    keys: vec!["n:é".to_owned(), String::new()],
                    terms: vec![(3, 0.1 + 0.2), (u32::MAX, 0.0)],
                },
                Probe::default(),
            ],
        }
    }

    #[test]
    fn taken_out_and_put_back() {
        let whole = dossier();
        let mut bare = whole.clone();
        let bulk = take_out(&mut bare);
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
