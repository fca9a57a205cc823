//! Files of any kind a user may load, told apart by what stands in them, built into one index.

use super::GazetteerBuilder;
use super::lines::short;
use crate::{Boundaries, GazetteerError};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// `countryInfo.txt` of GeoNames.
    CountryInfo,
    /// `admin1CodesASCII.txt` or `admin2Codes.txt` of GeoNames.
    AdminCodes,
    /// A GeoNames dump.
    Dump,
    /// Rows of a desk's own, in the form of the overlay.
    Overlay,
    /// P-codes as comma-separated values.
    Pcodes,
    /// Outlines as GeoJSON or TopoJSON.
    Boundaries,
}

impl SourceKind {
    /// The name in lists and messages.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::CountryInfo => "countries",
            Self::AdminCodes => "units",
            Self::Dump => "dump",
            Self::Overlay => "overlay",
            Self::Pcodes => "pcodes",
            Self::Boundaries => "boundaries",
        }
    }

    /// What `bytes` are, by their first lines.
    ///
    /// # Errors
    /// If they are none of these; the error says what they look like and what to give.
    pub fn of(file: &str, bytes: &[u8]) -> Result<Self, GazetteerError> {
        let source = super::lines::Source::new(file, bytes)?;
        let text = String::from_utf8_lossy(source.head());
        if text.trim_start().starts_with('{') {
            return Ok(Self::Boundaries);
        }
        let line = text
            .lines()
            .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
            .unwrap_or("");
        let columns: Vec<&str> = line.split('\t').collect();
        let first = columns[0].trim();
        let is_country = first.len() == 2 && first.bytes().all(|b| b.is_ascii_uppercase());
        let is_number = !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit());
        Ok(match columns.len() {
            17.. if is_country || first == "ISO" => Self::CountryInfo,
            _ if first == "geonameid" => Self::Dump,
            12.. if is_number => Self::Dump,
            4 if first.contains('.') => Self::AdminCodes,
            9 => Self::Overlay,
            1 if line.contains(',') && line.to_lowercase().replace(['-', '_'], "").contains("pcode") => {
                Self::Pcodes
            }
            count => {
                return Err(GazetteerError::Line {
                    file: file.to_owned(),
                    line: 1,
                    what: format!(
                        "“{}” ({count} columns) is the beginning of no known file",
                        short(line)
                    ),
                    remedy: "give a GeoNames dump or code table, P-codes as CSV, boundaries as GeoJSON, or overlay rows",
                });
            }
        })
    }
}

/// A file with its name in messages. A dump named by a country (`ML`, `ML.txt`) must hold that country alone.
#[derive(Clone, Copy, Debug)]
pub struct SourceFile<'s> {
    /// Its name.
    pub name: &'s str,
    /// What it holds.
    pub kind: SourceKind,
    /// Its bytes, unpacked.
    pub bytes: &'s [u8],
}

impl SourceFile<'_> {
    /// The country a dump is named by.
    fn country(&self) -> Option<&str> {
        let stem = self.name.rsplit(['/', '\\']).next().unwrap_or("");
        let stem = stem.strip_suffix(".txt").unwrap_or(stem);
        (stem.len() == 2 && stem.bytes().all(|b| b.is_ascii_uppercase())).then_some(stem)
    }
}

/// What several files were built into.
#[derive(Clone, Debug)]
pub struct Built {
    /// The index.
    pub index: Vec<u8>,
    /// The outlines, if any were given.
    pub boundaries: Option<Boundaries>,
    /// For each file the rows (or outlines) it gave; for P-codes those that found their unit.
    pub rows: Vec<usize>,
}

/// Builds one index of all `files`, whatever their order: tables first, then dumps, own rows, P-codes, outlines.
///
/// # Errors
/// If any file is broken; the error names it with the line and the remedy.
pub fn build(files: &[SourceFile]) -> Result<Built, GazetteerError> {
    let mut builder = GazetteerBuilder::new();
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|&at| files[at].kind);
    let mut rows = vec![0; files.len()];
    let mut boundaries: Option<Boundaries> = None;
    for at in order {
        let SourceFile { name, kind, bytes } = files[at];
        rows[at] = match kind {
            SourceKind::CountryInfo => builder.country_info(name, bytes)?,
            SourceKind::AdminCodes => builder.admin_codes(name, bytes)?,
            SourceKind::Dump => match files[at].country() {
                Some(country) => builder.geonames_of(country, name, bytes)?,
                None => builder.geonames(name, bytes)?,
            },
            SourceKind::Overlay => builder.overlay(name, bytes)?,
            SourceKind::Pcodes => builder.pcodes(name, bytes)?,
            SourceKind::Boundaries => {
                let read = Boundaries::read(name, bytes)?;
                let count = read.len();
                boundaries = Some(boundaries.take().unwrap_or_default().with(read));
                count
            }
        };
    }
    if let Some(boundaries) = &boundaries {
        builder.locate(boundaries);
    }
    Ok(Built {
        index: builder.to_bytes()?,
        boundaries,
        rows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_what_stands_in_them() {
        let dump = "1\tA\tA\t\t1\t2\tP\tPPL\tML\t\t04\t\t\t\t0\t\t\t\t2023-01-01\n";
        for (bytes, kind) in [
            (dump, SourceKind::Dump),
            ("geonameid\tname\n", SourceKind::Dump),
            ("# x\nML.04\tMopti\tMopti\t1\n", SourceKind::AdminCodes),
            (&format!("ML\tMLI{}\n", "\t".repeat(17)), SourceKind::CountryInfo),
            ("k\tA\t\ttown\t1\t2\tML\t\t0\n", SourceKind::Overlay),
            ("iso2,level,pcode,name,parent_pcode\n", SourceKind::Pcodes),
            (
                "Location,Admin Level,P-Code,Name,Parent P-Code\n",
                SourceKind::Pcodes,
            ),
            ("\u{feff}{\"type\":1}", SourceKind::Boundaries),
        ] {
            assert_eq!(SourceKind::of("f", bytes.as_bytes()), Ok(kind), "{bytes}");
        }
        for (bytes, said) in [
            (&b"<html>404</html>"[..], "beginning of no known file"),
            (b"", "beginning of no known file"),
            (b"\x1f\x8b", "gzip"),
        ] {
            let error = SourceKind::of("f", bytes).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn a_dump_of_another_country_is_refused() {
        let row = "1\tA\tA\t\t1\t2\tP\tPPL\tBF\t\t04\t\t\t\t0\t\t\t\t2023-01-01\n";
        let file = |name| SourceFile {
            name,
            kind: SourceKind::Dump,
            bytes: row.as_bytes(),
        };
        let error = build(&[file("x/ML.txt")]).unwrap_err().to_string();
        assert!(error.contains("line 1") && error.contains("“BF”"), "{error}");
        assert_eq!(build(&[file("BF.txt"), file("all.txt")]).unwrap().rows, [1, 1]);
    }
}
