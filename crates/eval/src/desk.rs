//! Does what the command line asks: runs, prints, writes predictions, records.

use crate::cases::choice::{self, Choice};
use crate::cli::{Cli, Command, Pair, Run, Score, Show, Train};
use crate::dates::forms::language;
use crate::files::{self, InputError, Read};
use crate::geo::run::SpansFrom;
use crate::outcome::Outcome;
use crate::{bench, cases, dates, gazetteer, geo, linking, muc4, notes, plover, table, train, wikievents};
use std::io::{self, Write};
use std::path::Path;
use thiserror::Error;

/// What can go wrong.
#[derive(Debug, Error)]
pub enum Failure {
    /// An input is missing or malformed.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The output could not be written.
    #[error("cannot write the result: {0}\n  next: free the disk or the pipe and run again")]
    Output(#[from] io::Error),
    /// The date given to `--record` is no ISO day.
    #[error("--record {0:?}: not a day\n  next: give the day of the run as YYYY-MM-DD")]
    Date(String),
}

impl Failure {
    /// The exit code: 1 for output, 2 for a wrong command line, 3 for what is missing, 4 for what is malformed.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Input(error) => error.exit_code(),
            Self::Output(_) => 1,
            Self::Date(_) => 2,
        }
    }
}

/// Prints `failure` for a person; where even that fails there is nothing left to do.
pub fn complain(failure: &Failure, to: &mut impl Write) {
    let _ = writeln!(to, "tocsin-eval: {failure}");
}

/// The command line as it can be typed again, without the recording itself.
pub fn command_line(args: impl Iterator<Item = String>) -> String {
    let mut words = vec!["tocsin-eval".to_owned()];
    let mut args = args.skip(1);
    while let Some(word) = args.next() {
        match word.as_str() {
            "--record" | "--scores" => {
                args.next();
            }
            word if word.starts_with("--record=") || word.starts_with("--scores=") => {}
            word if word.contains(char::is_whitespace) => words.push(format!("'{word}'")),
            _ => words.push(word),
        }
    }
    words.join(" ")
}

/// Does what `cli` asks and prints to `out`; `command` is kept in the record.
///
/// # Errors
/// When an input is missing or malformed, or the output cannot be written.
pub fn obey(cli: &Cli, command: &str, out: &mut impl Write) -> Result<(), Failure> {
    if let Some(day) = &cli.show.record
        && day.parse::<jiff::civil::Date>().is_err()
    {
        return Err(Failure::Date(day.clone()));
    }
    match &cli.command {
        Command::Run {
            what: Run::Syntax { dir },
        } => show_all(train::syntax::run(dir)?, &cli.show, command, out),
        Command::Train {
            what: Train::Muc4 { dir, news, to },
        } => show(
            &muc4::make::make(dir, news.as_deref(), to)?,
            &cli.show,
            command,
            out,
        ),
        Command::Train {
            what: Train::Syntax { dir, to },
        } => show_all(train::syntax::train(dir, to)?, &cli.show, command, out),
        Command::Run { what } => show(&run(what, &cli.show)?, &cli.show, command, out),
        Command::Score { what } => show(&score(what)?, &cli.show, command, out),
        Command::Errors { what, most } => {
            let outcome = run(what, &cli.show)?;
            if !cli.show.json {
                write!(out, "{}", outcome.findings_by_cause(*most))?;
            }
            show(&outcome, &cli.show, command, out)
        }
        Command::Train {
            what: Train::Told { cases, to, drafts },
        } => {
            let trained = crate::cases::told::train(cases)?;
            if let Some(file) = drafts {
                std::fs::write(file, trained.drafts)?;
            }
            keep((trained.weights, trained.measured), to.as_deref(), out)
        }
        Command::Train { what } => train_choice(what, out),
        Command::Bench(asked) if asked.name.as_deref() == Some("gazetteer") => show(
            &bench::gazetteer::run(&cli.show.gazetteer)?,
            &cli.show,
            command,
            out,
        ),
        Command::Bench(asked) => show_all(bench::run(asked), &cli.show, command, out),
        Command::Table => {
            let path = table::write(&cli.show.scores)?;
            writeln!(out, "{}", path.display())?;
            Ok(())
        }
    }
}

/// Trains one of the models that choose values of an account; the others are asked for before.
fn train_choice(what: &Train, out: &mut impl Write) -> Result<(), Failure> {
    match what {
        Train::Day { cases, to } => keep(choice::train(Choice::Day, cases)?, to.as_deref(), out),
        Train::Place { cases, to } => keep(choice::train(Choice::Place, cases)?, to.as_deref(), out),
        Train::Doer { cases, to } => keep(choice::train(Choice::Doer, cases)?, to.as_deref(), out),
        Train::Number { cases, to } => keep(crate::cases::number::train(cases)?, to.as_deref(), out),
        Train::Told { .. } | Train::Syntax { .. } | Train::Muc4 { .. } => Ok(()),
    }
}

fn show_all(
    outcomes: impl IntoIterator<Item = Outcome>,
    how: &Show,
    command: &str,
    out: &mut impl Write,
) -> Result<(), Failure> {
    outcomes
        .into_iter()
        .try_for_each(|outcome| show(&outcome, how, command, out))
}

fn show(outcome: &Outcome, how: &Show, command: &str, out: &mut impl Write) -> Result<(), Failure> {
    if let Some(path) = &how.predictions {
        outcome.write_predictions(path)?;
    }
    if let Some(date) = &how.record {
        outcome.record(&how.scores, command, date)?;
    }
    if !how.json {
        write!(out, "{}", outcome.table())?;
    }
    writeln!(out, "{}", outcome.json())?;
    Ok(())
}

fn run(what: &Run, how: &Show) -> Read<Outcome> {
    let gazetteer = || gazetteer::open(&how.gazetteer);
    match what {
        Run::Muc4 { dir, split } => muc4::run::run(dir, split, gazetteer()?),
        Run::Geo { file, gold_spans } => {
            let from = if *gold_spans {
                SpansFrom::Gold
            } else {
                SpansFrom::Reader
            };
            let texts = geo::run::load(file)?;
            // Scores with a gazetteer of the user's own stand beside those without.
            let more = if how.gazetteer.is_empty() {
                ""
            } else {
                ", dumps loaded"
            };
            let split = format!("{}{more}", name_of(file));
            Ok(geo::run::run(&texts, &split, &gazetteer()?, from))
        }
        Run::Dates { dir, lang } => {
            let texts = dates::run::load(dir, language(lang))?;
            Ok(dates::run::run(&texts, &name_of(dir)))
        }
        Run::Incidents { file, stream } => {
            let arrival = if *stream {
                linking::run::Arrival::OneByOne
            } else {
                linking::run::Arrival::AtOnce
            };
            linking::run::incidents(file, arrival)
        }
        Run::Reuse { file } => linking::run::reuse(file),
        Run::Syndication { file } => linking::syndication::run(file),
        Run::Truth { dir } => linking::run::truth(dir),
        Run::Notes { file } => notes::run::run(file, gazetteer()?),
        Run::Plover { dir } => plover::run(dir, gazetteer()?),
        Run::Wikievents { file } => wikievents::run(file, gazetteer()?),
        Run::Cases { dir } => cases::run::run(dir, gazetteer()?),
        Run::Dossiers { dir } => cases::dossiers::run(dir, gazetteer()?),
        Run::Syntax { dir } => train::syntax::run(dir).map(|all| all.into_iter().next().unwrap_or_default()),
    }
}

fn score(what: &Score) -> Read<Outcome> {
    match what {
        Score::Muc4(Pair { gold, pred }) => muc4::run::score_templates(gold, pred),
        Score::Muc4Entities(Pair { gold, pred }) => muc4::run::score_entities(gold, pred),
    }
}

/// The last part of a path, with the ending of a file left out: the name of a split.
fn name_of(path: &Path) -> String {
    if path.is_dir() {
        path.file_name()
            .map_or_else(|| ".".to_owned(), |name| name.to_string_lossy().into_owned())
    } else {
        let folder = path.parent().map(files::stem).unwrap_or_default();
        if folder.is_empty() {
            files::stem(path)
        } else {
            format!("{folder}/{}", files::stem(path))
        }
    }
}

/// Keeps trained weights where they were asked for, and shows how they were measured.
fn keep(
    (weights, measured): (String, String),
    to: Option<&Path>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    if let Some(file) = to {
        std::fs::write(file, weights)?;
    }
    write!(out, "{measured}")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_keeps_what_can_be_typed_again() {
        let args = [
            "/bin/x",
            "run",
            "dates",
            "a b",
            "--record",
            "2024-03-05",
            "--json",
        ]
        .map(str::to_owned);
        assert_eq!(
            command_line(args.into_iter()),
            "tocsin-eval run dates 'a b' --json"
        );
    }
}
