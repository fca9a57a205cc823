//! Web hooks: a signed line for every change to an incident that the hook's account may see, tried again until it arrives.

use super::input::{Path, Sent, answered, missing, problem, tagged};
use crate::people::{random_hex, seconds};
use crate::web::Shared;
use crate::web::answer::Answer;
use crate::web::visit::Visit;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use hmac::{Hmac, KeyInit, Mac};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::fmt::Write;
use std::net::IpAddr;
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use tocsin_store::{Hook, Parcel, Reader, Store};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Tries before something is given up: the last comes about a day after the first.
const TRIES: u32 = 14;
/// Seconds before the second try; doubled from then on.
const FIRST_WAIT: u64 = 10;
/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Changes told at once.
const TOGETHER: usize = 100;

/// A hook; never its secret.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HookAnswer {
    /// Its number.
    pub number: u64,
    /// Where to.
    pub url: String,
}

/// A hook to be added.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHook {
    /// `http://` and an address of this machine: what leaves it goes through a program you choose.
    pub url: String,
}

/// A new hook, its secret told once.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NewHookSecret {
    /// Its number.
    pub number: u64,
    /// The key of the HMAC-SHA-256 in `X-Tocsin-Signature`.
    pub secret: String,
}

/// What a hook is sent.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HookBody {
    /// Number of the ledger entry.
    pub number: u64,
    /// The incident; fetch it to see what it is now.
    pub incident: String,
    /// `version`, or the act of a decision.
    pub what: String,
}

/// The hooks of one's own account.
pub async fn list(visit: Visit, headers: HeaderMap) -> Answer {
    let name = visit.viewer.name.clone();
    let hooks = visit.shared.with_reader(|store| Ok(store.hooks()?)).await?;
    let all: Vec<HookAnswer> = hooks
        .into_iter()
        .filter(|hook| hook.account == name)
        .map(|hook| HookAnswer {
            number: hook.number,
            url: hook.url,
        })
        .collect();
    tagged(&headers, &all)
}

/// Adds a hook.
pub async fn add(visit: Visit, Sent(sent): Sent<NewHook>) -> Answer {
    if place_of(&sent.url).is_none() {
        return Ok(problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "A hook is http:// and an address of this machine, such as http://127.0.0.1:9000/tocsin.",
        ));
    }
    let secret = random_hex(32)?;
    let (kept, account) = (secret.clone(), visit.viewer.name.clone());
    let number = visit
        .write(move |store| Ok(store.add_hook(&sent.url, &kept, &account)?))
        .await?;
    answered(StatusCode::CREATED, &NewHookSecret { number, secret })
}

/// Removes a hook.
pub async fn remove(visit: Visit, Path(number): Path<u64>) -> Answer {
    let account = visit.viewer.name.clone();
    let number = number.min(i64::MAX.cast_unsigned());
    let dropped = visit
        .write(move |store| Ok(store.drop_hook(number, &account)?))
        .await?;
    Ok(if dropped {
        StatusCode::NO_CONTENT.into_response()
    } else {
        missing()
    })
}

/// Host with port, and path, of an address on this machine; `None` for any other.
fn place_of(url: &str) -> Option<(String, String)> {
    let rest = url.strip_prefix("http://")?;
    if rest.len() > 500
        || !rest.bytes().all(|byte| byte.is_ascii_graphic())
        || rest.contains(['@', '#', '\\'])
    {
        return None;
    }
    let (host, path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, "/"),
    };
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
    let port: u16 = port.parse().ok()?;
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let here = name == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    here.then(|| (format!("{name}:{port}"), path.to_owned()))
}

/// Tells the hooks what happened, for as long as the desk runs. What waits is in the register: a restart loses nothing.
pub async fn send_all(shared: Arc<Shared>) {
    let mut news = shared.news.subscribe();
    loop {
        let hooks = shared
            .with_reader(|store| Ok(store.hooks()?))
            .await
            .unwrap_or_default();
        for hook in &hooks {
            // What fails here is tried again with the next round.
            let _ = tell(&shared, hook.clone()).await;
        }
        if !hooks.is_empty() {
            let _ = deliver(&shared, &hooks).await;
        }
        let rest = tokio::time::sleep(Duration::from_secs(2));
        tokio::select! {
            changed = news.changed() => if changed.is_err() { return },
            () = rest => {}
        }
    }
}

/// Puts what a hook has not heard of yet into the outbox.
async fn tell(shared: &Arc<Shared>, hook: Hook) -> anyhow::Result<()> {
    let account = hook.account.clone();
    let seen = hook.seen;
    let happened = shared
        .with_reader(move |store| {
            let Some(account) = store.account(&account)?.filter(|account| !account.disabled) else {
                return Ok(Vec::new());
            };
            let reader = Reader {
                clearance: account.clearance,
                groups: Some(account.groups),
            };
            Ok(store.view_as(&reader)?.happenings(seen, TOGETHER)?)
        })
        .await?;
    let Some(upto) = happened.last().map(|last| last.number) else {
        return Ok(());
    };
    let bodies = happened
        .into_iter()
        .map(|happening| {
            serde_json::to_string(&HookBody {
                number: happening.number,
                incident: happening.incident,
                what: happening.what,
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    write(shared, move |store| {
        Ok(store.tell_hook(hook.number, upto, &bodies)?)
    })
    .await
}

/// Sends what is due.
async fn deliver(shared: &Arc<Shared>, hooks: &[Hook]) -> anyhow::Result<()> {
    let due = shared
        .with_reader(|store| Ok(store.due(seconds(), TOGETHER)?))
        .await?;
    for parcel in due {
        let arrived = match hooks.iter().find(|hook| hook.number == parcel.hook) {
            Some(hook) => tokio::time::timeout(PATIENCE, post(hook, &parcel))
                .await
                .is_ok_and(|sent| sent.is_ok_and(|status| (200..300).contains(&status))),
            None => true,
        };
        write(shared, move |store| {
            if arrived || parcel.tries + 1 >= TRIES {
                store.sent(parcel.number)?;
            } else {
                let wait = FIRST_WAIT << parcel.tries.min(20);
                store.put_off(parcel.number, seconds() + wait)?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

async fn write(
    shared: &Arc<Shared>,
    work: impl FnOnce(&mut Store) -> anyhow::Result<()> + Send + 'static,
) -> anyhow::Result<()> {
    let shared = Arc::clone(shared);
    tokio::task::spawn_blocking(move || {
        let mut store = shared.writer.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut store)
    })
    .await?
}

/// Sends one line; the status of the answer.
async fn post(hook: &Hook, parcel: &Parcel) -> anyhow::Result<u16> {
    let (host, path) =
        place_of(&hook.url).ok_or_else(|| anyhow::anyhow!("not an address of this machine"))?;
    let mut stream = tokio::net::TcpStream::connect(&host).await?;
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         X-Tocsin-Delivery: {}\r\nX-Tocsin-Signature: sha256={}\r\nConnection: close\r\n\r\n{}",
        parcel.body.len(),
        parcel.number,
        signature(&hook.secret, &parcel.body),
        parcel.body
    );
    stream.write_all(request.as_bytes()).await?;
    let mut head = [0u8; 64];
    let mut held = 0;
    while held < 12 {
        let read = stream.read(&mut head[held..]).await?;
        if read == 0 {
            break;
        }
        held += read;
    }
    let line = String::from_utf8_lossy(&head[..held]).into_owned();
    line.split(' ')
        .nth(1)
        .and_then(|status| status.get(..3)?.parse().ok())
        .ok_or_else(|| anyhow::anyhow!("no status in {line:?}"))
}

/// HMAC-SHA-256 of a body, in hexadecimal digits.
pub fn signature(secret: &str, body: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(body.as_bytes());
    let mut out = String::new();
    for byte in mac.finalize().into_bytes() {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hooks_stay_on_this_machine() {
        for good in [
            "http://127.0.0.1:9000/x",
            "http://localhost/",
            "http://[::1]:8/y?z=1",
        ] {
            assert!(place_of(good).is_some(), "{good}");
        }
        for bad in [
            "https://127.0.0.1/",
            "http://10.0.0.1/",
            "http://localhost.evil.example/",
            "http://127.0.0.1@evil.example/",
            "http://127.0.0.1:9000/a b",
            "http://127.0.0.1:99999/",
        ] {
            assert!(place_of(bad).is_none(), "{bad}");
        }
    }

    /// Test case 2 of RFC 4231.
    #[test]
    fn the_signature_of_the_standard() {
        assert_eq!(
            signature("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
