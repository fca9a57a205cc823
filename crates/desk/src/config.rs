//! The desk's one configuration file, and its reference, printed from the very type that reads it.

use crate::people::openid::ask::origin_of;
use anyhow::{Context, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::net::IpAddr;
use std::path::Path;

/// Name of the file that is read where none is named: beside the register.
pub const BESIDE: &str = "tocsin.toml";

/// What the configuration file may say. The command line and the environment come before it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address and port to listen on. Any but 127.0.0.1 and [::1] needs accounts.
    pub listen: String,
    /// Minutes without a request after which a session ends.
    pub idle_minutes: u16,
    /// Hours after which a session ends whatever happens.
    pub session_hours: u16,
    /// A proxy before the desk speaks TLS: session cookies are sent over it alone.
    pub https: bool,
    /// TLS in the desk itself: the file (PEM) with its certificate and those above it. Read again when it changes, and on SIGHUP.
    pub tls_cert: String,
    /// The file (PEM) with the private key of that certificate.
    pub tls_key: String,
    /// The address people open, such as https://desk.example.org : needed for passkeys (unless it is localhost) and for OpenID Connect.
    pub public_url: String,
    /// OpenID Connect: the issuer to sign in with, as its own discovery document names it; "" for none.
    pub oidc_issuer: String,
    /// The name of this desk at the issuer (client_id). Its way back is PUBLIC_URL/sign-in/openid/back .
    pub oidc_client: String,
    /// The file with the client's secret; "" where the issuer gave none.
    pub oidc_secret_file: String,
    /// What people read on the button.
    pub oidc_name: String,
    /// Other hosts on which the issuer says its parts are (token endpoint, keys). The desk calls no others.
    pub oidc_hosts: Vec<String>,
    /// What the desk asks the issuer for, beside openid.
    pub oidc_scopes: Vec<String>,
    /// The claim that says what someone may do, such as groups; "" leaves roles and clearance to the desk's admin.
    pub oidc_claim: String,
    /// What each value of that claim gives: "ROLES CLEARANCE GROUPS", such as "analyst,reviewer amber cell-7". Several values add up. Who has none is not let in.
    pub oidc_map: BTreeMap<String, String>,
    /// Whether someone the claim lets in gets an account of their own at the first sign-in; else an account must be linked before.
    pub oidc_adds: bool,
    /// Folder with the built assets of the map with script; "" for the folder map-island beside the register. Without them the desk draws the map alone.
    pub map_island: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8017".to_owned(),
            idle_minutes: 30,
            session_hours: 12,
            https: false,
            tls_cert: String::new(),
            tls_key: String::new(),
            public_url: String::new(),
            oidc_issuer: String::new(),
            oidc_client: String::new(),
            oidc_secret_file: String::new(),
            oidc_name: String::new(),
            oidc_hosts: Vec::new(),
            oidc_scopes: Vec::new(),
            oidc_claim: String::new(),
            oidc_map: BTreeMap::new(),
            oidc_adds: false,
            map_island: String::new(),
        }
    }
}

impl Config {
    /// Reads `named`, or the file beside the register where there is one; what neither says is as by default.
    ///
    /// # Errors
    /// Where the file cannot be read or says something unknown; the message names it.
    pub fn read(named: Option<&Path>, register: &Path) -> Result<Self> {
        let beside = register.with_file_name(BESIDE);
        let path = match named {
            Some(path) => path,
            None if beside.exists() => &beside,
            None => return Ok(Self::default()),
        };
        let text =
            std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        toml::from_str(&text).with_context(|| format!("{} cannot be meant", path.display()))
    }

    /// The origin of the address people open, as browsers write it; "" where none is named.
    ///
    /// # Errors
    /// Where it cannot be meant: it has a path, a user, or is not over TLS though it is not this machine.
    pub fn origin(&self) -> Result<String> {
        if self.public_url.is_empty() {
            return Ok(String::new());
        }
        origin_of(&self.public_url).with_context(|| {
            format!(
                "public_url {:?} cannot be meant; write it https://desk.example.org, with nothing behind the host",
                self.public_url
            )
        })
    }

    /// The reference: a file that says what every key is for, with its default.
    ///
    /// # Errors
    /// Where the defaults cannot be written as TOML.
    pub fn reference() -> Result<String> {
        let schema = serde_json::to_value(schemars::schema_for!(Self))?;
        let defaults = toml::Table::try_from(Self::default())?;
        let mut out = format!(
            "# {BESIDE}: the configuration of a desk, beside its register or named with --config.\n\
             # Every key is shown with its default. The command line and the environment come before it.\n"
        );
        for (key, value) in &defaults {
            let says = schema
                .pointer(&format!("/properties/{key}/description"))
                .and_then(|says| says.as_str())
                .unwrap_or_default();
            let _ = write!(out, "\n# {}\n{key} = {value}\n", says.replace('\n', "\n# "));
        }
        Ok(out)
    }
}

/// Whether a host, with or without a port, is this machine: `localhost`, `127.0.0.1:8017`, `[::1]`.
pub fn is_here(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    };
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_is_a_file_that_changes_nothing() {
        let text = Config::reference().unwrap();
        let read: Config = toml::from_str(&text).unwrap();
        assert_eq!(read.listen, Config::default().listen);
        let keys = toml::from_str::<toml::Table>(&text).unwrap().len();
        assert_eq!(
            text.matches("\n# ").count(),
            keys + 1,
            "every key is explained:\n{text}"
        );
        let error = toml::from_str::<Config>("lisen = \"x\"").unwrap_err();
        assert!(error.to_string().contains("lisen"), "a slip is named");
    }
}
