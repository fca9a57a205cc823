//! The arguments of `account` and `release`: who may sign in, and what two of them let out.

use super::AudienceArg;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `account`.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Add an account; its first password is printed once, or read with --password-stdin
    Add {
        /// A pseudonym: lower-case letters, digits, `-`, `_`, `.`
        name: String,
        /// relay, analyst, reviewer, releaser, coordinator, auditor, admin; several joined by commas
        #[arg(long)]
        role: String,
        /// The strictest label it may see
        #[arg(long, default_value = "green")]
        clearance: tocsin_core::Tlp,
        /// Sharing groups it belongs to, joined by commas
        #[arg(long, default_value = "")]
        groups: String,
        /// Read the password from the first line of standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// List the accounts
    List,
    /// Change an account's roles, clearance or groups; what is not named stays
    Set {
        /// The account
        name: String,
        /// Its roles from now on
        #[arg(long)]
        role: Option<String>,
        /// Its clearance from now on
        #[arg(long)]
        clearance: Option<tocsin_core::Tlp>,
        /// Its sharing groups from now on
        #[arg(long)]
        groups: Option<String>,
    },
    /// Let an account sign in no longer; its tokens end
    Disable {
        /// The account
        name: String,
    },
    /// Let an account sign in again
    Enable {
        /// The account
        name: String,
    },
    /// Link an account to someone an issuer of OpenID Connect knows
    Link {
        /// The account
        name: String,
        /// The issuer, as oidc_issuer in the configuration has it
        #[arg(long)]
        issuer: String,
        /// The issuer's name for them: the claim `sub`
        #[arg(long)]
        subject: String,
    },
    /// Take the links of an account to issuers of OpenID Connect away
    Unlink {
        /// The account
        name: String,
    },
    /// Give an account a new password, and take away its second factor and its passkeys
    Passwd {
        /// The account
        name: String,
        /// Read the password from the first line of standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// Make a token for a program that acts for an account; it is printed once
    Token {
        /// The account
        name: String,
        /// What it is for
        #[arg(long = "for", value_name = "PURPOSE")]
        purpose: String,
        /// What it may do: read, take-in, work, decide, withdraw, ask, release, fence, audit, people, operate
        #[arg(long, default_value = "read")]
        scopes: String,
        /// Days it holds
        #[arg(long, default_value_t = 90, value_name = "N")]
        days: u16,
    },
}

/// `release`. Who asks and who grants sign with their accounts' passwords, read from standard input.
#[derive(Debug, Subcommand)]
pub enum ReleaseCommand {
    /// Ask for a release of these incidents, as they are now
    Ask {
        /// Their ids
        #[arg(required = true)]
        incidents: Vec<String>,
        /// For whom: `partner` or `public`
        #[arg(long = "for", value_enum, default_value_t = AudienceArg::Public)]
        audience: AudienceArg,
        /// The partner's name
        #[arg(long, default_value = "")]
        to: String,
        /// The partner's clearance
        #[arg(long, default_value = "clear")]
        clearance: tocsin_core::Tlp,
        /// In which form
        #[arg(long, default_value = "json")]
        format: String,
        /// Why, in a sentence
        #[arg(long)]
        why: String,
        /// Who asks
        #[command(flatten)]
        by: By,
    },
    /// List what waits for a second person
    List {
        /// Who reads
        #[command(flatten)]
        by: By,
    },
    /// Grant a release another asked for; what leaves is written
    Grant {
        /// The number of the ask
        number: u64,
        /// Where to; standard output by default
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Who grants
        #[command(flatten)]
        by: By,
    },
    /// Refuse a release another asked for
    Refuse {
        /// The number of the ask
        number: u64,
        /// Why, in a sentence
        #[arg(long)]
        why: String,
        /// Who refuses
        #[command(flatten)]
        by: By,
    },
}

/// Who does it.
#[derive(Debug, Args)]
pub struct By {
    /// The account; its password is read from standard input
    #[arg(long, env = "TOCSIN_WHO")]
    pub who: String,
    /// The code of its authenticator, where it has one
    #[arg(long, default_value = "")]
    pub code: String,
}
