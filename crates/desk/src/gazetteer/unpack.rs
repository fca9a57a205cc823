//! Takes the one file out of a ZIP archive as GeoNames serves it; anything else is left as it is.

use anyhow::{Context, Result, bail};
use std::io::{Cursor, Read};

/// Bytes unpacked at most: the dump of all countries is below 2 GB.
const MOST: u64 = 4_000_000_000;

/// The bytes of the file in `bytes`, if they are a ZIP archive; `bytes` themselves otherwise.
///
/// # Errors
/// When the archive is damaged, holds no table or more than one, or unpacks to more than [`MOST`].
pub fn unpack(name: &str, bytes: Vec<u8>) -> Result<Vec<u8>> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(bytes);
    }
    let damaged = || format!("{name}: the ZIP archive is damaged or cut short; fetch it again");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).with_context(damaged)?;
    let is_table = |entry: &str| {
        let entry = entry.to_lowercase();
        let ending = [".txt", ".tsv", ".csv", ".json", ".geojson", ".topojson"];
        !entry.contains("readme") && ending.iter().any(|ending| entry.ends_with(ending))
    };
    let mut tables: Vec<String> = Vec::new();
    for entry in archive.file_names() {
        let entry = entry.with_context(damaged)?;
        if is_table(&entry) {
            tables.push(entry.into_owned());
        }
    }
    let [table] = tables.as_slice() else {
        bail!(
            "{name}: the ZIP archive holds {} tables where one is expected; unpack it and give the right one",
            tables.len()
        );
    };
    let mut entry = archive.by_name(table).with_context(damaged)?;
    if entry.size() > MOST {
        bail!(
            "{name}: {table} unpacks to {} bytes, more than {MOST}; give a smaller dump",
            entry.size()
        );
    }
    let mut out = Vec::new();
    // The size in the archive is only what it claims.
    entry
        .by_ref()
        .take(MOST + 1)
        .read_to_end(&mut out)
        .with_context(damaged)?;
    if out.len() as u64 > MOST {
        bail!("{name}: {table} unpacks to more than {MOST} bytes; give a smaller dump");
    }
    Ok(out)
}
