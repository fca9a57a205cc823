//! One function a command.

pub mod account;
pub mod decide;
pub mod doctor;
pub mod export;
pub mod gazetteer;
pub mod keep;
pub mod list;
pub mod read;
pub mod release;
pub mod show;

use crate::cli::{Cli, Command, TakeIn, exit};
use crate::gather;
use crate::say::{self, Lang, say};
use crate::take_in::{self, Terms};
use crate::{print, web};
use anyhow::{Context, Result};
use clap::CommandFactory;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use tocsin::Kit;
use tocsin_core::{Handling, Nature, ProblemKind, Source, When};
use tocsin_gazetteer::Gazetteer;
use tocsin_intake::Given;
use tocsin_store::{Seen, Store};

/// What every command is given.
pub struct Desk {
    /// The language of messages.
    pub lang: Lang,
    /// Whether to answer as JSON.
    pub json: bool,
    /// The register's file.
    pub register: PathBuf,
}

/// Does what the command line asks; the exit status.
///
/// # Errors
/// With a message that says what failed and what to do next.
pub fn run(cli: Cli) -> Result<u8> {
    let samples = matches!(&cli.command, Command::Serve(args) if args.samples)
        || matches!(&cli.command, Command::TakeIn(args) if args.samples);
    let desk = Desk {
        lang: cli.lang.unwrap_or_else(Lang::of_environment),
        json: cli.json,
        register: cli
            .register
            .unwrap_or_else(|| home().join(if samples { "samples.db" } else { "register.db" })),
    };
    match cli.command {
        Command::TakeIn(args) => desk.take_in(&args),
        Command::Incidents(args) => list::incidents(&desk, &args),
        Command::Show { id } => show::incident(&desk, &id),
        Command::Report { id } => show::report(&desk, &id),
        Command::Contradictions => list::contradictions(&desk),
        Command::Why { a, b } => show::why(&desk, &a, &b),
        Command::Muted => list::muted(&desk),
        Command::Records => list::records(&desk),
        Command::Origins { id } => show::origins(&desk, &id),
        Command::Decide(args) => decide::decide(&desk, &args),
        Command::Export(args) => export::export(&desk, &args),
        Command::Release(args) => release::release(&desk, &args),
        Command::Verify => desk.verify(),
        Command::Rebuild => desk.rebuild(),
        Command::Problems => list::problems(&desk),
        Command::Serve(args) => web::serve(&desk, &args),
        Command::Backup { to } => keep::backup(&desk, &to),
        Command::Restore { from } => keep::restore(&desk, &from),
        Command::Upgrade { rehearse } => keep::upgrade(&desk, rehearse),
        Command::Doctor { quick } => doctor::doctor(&desk, quick),
        Command::Config => {
            desk.tell(&crate::config::Config::reference()?)?;
            Ok(exit::WELL)
        }
        Command::Account(args) => account::account(&desk, &args),
        Command::Gazetteer { act } => gazetteer::run(&desk, &act),
        Command::Places { text, map } => read::places(&desk, &text, map.as_deref()),
        Command::Dates { text, published } => read::dates(&desk, &text, published),
        Command::Codebook => list::codebook(&desk),
        Command::Schema => {
            desk.tell(&serde_json::to_string_pretty(&schemars::schema_for!(
                crate::answers::Answers
            ))?)?;
            Ok(exit::WELL)
        }
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "tocsin", &mut std::io::stdout());
            Ok(exit::WELL)
        }
    }
}

/// Where registers live unless the command line says otherwise: `$XDG_DATA_HOME/tocsin`, `~/.local/share/tocsin`, or here.
fn home() -> PathBuf {
    let set = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("XDG_DATA_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".local/share")))
        .or_else(|| set("LOCALAPPDATA"))
        .map_or_else(|| PathBuf::from("."), |base| base.join("tocsin"))
}

/// The time now, RFC 3339 in UTC, to the second.
#[expect(
    clippy::disallowed_methods,
    reason = "the desk hands the time to stages that read no clock"
)]
pub fn now() -> String {
    at(jiff::Timestamp::now())
}

/// A time as the ledger writes it: RFC 3339, UTC, whole seconds.
pub fn at(time: jiff::Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The day of a time of [`now`].
///
/// # Errors
/// Where it is none: the clock is broken.
pub fn day_of(now: &str) -> Result<jiff::civil::Date> {
    now.get(..10)
        .and_then(|day| day.parse().ok())
        .context("the clock gives no date")
}

impl Desk {
    /// Opens the register for writing, and makes it and its folder if need be.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(&self) -> Result<Store> {
        if let Some(folder) = self
            .register
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        }
        Store::open(&self.register)
            .with_context(|| format!("the register {} cannot be opened", self.register.display()))
    }

    /// Opens the register for reading.
    ///
    /// # Errors
    /// When there is none yet, or it cannot be opened.
    pub fn read(&self) -> Result<Store> {
        Store::read_only(&self.register).with_context(|| {
            format!(
                "the register {} cannot be read; `tocsin take-in` makes one",
                self.register.display()
            )
        })
    }

    /// Notes in the ledger which restricted items `store` handed out since it was opened, before they are shown: whoever reads
    /// at the machine is audited as those are who sign in. A desk without accounts has nobody to tell apart, and notes nothing.
    ///
    /// # Errors
    /// When that cannot be noted: what cannot be noted is not shown.
    pub fn note_reads(&self, store: &Store, what: &str) -> Result<()> {
        let items: Vec<String> = store.take_touched().into_iter().collect();
        if items.is_empty() || !store.has_accounts()? {
            return Ok(());
        }
        let seen = Seen {
            who: std::env::var("TOCSIN_WHO").unwrap_or_else(|_| account::HERE.to_owned()),
            what: what.to_owned(),
            items,
        };
        self.open()
            .and_then(|mut store| Ok(store.note_read(&seen, &now())?))
            .context("restricted items are shown only where that can be noted in the ledger")?;
        Ok(())
    }

    /// Lexicons, actors, and the gazetteer with what this desk has loaded and its own places. What cannot be opened of that
    /// is said on standard error; what ships with the binary is read with then.
    pub fn kit(&self) -> Kit {
        let own = match Store::read_only(&self.register).and_then(|store| store.own_places()) {
            Ok(own) => own,
            Err(tocsin_store::StoreError::Missing(_)) => Vec::new(),
            Err(error) => {
                self.tell_gazetteer_problem(&error.to_string());
                Vec::new()
            }
        };
        self.kit_with(&own)
    }

    /// The same with these places as the desk's own.
    pub fn kit_with(&self, own: &[(u64, tocsin_store::OwnPlace)]) -> Kit {
        self.kit_over(self.loaded(), own)
    }

    /// The gazetteer that ships with the binary, with what this desk has loaded; what cannot be opened of that is said.
    pub fn loaded(&self) -> Gazetteer {
        let opened = crate::gazetteer::Folder::beside(&self.register).open();
        if let Some(problem) = opened.problem {
            self.tell_gazetteer_problem(&problem);
        }
        opened.gazetteer
    }

    /// Lexicons and actors, and `loaded` with these places on top.
    pub fn kit_over(&self, loaded: Gazetteer, own: &[(u64, tocsin_store::OwnPlace)]) -> Kit {
        let (gazetteer, problem) = crate::gazetteer::own::over(loaded, own);
        if let Some(problem) = problem {
            self.tell_gazetteer_problem(&problem);
        }
        Kit::with_gazetteer(gazetteer)
    }

    fn tell_gazetteer_problem(&self, problem: &str) {
        let said = self.say("desk-gazetteer-not-opened", &[("detail", problem)]);
        // If standard error is closed, nobody listens.
        let _ = writeln!(std::io::stderr(), "! {}", print::safe(&said));
    }

    /// Prints an answer for people.
    ///
    /// # Errors
    /// When standard output is closed.
    pub fn tell(&self, text: &str) -> Result<()> {
        let mut out = std::io::stdout().lock();
        out.write_all(print::safe(text).as_bytes())?;
        if !text.ends_with('\n') {
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Prints an answer for machines: one JSON object.
    ///
    /// # Errors
    /// When standard output is closed.
    pub fn answer(&self, value: &impl serde::Serialize) -> Result<()> {
        let mut out = std::io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, value)?;
        out.write_all(b"\n")?;
        Ok(())
    }

    /// The message `key`.
    pub fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        say(self.lang, key, args)
    }

    fn take_in(&self, args: &TakeIn) -> Result<u8> {
        let (found, problems) = if args.samples {
            (take_in::samples(), Vec::new())
        } else {
            gather::gather(&args.inputs, &mut std::io::stdin())
        };
        let mut store = self.open()?;
        let kit = self.kit_with(&store.own_places()?);
        let bar = self.progress(found.len());
        let terms = Terms {
            kit: &kit,
            given: given(args),
            now: now(),
            batch: usize::from(args.batch),
            progress: &|count| bar.inc(count as u64),
        };
        let outcome = take_in::take_in(&mut store, found, &terms);
        bar.finish_and_clear();
        let mut outcome = outcome?;
        outcome.problems.splice(0..0, problems);
        let facets = store.view(crate::shelf::HERE).facets(if args.exercise {
            Nature::Exercise
        } else {
            Nature::Real
        })?;
        if self.json {
            self.answer(&crate::answers::took_in(self.lang, &outcome, &facets))?;
        } else {
            self.tell_taken(&outcome, &store)?;
        }
        let unread = |problem: &tocsin_core::Problem| {
            !matches!(problem.kind, ProblemKind::NoDate | ProblemKind::Withheld)
        };
        Ok(if outcome.problems.iter().any(unread) {
            exit::PROBLEMS
        } else {
            exit::WELL
        })
    }

    fn tell_taken(&self, outcome: &take_in::Outcome, store: &Store) -> Result<()> {
        let mut out = String::new();
        let known = outcome.taken.iter().filter(|taken| taken.known).count();
        // A long list is summed up; the register has the rest.
        for taken in outcome.taken.iter().filter(|taken| !taken.known).take(200) {
            let (accounts, left) = (taken.accounts.to_string(), taken.left_out.to_string());
            let args = [
                ("report", taken.report.id.0.as_str()),
                ("title", &crate::view::report_title(&taken.report)),
                ("accounts", &accounts),
                ("left", &left),
            ];
            out.push_str(&format!("  {}\n", self.say("desk-took-in-line", &args)));
        }
        for problem in outcome.problems.iter().take(200) {
            out.push_str(&format!("! {}\n", say::problem(self.lang, problem)));
        }
        let number = |count: usize| count.to_string();
        let (taken, known, problems) = (
            number(outcome.taken.len() - known),
            number(known),
            number(outcome.problems.len()),
        );
        if outcome.taken.is_empty() && outcome.problems.is_empty() {
            out.push_str(&self.say("desk-took-in-nothing", &[]));
        } else {
            out.push_str(&self.say(
                "desk-took-in",
                &[("taken", &taken), ("known", &known), ("problems", &problems)],
            ));
        }
        out.push('\n');
        let view = store.view(crate::shelf::HERE);
        let mut total = 0;
        for nature in [Nature::Real, Nature::Sample, Nature::Exercise] {
            total += view.facets(nature)?.incidents;
        }
        let changed = number(outcome.changed.len());
        out.push_str(&self.say(
            "desk-took-in-register",
            &[("total", &total.to_string()), ("changed", &changed)],
        ));
        out.push('\n');
        if !outcome.changed.is_empty() {
            out.push_str(&self.say("desk-took-in-see", &[]));
        }
        self.tell(&out)
    }

    fn progress(&self, count: usize) -> ProgressBar {
        if self.json || count < 20 || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} · {per_sec} · {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::new(count as u64).with_style(style)
    }

    fn verify(&self) -> Result<u8> {
        let report = self.read()?.verify(None)?;
        if self.json {
            self.answer(&json!({
                "holds": report.first_bad.is_none(), "entries": report.entries, "originals": report.blobs, "head": report.head.hash,
                "first_bad": report.first_bad.as_ref().map(|bad| json!({"entry": bad.seq, "why": bad.why})),
            }))?;
        } else {
            let message = match &report.first_bad {
                None => {
                    let (entries, blobs) = (report.entries.to_string(), report.blobs.to_string());
                    self.say(
                        "desk-verify-holds",
                        &[
                            ("entries", &entries),
                            ("blobs", &blobs),
                            ("head", &report.head.hash),
                        ],
                    )
                }
                Some(bad) => {
                    let detail = bad
                        .seq
                        .map_or_else(|| bad.why.clone(), |seq| format!("#{seq}: {}", bad.why));
                    self.say("desk-verify-broken", &[("detail", &detail)])
                }
            };
            self.tell(&message)?;
        }
        Ok(if report.first_bad.is_none() {
            exit::WELL
        } else {
            exit::BROKEN
        })
    }

    fn rebuild(&self) -> Result<u8> {
        let mut store = self.open()?;
        store.rebuild()?;
        let digest = store.projection_digest()?;
        let entries = store.view(crate::shelf::HERE).head()?.seq.to_string();
        if self.json {
            self.answer(&json!({"entries": entries.parse::<u64>().unwrap_or(0), "digest": digest}))?;
        } else {
            self.tell(&self.say("desk-rebuilt", &[("entries", &entries), ("digest", &digest)]))?;
        }
        Ok(exit::WELL)
    }
}

/// What the operator says of the items.
fn given(args: &TakeIn) -> Given {
    Given {
        source: args.source.as_ref().map(|name| Source {
            key: tocsin_intake::finish::slug(name),
            name: name.clone(),
            ..Source::default()
        }),
        published: args.published.map(When::day),
        nature: if args.exercise {
            Nature::Exercise
        } else {
            Nature::Real
        },
        handling: Handling {
            tlp: args.tlp,
            community: false,
        },
        language: None,
    }
}
