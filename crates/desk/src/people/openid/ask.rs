//! The one way from the desk to the issuer: JSON over TLS, to the hosts the configuration names and to no others.

use crate::config::is_here;
use anyhow::{Result, bail};
use serde_json::Value;
use std::collections::BTreeSet;
use std::time::Duration;

/// How long an answer may take in all.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes an answer may have.
const MOST: u64 = 1 << 20;

/// Asks the issuer.
pub struct Asker {
    agent: ureq::Agent,
    hosts: BTreeSet<String>,
}

/// Why the issuer gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It said no: a status of 400 to 499.
    No,
    /// It cannot be reached, may not be asked, or answers something else than it should.
    Silent,
}

impl From<ureq::Error> for Fault {
    fn from(error: ureq::Error) -> Self {
        match error {
            ureq::Error::StatusCode(status) if (400..500).contains(&status) => Self::No,
            _ => Self::Silent,
        }
    }
}

/// The origin that an address is, as browsers write it: `https://desk.example.org` for `https://Desk.example.org:443/`. `None`
/// where it has another scheme, a user, anything behind the host, or where plain HTTP would leave this machine.
pub fn origin_of(url: &str) -> Option<String> {
    let url = url.strip_suffix('/').unwrap_or(url).to_ascii_lowercase();
    let (scheme, host) = parted(&url)?;
    let usual = if scheme == "https" { ":443" } else { ":80" };
    let named = host.strip_suffix(usual).unwrap_or(host);
    (url.len() == scheme.len() + "://".len() + host.len()).then(|| format!("{scheme}://{named}"))
}

/// Scheme and host with port.
fn parted(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let good = !host.is_empty()
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    let safe = scheme == "https" || (scheme == "http" && is_here(host));
    (good && safe).then_some((scheme, host))
}

impl Asker {
    /// Asks the host of `issuer`, and `others`.
    ///
    /// # Errors
    /// Where the issuer's address cannot be meant.
    pub fn new(issuer: &str, others: &[String]) -> Result<Self> {
        let Some((_, host)) = parted(issuer) else {
            bail!("oidc_issuer {issuer:?} cannot be meant; it begins with https://");
        };
        let mut config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            // A redirect could lead anywhere.
            .max_redirects(0)
            .user_agent(concat!("tocsin/", env!("CARGO_PKG_VERSION")));
        if is_here(host) {
            config = config.proxy(None);
        }
        Ok(Self {
            agent: config.build().into(),
            hosts: others.iter().cloned().chain([host.to_owned()]).collect(),
        })
    }

    /// Whether this address is one of the issuer's.
    pub fn may(&self, url: &str) -> bool {
        parted(url).is_some_and(|(_, host)| self.hosts.contains(host))
    }

    /// What stands at `url`.
    ///
    /// # Errors
    /// Where it is not the issuer's, cannot be reached, or is no JSON.
    pub fn get(&self, url: &str) -> Result<Value, Fault> {
        self.check(url)?;
        read(self.agent.get(url).header("Accept", "application/json").call()?)
    }

    /// What `url` answers to a form.
    ///
    /// # Errors
    /// Likewise.
    pub fn post(
        &self,
        url: &str,
        form: &[(&str, &str)],
        authorization: Option<&str>,
    ) -> Result<Value, Fault> {
        self.check(url)?;
        let mut request = self.agent.post(url).header("Accept", "application/json");
        if let Some(value) = authorization {
            request = request.header("Authorization", value);
        }
        read(request.send_form(form.iter().copied())?)
    }

    fn check(&self, url: &str) -> Result<(), Fault> {
        if self.may(url) {
            return Ok(());
        }
        Err(Fault::Silent)
    }
}

fn read(mut response: ureq::http::Response<ureq::Body>) -> Result<Value, Fault> {
    if response.status().as_u16() != 200 {
        return Err(Fault::Silent);
    }
    let text = response.body_mut().with_config().limit(MOST).read_to_string()?;
    serde_json::from_str(&text).map_err(|_| Fault::Silent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_calls_the_issuer_alone() {
        let asker = Asker::new(
            "https://id.example.org/realms/desk",
            &["keys.example.org".to_owned()],
        )
        .unwrap();
        for good in ["https://id.example.org/token", "https://keys.example.org/a?b"] {
            assert!(asker.may(good), "{good}");
        }
        for bad in [
            "http://id.example.org/token",
            "https://id.example.org:8443/token",
            "https://id.example.org@evil.example/",
            "https://evil.example/id.example.org",
            "https://id.example.org.evil.example/",
            "ftp://id.example.org/",
            "",
        ] {
            assert!(!asker.may(bad), "{bad}");
        }
        assert!(Asker::new("http://id.example.org", &[]).is_err());
        assert!(Asker::new("http://127.0.0.1:9/", &[]).is_ok());
        for good in ["https://desk.example.org", "https://Desk.Example.org:443/"] {
            assert_eq!(
                origin_of(good).as_deref(),
                Some("https://desk.example.org"),
                "{good}"
            );
        }
        assert_eq!(
            origin_of("http://localhost:8017").as_deref(),
            Some("http://localhost:8017")
        );
        for bad in [
            "https://desk.example.org/x",
            "https://desk.example.org?x",
            "http://desk.example.org",
            "desk.example.org",
        ] {
            assert_eq!(origin_of(bad), None, "{bad}");
        }
    }
}
