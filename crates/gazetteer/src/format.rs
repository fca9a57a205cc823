//! The bytes of an index: a header, then strings, units, place records, postings and the map from keys to postings.
//!
//! All numbers are little-endian. Nothing here trusts its input: every read is checked and may give `None`.

use crate::GazetteerError;

/// First bytes of every index.
pub(crate) const MAGIC: &[u8; 8] = b"TOCGAZ\r\n";
/// Version of the format; an index of another version is refused.
pub(crate) const VERSION: u32 = 1;
/// Magic, version, checksum, five section lengths.
pub(crate) const HEADER: usize = 8 + 4 + 8 + 5 * 4;
/// Bytes of one place record.
pub(crate) const RECORD: usize = 20;
/// Bytes of one unit.
pub(crate) const UNIT: usize = 28;
/// "No unit" in a record and "no parent" in a unit.
pub(crate) const NONE24: u32 = 0xFF_FFFF;
/// Steps a degree of latitude or longitude is stored in (2.4 m); 180 degrees fit in 24 bits with sign.
const STEPS: f64 = 46_000.0;
/// First byte of spelling keys in the map; never in a plain key.
pub(crate) const SPELLING: u8 = b'~';

/// Where the parts lie: `strings, units, records, postings, map`, as byte ranges of the whole.
#[derive(Clone, Debug)]
pub(crate) struct Sections {
    pub(crate) strings: (usize, usize),
    pub(crate) units: (usize, usize),
    pub(crate) records: (usize, usize),
    pub(crate) postings: (usize, usize),
    pub(crate) map: (usize, usize),
}

/// Reads and checks the header.
pub(crate) fn sections(bytes: &[u8]) -> Result<Sections, GazetteerError> {
    if bytes.get(..8) != Some(MAGIC.as_slice()) {
        return Err(GazetteerError::NotAnIndex);
    }
    let cut = GazetteerError::Damaged { what: "header" };
    let version = read_u32(bytes, 8).ok_or(cut.clone())?;
    if version != VERSION {
        return Err(GazetteerError::Version {
            found: version,
            expected: VERSION,
        });
    }
    let mut at = HEADER;
    let mut ranges = [(0, 0); 5];
    for (n, range) in ranges.iter_mut().enumerate() {
        let len = read_u32(bytes, 20 + 4 * n).ok_or(cut.clone())? as usize;
        *range = (at, at + len);
        at += len;
    }
    if at != bytes.len() {
        return Err(GazetteerError::Damaged { what: "length" });
    }
    let sum = bytes
        .get(12..20)
        .and_then(|b| b.try_into().ok())
        .map(u64::from_le_bytes);
    if sum != Some(checksum(&bytes[20..])) {
        return Err(GazetteerError::Checksum);
    }
    let [strings, units, records, postings, map] = ranges;
    if (units.1 - units.0) % UNIT != 0 || (records.1 - records.0) % RECORD != 0 {
        return Err(GazetteerError::Damaged { what: "records" });
    }
    Ok(Sections {
        strings,
        units,
        records,
        postings,
        map,
    })
}

/// Puts the parts together behind a header.
pub(crate) fn assemble(parts: [&[u8]; 5]) -> Result<Vec<u8>, GazetteerError> {
    let mut out = Vec::with_capacity(HEADER + parts.iter().map(|part| part.len()).sum::<usize>());
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&[0; 8]);
    for part in parts {
        let len = u32::try_from(part.len()).map_err(|_| GazetteerError::TooLarge { what: "bytes" })?;
        out.extend_from_slice(&len.to_le_bytes());
    }
    for part in parts {
        out.extend_from_slice(part);
    }
    let sum = checksum(&out[20..]).to_le_bytes();
    out[12..20].copy_from_slice(&sum);
    Ok(out)
}

/// A 64-bit sum over `bytes` that notices damage; it does not guard against forgery.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut sum = FACTOR ^ bytes.len() as u64;
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        sum = (sum ^ u64::from_le_bytes(*word))
            .wrapping_mul(FACTOR)
            .rotate_left(29);
    }
    for &byte in tail {
        sum = (sum ^ u64::from(byte)).wrapping_mul(FACTOR).rotate_left(29);
    }
    sum ^ (sum >> 32)
}

/// The 64-bit FNV-1a hash of a unit's path, by which units of several layers are told to be one.
pub(crate) fn path_hash(path: &str) -> u64 {
    path.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

pub(crate) fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

pub(crate) fn read_u64(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

fn read_u24(bytes: &[u8], at: usize) -> Option<u32> {
    let three: [u8; 3] = bytes.get(at..at + 3)?.try_into().ok()?;
    Some(u32::from_le_bytes([three[0], three[1], three[2], 0]))
}

/// One place as stored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Record {
    /// Degrees north and east; NaN for a place without a point.
    pub(crate) point: Option<(f64, f64)>,
    /// Offset of its name in the strings.
    pub(crate) name: u32,
    /// GeoNames number, or offset of its key in the strings.
    pub(crate) key: u32,
    /// Whether `key` is an offset.
    pub(crate) own_key: bool,
    /// Index of the narrowest unit it lies in, or is; [`NONE24`] for none.
    pub(crate) unit: u32,
    /// People, rounded to about a tenth; 0 where not known.
    pub(crate) population: u64,
    /// [`crate::Feature`] as a byte.
    pub(crate) feature: u8,
}

/// A point that cannot occur (latitude 182), stored for "no point".
const NO_POINT: i32 = i32::MIN >> 8;

impl Record {
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let (lat, lon) = self
            .point
            .map_or((NO_POINT, 0), |(lat, lon)| (steps(lat), steps(lon)));
        out.extend_from_slice(&lat.to_le_bytes()[..3]);
        out.extend_from_slice(&lon.to_le_bytes()[..3]);
        out.extend_from_slice(&self.name.to_le_bytes());
        out.extend_from_slice(&self.key.to_le_bytes());
        out.extend_from_slice(&self.unit.to_le_bytes()[..3]);
        let population = (self.population as f64 + 1.0).ln() * 12.0;
        out.push(population.round().clamp(0.0, 255.0) as u8);
        out.push(self.feature);
        out.push(u8::from(self.own_key));
    }

    pub(crate) fn read(bytes: &[u8], at: usize) -> Option<Self> {
        let signed = |raw: u32| ((raw << 8) as i32) >> 8;
        let (lat, lon) = (signed(read_u24(bytes, at)?), signed(read_u24(bytes, at + 3)?));
        Some(Self {
            point: (lat != NO_POINT).then(|| (f64::from(lat) / STEPS, f64::from(lon) / STEPS)),
            name: read_u32(bytes, at + 6)?,
            key: read_u32(bytes, at + 10)?,
            unit: read_u24(bytes, at + 14)?,
            population: ((f64::from(*bytes.get(at + 17)?) / 12.0).exp() - 1.0).round() as u64,
            feature: *bytes.get(at + 18)?,
            own_key: *bytes.get(at + 19)? == 1,
        })
    }
}

fn steps(degrees: f64) -> i32 {
    (degrees * STEPS).round().clamp(-8_300_000.0, 8_300_000.0) as i32
}

/// One unit as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnitRecord {
    pub(crate) hash: u64,
    /// Index of the unit above; `u32::MAX` for none. Always smaller than the unit's own.
    pub(crate) parent: u32,
    pub(crate) name: u32,
    pub(crate) code: u32,
    pub(crate) path: u32,
    pub(crate) level: u8,
}

impl UnitRecord {
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.hash.to_le_bytes());
        for number in [self.parent, self.name, self.code, self.path] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        out.extend_from_slice(&[self.level, 0, 0, 0]);
    }

    pub(crate) fn read(bytes: &[u8], at: usize) -> Option<Self> {
        Some(Self {
            hash: read_u64(bytes, at)?,
            parent: read_u32(bytes, at + 8)?,
            name: read_u32(bytes, at + 12)?,
            code: read_u32(bytes, at + 16)?,
            path: read_u32(bytes, at + 20)?,
            level: *bytes.get(at + 24)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_within_three_metres() {
        for point in [
            None,
            Some((12.6392, -8.0029)),
            Some((-89.99, 179.9999)),
            Some((0.0, 0.0)),
        ] {
            let record = Record {
                point,
                name: 7,
                key: 2_460_596,
                own_key: false,
                unit: 70_000,
                population: 76_000,
                feature: 6,
            };
            let mut bytes = Vec::new();
            record.write(&mut bytes);
            assert_eq!(bytes.len(), RECORD);
            let back = Record::read(&bytes, 0).unwrap();
            assert_eq!(
                (back.name, back.key, back.unit, back.feature),
                (7, 2_460_596, 70_000, 6)
            );
            assert!(back.population.abs_diff(76_000) < 8_000);
            assert_eq!(back.point.is_some(), point.is_some());
            if let (Some(a), Some(b)) = (back.point, point) {
                assert!(tocsin_core::place::haversine_km(a, b) < 0.003);
            }
        }
    }
}
