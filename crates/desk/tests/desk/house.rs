//! A desk within the test: its router, a register with one report of each label and one behind a fence, and accounts.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use std::collections::BTreeSet;
use std::sync::Arc;
use tocsin_core::{Handling, IncidentId, Nature, ReportId, Source, Tlp};
use tocsin_desk::commands::Desk;
use tocsin_desk::config::Config;
use tocsin_desk::gather::Found;
use tocsin_desk::say::Lang;
use tocsin_desk::take_in::{Terms, take_in};
use tocsin_desk::web::routes::Route;
use tocsin_desk::web::{Shared, serve};
use tocsin_store::{Account, Fenced, Store};
use tower::ServiceExt;

/// The group behind whose fence one incident stands.
pub const GROUP: &str = "cell-7";

/// One secret: an incident, its report, and a word that must never be seen without the right to it.
pub struct Secret {
    pub incident: IncidentId,
    pub report: ReportId,
    pub word: String,
    pub tlp: Tlp,
    pub fenced: bool,
}

pub struct House {
    pub shared: Arc<Shared>,
    pub router: Router,
    pub routes: Vec<Route>,
    pub secrets: Vec<Secret>,
    _folder: tempfile::TempDir,
}

/// An answer, whole.
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

const LABELS: [Tlp; 5] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red];
const PLACES: [(&str, &str); 6] = [
    ("Mopti", "quoxone"),
    ("Gao", "quoxtwo"),
    ("Kidal", "quoxthree"),
    ("Ségou", "quoxfour"),
    ("Kayes", "quoxfive"),
    ("Sikasso", "quoxsix"),
];

impl House {
    /// A house with secrets and no accounts.
    pub fn new() -> Self {
        Self::with(&Config::default())
    }

    /// The same, configured.
    pub fn with(config: &Config) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk {
            lang: Lang::En,
            json: false,
            register: folder.path().join("register.db"),
        };
        let mut store = desk.open().unwrap();
        let secrets = fill(&mut store);
        let shared = Arc::new(serve::shared(&desk, config, false, store).unwrap());
        let (_, routes) = tocsin_desk::web::routes(&shared);
        let router = tocsin_desk::web::router(&shared);
        Self {
            shared,
            router,
            routes,
            secrets,
            _folder: folder,
        }
    }

    /// Adds an account without a usable password, and opens a session for it: what its cookie holds.
    pub fn signed_in(&self, name: &str, role: &str, clearance: Tlp, groups: &[&str]) -> String {
        let account = Account {
            name: name.to_owned(),
            role: role.to_owned(),
            clearance,
            groups: groups.iter().map(|group| (*group).to_owned()).collect(),
            password: "none".to_owned(),
            totp: String::new(),
            totp_last: 0,
            disabled: false,
        };
        let mut store = self.shared.writer.lock().unwrap();
        store
            .set_account(&account, "added", "test", "2026-01-01T00:00:00Z")
            .unwrap();
        self.shared.wrote(&store);
        self.shared.sessions.open(name, &account.password).unwrap()
    }

    /// What the forms of this session must send back.
    pub fn form_token(&self, cookie: &str) -> String {
        self.shared
            .sessions
            .of(cookie)
            .map_or_else(|| self.shared.token.clone(), |session| session.form_token)
    }

    /// Sends a request with a session's cookie ("" for none) and, where something is changed, the token of its forms.
    pub async fn ask(&self, cookie: &str, method: &str, path: &str, body: &str) -> Got {
        let kind = if body.starts_with('{') {
            "application/json"
        } else {
            "application/x-www-form-urlencoded"
        };
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost")
            .header("content-type", kind)
            .header("x-tocsin-token", self.form_token(cookie));
        if !cookie.is_empty() {
            request = request.header("cookie", format!("tocsin-session={cookie}"));
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        self.send(request).await
    }

    /// What a program is answered.
    pub async fn json(&self, cookie: &str, path: &str) -> serde_json::Value {
        serde_json::from_str(&self.ask(cookie, "GET", path, "").await.body).unwrap()
    }

    pub async fn send(&self, request: Request<Body>) -> Got {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let is_stream = parts
            .headers
            .get("content-type")
            .is_some_and(|kind| kind == "text/event-stream");
        let body = if is_stream {
            String::new()
        } else {
            let bytes = to_bytes(body, 64 << 20).await.unwrap();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        Got {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

fn fill(store: &mut Store) -> Vec<Secret> {
    let kit = tocsin::Kit::embedded();
    let mut secrets = Vec::new();
    for (n, (place, word)) in PLACES.into_iter().enumerate() {
        let fenced = n == LABELS.len();
        let tlp = LABELS.get(n).copied().unwrap_or(Tlp::Green);
        let text = format!(
            "Attack in {place} {word}\n\nGunmen attacked a market in {place} on {} March 2024 and killed {} people, the mayor said. The {word} radio told of it.\n",
            n * 4 + 2,
            n + 3
        );
        let terms = Terms {
            kit: &kit,
            given: tocsin_intake::Given {
                source: Some(Source {
                    key: word.to_owned(),
                    name: format!("Radio {word}"),
                    ..Source::default()
                }),
                published: Some(tocsin_core::When::day("2024-03-28".parse().unwrap())),
                nature: Nature::Real,
                handling: Handling {
                    tlp,
                    community: false,
                },
                language: None,
            },
            now: "2024-03-28T08:00:00Z".to_owned(),
            batch: 1,
            progress: &|_| {},
        };
        let found = vec![Found::Bytes(format!("{word}.txt"), text.into_bytes())];
        let outcome = take_in(store, found, &terms).unwrap();
        let incident = outcome.changed.first().expect("an incident of its own").clone();
        if fenced {
            let fence = Fenced {
                incident: incident.clone(),
                group: GROUP.to_owned(),
                up: true,
                who: "test".to_owned(),
                why: String::new(),
            };
            store.fence(&fence, "2024-03-28T09:00:00Z").unwrap();
        }
        secrets.push(Secret {
            incident,
            report: outcome.taken[0].report.id.clone(),
            word: word.to_owned(),
            tlp,
            fenced,
        });
    }
    let ids: BTreeSet<&IncidentId> = secrets.iter().map(|secret| &secret.incident).collect();
    assert_eq!(ids.len(), secrets.len(), "each report is an incident of its own");
    secrets
}
