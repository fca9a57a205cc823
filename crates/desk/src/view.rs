//! An incident as people and machines see it: the same view behind `show`, the pages and the JSON answers.

use crate::say::{self, Lang};
use crate::words;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use tocsin_core::{
    Claim, ClaimRef, Decision, Dossier, Field, Grade, Incident, Lineage, LineageKind, Link, Nature, Origin,
    Place, Report, ReportId, Rival, Standing, Status, Value,
};

/// Version of the JSON answers; it rises when a field changes its meaning or goes away.
pub const WIRE_VERSION: u32 = 1;

/// What a view is built from.
pub struct Basis<'a> {
    /// The incident.
    pub incident: &'a Incident,
    /// Its state.
    pub status: Status,
    /// Its history, oldest first.
    pub history: &'a [Decision],
    /// The reports it rests on, and their dossiers.
    pub reports: &'a BTreeMap<ReportId, (Arc<Report>, Arc<Dossier>)>,
}

/// One incident with everything that was said of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct IncidentView {
    /// Version of this form.
    pub wire_version: u32,
    /// The incident's id, kept for ever.
    pub id: String,
    /// Version of the incident; rises with every change.
    pub version: u32,
    /// A heading: what, where, when.
    pub heading: String,
    /// `new`, `in-review`, `accepted`, `rejected` or `withdrawn`.
    pub status: String,
    /// The state in words.
    pub status_name: String,
    /// `told`, or `candidate`: mentioned without any source, for a person to take up.
    pub standing: String,
    /// `real`, `sample` or `exercise`.
    pub nature: String,
    /// TLP 2.0 label.
    pub tlp: String,
    /// The grade.
    pub grade: GradeView,
    /// All fields that anyone says anything of.
    pub fields: Vec<FieldView>,
    /// Values that cannot all hold.
    pub contradictions: Vec<ContradictionView>,
    /// The accounts it rests on.
    pub accounts: Vec<AccountView>,
    /// Why reports derive from others; a report not named here has unknown lineage.
    pub lineage: Vec<LineageView>,
    /// Why its accounts were joined.
    pub links: Vec<LinkView>,
    /// What may tell of the same event, for a person to decide.
    pub maybe: Vec<LinkView>,
    /// The incidents that are parts of this one.
    pub parts: Vec<String>,
    /// Every decision, oldest first.
    pub history: Vec<DecisionView>,
}

/// A grade and why.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GradeView {
    /// Admiralty grade, such as `F6`.
    pub grade: String,
    /// Proposed by rules; false once a person has set it.
    pub proposed: bool,
    /// Why not better and not worse.
    pub reasons: Vec<String>,
    /// What would raise it.
    pub raise: Vec<String>,
}

/// A field and all values said of it, side by side.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FieldView {
    /// The field's key.
    pub field: String,
    /// Its name.
    pub name: String,
    /// Whether its values contradict each other.
    pub contradiction: bool,
    /// Its values.
    pub values: Vec<ValueView>,
}

/// One value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ValueView {
    /// In words.
    pub value: String,
    /// For machines: a code, an ISO 8601 interval, a count, a key.
    pub key: String,
    /// On how many independent lines it rests, as far as anyone can tell.
    pub origins: Vec<OriginView>,
    /// Who gives it.
    pub claims: Vec<ClaimView>,
    /// Who denies it.
    pub denials: Vec<ClaimView>,
}

/// One independent line of a value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OriginView {
    /// Who it goes back to.
    pub name: String,
    /// How many claims go back to it.
    pub claims: usize,
    /// Why they count as one.
    pub reasons: Vec<String>,
}

/// One claim: the words, who says them and how.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClaimView {
    /// `REPORT:N`, to be named in decisions.
    pub claim: String,
    /// The report.
    pub report: String,
    /// Who published the report.
    pub source: String,
    /// Who says it, by role or organisation.
    pub speaker: String,
    /// Through whom it reached the report.
    pub via: Vec<String>,
    /// How it is put.
    pub stance: String,
    /// The same in words.
    pub stance_name: String,
    /// The time for which it is said to hold.
    pub as_of: Option<String>,
    /// The words.
    pub words: String,
    /// Their place in the report's text: bytes, end exclusive.
    pub start: u32,
    /// See `start`.
    pub end: u32,
    /// The sentence before the words.
    pub before: String,
    /// The sentence after the words.
    pub after: String,
    /// The rule that read it.
    pub rule: String,
}

/// Values that cannot all hold.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ContradictionView {
    /// The field's key.
    pub field: String,
    /// Its name.
    pub name: String,
    /// The sides: each a value and the claims for it.
    pub sides: Vec<SideView>,
    /// What may explain it, most likely first.
    pub explanations: Vec<String>,
}

/// One side of a contradiction.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SideView {
    /// The values of this side, in words.
    pub value: String,
    /// Who says so.
    pub claims: Vec<ClaimView>,
}

/// One account.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AccountView {
    /// `REPORT#N`.
    pub account: String,
    /// The report.
    pub report: String,
    /// Its title, or its first words.
    pub title: String,
    /// Who published it.
    pub source: String,
    /// When, in words; empty where it does not say.
    pub published: String,
    /// Its address.
    pub url: Option<String>,
    /// Features of the text that bear on its worth.
    pub features: Vec<String>,
}

/// Why one report derives from another.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LineageView {
    /// The report that derives.
    pub from: String,
    /// The report or the name of the upstream it derives from.
    pub to: String,
    /// What kind of evidence.
    pub kind: String,
    /// Which way: `derives` or `open`.
    pub direction: String,
    /// Strength, 0 to 1.
    pub strength: f32,
    /// The sentence that explains it.
    pub reason: String,
}

/// Why two accounts are, or may be, one event.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LinkView {
    /// One account.
    pub a: String,
    /// The other.
    pub b: String,
    /// Log-odds.
    pub score: f32,
    /// What spoke for and against.
    pub reasons: Vec<String>,
}

/// One decision.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DecisionView {
    /// Its number.
    pub number: u64,
    /// What, in words.
    pub act: String,
    /// Who.
    pub who: String,
    /// When.
    pub when: String,
    /// Why.
    pub why: String,
    /// The incident's version it was made on.
    pub version: u32,
}

/// The view of `basis` in `lang`.
pub fn incident(lang: Lang, basis: &Basis) -> IncidentView {
    let incident = basis.incident;
    IncidentView {
        wire_version: WIRE_VERSION,
        id: incident.id.to_string(),
        version: incident.version,
        heading: heading(lang, incident),
        status: basis.status.key().to_owned(),
        status_name: words::status(lang, basis.status),
        standing: if incident.standing == Standing::Told {
            "told"
        } else {
            "candidate"
        }
        .to_owned(),
        nature: nature_key(nature(basis)).to_owned(),
        tlp: incident.handling.tlp.to_string(),
        grade: grade(lang, basis),
        fields: incident
            .fields
            .iter()
            .map(|view| field(lang, basis, view))
            .collect(),
        contradictions: contradictions(lang, basis),
        accounts: accounts(lang, basis),
        lineage: incident.lineage.iter().map(|line| lineage(lang, line)).collect(),
        links: incident.links.iter().map(|item| link(lang, item)).collect(),
        maybe: incident.maybe.iter().map(|item| link(lang, item)).collect(),
        parts: incident.parts.iter().map(ToString::to_string).collect(),
        history: basis.history.iter().map(|item| decision(lang, item)).collect(),
    }
}

/// What, where, when: the leading values, no more than are said.
pub fn heading(lang: Lang, incident: &Incident) -> String {
    let parts = [Field::Event, Field::Place, Field::Date]
        .into_iter()
        .filter_map(|field| {
            incident.leading(field).map(|value| match value {
                Value::Place(place) => short_place(place),
                other => words::value(lang, other),
            })
        });
    parts.collect::<Vec<_>>().join(" · ")
}

fn short_place(place: &Place) -> String {
    match place.unit(0) {
        Some(country) if country.name != place.name => format!("{}, {}", place.name, country.name),
        _ => place.name.clone(),
    }
}

fn nature(basis: &Basis) -> Nature {
    basis
        .reports
        .values()
        .map(|(report, _)| report.nature)
        .max()
        .unwrap_or_default()
}

/// The key of a nature.
pub fn nature_key(nature: Nature) -> &'static str {
    match nature {
        Nature::Real => "real",
        Nature::Sample => "sample",
        Nature::Exercise => "exercise",
    }
}

/// The grade a person set last; `None` while only rules have spoken.
pub fn set_grade(history: &[Decision]) -> Option<Grade> {
    history.iter().rev().find_map(|decision| match decision.act {
        tocsin_core::Act::Grade { grade } => Some(grade),
        _ => None,
    })
}

fn grade(lang: Lang, basis: &Basis) -> GradeView {
    let proposed = &basis.incident.grade;
    let set = set_grade(basis.history);
    GradeView {
        grade: set.unwrap_or(proposed.grade).to_string(),
        proposed: set.is_none(),
        reasons: proposed
            .reasons
            .iter()
            .map(|reason| say::reason(lang, reason))
            .collect(),
        raise: proposed
            .raise
            .iter()
            .map(|reason| say::reason(lang, reason))
            .collect(),
    }
}

fn field(lang: Lang, basis: &Basis, view: &tocsin_core::FieldView) -> FieldView {
    FieldView {
        field: view.field.key().to_owned(),
        name: words::field(lang, view.field),
        contradiction: basis
            .incident
            .discrepancies
            .iter()
            .any(|item| item.field == view.field),
        values: view
            .rivals
            .iter()
            .map(|rival| value(lang, basis, rival))
            .collect(),
    }
}

fn value(lang: Lang, basis: &Basis, rival: &Rival) -> ValueView {
    let claims = |refs: &[ClaimRef]| refs.iter().filter_map(|at| claim(lang, basis, at)).collect();
    ValueView {
        value: words::value(lang, &rival.value),
        key: key(&rival.value),
        origins: rival.origins.iter().map(|item| origin(lang, item)).collect(),
        claims: claims(&rival.claims),
        denials: claims(&rival.denials),
    }
}

fn key(value: &Value) -> String {
    match value {
        Value::Event(code) => code.to_string(),
        Value::When(when) => when.iso(),
        Value::Place(place) => place.key.clone(),
        Value::Actor(actor) => actor.key.clone(),
        Value::Term(term) => term.key.clone(),
        Value::Toll(toll) => toll.count.to_string(),
    }
}

fn origin(lang: Lang, origin: &Origin) -> OriginView {
    OriginView {
        name: origin.name.clone(),
        claims: origin.claims.len(),
        reasons: origin
            .reasons
            .iter()
            .map(|reason| say::reason(lang, reason))
            .collect(),
    }
}

fn claim(lang: Lang, basis: &Basis, at: &ClaimRef) -> Option<ClaimView> {
    let (report, dossier) = basis.reports.get(&at.report)?;
    let claim: &Claim = dossier.reading.claims.get(at.n as usize)?;
    let text = &report.text;
    let inside = claim.sentence.contains(&claim.span);
    let part = |from: u32, to: u32| {
        if inside {
            text.get(from as usize..to as usize).unwrap_or("").to_owned()
        } else {
            String::new()
        }
    };
    Some(ClaimView {
        claim: format!("{}:{}", at.report, at.n),
        report: at.report.to_string(),
        source: source_name(lang, report),
        speaker: words::speaker(lang, &claim.speaker),
        via: claim
            .via
            .iter()
            .map(|speaker| words::speaker(lang, speaker))
            .collect(),
        stance: claim.stance.key().to_owned(),
        stance_name: words::stance(lang, claim.stance),
        as_of: claim.as_of.as_ref().map(|when| words::when(lang, when)),
        words: claim.span.of(text).to_owned(),
        start: claim.span.start,
        end: claim.span.end,
        before: part(claim.sentence.start, claim.span.start),
        after: part(claim.span.end, claim.sentence.end),
        rule: claim.rule.clone(),
    })
}

fn contradictions(lang: Lang, basis: &Basis) -> Vec<ContradictionView> {
    basis
        .incident
        .discrepancies
        .iter()
        .map(|item| ContradictionView {
            field: item.field.key().to_owned(),
            name: words::field(lang, item.field),
            sides: item
                .sides
                .iter()
                .map(|side| self::side(lang, basis, side))
                .collect(),
            explanations: item
                .explanations
                .iter()
                .map(|reason| say::reason(lang, reason))
                .collect(),
        })
        .collect()
}

fn side(lang: Lang, basis: &Basis, refs: &[ClaimRef]) -> SideView {
    let mut values: Vec<String> = Vec::new();
    for at in refs {
        let value = basis
            .reports
            .get(&at.report)
            .and_then(|(_, dossier)| dossier.reading.claims.get(at.n as usize));
        if let Some(text) = value.map(|claim| words::value(lang, &claim.value))
            && !values.contains(&text)
        {
            values.push(text);
        }
    }
    SideView {
        value: values.join(" / "),
        claims: refs.iter().filter_map(|at| claim(lang, basis, at)).collect(),
    }
}

fn accounts(lang: Lang, basis: &Basis) -> Vec<AccountView> {
    let rows = basis.incident.members.iter().filter_map(|account| {
        let (report, dossier) = basis.reports.get(&account.report)?;
        Some(AccountView {
            account: account.to_string(),
            report: report.id.to_string(),
            title: report_title(report),
            source: source_name(lang, report),
            published: report
                .published
                .as_ref()
                .map(|when| words::when(lang, when))
                .unwrap_or_default(),
            url: report.url.clone(),
            features: dossier
                .reading
                .features
                .iter()
                .map(|key| say::say(lang, key, &[]))
                .collect(),
        })
    });
    rows.collect()
}

/// Who published a report; words that say so where nobody knows.
pub fn source_name(lang: Lang, report: &Report) -> String {
    if report.source.name.is_empty() {
        say::say(lang, "desk-source-unknown", &[])
    } else {
        report.source.name.clone()
    }
}

/// The title of a report; its first words where it has none.
pub fn report_title(report: &Report) -> String {
    let title = report.title_text().trim();
    if !title.is_empty() {
        return title.to_owned();
    }
    let mut start: String = report.text.trim().chars().take(80).collect();
    start = start.replace(['\n', '\r', '\t'], " ");
    if report.text.trim().chars().count() > 80 {
        format!("{start}…")
    } else {
        start
    }
}

fn lineage(lang: Lang, line: &Lineage) -> LineageView {
    let kind = match line.kind {
        LineageKind::SameUrl => "same-url",
        LineageKind::Credit => "credit",
        LineageKind::SharedText => "shared-text",
        LineageKind::Translation => "translation",
        LineageKind::SameTemplate => "same-template",
        LineageKind::RareError => "rare-error",
        LineageKind::SameSpeaker => "same-speaker",
        LineageKind::OurOwn => "our-own",
    };
    LineageView {
        from: line.from.to_string(),
        to: line
            .to
            .as_ref()
            .map_or_else(|| line.upstream.clone(), ToString::to_string),
        kind: kind.to_owned(),
        direction: if line.direction == tocsin_core::Direction::Derives {
            "derives"
        } else {
            "open"
        }
        .to_owned(),
        strength: line.strength,
        reason: say::reason(lang, &line.reason),
    }
}

fn link(lang: Lang, link: &Link) -> LinkView {
    LinkView {
        a: link.a.to_string(),
        b: link.b.to_string(),
        score: link.score,
        reasons: link
            .reasons
            .iter()
            .map(|reason| say::reason(lang, reason))
            .collect(),
    }
}

/// A decision in words.
pub fn decision(lang: Lang, decision: &Decision) -> DecisionView {
    DecisionView {
        number: decision.number,
        act: act(lang, &decision.act),
        who: decision.who.clone(),
        when: decision.when.clone(),
        why: decision.why.clone(),
        version: decision.version,
    }
}

fn act(lang: Lang, act: &tocsin_core::Act) -> String {
    use tocsin_core::Act;
    let list = |refs: &[ClaimRef]| {
        refs.iter()
            .map(|at| format!("{}:{}", at.report, at.n))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (key, what) = match act {
        Act::TakeUp => ("take-up", String::new()),
        Act::Accept => ("accept", String::new()),
        Act::Reject => ("reject", String::new()),
        Act::Withdraw => ("withdraw", String::new()),
        Act::Grade { grade } => ("grade", grade.to_string()),
        Act::Prefer { field, claim } => ("prefer", format!("{} {}:{}", field.key(), claim.report, claim.n)),
        Act::Merge { with } => ("merge", with.to_string()),
        Act::Split { accounts } => (
            "split",
            accounts
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", "),
        ),
        Act::Undo { decision } => ("undo", decision.to_string()),
        Act::Resolve { field, right } => ("resolve", format!("{} {}", field.key(), list(right))),
        Act::Comment => ("comment", String::new()),
    };
    say::say(lang, &format!("desk-act-{key}"), &[("what", &what)])
}
