//! Opens the gazetteer that `--gazetteer` names, on top of the one that ships with the product.

use crate::files::{self, InputError, Read};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tocsin_gazetteer::{Built, Gazetteer, GazetteerError, Index, SourceFile, SourceKind, build};

const FORM: &str = "a folder of GeoNames dumps (ML.txt, admin1CodesASCII.txt, …), one dump, P-codes (.csv), boundaries (.geojson), or a built index";

/// The shipped gazetteer, with what is at each of `paths` on top of it; none adds nothing.
///
/// A folder is searched one level deep; of dumps of one name the last folder's is taken, so `geonames-2023/ML.txt` goes
/// before `geonames-2014-12/ML.txt`. P-codes and boundaries in it are taken too.
///
/// # Errors
/// When nothing is there, or it is not of a form the gazetteer reads.
pub fn open(paths: &[PathBuf]) -> Read<Gazetteer> {
    let mut gazetteer = Gazetteer::embedded();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(dumps(path)?);
        } else if bytes(path)?.starts_with(b"TOCGAZ") {
            let index = Index::from_bytes(bytes(path)?).map_err(|error| malformed(path, &error))?;
            gazetteer = gazetteer.with_layer(index);
        } else {
            found.push(path.clone());
        }
    }
    if found.is_empty() {
        return Ok(gazetteer);
    }
    let built = build_files(&found)?;
    let index = Index::from_bytes(built.index).map_err(|error| malformed(&found[0], &error))?;
    gazetteer = gazetteer.with_layer(index);
    Ok(match built.boundaries {
        Some(boundaries) => gazetteer.with_boundaries(boundaries),
        None => gazetteer,
    })
}

/// What the files of the given paths are built into, as a desk builds them.
///
/// # Errors
/// As [`open`].
pub fn build_files(found: &[PathBuf]) -> Read<Built> {
    let mut files = Vec::with_capacity(found.len());
    for file in found {
        let (name, bytes) = (file.to_string_lossy().into_owned(), bytes(file)?);
        let kind = SourceKind::of(&name, &bytes).map_err(|error| malformed(file, &error))?;
        files.push((name, kind, bytes));
    }
    let files: Vec<SourceFile> = files
        .iter()
        .map(|(name, kind, bytes)| SourceFile {
            name,
            kind: *kind,
            bytes,
        })
        .collect();
    build(&files)
        .map_err(|error| InputError::malformed(&found[0], 0, error.to_string(), format!("give {FORM}")))
}

/// The files of a folder that [`open`] takes.
///
/// # Errors
/// When there is none.
pub fn files_of(dir: &Path) -> Read<Vec<PathBuf>> {
    dumps(dir)
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
                || stem.starts_with("pcodes")
                || path.extension().is_some_and(|ending| ending == "geojson")
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
        let gazetteer = open(&[dir.path().to_owned()]).unwrap();
        assert_eq!(gazetteer.find("Testville New").len(), 1);
        assert!(gazetteer.find("Testville Old").is_empty());
        let error = open(&[dir.path().join("nothing")]).unwrap_err();
        assert_eq!(error.exit_code(), 3, "{error}");
    }
}
