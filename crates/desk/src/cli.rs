//! The command line: what can be asked of Tocsin, and the exit statuses it answers with.

use crate::say::Lang;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub mod people;

pub use people::{AccountCommand, By, ReleaseCommand};

/// Exit statuses, the same for every command; `tocsin --help` lists them.
pub mod exit {
    /// All went well.
    pub const WELL: u8 = 0;
    /// It failed; the message says why.
    pub const FAILED: u8 = 1;
    /// Done, but some of the input could not be read; each problem is listed.
    pub const PROBLEMS: u8 = 3;
    /// There is no such thing in the register.
    pub const NOT_FOUND: u8 = 4;
    /// Refused by a rule of handling or review; the reasons are listed.
    pub const REFUSED: u8 = 5;
    /// The ledger does not hold: something was changed after it was written.
    pub const BROKEN: u8 = 6;
}

/// An early-warning desk: takes in reports, keeps one incident register in which every value is traced to its words.
#[derive(Debug, Parser)]
#[command(
    name = "tocsin",
    version,
    max_term_width = 100,
    after_help = "\
Exit status: 0 all went well · 1 failed · 2 wrong usage · 3 done, with problems listed · 4 not found ·
             5 refused by a rule · 6 the ledger does not hold

Begin with:  tocsin serve --samples            a register of sample reports, in the browser
             tocsin take-in reports/           your own files and folders
             tocsin incidents                  what came of them
             tocsin show ID                    every value, its words and who said them"
)]
pub struct Cli {
    /// The register: one file, made when first written to
    #[arg(long, global = true, env = "TOCSIN_REGISTER", value_name = "FILE")]
    pub register: Option<PathBuf>,
    /// Language of messages; the default follows LANG
    #[arg(long, global = true, env = "TOCSIN_LANG", value_enum)]
    pub lang: Option<Lang>,
    /// Answer as JSON, for machines; `tocsin schema` prints the schema
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What can be asked.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take in reports: files, folders, `-` for standard input
    TakeIn(TakeIn),
    /// List incidents
    Incidents(Incidents),
    /// Show one incident: every field with all its values, their words, speakers and origins
    Show {
        /// The incident's id (or its beginning, where only one fits)
        id: String,
    },
    /// Show one report with its claims underlined, and what was left out and why
    Report {
        /// The report's id (or its beginning)
        id: String,
    },
    /// List all contradictions that are open
    Contradictions,
    /// Why two accounts or incidents were linked, or not
    Why {
        /// An incident, or an account REPORT#N
        a: String,
        /// Another
        b: String,
    },
    /// List the words, places and numbers that link nothing because too many reports share them
    Muted,
    /// Show how reliable each source proved, by the claims people checked
    Records,
    /// Show on how many independent lines each value of an incident rests
    Origins {
        /// The incident's id
        id: String,
    },
    /// Decide on an incident; every decision is kept with who, when and why
    Decide(Decide),
    /// Write cleared incidents for others, or all of them for this desk's own use
    Export(Export),
    /// Release by two named people: one asks, another grants
    #[command(subcommand)]
    Release(ReleaseCommand),
    /// Check that nothing in the ledger was changed after it was written
    Verify,
    /// Build the register anew from the ledger
    Rebuild,
    /// List the problems met when taking in
    Problems,
    /// Open the desk in the browser
    Serve(Serve),
    /// Copy the register as it is now, while a desk may be running
    Backup {
        /// Where to; a new file
        to: PathBuf,
    },
    /// Put a copy in the register's place, and what was there beside it; the desk must be stopped
    Restore {
        /// The copy
        from: PathBuf,
    },
    /// Bring a register of an earlier Tocsin to this one
    Upgrade {
        /// Try it on a copy, and say what came of it
        #[arg(long)]
        rehearse: bool,
    },
    /// Look at everything that could be wrong with this desk
    Doctor {
        /// Leave out what takes long on a large register
        #[arg(long)]
        quick: bool,
    },
    /// Print what the configuration file may say, with the defaults
    Config,
    /// Keep the accounts of those who sign in
    #[command(subcommand)]
    Account(AccountCommand),
    /// Load places, P-codes and boundaries beside those that come with Tocsin; list them, take them away
    Gazetteer {
        /// What
        #[command(subcommand)]
        act: GazetteerAct,
    },
    /// Read the places of a text, with candidates and reasons
    Places {
        /// The text; `-` reads standard input
        text: String,
        /// Draw the places on a map, as an SVG file
        #[arg(long, value_name = "FILE")]
        map: Option<PathBuf>,
    },
    /// Read the dates of a text
    Dates {
        /// The text; `-` reads standard input
        text: String,
        /// The day the text was published, YYYY-MM-DD
        #[arg(long, value_name = "DAY")]
        published: Option<jiff::civil::Date>,
    },
    /// Print the code book
    Codebook,
    /// Print the JSON Schema of the answers given with --json
    Schema,
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

/// `take-in`.
#[derive(Debug, Args)]
pub struct TakeIn {
    /// Files or folders; `-` reads standard input
    #[arg(required_unless_present = "samples")]
    pub inputs: Vec<String>,
    /// Take in the sample reports that come with Tocsin
    #[arg(long)]
    pub samples: bool,
    /// Name of the outlet or channel, where the items do not say
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Day of publication, where the items do not say
    #[arg(long, value_name = "DAY")]
    pub published: Option<jiff::civil::Date>,
    /// Handling of these items: clear, green, amber, amber+strict, red; the stricter of this and their own holds
    #[arg(long, default_value = "clear")]
    pub tlp: tocsin_core::Tlp,
    /// Items committed together: an interruption costs at most these
    #[arg(long, default_value_t = 256, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub batch: u16,
    /// Part of an exercise: kept apart from real reports
    #[arg(long)]
    pub exercise: bool,
}

/// `incidents`.
#[derive(Debug, Default, Args)]
pub struct Incidents {
    /// Not before this day
    #[arg(long, value_name = "DAY")]
    pub from: Option<jiff::civil::Date>,
    /// Not after this day
    #[arg(long, value_name = "DAY")]
    pub to: Option<jiff::civil::Date>,
    /// Within this box: west,south,east,north in degrees
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true)]
    pub bbox: Option<String>,
    /// In this country: ISO 3166-1, two letters
    #[arg(long)]
    pub country: Option<String>,
    /// Of this kind: a code of the code book (`tocsin codebook`), narrower ones included
    #[arg(long = "type", value_name = "CODE")]
    pub code: Option<String>,
    /// Said to be by this actor: its key or a part of its name
    #[arg(long)]
    pub actor: Option<String>,
    /// In this state
    #[arg(long, value_enum)]
    pub status: Option<StatusArg>,
    /// Containing these words, in the incident or its reports
    #[arg(long)]
    pub text: Option<String>,
    /// Candidates too: rows of articles' tables and the like, which nobody vouches for
    #[arg(long)]
    pub candidates: bool,
    /// At most this many
    #[arg(long, default_value_t = 50)]
    pub limit: usize,
}

/// The states, as arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "see tocsin_core::Status")]
pub enum StatusArg {
    New,
    InReview,
    Accepted,
    Rejected,
    Withdrawn,
}

/// `decide`.
#[derive(Debug, Args)]
pub struct Decide {
    /// The incident's id
    pub id: String,
    /// What
    #[command(subcommand)]
    pub act: ActArg,
    /// Who decides: a handle, not a name
    #[arg(long, global = true, env = "TOCSIN_WHO", default_value = "desk")]
    pub who: String,
    /// Why, in a sentence
    #[arg(long, global = true, default_value = "")]
    pub why: String,
}

/// The decisions a person can take.
#[derive(Debug, Subcommand)]
pub enum ActArg {
    /// Take it into review, or back into it
    TakeUp,
    /// Take it as having happened
    Accept,
    /// Take it as not an incident
    Reject,
    /// Take back an accepted one
    Withdraw,
    /// Set the grade: a letter A–F and a number 1–6, such as C3
    Grade {
        /// The grade
        grade: String,
    },
    /// Show this claim's value first: REPORT:N as `show` prints it
    Prefer {
        /// The field
        field: String,
        /// The claim
        claim: String,
    },
    /// Say that another incident tells of the same event
    Merge {
        /// The other
        with: String,
    },
    /// Say that these accounts tell of another event: REPORT#N as `show` prints them
    Split {
        /// The accounts
        #[arg(required = true)]
        accounts: Vec<String>,
    },
    /// Take back a merge or a split, by its number in the history
    Undo {
        /// The decision's number
        decision: u64,
    },
    /// Answer a contradiction; without claims it stays open with the reason said
    Resolve {
        /// The field
        field: String,
        /// The claims found right, REPORT:N
        claims: Vec<String>,
    },
    /// Give it to someone to work on: the name of an account; "" takes it back
    Assign {
        /// The account
        to: String,
    },
    /// Say, as a second reader, that the last word on it stands
    SecondRead {
        /// It does not stand (say why with --why)
        #[arg(long)]
        disagrees: bool,
    },
    /// Only say something (with --why)
    Comment,
}

/// `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// In which form
    #[arg(long, default_value = "json")]
    pub format: String,
    /// For whom: `desk` (own use, everything, marked), `partner` or `public` (cleared items only)
    #[arg(long = "for", value_enum, default_value_t = AudienceArg::Public)]
    pub audience: AudienceArg,
    /// The partner's clearance
    #[arg(long, default_value = "clear")]
    pub clearance: tocsin_core::Tlp,
    /// Where to; standard output by default
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Which incidents
    #[command(flatten)]
    pub which: Incidents,
}

/// For whom an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AudienceArg {
    /// This desk's own use.
    Desk,
    /// A partner with a clearance.
    Partner,
    /// Anyone.
    Public,
}

/// `gazetteer`.
#[derive(Debug, Subcommand)]
pub enum GazetteerAct {
    /// Add countries from GeoNames (ML BF NE …), or files of any kind with --from; a file of the same name is replaced
    Add {
        /// Countries, by the two letters of ISO 3166-1; also allCountries, cities500
        names: Vec<String>,
        /// Take them from a file or folder: dumps (text or ZIP), P-codes (CSV), boundaries (GeoJSON, TopoJSON), own rows
        #[arg(long, value_name = "FILE|DIR")]
        from: Option<PathBuf>,
        /// Fetch from another server that holds the same files
        #[arg(long, value_name = "URL", env = "TOCSIN_GEONAMES")]
        base_url: Option<String>,
    },
    /// List what is loaded
    List,
    /// Take files away, by the names `list` shows
    Remove {
        /// Their names
        #[arg(required = true)]
        names: Vec<String>,
    },
}

/// `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Address to listen on [default: 127.0.0.1:8017]
    #[arg(long, env = "TOCSIN_LISTEN")]
    pub listen: Option<String>,
    /// Open a register of the sample reports, beside the real one
    #[arg(long)]
    pub samples: bool,
    /// Minutes without a request after which a session ends
    #[arg(long, value_name = "N", env = "TOCSIN_IDLE_MINUTES", value_parser = clap::value_parser!(u16).range(1..))]
    pub idle_minutes: Option<u16>,
    /// Hours after which a session ends whatever happens
    #[arg(long, value_name = "N", env = "TOCSIN_SESSION_HOURS", value_parser = clap::value_parser!(u16).range(1..))]
    pub session_hours: Option<u16>,
    /// A proxy before the desk speaks TLS: session cookies are sent over it alone
    #[arg(long, env = "TOCSIN_HTTPS")]
    pub https: bool,
    /// TLS in the desk itself: the file (PEM) with its certificate and those above it; needs --tls-key
    #[arg(long, value_name = "FILE", env = "TOCSIN_TLS_CERT")]
    pub tls_cert: Option<String>,
    /// The file (PEM) with the private key of that certificate
    #[arg(long, value_name = "FILE", env = "TOCSIN_TLS_KEY")]
    pub tls_key: Option<String>,
    /// Folder with the built assets of the map with script [default: map-island beside the register]
    #[arg(long, value_name = "DIR", env = "TOCSIN_MAP_ISLAND")]
    pub map_island: Option<PathBuf>,
    /// The configuration file; `tocsin config` prints what it may say [default: tocsin.toml beside the register]
    #[arg(long, value_name = "FILE", env = "TOCSIN_CONFIG")]
    pub config: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
