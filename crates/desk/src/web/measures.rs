//! What the desk counts about itself, in the text form that Prometheus reads: no addresses, no names, no contents.

use super::Shared;
use super::answer::Answer;
use super::visit::Visit;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};

/// Upper bounds of the classes of duration, in milliseconds.
const BOUNDS: [u64; 8] = [5, 10, 20, 50, 100, 300, 1000, 5000];

/// Counts since the start.
#[derive(Debug, Default)]
pub struct Measures(Mutex<BTreeMap<(String, u16), Series>>);

#[derive(Debug, Default)]
struct Series {
    count: u64,
    total_ms: u64,
    within: [u64; BOUNDS.len()],
}

impl Measures {
    fn note(&self, path: &str, status: u16, ms: u64) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let series = all.entry((path.to_owned(), status)).or_default();
        series.count += 1;
        series.total_ms += ms;
        for (within, bound) in series.within.iter_mut().zip(BOUNDS) {
            *within += u64::from(ms <= bound);
        }
    }

    fn text(&self) -> String {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut out = String::from(
            "# HELP tocsin_request_duration_seconds How long requests took.\n# TYPE tocsin_request_duration_seconds histogram\n",
        );
        for ((path, status), series) in &*all {
            let labels = format!("path=\"{path}\",status=\"{status}\"");
            for (within, bound) in series.within.iter().zip(BOUNDS) {
                let bound = format!("{}.{:03}", bound / 1000, bound % 1000);
                let _ = writeln!(
                    out,
                    "tocsin_request_duration_seconds_bucket{{{labels},le=\"{bound}\"}} {within}"
                );
            }
            let (count, total) = (series.count, series.total_ms);
            let _ = writeln!(
                out,
                "tocsin_request_duration_seconds_bucket{{{labels},le=\"+Inf\"}} {count}\n\
                 tocsin_request_duration_seconds_sum{{{labels}}} {}.{:03}\n\
                 tocsin_request_duration_seconds_count{{{labels}}} {count}",
                total / 1000,
                total % 1000
            );
        }
        out
    }
}

/// Counts every request by its route (never by the address asked for) and status.
pub async fn count(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    #[expect(clippy::disallowed_methods, reason = "durations of requests")]
    let began = std::time::Instant::now();
    let response = next.run(request).await;
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    shared.measures.note(&path, response.status().as_u16(), ms);
    response
}

/// The measures, and the size of the register.
///
/// # Errors
/// When the register cannot be read.
pub async fn metrics(visit: Visit) -> Answer {
    let (entries, bytes) = visit
        .shared
        .with_reader(|store| {
            let bytes = std::fs::metadata(store.path()).map_or(0, |meta| meta.len());
            Ok((store.last()?, bytes))
        })
        .await?;
    let mut out = visit.shared.measures.text();
    let _ = write!(
        out,
        "# TYPE tocsin_ledger_entries counter\ntocsin_ledger_entries {entries}\n\
         # TYPE tocsin_register_bytes gauge\ntocsin_register_bytes {bytes}\n"
    );
    if let Some(resident) = resident() {
        let _ = write!(
            out,
            "# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes {resident}\n"
        );
    }
    Ok((
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")],
        out,
    )
        .into_response())
}

/// Resident memory in bytes; `None` where the system does not say.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().split(' ').next()?.parse().ok()?;
    Some(kilobytes * 1024)
}
