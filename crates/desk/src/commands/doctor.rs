//! `doctor`: looks at everything that could be wrong with a desk, and says what to do about it.

use super::Desk;
use crate::cli::exit;
use crate::config::Config;
use crate::people::openid::Issuer;
use crate::people::role::{Right, rights, roles};
use crate::web::tls;
use anyhow::Result;
use serde_json::json;
use std::path::Path;
use tocsin_store::Store;

/// One thing looked at.
struct Finding {
    key: &'static str,
    well: bool,
    detail: String,
}

/// `doctor`; `quick` leaves out what takes long on a large register.
///
/// # Errors
/// When standard output is closed.
pub fn doctor(desk: &Desk, quick: bool) -> Result<u8> {
    let (finding, config) = config(desk);
    let mut found = vec![finding];
    found.extend(config.and_then(|config| certificate(desk, &config)));
    match Store::read_only(&desk.register) {
        Err(error) => found.push(Finding {
            key: "people-doctor-register",
            // A desk not yet begun is not ill.
            well: !desk.register.exists(),
            detail: error.to_string(),
        }),
        Ok(store) => look(&store, quick, &mut found)?,
    }
    found.extend(permissions(&desk.register));
    let ill = found.iter().any(|finding| !finding.well);
    if desk.json {
        let all: Vec<_> = found
            .iter()
            .map(|finding| json!({"check": finding.key.trim_start_matches("people-doctor-"), "well": finding.well, "detail": finding.detail}))
            .collect();
        desk.answer(&all)?;
    } else {
        for finding in &found {
            let sign = if finding.well { "ok" } else { "! " };
            let said = desk.say(finding.key, &[("detail", &finding.detail)]);
            desk.tell(&format!("{sign} {said}"))?;
        }
    }
    Ok(if ill { exit::FAILED } else { exit::WELL })
}

/// The configuration, as far as it can be read, and whether a desk would start with it.
fn config(desk: &Desk) -> (Finding, Option<Config>) {
    let read = Config::read(None, &desk.register);
    let wrong = match &read {
        Ok(config) => config.origin().and_then(|_| Issuer::of(config).map(|_| ())).err(),
        Err(error) => Some(anyhow::anyhow!("{error:#}")),
    };
    let config = read.ok();
    let finding = Finding {
        key: "people-doctor-config",
        well: wrong.is_none(),
        detail: match wrong {
            Some(error) => format!("{error:#}"),
            None => config
                .as_ref()
                .map(|config| config.listen.clone())
                .unwrap_or_default(),
        },
    };
    (finding, config)
}

/// The certificate named in the configuration: whether it can be used, and for how long.
fn certificate(desk: &Desk, config: &Config) -> Option<Finding> {
    let finding = |well: bool, detail: String| Finding {
        key: "people-doctor-tls",
        well,
        detail,
    };
    let now = tls::now();
    Some(match tls::Files::named(&config.tls_cert, &config.tls_key) {
        Ok(None) => return None,
        Ok(Some(files)) => match files.check(now) {
            Ok(checked) => finding(checked.until - now > tls::SOON * 86_400, tls::day(checked.until)),
            Err(unfit) => finding(false, unfit.said(desk.lang)),
        },
        Err(unfit) => finding(false, unfit.said(desk.lang)),
    })
}

fn look(store: &Store, quick: bool, found: &mut Vec<Finding>) -> Result<()> {
    let last = store.last()?;
    found.push(Finding {
        key: "people-doctor-register",
        well: true,
        detail: format!("{} · {last}", store.path().display()),
    });
    if !quick {
        let report = store.verify(None)?;
        found.push(Finding {
            key: "people-doctor-ledger",
            well: report.first_bad.is_none(),
            detail: report.first_bad.map_or(report.head.hash, |bad| bad.why),
        });
    }
    let accounts = store.accounts()?;
    let keepers: Vec<_> = accounts
        .iter()
        .filter(|account| !account.disabled)
        .filter(|account| roles(&account.role).is_ok_and(|roles| rights(&roles).contains(&Right::People)))
        .collect();
    found.push(Finding {
        key: "people-doctor-accounts",
        well: accounts.is_empty() || !keepers.is_empty(),
        detail: accounts.len().to_string(),
    });
    let bare: Vec<&str> = keepers
        .iter()
        .filter(|account| account.totp.is_empty())
        .map(|account| account.name.as_str())
        .collect();
    found.push(Finding {
        key: "people-doctor-second-factor",
        well: bare.is_empty(),
        detail: bare.join(", "),
    });
    let waiting = store.due(u64::from(u32::MAX), 1000)?.len();
    found.push(Finding {
        key: "people-doctor-outbox",
        well: waiting < 1000,
        detail: waiting.to_string(),
    });
    Ok(())
}

/// Whether others on this machine could read the register.
#[cfg(unix)]
fn permissions(register: &Path) -> Option<Finding> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(register).ok()?.permissions().mode() & 0o777;
    Some(Finding {
        key: "people-doctor-permissions",
        well: mode & 0o077 == 0,
        detail: format!("{mode:o}"),
    })
}

#[cfg(not(unix))]
fn permissions(_register: &Path) -> Option<Finding> {
    None
}
