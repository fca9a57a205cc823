//! The command line of `tocsin-eval`.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Measures Tocsin on gold data, and its speed and size.
///
/// Every benchmark prints a table and, as its last line, one JSON object {"benchmark", "split", "n", "scores"}.
#[derive(Debug, Parser)]
#[command(name = "tocsin-eval", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How to show and keep it.
    #[command(flatten)]
    pub show: Show,
}

/// How results are shown and kept.
#[derive(Clone, Debug, Default, Args)]
pub struct Show {
    /// Print only the JSON line.
    #[arg(long, global = true)]
    pub json: bool,
    /// Write what was predicted to this file, one JSON object a document.
    #[arg(long, global = true, value_name = "FILE")]
    pub predictions: Option<PathBuf>,
    /// GeoNames dumps (a folder or a file), P-codes, boundaries or a built index, put on top of the shipped gazetteer; may be
    /// given several times.
    #[arg(long, global = true, value_name = "DIR|FILE")]
    pub gazetteer: Vec<PathBuf>,
    /// Append the result to the scores folder, under this date of the run (an ISO day).
    #[arg(long, global = true, value_name = "DATE")]
    pub record: Option<String>,
    /// The folder of recorded scores.
    #[arg(long, global = true, value_name = "DIR", default_value = "gold/scores")]
    pub scores: PathBuf,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the product over a benchmark and score it.
    Run {
        /// Which.
        #[command(subcommand)]
        what: Run,
    },
    /// Score given predictions.
    Score {
        /// Which.
        #[command(subcommand)]
        what: Score,
    },
    /// Measure speed and memory on built-in texts: whole, or one of intake, dates, places, extract, link, adversarial; of a register
    /// that grows; of copies; or of a gazetteer's index.
    Bench(Bench),
    /// Run a benchmark and print what was missed and wrongly found, by cause.
    Errors {
        /// Which.
        #[command(subcommand)]
        what: Run,
        /// At most this many of each cause.
        #[arg(long, global = true, default_value_t = 20)]
        most: usize,
    },
    /// Make the weights that ship with the reader.
    Train {
        /// Which.
        #[command(subcommand)]
        what: Train,
    },
    /// Write the latest recorded scores as a Markdown table (README.md in the scores folder).
    Table,
}

/// The benchmarks.
#[derive(Debug, Subcommand)]
pub enum Run {
    /// Event templates of news: MUC-4.
    Muc4 {
        /// Folder with gtt/SPLIT.json, grit/SPLIT.json, full_templates*.jsonl.
        dir: PathBuf,
        /// Splits, parted by commas: train, dev, test.
        #[arg(long, value_delimiter = ',', default_value = "dev")]
        split: Vec<String>,
    },
    /// Places in texts.
    Geo {
        /// JSON lines {id, text, toponyms: [{start, end, text, name, lat, lon}]}.
        file: PathBuf,
        /// Take the spans from the gold and measure resolution alone.
        #[arg(long)]
        gold_spans: bool,
    },
    /// Dates in texts.
    Dates {
        /// Folder of TimeML (.tml), CAT XML (.xml) or JSON-lines files, or one such file.
        dir: PathBuf,
        /// Language of TimeML and CAT files.
        #[arg(long, default_value = "en", value_parser = ["en", "fr"])]
        lang: String,
    },
    /// Which texts tell of one incident.
    Incidents {
        /// JSON lines {id, title, text, topic, incident}.
        file: PathBuf,
        /// One text at a time, as they would arrive.
        #[arg(long)]
        stream: bool,
    },
    /// Which texts reuse another's words.
    Reuse {
        /// JSON lines {id, task, label, text}, the originals labelled `orig`.
        file: PathBuf,
    },
    /// Copies made of texts by a generator, against what other outlets wrote of the same events.
    Syndication {
        /// JSON lines {id, topic, outlet, date, text}; may be packed (.gz).
        file: PathBuf,
    },
    /// Which of several claims is true.
    Truth {
        /// Folder with claims.csv, groundtruths.csv, hierarchy.csv.
        dir: PathBuf,
    },
    /// Coded notes: deaths, type, actor and place of one event each.
    Notes {
        /// JSON lines {id, lang, text, published?, gold: {…}}.
        file: PathBuf,
    },
    /// PLOVER roots of sentences.
    Plover {
        /// Folder with PLV_train.tsv.
        dir: PathBuf,
    },
    /// Acts of violence and their arguments in WikiEvents documents.
    Wikievents {
        /// JSON lines of documents with sentences, entity and event mentions.
        file: PathBuf,
    },
    /// Our own cases in Markdown.
    Cases {
        /// A folder of cases, or one with a folder a language.
        dir: PathBuf,
    },
    /// Our own dossiers of several reports in Markdown.
    Dossiers {
        /// The folder.
        dir: PathBuf,
    },
    /// Parts of speech, heads and relations of Universal Dependencies treebanks.
    Syntax {
        /// Folder of the treebanks (`.conllu.gz`).
        dir: PathBuf,
    },
}

/// What can be trained.
#[derive(Debug, Subcommand)]
pub enum Train {
    /// The model of what is told as an event, on our own cases; prints its cross-validation.
    Told {
        /// The folder of cases.
        cases: PathBuf,
        /// A folder of coded notes to learn from besides.
        #[arg(long, value_name = "DIR")]
        notes: Option<PathBuf>,
        /// Where the weights go; without it they are only measured.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
        /// Where the drafts themselves go, as JSON lines: what each shows, and whether its case wants it.
        #[arg(long, value_name = "FILE")]
        drafts: Option<PathBuf>,
    },
    /// The model of what kind of event it was, on our own cases; prints its cross-validation.
    Code {
        /// The folder of cases.
        cases: PathBuf,
        /// A folder of coded notes to learn from besides.
        #[arg(long, value_name = "DIR")]
        notes: Option<PathBuf>,
        /// Where the weights go; without it they are only measured.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// The model of when an act was, on our own cases; prints its cross-validation.
    Day {
        /// The folder of cases.
        cases: PathBuf,
        /// Where the weights go; without it they are only measured.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// The model of who did it, on our own cases; prints its cross-validation.
    Doer {
        /// The folder of cases.
        cases: PathBuf,
        /// Where the weights go; without it they are only measured.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// The model of who says a value, on our own cases; prints its cross-validation.
    Speaker {
        /// The folder of cases.
        cases: PathBuf,
        /// Where the weights go; without it they are only measured.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
        /// Where the voices weighed go, as JSON lines: what speaks for each, and whether its case wants it.
        #[arg(long, value_name = "FILE")]
        voices: Option<PathBuf>,
    },
    /// The model of who or what was hit, on our own cases; prints its cross-validation.
    Target {
        /// The folder of cases.
        cases: PathBuf,
        /// Where the weights go; without it they are only measured.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// The model of the kind of site, on our own cases; prints its cross-validation.
    Site {
        /// The folder of cases.
        cases: PathBuf,
        /// Where the weights go; without it they are only measured.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// The models of how many were harmed and how, on our own cases; prints their cross-validation.
    Number {
        /// The folder of cases.
        cases: PathBuf,
        /// Where the weights go; without it they are only measured.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// The model of where an act was, on our own cases; prints its cross-validation.
    Place {
        /// The folder of cases.
        cases: PathBuf,
        /// Where the weights go; without it they are only measured.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// The parser of English and French; scores it too.
    Syntax {
        /// Folder of the treebanks (`.conllu.gz`).
        dir: PathBuf,
        /// Where the weights go.
        #[arg(long, default_value = "data/syntax")]
        to: PathBuf,
    },
    /// The models of the MUC-4 task, on its train and dev splits; scores them on documents they were not fitted on.
    Muc4 {
        /// Folder with gtt/train.json, grit/train.json and the same of dev.
        dir: PathBuf,
        /// Further news to learn word classes from: JSON lines with a `text` each, gzipped.
        #[arg(long, value_name = "FILE")]
        news: Option<PathBuf>,
        /// Where the weights go.
        #[arg(long, default_value = "data/models/muc4.bin")]
        to: PathBuf,
    },
}

/// Scoring of given predictions.
#[derive(Debug, Subcommand)]
pub enum Score {
    /// MUC-4 templates: JSON lines {docid, templates}.
    Muc4(Pair),
    /// MUC-4 entities: JSON lines {docid, extracts}.
    Muc4Entities(Pair),
}

/// Gold and predictions.
#[derive(Debug, Args)]
pub struct Pair {
    /// The gold file.
    #[arg(long)]
    pub gold: PathBuf,
    /// The predictions.
    #[arg(long)]
    pub pred: PathBuf,
}

/// What to measure.
#[derive(Debug, Args)]
pub struct Bench {
    /// One stage only; all if left out.
    #[arg(value_parser = ["intake", "dates", "places", "extract", "link", "whole", "adversarial", "gazetteer", "register", "copies"])]
    pub name: Option<String>,
    /// Numbers of documents, parted by commas (1e3 … 1e6).
    #[arg(long, value_delimiter = ',', default_value = "1e3", value_parser = size)]
    pub sizes: Vec<usize>,
}

/// A number of documents, also as `1e5`.
fn size(text: &str) -> Result<usize, String> {
    let value: f64 = text.parse().map_err(|_| format!("{text:?} is not a number"))?;
    if (1.0..=1e7).contains(&value) && value.fract() == 0.0 {
        Ok(value as usize)
    } else {
        Err("give a whole number from 1 to 1e7".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
        assert_eq!(size("1e5"), Ok(100_000));
        assert!(size("0").is_err() && size("1.5").is_err() && size("x").is_err());
        let cli = Cli::parse_from([
            "tocsin-eval",
            "run",
            "muc4",
            "d",
            "--split",
            "train,dev",
            "--json",
        ]);
        assert!(cli.show.json);
        let Command::Run {
            what: Run::Muc4 { split, .. },
        } = cli.command
        else {
            panic!()
        };
        assert_eq!(split, ["train", "dev"]);
    }
}
