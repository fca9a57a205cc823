//! What lists, maps and tables can be narrowed by: read from an address, written back as a form and as an address.

use crate::cli::Incidents;
use crate::say::{Lang, say};
use crate::shelf;
use crate::web::page::encoded;
use serde::Deserialize;
use tocsin_core::{Codebook, Status};
use tocsin_store::{Choices, Cursor, Filter};

/// Incidents on one page: about 20 KB.
pub const ON_A_PAGE: usize = 30;

/// What an address may ask for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Words.
    pub text: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Country, ISO 3166-1 alpha-2.
    pub country: String,
    /// Code of the code book.
    pub code: String,
    /// Key of an actor.
    pub actor: String,
    /// State.
    pub status: String,
    /// Anything: candidates too.
    pub candidates: String,
    /// `day` or `changed`.
    pub sort: String,
    /// Where the page begins.
    pub after: String,
    /// Anything: places told as for the public.
    pub coarse: String,
}

/// One choice of a list.
pub struct Choice {
    /// What the address says.
    pub key: String,
    /// What people read.
    pub name: String,
    /// It is the one asked for.
    pub chosen: bool,
}

/// The form as the page shows it.
pub struct FilterForm {
    /// Where it leads.
    pub action: &'static str,
    /// What was asked for.
    pub asked: Asked,
    /// Countries there are.
    pub countries: Vec<Choice>,
    /// Codes there are.
    pub codes: Vec<Choice>,
    /// States.
    pub statuses: Vec<Choice>,
}

const STATUSES: [Status; 5] = [
    Status::New,
    Status::InReview,
    Status::Accepted,
    Status::Rejected,
    Status::Withdrawn,
];

impl Asked {
    /// Whether `after` is a place in a list, or not there.
    pub fn is_at_a_place(&self) -> bool {
        self.after.is_empty() || self.after.parse::<Cursor>().is_ok()
    }

    /// The filter it asks for, and a message for each thing that cannot be meant and was left out.
    ///
    /// # Errors
    /// Where a part that was not left out cannot be meant.
    pub fn filter(&self, lang: Lang) -> anyhow::Result<(Filter, Vec<String>)> {
        self.filter_of(lang, ON_A_PAGE)
    }

    /// The same, `limit` to a page.
    ///
    /// # Errors
    /// Where a part that was not left out cannot be meant.
    pub fn filter_of(&self, lang: Lang, limit: usize) -> anyhow::Result<(Filter, Vec<String>)> {
        let (args, messages) = args(lang, self, limit);
        let mut filter = shelf::filter(lang, &args)?;
        filter.after = self.after.parse::<Cursor>().ok();
        Ok((filter, messages))
    }

    /// The address under `path` that asks for the same, without where the page begins.
    pub fn address(&self, path: &str, lang: Lang) -> String {
        let mut out = format!("{path}?lang={}", lang.tag());
        out.push_str(&self.query());
        out
    }

    /// What it asks for as parts of a query, each with `&` before it; "" where it asks for nothing.
    pub fn query(&self) -> String {
        let fields = [
            ("text", &self.text),
            ("from", &self.from),
            ("to", &self.to),
            ("country", &self.country),
            ("code", &self.code),
            ("actor", &self.actor),
            ("status", &self.status),
            ("candidates", &self.candidates),
            ("sort", &self.sort),
            ("coarse", &self.coarse),
        ];
        let mut out = String::new();
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            out.push_str(&format!("&{name}={}", encoded(value)));
        }
        out
    }

    /// The form that asks for it, with the choices the register has.
    pub fn form(self, lang: Lang, action: &'static str, choices: &Choices) -> FilterForm {
        FilterForm {
            action,
            countries: choices
                .countries
                .iter()
                .map(|key| Choice {
                    chosen: *key == self.country,
                    name: country_name(lang, key),
                    key: key.clone(),
                })
                .collect(),
            codes: choices
                .codes
                .iter()
                .filter_map(|key| code_choice(lang, key.clone(), &self.code))
                .collect(),
            statuses: STATUSES
                .iter()
                .map(|status| Choice {
                    key: status.key().to_owned(),
                    name: crate::words::status(lang, *status),
                    chosen: self.status == status.key(),
                })
                .collect(),
            asked: self,
        }
    }
}

/// What the address asks for, as the command line would say it; what cannot be meant is left out and named.
fn args(lang: Lang, asked: &Asked, limit: usize) -> (Incidents, Vec<String>) {
    use clap::ValueEnum;
    let mut messages = Vec::new();
    let mut day = |text: &str| match text.parse::<jiff::civil::Date>() {
        Ok(date) => Some(date),
        Err(_) if text.is_empty() => None,
        Err(_) => {
            messages.push(say(lang, "desk-bad-date", &[("text", text)]));
            None
        }
    };
    let (from, to) = (day(&asked.from), day(&asked.to));
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let code = some(&asked.code).filter(|code| {
        let known = Codebook::get().entry(code).is_some();
        if !known {
            messages.push(say(lang, "desk-bad-code", &[("text", code)]));
        }
        known
    });
    let status = crate::cli::StatusArg::from_str(&asked.status, true).ok();
    let args = Incidents {
        from,
        to,
        bbox: None,
        country: some(&asked.country),
        code,
        actor: some(&asked.actor),
        status,
        text: some(&asked.text),
        candidates: !asked.candidates.is_empty(),
        limit,
    };
    (args, messages)
}

fn code_choice(lang: Lang, key: String, chosen: &str) -> Option<Choice> {
    let entry = Codebook::get().entry(&key)?;
    let name = if lang == Lang::Fr {
        entry.name.1
    } else {
        entry.name.0
    }
    .to_owned();
    Some(Choice {
        chosen: key == chosen,
        key,
        name,
    })
}

/// The name of a country; its code where there is none.
pub fn country_name(lang: Lang, code: &str) -> String {
    crate::words::country(lang, code).unwrap_or_else(|| code.to_owned())
}
