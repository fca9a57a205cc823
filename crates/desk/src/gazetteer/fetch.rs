//! Downloads a file over HTTP, and goes on where an interrupted download ended.

use anyhow::{Context, Result, bail};
use indicatif::ProgressBar;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

/// Where GeoNames serves its dumps.
pub const GEONAMES: &str = "https://download.geonames.org/export/dump";

/// Bytes downloaded at most: the archive of all countries is below half a gigabyte.
const MOST: u64 = 2_000_000_000;
/// How often a download that breaks off is taken up again before a person is asked to.
const TRIES: usize = 3;

/// What came of asking for a file.
pub enum Fetched {
    /// Its bytes.
    Whole(Vec<u8>),
    /// The server has no such file.
    Absent,
}

/// Fetches `url`; what has come stays in `part` until all of it is there, and the next call goes on from it.
///
/// # Errors
/// When the server cannot be reached, answers with an error, or the download breaks off again and again; the message says
/// how much has come and that the same command goes on from there.
pub fn fetch(url: &str, part: &Path, bar: &ProgressBar) -> Result<Fetched> {
    if let Some(folder) = part.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    let mut broken = String::new();
    for _ in 0..TRIES {
        match attempt(url, part, bar)? {
            Attempt::Whole => {
                let bytes = fs::read(part).with_context(|| format!("{} cannot be read", part.display()))?;
                forget(part);
                return Ok(Fetched::Whole(bytes));
            }
            Attempt::Absent => return Ok(Fetched::Absent),
            Attempt::Broken(why) => broken = why,
        }
    }
    bail!(
        "{url}: the download broke off ({broken}); {} bytes are kept in {}: run the same command again and it goes on from there",
        size(part),
        part.display()
    )
}

/// Removes what has come of a file: it was damaged, or is no longer needed.
pub fn forget(part: &Path) {
    let _ = fs::remove_file(part);
    let _ = fs::remove_file(mark(part));
}

enum Attempt {
    Whole,
    Absent,
    Broken(String),
}

/// Where the mark of the version that `part` is of is kept.
fn mark(part: &Path) -> std::path::PathBuf {
    part.with_extension("mark")
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |meta| meta.len())
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_connect(Some(Duration::from_secs(30)))
        .timeout_recv_response(Some(Duration::from_secs(60)))
        .user_agent(concat!("tocsin/", env!("CARGO_PKG_VERSION")))
        .build()
        .into()
}

fn attempt(url: &str, part: &Path, bar: &ProgressBar) -> Result<Attempt> {
    // Without a mark of its version nothing tells whether the rest is of the same file.
    let version = fs::read_to_string(mark(part)).unwrap_or_default();
    let have = if version.is_empty() { 0 } else { size(part) };
    let mut request = agent().get(url);
    if have > 0 {
        request = request
            .header("Range", format!("bytes={have}-"))
            .header("If-Range", version.as_str());
    }
    let response = match request.call() {
        Ok(response) => response,
        Err(ureq::Error::Io(error)) if have > 0 => return Ok(Attempt::Broken(error.to_string())),
        Err(error) => {
            return Err(error).with_context(|| {
                format!("{url} cannot be reached; check the connection, or give a file with --from")
            });
        }
    };
    let answer = Answer::of(&response);
    let (from, total) = match (answer.status, answer.begins) {
        (200, _) => (0, answer.length),
        (206, Some(begins)) if begins == have => (have, answer.total),
        (206, _) => {
            forget(part);
            return Ok(Attempt::Broken(format!(
                "the server did not send what comes after byte {have}"
            )));
        }
        (404 | 410, _) => return Ok(Attempt::Absent),
        // What has come is longer than the file: it is of another version.
        (416, _) => {
            forget(part);
            return Ok(Attempt::Broken("the file has changed on the server".to_owned()));
        }
        (status, _) => {
            bail!("{url}: the server answers {status}; try again later, or give a file with --from")
        }
    };
    if total.is_some_and(|total| total > MOST) {
        bail!("{url} is larger than {MOST} bytes; give a smaller file");
    }
    fs::write(mark(part), answer.version)?;
    let broken = save(part, from, response.into_body().into_reader(), (total, bar))?;
    let have = size(part);
    Ok(match (broken, total) {
        (Some(why), _) => Attempt::Broken(why),
        (None, Some(total)) if have < total => Attempt::Broken(format!("{have} of {total} bytes came")),
        (None, Some(total)) if have > total => {
            forget(part);
            Attempt::Broken(format!("{have} bytes came where {total} were announced"))
        }
        (None, _) => Attempt::Whole,
    })
}

/// What the head of an answer says.
struct Answer {
    status: u16,
    /// Bytes to come.
    length: Option<u64>,
    /// The first byte of the range sent, and the bytes of the whole file.
    begins: Option<u64>,
    total: Option<u64>,
    /// What tells this version of the file from others; "" if nothing does.
    version: String,
}

impl Answer {
    fn of<B>(response: &ureq::http::Response<B>) -> Self {
        let header = |name: &str| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or("").to_owned()
        };
        let range = header("content-range");
        let etag = header("etag");
        Self {
            status: response.status().as_u16(),
            length: header("content-length").parse().ok(),
            begins: range
                .strip_prefix("bytes ")
                .and_then(|rest| rest.split('-').next()?.parse().ok()),
            total: range.rsplit('/').next().and_then(|total| total.parse().ok()),
            // Weak tags do not promise the same bytes.
            version: if etag.is_empty() || etag.starts_with("W/") {
                header("last-modified")
            } else {
                etag
            },
        }
    }
}

/// Writes what comes behind byte `from` of `part`; gives why it broke off, if it did.
fn save(
    part: &Path,
    from: u64,
    mut body: impl Read,
    (total, bar): (Option<u64>, &ProgressBar),
) -> Result<Option<String>> {
    let mut file: File = if from > 0 {
        OpenOptions::new().append(true).open(part)?
    } else {
        File::create(part).with_context(|| format!("{} cannot be written", part.display()))?
    };
    if let Some(total) = total {
        bar.set_length(total);
    }
    bar.set_position(from);
    let mut have = from;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = match body.read(&mut buffer) {
            Ok(0) => return Ok(None),
            Ok(count) => count,
            Err(error) => return Ok(Some(error.to_string())),
        };
        have += count as u64;
        if have > MOST {
            bail!(
                "{}: more than {MOST} bytes came; give a smaller file",
                part.display()
            );
        }
        file.write_all(&buffer[..count])
            .with_context(|| format!("{} cannot be written", part.display()))?;
        bar.inc(count as u64);
    }
}
