//! The gazetteer a desk has loaded: files beside the register, the index built of them, swapped whole.
//!
//! In the folder `gazetteer` beside the register lie `sources/` (the files as given, unpacked, by their hash), one folder a
//! version (`3/index.tgi`, `3/boundaries.tgb`, `3/manifest.json`), `partial/` (downloads not finished) and `current`, which
//! names the version in use. A change builds a new version and then renames `current` over; whatever goes wrong before
//! that leaves the version in use as it was.

pub mod fetch;
pub mod own;
pub mod unpack;

use anyhow::{Context, Result, bail};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use tocsin_gazetteer::{Boundaries, Gazetteer, Index, SourceFile, SourceKind, build};

/// One file of the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Kept {
    /// Its name: `ML`, `admin1CodesASCII`, `pcodes`. A file of the same name takes its place.
    pub name: String,
    /// What it holds: dump, units, countries, pcodes, boundaries, overlay.
    pub kind: String,
    /// Where it came from: an address or a path.
    pub origin: String,
    /// SHA-256 of its bytes, unpacked.
    pub sha256: String,
    /// Its size, unpacked.
    pub bytes: u64,
    /// Places, units or outlines it gave.
    pub rows: usize,
    /// When it was added, RFC 3339 in UTC.
    pub added: String,
}

/// A file to add.
#[derive(Clone, Debug)]
pub struct New {
    /// Its name.
    pub name: String,
    /// Where it came from.
    pub origin: String,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
}

/// What a version is made of.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    sources: Vec<Kept>,
}

/// What was opened: the gazetteer to read with, and what could not be opened of what the desk loaded.
pub struct Opened {
    /// What ships with the binary, with what the desk loaded on top.
    pub gazetteer: Gazetteer,
    /// Why what the desk loaded is not in it.
    pub problem: Option<String>,
}

/// The folder of a desk's gazetteer.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder beside a register.
    pub fn beside(register: &Path) -> Self {
        Self {
            path: register.with_file_name("gazetteer"),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the download of `file` is kept until it is whole.
    pub fn partial(&self, file: &str) -> PathBuf {
        self.path.join("partial").join(format!("{file}.part"))
    }

    /// The version in use; `None` where nothing is loaded or it cannot be told.
    pub fn version_in_use(&self) -> Option<u64> {
        self.current().ok().flatten()
    }

    /// The files in use; none where nothing was ever added.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn list(&self) -> Result<Vec<Kept>> {
        Ok(match self.current()? {
            Some(version) => self.manifest(version)?.sources,
            None => Vec::new(),
        })
    }

    /// Opens what ships with the binary and what the desk loaded. What cannot be opened is left out and said.
    pub fn open(&self) -> Opened {
        let shipped = Gazetteer::embedded();
        match self.loaded() {
            Ok(None) => Opened {
                gazetteer: shipped,
                problem: None,
            },
            Ok(Some((index, boundaries))) => {
                let gazetteer = shipped.with_layer(index);
                Opened {
                    gazetteer: match boundaries {
                        Some(boundaries) => gazetteer.with_boundaries(boundaries),
                        None => gazetteer,
                    },
                    problem: None,
                }
            }
            Err(error) => Opened {
                gazetteer: shipped,
                problem: Some(format!("{error:#}")),
            },
        }
    }

    /// The index and outlines of the version in use; `None` where nothing was loaded.
    fn loaded(&self) -> Result<Option<(Index, Option<Boundaries>)>> {
        let Some(version) = self.current()? else {
            return Ok(None);
        };
        let file = self.version(version).join("index.tgi");
        let bytes = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let index = Index::from_bytes(bytes).with_context(|| file.display().to_string())?;
        let file = self.version(version).join("boundaries.tgb");
        let boundaries = match fs::read(&file) {
            Ok(bytes) => Some(Boundaries::from_bytes(&bytes).with_context(|| file.display().to_string())?),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error).with_context(|| format!("{} cannot be read", file.display())),
        };
        Ok(Some((index, boundaries)))
    }

    /// Adds `new` files, in the place of those of the same names, and takes the named ones away; then builds the index and
    /// swaps it in. Gives the files in use after it.
    ///
    /// # Errors
    /// When a file is broken or of no known kind, one to be removed is not there, or the folder cannot be written. The index
    /// in use stays as it was.
    pub fn change(&self, new: Vec<New>, remove: &[String], now: &str) -> Result<Vec<Kept>> {
        fs::create_dir_all(self.path.join("sources"))
            .with_context(|| format!("the folder {} cannot be made", self.path.display()))?;
        let _lock = self.lock()?;
        let before = self.current()?;
        let mut sources = match before {
            Some(version) => self.manifest(version)?.sources,
            None => Vec::new(),
        };
        for name in remove {
            let Some(at) = sources.iter().position(|kept| kept.name == *name) else {
                bail!("no file {name:?} is loaded; `tocsin gazetteer list` lists them");
            };
            sources.remove(at);
        }
        for one in new {
            let kept = self.keep(&one, now)?;
            match sources.iter_mut().find(|source| source.name == kept.name) {
                Some(source) => *source = kept,
                None => sources.push(kept),
            }
        }
        sources.sort_by(|a, b| a.name.cmp(&b.name));
        self.build(&mut sources, before.unwrap_or(0) + 1)?;
        self.tidy(&sources, before.unwrap_or(0) + 1);
        Ok(sources)
    }

    /// Holds other changes off until it is dropped.
    fn lock(&self) -> Result<File> {
        let path = self.path.join("lock");
        let file = File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(_) => bail!(
                "another `tocsin gazetteer` is at work in {}; wait for it to end",
                self.path.display()
            ),
        }
    }

    /// Writes a new file among the sources, by its hash.
    fn keep(&self, new: &New, now: &str) -> Result<Kept> {
        let kind = SourceKind::of(&new.name, &new.bytes)?;
        let digest = Sha256::digest(&new.bytes);
        let sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        write_whole(&self.path.join("sources").join(&sha256), &new.bytes)?;
        Ok(Kept {
            name: new.name.clone(),
            kind: kind.key().to_owned(),
            origin: new.origin.clone(),
            sha256,
            bytes: new.bytes.len() as u64,
            rows: 0,
            added: now.to_owned(),
        })
    }

    /// Builds version `version` of `sources` and puts it in use.
    fn build(&self, sources: &mut [Kept], version: u64) -> Result<()> {
        let mut bytes = Vec::with_capacity(sources.len());
        for source in sources.iter() {
            let file = self.path.join("sources").join(&source.sha256);
            bytes.push(fs::read(&file).with_context(|| {
                format!(
                    "{} ({}) cannot be read; add it again",
                    file.display(),
                    source.name
                )
            })?);
        }
        let mut files = Vec::with_capacity(sources.len());
        for (source, bytes) in sources.iter().zip(&bytes) {
            files.push(SourceFile {
                name: &source.name,
                kind: SourceKind::of(&source.name, bytes)?,
                bytes,
            });
        }
        let built = build(&files)?;
        for (source, rows) in sources.iter_mut().zip(&built.rows) {
            source.rows = *rows;
        }
        let folder = self.version(version);
        // What an interrupted change left behind.
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        // Opened once before it is put in use: what cannot be read back is not used.
        Index::from_bytes(built.index.clone())?;
        write_whole(&folder.join("index.tgi"), &built.index)?;
        if let Some(boundaries) = &built.boundaries {
            write_whole(&folder.join("boundaries.tgb"), &boundaries.to_bytes())?;
        }
        let manifest = serde_json::to_vec_pretty(&Manifest {
            sources: sources.to_vec(),
        })?;
        write_whole(&folder.join("manifest.json"), &manifest)?;
        write_whole(&self.path.join("current"), format!("{version}\n").as_bytes())
    }

    /// Removes versions and sources that are no longer in use; what cannot be removed stays until the next time.
    fn tidy(&self, sources: &[Kept], version: u64) {
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            let old = entry
                .file_name()
                .to_str()
                .and_then(|name| name.parse::<u64>().ok());
            if old.is_some_and(|old| old != version) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        for entry in fs::read_dir(self.path.join("sources"))
            .into_iter()
            .flatten()
            .flatten()
        {
            if !sources
                .iter()
                .any(|source| entry.file_name().to_str() == Some(&source.sha256))
            {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn version(&self, version: u64) -> PathBuf {
        self.path.join(version.to_string())
    }

    /// The version in use.
    fn current(&self) -> Result<Option<u64>> {
        let file = self.path.join("current");
        match fs::read_to_string(&file) {
            Ok(text) => match text.trim().parse() {
                Ok(version) => Ok(Some(version)),
                Err(_) => bail!("{} names no version; add the files again", file.display()),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("{} cannot be read", file.display())),
        }
    }

    fn manifest(&self, version: u64) -> Result<Manifest> {
        let file = self.version(version).join("manifest.json");
        let bytes = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        serde_json::from_slice(&bytes)
            .with_context(|| format!("{} is damaged; add the files again", file.display()))
    }
}

/// Writes a file that is there whole or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let part = path.with_extension("new");
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, path)
    };
    write().with_context(|| format!("{} cannot be written", path.display()))
}
