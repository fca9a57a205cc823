//! The handlers, one a page: fetch, view, render.

use super::Shared;
use super::map::{Frame, Pin, draw};
use super::page::{Page, encoded};
use super::text::{TextView, left_out, view as text_view};
use crate::answers::{Card, Row};
use crate::cli::Incidents;
use crate::commands::decide::{Decided, record_decision};
use crate::commands::list;
use crate::say::{self, Lang, say};
use crate::shelf;
use crate::view::IncidentView;
use askama::Template;
use axum::Json;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use tocsin_core::{
    Act, Asks, Codebook, Decision, Field, Incident, IncidentId, Known, Place, Reading, ReportId, Status,
    Value,
};
use tocsin_store::{Cursor, Record, Store};

/// Incidents on one page of the register: about 20 KB.
const ON_A_PAGE: usize = 30;

type Answer = Result<Response, Failure>;

/// A page that could not be made. The details go to the desk's own output, never to the visitor.
pub struct Failure(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        #[expect(
            clippy::print_stderr,
            reason = "the desk's own output is where its operator looks"
        )]
        {
            eprintln!("a page failed: {:#}", self.0);
        }
        let body = "The page could not be made; the desk's own output says why. · La page n'a pas pu être faite ; la sortie du bureau dit pourquoi.\n";
        (StatusCode::INTERNAL_SERVER_ERROR, body).into_response()
    }
}

/// What addresses may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    lang: String,
    text: String,
    from: String,
    to: String,
    country: String,
    code: String,
    status: String,
    candidates: String,
    after: String,
}

/// A reader of the register: taken from those not in use, and given back.
async fn with_reader<T: Send + 'static>(
    shared: &Arc<Shared>,
    work: impl FnOnce(&Store) -> anyhow::Result<T> + Send + 'static,
) -> anyhow::Result<T> {
    let shared = Arc::clone(shared);
    let done = tokio::task::spawn_blocking(move || {
        let idle = shared.readers.lock().ok().and_then(|mut readers| readers.pop());
        let store = match idle {
            Some(store) => store,
            None => Store::read_only(&shared.register)?,
        };
        let result = work(&store);
        if let Ok(mut readers) = shared.readers.lock() {
            readers.push(store);
        }
        result
    });
    done.await?
}

fn page(shared: &Shared, headers: &HeaderMap, uri: &Uri, asked: &Asked, here: &'static str) -> Page {
    let preferred = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let lang = match asked.lang.as_str() {
        "en" => Lang::En,
        "fr" => Lang::Fr,
        _ if preferred.starts_with("fr") => Lang::Fr,
        _ if preferred.starts_with("en") => Lang::En,
        _ => shared.lang,
    };
    let query: Vec<&str> = uri
        .query()
        .unwrap_or("")
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("lang="))
        .collect();
    let address = if query.is_empty() {
        uri.path().to_owned()
    } else {
        format!("{}?{}", uri.path(), query.join("&"))
    };
    Page {
        lang,
        here,
        address,
        samples: shared.samples,
        token: shared.token.clone(),
    }
}

fn render(template: &impl Template) -> Answer {
    Ok(Html(template.render()?).into_response())
}

struct Choice {
    key: String,
    name: String,
    chosen: bool,
}

struct FilterView {
    text: String,
    from: String,
    to: String,
    candidates: bool,
}

struct RowView {
    id: String,
    heading: String,
    status: String,
    status_name: String,
    grade: String,
    candidate: bool,
    contradictions: u32,
    contradictions_said: String,
    tlp: String,
    lines: Vec<(String, String)>,
    sources: String,
}

#[derive(Template)]
#[template(path = "register.html")]
struct RegisterPage {
    page: Page,
    filter: FilterView,
    countries: Vec<Choice>,
    codes: Vec<Choice>,
    statuses: Vec<Choice>,
    messages: Vec<String>,
    counted: String,
    map: String,
    rows: Vec<RowView>,
    more: Option<String>,
}

/// The register: filters, map, list.
#[expect(clippy::too_many_lines, reason = "one page, fetched and rendered")]
pub async fn register(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    uri: Uri,
    Query(asked): Query<Asked>,
) -> Answer {
    let page = page(&shared, &headers, &uri, &asked, "register");
    let lang = page.lang;
    let (args, messages) = args(lang, &asked);
    let mut filter = shelf::filter(lang, &args)?;
    filter.after = asked.after.parse::<Cursor>().ok();
    let (found, facets) = with_reader(&shared, move |store| {
        let view = store.view(shelf::HERE);
        let found = view.incidents(&filter)?;
        let mut facets = Vec::new();
        for nature in [
            tocsin_core::Nature::Real,
            tocsin_core::Nature::Sample,
            tocsin_core::Nature::Exercise,
        ] {
            facets.push(view.facets(nature)?);
        }
        Ok((found, facets))
    })
    .await?;
    let pins: Vec<Pin> = found
        .records
        .iter()
        .filter_map(|record| pin(lang, record))
        .collect();
    let map = draw(&Frame::around(&pins), &pins, &page.t("desk-map-title"));
    let (n, total) = (found.records.len().to_string(), found.total.n.to_string());
    let countries = facets
        .iter()
        .flat_map(|facets| facets.countries.iter().map(|(code, _)| code.clone()))
        .collect::<BTreeSet<_>>();
    let codes = facets
        .iter()
        .flat_map(|facets| facets.codes.iter().map(|(code, _)| code.clone()))
        .collect::<BTreeSet<_>>();
    let more = found
        .next
        .as_ref()
        .map(|after| next_address(&asked, &page, after));
    render(&RegisterPage {
        counted: say(lang, "desk-incidents-shown", &[("n", &n), ("total", &total)]),
        countries: countries
            .into_iter()
            .map(|key| Choice {
                chosen: key == asked.country,
                name: country_name(lang, &key),
                key,
            })
            .collect(),
        codes: codes
            .into_iter()
            .filter_map(|key| code_choice(lang, key, &asked.code))
            .collect(),
        statuses: STATUSES
            .iter()
            .map(|status| Choice {
                key: status.key().to_owned(),
                name: crate::words::status(lang, *status),
                chosen: asked.status == status.key(),
            })
            .collect(),
        filter: FilterView {
            text: asked.text,
            from: asked.from,
            to: asked.to,
            candidates: args.candidates,
        },
        rows: found
            .records
            .iter()
            .map(|record| row_view(lang, record, list::row(lang, record)))
            .collect(),
        page,
        messages,
        map,
        more,
    })
}

const STATUSES: [Status; 5] = [
    Status::New,
    Status::InReview,
    Status::Accepted,
    Status::Rejected,
    Status::Withdrawn,
];

/// What the address asks for, as the command line would say it; what cannot be meant is left out and named.
fn args(lang: Lang, asked: &Asked) -> (Incidents, Vec<String>) {
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
        actor: None,
        status,
        text: some(&asked.text),
        candidates: !asked.candidates.is_empty(),
        limit: ON_A_PAGE,
    };
    (args, messages)
}

fn next_address(asked: &Asked, page: &Page, after: &Cursor) -> String {
    let fields = [
        ("text", &asked.text),
        ("from", &asked.from),
        ("to", &asked.to),
        ("country", &asked.country),
        ("code", &asked.code),
        ("status", &asked.status),
        ("candidates", &asked.candidates),
    ];
    let mut out = format!("/?lang={}&after={}", page.lang.tag(), encoded(&after.to_string()));
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        out.push_str(&format!("&{name}={}", encoded(value)));
    }
    out
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

fn country_name(lang: Lang, code: &str) -> String {
    let name = say(lang, &format!("desk-country-{}", code.to_lowercase()), &[]);
    if name.starts_with('‹') {
        code.to_owned()
    } else {
        name
    }
}

fn row_view(lang: Lang, record: &Record, row: Row) -> RowView {
    let names: BTreeSet<&str> = record
        .incident
        .members
        .iter()
        .map(|account| account.report.0.as_str())
        .collect();
    RowView {
        heading: row.heading,
        status_name: say(lang, &format!("desk-status-{}", row.status), &[]),
        candidate: row.standing == "candidate",
        contradictions_said: say(
            lang,
            "desk-contradictions-counted",
            &[("n", &row.contradictions.to_string())],
        ),
        lines: row
            .fields
            .into_iter()
            .map(|field| (field.name, field.values.join(" | ")))
            .collect(),
        sources: say(lang, "desk-reports-counted", &[("n", &names.len().to_string())]),
        id: row.id,
        status: row.status,
        grade: row.grade,
        contradictions: row.contradictions,
        tlp: row.tlp,
    }
}

fn leading_place(incident: &Incident) -> Option<&Place> {
    incident
        .rivals(Field::Place)
        .iter()
        .find_map(|rival| match &rival.value {
            Value::Place(place) if place.point.is_some() => Some(place.as_ref()),
            _ => None,
        })
}

fn pin(lang: Lang, record: &Record) -> Option<Pin> {
    let place = leading_place(&record.incident)?;
    Some(Pin {
        point: place.point?,
        radius_km: f64::from(place.radius_km),
        label: shelf::heading_of(lang, &record.incident),
        href: format!("/incidents/{}?lang={}", record.incident.id, lang.tag()),
        class: record.status.key(),
    })
}

#[derive(Template)]
#[template(path = "incident.html")]
struct IncidentPage {
    page: Page,
    view: IncidentView,
    map: String,
    maybe: Vec<(String, String, Vec<String>)>,
    acts: Vec<(&'static str, String)>,
    texts: Vec<TextView>,
}

/// One incident: what is said and by whom, contradictions, grade, history, the texts.
pub async fn incident(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
    Query(asked): Query<Asked>,
) -> Answer {
    let page = page(&shared, &headers, &uri, &asked, "incident");
    let lang = page.lang;
    let found = with_reader(&shared, move |store| {
        let Some(loaded) = shelf::load(&store.view(shelf::HERE), &IncidentId(id))? else {
            return Ok(None);
        };
        let maybe = maybe(store, lang, &loaded.record.incident)?;
        Ok(Some((loaded, maybe)))
    })
    .await?;
    let Some((loaded, maybe)) = found else {
        return not_found_page(page);
    };
    let pins: Vec<Pin> = pin(lang, &loaded.record).into_iter().collect();
    let map = if pins.is_empty() {
        String::new()
    } else {
        draw(&Frame::around(&pins), &pins, &page.t("desk-map-title"))
    };
    let texts = loaded
        .reports
        .values()
        .map(|(report, dossier)| {
            let mine = claims_in(&loaded.record.incident, &report.id, &dossier.reading);
            text_view(lang, report, &dossier.reading, &|index, field| {
                mine.contains(&index).then(|| format!("#f-{}", field.key()))
            })
        })
        .collect();
    render(&IncidentPage {
        view: loaded.view(lang),
        acts: acts(lang, loaded.record.status),
        page,
        map,
        maybe,
        texts,
    })
}

/// The claims of `reading` that belong to accounts of `incident`.
fn claims_in(incident: &Incident, report: &ReportId, reading: &Reading) -> BTreeSet<u32> {
    let accounts = incident
        .members
        .iter()
        .filter(|account| account.report == *report);
    accounts
        .flat_map(|account| reading.claims_of(account.n).map(|(index, _)| index))
        .collect()
}

/// Incidents that may be the same event: id, heading, and what spoke for and against.
fn maybe(
    store: &Store,
    lang: Lang,
    incident: &Incident,
) -> anyhow::Result<Vec<(String, String, Vec<String>)>> {
    let reports = incident
        .maybe
        .iter()
        .flat_map(|link| [link.a.report.clone(), link.b.report.clone()])
        .collect();
    let others = store
        .neighbourhood(&Asks {
            reports,
            ..Asks::default()
        })?
        .incidents;
    let mut out: Vec<(String, String, Vec<String>)> = Vec::new();
    for link in &incident.maybe {
        let other = others.iter().find(|other| {
            other.id != incident.id && (other.members.contains(&link.a) || other.members.contains(&link.b))
        });
        if let Some(other) = other.filter(|other| !out.iter().any(|(id, _, _)| *id == other.id.0)) {
            let reasons = link
                .reasons
                .iter()
                .map(|reason| say::reason(lang, reason))
                .collect();
            out.push((other.id.0.clone(), shelf::heading_of(lang, other), reasons));
        }
    }
    Ok(out)
}

/// The decisions open from `status`, as buttons.
fn acts(lang: Lang, status: Status) -> Vec<(&'static str, String)> {
    let all = [
        (Act::TakeUp, "take-up"),
        (Act::Accept, "accept"),
        (Act::Reject, "reject"),
        (Act::Withdraw, "withdraw"),
        (Act::Comment, "comment"),
    ];
    all.into_iter()
        .filter(|(act, _)| tocsin_review::decision::next(status, act).is_ok())
        .map(|(_, key)| (key, say(lang, &format!("desk-do-{key}"), &[])))
        .collect()
}

/// What the decision form sends.
#[derive(Debug, Deserialize)]
pub struct DecideForm {
    act: String,
    #[serde(default)]
    why: String,
    version: u32,
    token: String,
}

/// Records a decision made on the page, and shows the incident again.
#[expect(clippy::too_many_lines, reason = "one page, fetched and rendered")]
pub async fn decide(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
    Query(asked): Query<Asked>,
    Form(form): Form<DecideForm>,
) -> Answer {
    let page = page(&shared, &headers, &uri, &asked, "incident");
    if form.token != shared.token {
        return message_page(
            page,
            "desk-failed",
            "desk-decide-foreign",
            &[],
            StatusCode::FORBIDDEN,
        );
    }
    let act = match form.act.as_str() {
        "take-up" => Act::TakeUp,
        "accept" => Act::Accept,
        "reject" => Act::Reject,
        "withdraw" => Act::Withdraw,
        "comment" => Act::Comment,
        _ => return not_found_page(page),
    };
    let decision = Decision {
        number: 0,
        incident: IncidentId(id.clone()),
        version: form.version,
        act,
        who: "desk".to_owned(),
        when: crate::commands::now(),
        why: form.why,
    };
    let seen = decision.version.to_string();
    let writer = Arc::clone(&shared);
    let decided = tokio::task::spawn_blocking(move || {
        let mut store = writer
            .writer
            .lock()
            .map_err(|_| anyhow::anyhow!("the writer stopped at an earlier error; start the desk again"))?;
        record_decision(&mut store, &decision)
    })
    .await??;
    match decided {
        Decided::Recorded(_) => Ok(Redirect::to(&format!(
            "/incidents/{}{}#decide",
            encoded(&id),
            page.lang_query()
        ))
        .into_response()),
        Decided::NotAllowed(key) => message_page(
            page,
            "desk-failed",
            key,
            &[("status", "")],
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Decided::Changed(now) => message_page(
            page,
            "desk-failed",
            "desk-decide-conflict",
            &[("seen", &seen), ("now", &now.to_string())],
            StatusCode::CONFLICT,
        ),
        Decided::Missing => not_found_page(page),
    }
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    page: Page,
    text: TextView,
    incidents: Vec<(String, String)>,
    left_out: Vec<(String, String)>,
}

/// One report with its claims underlined, and what was left out.
pub async fn report(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
    Query(asked): Query<Asked>,
) -> Answer {
    let page = page(&shared, &headers, &uri, &asked, "report");
    let lang = page.lang;
    let found = with_reader(&shared, move |store| {
        let view = store.view(shelf::HERE);
        let id = ReportId(id);
        let (Some(report), Some(dossier)) = (view.report(&id)?, view.dossier(&id)?) else {
            return Ok(None);
        };
        let near = store.neighbourhood(&Asks {
            reports: vec![id.clone()],
            ..Asks::default()
        })?;
        let told: Vec<Incident> = near
            .incidents
            .into_iter()
            .filter(|incident| incident.members.iter().any(|account| account.report == id))
            .collect();
        Ok(Some((report, dossier, told)))
    })
    .await?;
    let Some((report, dossier, told)) = found else {
        return not_found_page(page);
    };
    let homes: Vec<(&Incident, BTreeSet<u32>)> = told
        .iter()
        .map(|incident| (incident, claims_in(incident, &report.id, &dossier.reading)))
        .collect();
    let shown = |index: u32, field: Field| {
        let (incident, _) = homes.iter().find(|(_, claims)| claims.contains(&index))?;
        Some(format!(
            "/incidents/{}{}#f-{}",
            incident.id,
            page.lang_query(),
            field.key()
        ))
    };
    let incidents = told
        .iter()
        .map(|incident| (incident.id.0.clone(), shelf::heading_of(lang, incident)))
        .collect();
    let text = text_view(lang, &report, &dossier.reading, &shown);
    let left_out = left_out(lang, &report, &dossier.reading);
    render(&ReportPage {
        text,
        page,
        incidents,
        left_out,
    })
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    page: Page,
    title: String,
    cards: Vec<Card>,
    lines: Vec<String>,
}

/// All contradictions that are open.
pub async fn contradictions(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    uri: Uri,
    Query(asked): Query<Asked>,
) -> Answer {
    let page = page(&shared, &headers, &uri, &asked, "contradictions");
    let lang = page.lang;
    let cards = with_reader(&shared, move |store| list::cards(&store.view(shelf::HERE), lang)).await?;
    render(&ListPage {
        title: page.t("desk-contradictions"),
        page,
        cards,
        lines: Vec::new(),
    })
}

/// The problems met when taking in.
pub async fn problems(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    uri: Uri,
    Query(asked): Query<Asked>,
) -> Answer {
    let page = page(&shared, &headers, &uri, &asked, "problems");
    let met = with_reader(&shared, |store| Ok(store.view(shelf::HERE).problems(200)?)).await?;
    let lines = met
        .iter()
        .map(|met| format!("{} · {}", met.when, say::problem(page.lang, &met.problem)))
        .collect();
    render(&ListPage {
        title: page.t("desk-nav-problems"),
        page,
        cards: Vec::new(),
        lines,
    })
}

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    page: Page,
    codes: Vec<(String, String, String)>,
}

/// How to read the pages, and the code book.
pub async fn help(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    uri: Uri,
    Query(asked): Query<Asked>,
) -> Answer {
    let page = page(&shared, &headers, &uri, &asked, "help");
    let french = page.lang == Lang::Fr;
    let pick = |pair: (&'static str, &'static str)| if french { pair.1 } else { pair.0 }.to_owned();
    let codes = Codebook::get()
        .entries
        .iter()
        .map(|entry| (entry.code.to_owned(), pick(entry.name), pick(entry.definition)))
        .collect();
    render(&HelpPage { page, codes })
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage {
    page: Page,
    title: String,
    body: String,
}

fn message_page(page: Page, title: &str, body: &str, args: &[(&str, &str)], status: StatusCode) -> Answer {
    let (title, body) = (page.t(title), say(page.lang, body, args));
    let rendered = MessagePage { page, title, body }.render()?;
    Ok((status, Html(rendered)).into_response())
}

fn not_found_page(page: Page) -> Answer {
    message_page(
        page,
        "desk-not-found",
        "desk-not-found-body",
        &[],
        StatusCode::NOT_FOUND,
    )
}

/// Any other address.
pub async fn not_found(State(shared): State<Arc<Shared>>, headers: HeaderMap, uri: Uri) -> Answer {
    not_found_page(page(&shared, &headers, &uri, &Asked::default(), "none"))
}

/// The register as JSON, with the filters of the page.
pub async fn api_incidents(State(shared): State<Arc<Shared>>, Query(asked): Query<Asked>) -> Answer {
    let lang = if asked.lang == "fr" { Lang::Fr } else { Lang::En };
    let (args, messages) = args(lang, &asked);
    if !messages.is_empty() {
        return Ok(problem_details(
            StatusCode::BAD_REQUEST,
            "Bad filter",
            &messages.join(" "),
        ));
    }
    let mut filter = shelf::filter(lang, &args)?;
    filter.after = asked.after.parse::<Cursor>().ok();
    let found = with_reader(&shared, move |store| {
        Ok(store.view(shelf::HERE).incidents(&filter)?)
    })
    .await?;
    Ok(Json(list::list(lang, &found)).into_response())
}

/// One incident as JSON.
pub async fn api_incident(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let lang = if asked.lang == "fr" { Lang::Fr } else { Lang::En };
    let wanted = id.clone();
    let found = with_reader(&shared, move |store| {
        shelf::load(&store.view(shelf::HERE), &IncidentId(wanted))
    })
    .await?;
    Ok(match found {
        Some(loaded) => Json(loaded.view(lang)).into_response(),
        None => problem_details(
            StatusCode::NOT_FOUND,
            "No such incident",
            &format!("There is no incident {id} in this register."),
        ),
    })
}

/// An error as RFC 9457 has it.
fn problem_details(status: StatusCode, title: &str, detail: &str) -> Response {
    let body = serde_json::json!({"type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail});
    (
        status,
        [(header::CONTENT_TYPE, "application/problem+json")],
        body.to_string(),
    )
        .into_response()
}
