//! Opens the gazetteer that `--gazetteer` names, on top of the one that ships with the product.

use crate::files::{self, InputError, Read};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tocsin_gazetteer::{Gazetteer, GazetteerBuilder, GazetteerError, Index};

const FORM: &str =
    "a folder of GeoNames dumps (ML.txt, admin1CodesASCII.txt, …), one dump (.txt), or a built index";

/// The shipped gazetteer, with what is at `path` on top of it; `None` adds nothing.
///
/// A folder is searched one level deep; of dumps of one name the last folder's is taken, so `geonames-2023/ML.txt` goes
/// before `geonames-2014-12/ML.txt`.
///
/// # Errors
/// When nothing is there, or it is not of a form the gazetteer reads.
pub fn open(path: Option<&Path>) -> Read<Gazetteer> {
    let shipped = Gazetteer::embedded();
    let Some(path) = path else { return Ok(shipped) };
    let is_index = path.is_file() && path.extension().is_none_or(|ending| ending != "txt");
    let index = if is_index {
        let bytes = bytes(path)?;
        Index::from_bytes(bytes).map_err(|error| malformed(path, &error))?
    } else {
        build(path)?
    };
    Ok(shipped.with_layer(index))
}

fn build(path: &Path) -> Read<Index> {
    let found = if path.is_dir() {
        dumps(path)?
    } else {
        vec![path.to_owned()]
    };
    let mut builder = GazetteerBuilder::new();
    for file in &found {
        let bytes = bytes(file)?;
        let name = file.to_string_lossy();
        let added = match files::stem(file).as_str() {
            "countryInfo" => builder.country_info(&name, &bytes),
            stem if stem.starts_with("admin1Codes") || stem.starts_with("admin2Codes") => {
                builder.admin_codes(&name, &bytes)
            }
            stem if stem.starts_with("pcodes") => builder.pcodes(&name, &bytes),
            _ => builder.geonames(&name, &bytes),
        };
        added.map_err(|error| malformed(file, &error))?;
    }
    builder.build().map_err(|error| malformed(path, &error))
}

/// The files to read, code tables first, then dumps.
fn dumps(dir: &Path) -> Read<Vec<PathBuf>> {
    let mut tables = Vec::new();
    let mut by_name: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    let entries = fs::read_dir(dir)
        .map_err(|error| InputError::missing(dir, error.to_string(), format!("give {FORM}")))?;
    folders.extend(
        entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.is_dir()),
    );
    folders[1..].sort();
    for folder in folders {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let stem = files::stem(&path);
            let is_text = path.extension().is_some_and(|ending| ending == "txt");
            let is_country = stem.len() == 2 && stem.bytes().all(|byte| byte.is_ascii_uppercase());
            if is_text && (is_country || stem == "allCountries" || stem.starts_with("cities")) {
                by_name.insert(stem, path);
            } else if stem == "countryInfo"
                || stem.starts_with("admin1Codes")
                || stem.starts_with("admin2Codes")
            {
                tables.push(path);
            }
        }
    }
    if by_name.is_empty() {
        return Err(InputError::missing(
            dir,
            "no GeoNames dump in it",
            format!("give {FORM}"),
        ));
    }
    tables.extend(by_name.into_values());
    Ok(tables)
}

fn bytes(path: &Path) -> Read<Vec<u8>> {
    fs::read(path).map_err(|error| InputError::missing(path, error.to_string(), format!("give {FORM}")))
}

fn malformed(path: &Path, error: &GazetteerError) -> InputError {
    InputError::malformed(path, 0, error.to_string(), format!("give {FORM}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_dumps_lies_on_top() {
        let dir = tempfile::tempdir().unwrap();
        let newer = dir.path().join("geonames-2023");
        fs::create_dir(&newer).unwrap();
        let row = |name: &str| {
            format!(
                "999999901\t{name}\t{name}\t\t12.5\t-7.5\tP\tPPL\tML\t\t\t\t\t\t0\t\t338\tAfrica/Bamako\t2023-01-01\n"
            )
        };
        fs::write(dir.path().join("ML.txt"), row("Testville Old")).unwrap();
        fs::write(newer.join("ML.txt"), row("Testville New")).unwrap();
        let gazetteer = open(Some(dir.path())).unwrap();
        assert_eq!(gazetteer.find("Testville New").len(), 1);
        assert!(gazetteer.find("Testville Old").is_empty());
        let error = open(Some(&dir.path().join("nothing"))).unwrap_err();
        assert_eq!(error.exit_code(), 3, "{error}");
    }
}
