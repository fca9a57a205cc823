//! What both the command line and the pages fetch from the store: an incident with its reports, a list by filter.

use crate::cli::{Incidents, StatusArg};
use crate::say::{Lang, say};
use crate::view::{self, Basis, IncidentView};
use anyhow::{Result, anyhow};
use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;
use tocsin_core::{
    AccountId, ClaimRef, Codebook, Decision, Dossier, Incident, IncidentId, Report, ReportId, Standing,
    Status, Tlp,
};
use tocsin_store::{Bbox, Filter, Reader, Record, Sketch, View};

/// An incident with all it rests on.
pub struct Loaded {
    /// The incident and its state.
    pub record: Record,
    /// Every decision on it, oldest first.
    pub history: Vec<Decision>,
    /// Its reports and their dossiers, those of incidents that may be the same event included.
    pub reports: BTreeMap<ReportId, (Arc<Report>, Arc<Dossier>)>,
}

impl Loaded {
    /// The incident as people and machines see it.
    pub fn view(&self, lang: Lang) -> IncidentView {
        view::incident(
            lang,
            &Basis {
                incident: &self.record.incident,
                status: self.record.status,
                history: &self.history,
                reports: &self.reports,
            },
        )
    }
}

/// The incident `id` with all it rests on; `None` if there is none that this view may see.
///
/// # Errors
/// When the register cannot be read.
pub fn load(register: &View, id: &IncidentId) -> Result<Option<Loaded>> {
    let Some(record) = register.incident(id)? else {
        return Ok(None);
    };
    let history = register.decisions(&record.incident.id)?;
    let mut reports = BTreeMap::new();
    for account in &record.incident.members {
        if reports.contains_key(&account.report) {
            continue;
        }
        if let (Some(report), Some(dossier)) = (
            register.report(&account.report)?,
            register.dossier(&account.report)?,
        ) {
            reports.insert(account.report.clone(), (Arc::new(report), Arc::new(dossier)));
        }
    }
    Ok(Some(Loaded {
        record,
        history,
        reports,
    }))
}

/// The filter that the arguments ask for.
///
/// # Errors
/// A message naming the argument that cannot be meant, and what it should look like.
pub fn filter(lang: Lang, args: &Incidents) -> Result<Filter> {
    if let Some(code) = &args.code
        && Codebook::get().entry(code).is_none()
    {
        return Err(anyhow!(say(lang, "desk-bad-code", &[("text", code)])));
    }
    Ok(Filter {
        from: args.from,
        to: args.to,
        bbox: args.bbox.as_deref().map(|text| bbox(lang, text)).transpose()?,
        country: args.country.as_ref().map(|code| code.to_uppercase()),
        unit: None,
        code: args.code.clone(),
        actor: args.actor.clone(),
        status: args.status.map(status),
        standing: (!args.candidates).then_some(Standing::Told),
        nature: None,
        assigned: None,
        text: args.text.clone().filter(|text| !text.trim().is_empty()),
        limit: args.limit,
        after: None,
    })
}

fn bbox(lang: Lang, text: &str) -> Result<Bbox> {
    let bad = || anyhow!(say(lang, "desk-bad-bbox", &[("text", text)]));
    let numbers: Vec<f64> = text
        .split(',')
        .map(|part| f64::from_str(part.trim()))
        .collect::<Result<_, _>>()
        .map_err(|_| bad())?;
    match numbers[..] {
        [west, south, east, north]
            if south <= north && (-90.0..=90.0).contains(&south) && (-90.0..=90.0).contains(&north) =>
        {
            Ok(Bbox {
                south,
                west,
                north,
                east,
            })
        }
        _ => Err(bad()),
    }
}

/// The state an argument names.
pub fn status(arg: StatusArg) -> Status {
    match arg {
        StatusArg::New => Status::New,
        StatusArg::InReview => Status::InReview,
        StatusArg::Accepted => Status::Accepted,
        StatusArg::Rejected => Status::Rejected,
        StatusArg::Withdrawn => Status::Withdrawn,
    }
}

/// `REPORT:N`, as shown beside every claim.
pub fn claim_ref(text: &str) -> Result<ClaimRef> {
    let (report, n) = text
        .rsplit_once(':')
        .ok_or_else(|| anyhow!("{text:?} is not a claim; write it REPORT:N, as `show` prints it"))?;
    Ok(ClaimRef {
        report: ReportId(report.to_owned()),
        n: n.parse()
            .map_err(|_| anyhow!("{n:?} is not the number of a claim"))?,
    })
}

/// `REPORT#N`, as shown beside every account.
pub fn account_id(text: &str) -> Result<AccountId> {
    let (report, n) = text
        .rsplit_once('#')
        .ok_or_else(|| anyhow!("{text:?} is not an account; write it REPORT#N, as `show` prints it"))?;
    Ok(AccountId {
        report: ReportId(report.to_owned()),
        n: n.parse()
            .map_err(|_| anyhow!("{n:?} is not the number of an account"))?,
    })
}

/// What, where and when an incident is said to be; its id where nobody says any of it.
pub fn heading_of(lang: Lang, incident: &Incident) -> String {
    let heading = view::heading(lang, incident);
    if heading.is_empty() {
        incident.id.to_string()
    } else {
        heading
    }
}

/// The same of what a map draws of it.
pub fn heading_of_sketch(lang: Lang, sketch: &Sketch) -> String {
    let (event, when) = (sketch.event.as_ref(), sketch.when.as_ref());
    let heading = view::heading_of(lang, event, sketch.place.as_ref(), when);
    if heading.is_empty() {
        sketch.id.to_string()
    } else {
        heading
    }
}

/// The clearance of whoever sits at this machine: who can open the file sees all of it, as any program on the machine could.
/// Those who sign in to the desk have clearances of their own.
pub const HERE: Tlp = Tlp::Red;

/// The same as a reader: nothing is hidden from whoever holds the file.
pub fn here() -> Reader {
    Reader {
        clearance: HERE,
        groups: None,
    }
}
