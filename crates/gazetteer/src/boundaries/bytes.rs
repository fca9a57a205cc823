//! Outlines as bytes: a header with version and checksum, then area by area. All numbers are little-endian.

use super::{Area, Corner};
use crate::GazetteerError;
use crate::format::checksum;

const MAGIC: &[u8; 8] = b"TOCBND\r\n";
const VERSION: u32 = 1;
/// Magic, version, checksum.
const HEADER: usize = 8 + 4 + 8;

pub(super) fn write(areas: &[Area]) -> Vec<u8> {
    let mut body = Vec::new();
    number(&mut body, areas.len());
    for area in areas {
        body.push(area.level);
        text(&mut body, &area.country);
        for list in [&area.names, &area.pcodes] {
            number(&mut body, list.len());
            for one in list {
                text(&mut body, one);
            }
        }
        number(&mut body, area.rings.len());
        for ring in &area.rings {
            number(&mut body, ring.len());
            for &(x, y) in ring {
                body.extend_from_slice(&x.to_le_bytes());
                body.extend_from_slice(&y.to_le_bytes());
            }
        }
    }
    let mut out = Vec::with_capacity(HEADER + body.len());
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&checksum(&body).to_le_bytes());
    out.extend_from_slice(&body);
    out
}

fn number(out: &mut Vec<u8>, count: usize) {
    out.extend_from_slice(&(count as u32).to_le_bytes());
}

fn text(out: &mut Vec<u8>, text: &str) {
    number(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Area>, GazetteerError> {
    if bytes.get(..8) != Some(MAGIC.as_slice()) {
        return Err(GazetteerError::NotAnIndex);
    }
    let damaged = GazetteerError::Damaged { what: "boundaries" };
    let mut head = Reader { bytes, at: 8 };
    let version = head.number().ok_or(damaged.clone())? as u32;
    if version != VERSION {
        return Err(GazetteerError::Version {
            found: version,
            expected: VERSION,
        });
    }
    let sum = bytes
        .get(12..HEADER)
        .and_then(|sum| sum.try_into().ok())
        .map(u64::from_le_bytes);
    let body = bytes.get(HEADER..).ok_or(damaged.clone())?;
    if sum != Some(checksum(body)) {
        return Err(GazetteerError::Checksum);
    }
    Reader { bytes: body, at: 0 }.areas().ok_or(damaged)
}

/// Bytes read from the front; every read gives `None` past the end.
struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Reader<'_> {
    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let end = self.at.checked_add(count)?;
        let taken = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let four = self.take(4)?.try_into().ok()?;
        Some(u32::from_le_bytes(four) as usize)
    }

    fn text(&mut self) -> Option<String> {
        let len = self.number()?;
        String::from_utf8(self.take(len)?.to_vec()).ok()
    }

    fn texts(&mut self) -> Option<Vec<String>> {
        (0..self.number()?).map(|_| self.text()).collect()
    }

    fn ring(&mut self) -> Option<Vec<Corner>> {
        let count = self.number()?;
        let raw = self.take(count.checked_mul(8)?)?;
        let (corners, _) = raw.as_chunks::<8>();
        let half = |b: &[u8; 8], at: usize| i32::from_le_bytes([b[at], b[at + 1], b[at + 2], b[at + 3]]);
        Some(corners.iter().map(|b| (half(b, 0), half(b, 4))).collect())
    }

    fn areas(&mut self) -> Option<Vec<Area>> {
        let count = self.number()?;
        let mut areas = Vec::new();
        for _ in 0..count {
            areas.push(Area {
                level: *self.take(1)?.first()?,
                country: self.text()?,
                names: self.texts()?,
                pcodes: self.texts()?,
                rings: (0..self.number()?).map(|_| self.ring()).collect::<Option<_>>()?,
            });
        }
        (self.at == self.bytes.len()).then_some(areas)
    }
}
