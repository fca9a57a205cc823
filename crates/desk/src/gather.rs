//! Finds what to take in: files, folders and standard input, with a problem instead of an error for each thing that cannot be read.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use tocsin_core::{Problem, ProblemKind};

/// More than any report is long; larger files are read up to here, and the problem is listed.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// One thing found: its name and, once opened, its bytes.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A file, to be read when its turn comes.
    File(PathBuf),
    /// Bytes read already (standard input).
    Bytes(String, Vec<u8>),
}

/// Everything under `inputs`, folders walked in name order, without following a link twice; `-` is standard input.
pub fn gather(inputs: &[String], stdin: &mut dyn Read) -> (Vec<Found>, Vec<Problem>) {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for input in inputs {
        if input == "-" {
            let mut bytes = Vec::new();
            match stdin.take(MOST_BYTES + 1).read_to_end(&mut bytes) {
                Ok(_) => found.push(Found::Bytes("stdin".to_owned(), bytes)),
                Err(error) => problems.push(unreadable("stdin", &error)),
            }
            continue;
        }
        walk(Path::new(input), &mut found, &mut problems);
    }
    (found, problems)
}

fn walk(root: &Path, found: &mut Vec<Found>, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for entry in walkdir::WalkDir::new(root).follow_links(true).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                // Two links to one file are one file.
                let real = fs::canonicalize(entry.path()).unwrap_or_else(|_| entry.path().to_owned());
                if seen.insert(real) {
                    found.push(Found::File(entry.into_path()));
                }
            }
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => problems.push(Problem::new(
                ProblemKind::Unreadable,
                entry.path().display().to_string(),
                "not a file",
            )),
            Err(error) => problems.push(walk_problem(root, &error)),
        }
    }
}

fn walk_problem(root: &Path, error: &walkdir::Error) -> Problem {
    let place = error.path().unwrap_or(root).display().to_string();
    if let Some(ancestor) = error.loop_ancestor() {
        return Problem::new(ProblemKind::Loop, place, ancestor.display().to_string());
    }
    match error.io_error() {
        Some(error) => unreadable(&place, error),
        None => Problem::new(ProblemKind::Unreadable, place, error.to_string()),
    }
}

fn unreadable(place: &str, error: &io::Error) -> Problem {
    let kind = match error.kind() {
        io::ErrorKind::PermissionDenied => ProblemKind::Permission,
        _ => ProblemKind::Unreadable,
    };
    Problem::new(kind, place, error.to_string())
}

/// The bytes of `path`, up to [`MOST_BYTES`]; a problem beside them if there were more.
///
/// # Errors
/// A problem, if nothing could be read.
pub fn read(path: &Path) -> Result<(Vec<u8>, Option<Problem>), Problem> {
    let place = path.display().to_string();
    let file = File::open(path).map_err(|error| unreadable(&place, &error))?;
    let size = file.metadata().map_or(0, |meta| meta.len());
    let mut bytes = Vec::new();
    file.take(MOST_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&place, &error))?;
    let problem = (size > MOST_BYTES).then(|| {
        Problem::new(
            ProblemKind::TooLarge,
            place,
            format!("{size} bytes, the first {MOST_BYTES} read"),
        )
    });
    Ok((bytes, problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_order_and_loops_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("b/c");
        fs::create_dir_all(&deep).unwrap();
        fs::write(folder.path().join("z.txt"), "z").unwrap();
        fs::write(deep.join("a.txt"), "a").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path(), deep.join("loop")).unwrap();
        let (found, problems) = gather(&[folder.path().display().to_string()], &mut io::empty());
        let names: Vec<String> = found
            .iter()
            .map(|found| match found {
                Found::File(path) => path.file_name().unwrap().to_string_lossy().into_owned(),
                Found::Bytes(name, _) => name.clone(),
            })
            .collect();
        assert_eq!(names, ["a.txt", "z.txt"]);
        assert_eq!(
            problems.iter().map(|problem| problem.kind).collect::<Vec<_>>(),
            [ProblemKind::Loop]
        );
    }

    #[test]
    fn what_is_not_there_is_a_problem() {
        let (found, problems) = gather(&["no-such-folder".to_owned(), "-".to_owned()], &mut &b"hello"[..]);
        assert_eq!(found, [Found::Bytes("stdin".to_owned(), b"hello".to_vec())]);
        assert_eq!(problems[0].kind, ProblemKind::Unreadable);
    }
}
