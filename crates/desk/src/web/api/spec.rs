//! The OpenAPI 3.1 document, made from the very types the handlers take and give.

mod work;

use super::accounts::{AccountAnswer, AccountChange, FirstPassword, NewAccount};
use super::audit::EntryAnswer;
use super::decisions::{NewDecision, Recorded};
use super::hooks::{HookAnswer, NewHook, NewHookSecret};
use super::incidents::CodeAnswer;
use super::input::tagged;
use super::releases::{AskAnswer, NewAsk, Why};
use super::reports::{NewReport, ReportAnswer};
use super::tokens::{NewSecret, NewToken, TokenAnswer};
use crate::answers::{Card, List, ProblemAnswer, TookIn};
use crate::view::IncidentView;
use crate::web::answer::Answer;
use crate::web::visit::Visit;
use axum::http::HeaderMap;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

/// Makes the schema of a type, and keeps it among the components.
type Make = fn(&mut SchemaGenerator) -> Schema;

/// What an operation gives when all goes well.
enum Gives {
    /// JSON with an ETag.
    Read(Make),
    /// JSON of something new.
    Made(Make),
    /// Nothing.
    Nothing,
    /// A file.
    File,
}

/// One operation.
struct Operation {
    method: &'static str,
    path: &'static str,
    says: &'static str,
    query: &'static [(&'static str, &'static str)],
    takes: Option<Make>,
    gives: Gives,
    /// Statuses beside those every operation may give.
    also: &'static [u16],
}

/// What asks for no token; a test holds it against the table of routes.
const OPEN: [(&str, &str); 3] = [
    ("get", "/api/v1/openapi.json"),
    ("get", "/api/v1/codebook"),
    ("post", "/api/v1/suggestions"),
];

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

const FILTERS: &[(&str, &str)] = &[
    (
        "text",
        "Words that must all be in one of its reports, or among its names",
    ),
    ("from", "Not before this day, YYYY-MM-DD"),
    ("to", "Not after this day, YYYY-MM-DD"),
    ("country", "ISO 3166-1 alpha-2"),
    ("code", "A code of the code book, narrower ones included"),
    ("status", "new, in-review, accepted, rejected or withdrawn"),
    ("candidates", "Not empty: candidates too"),
    ("after", "The `next` of the page before"),
    ("limit", "How many at most, 1 to 200"),
];

const LANG: (&str, &str) = ("lang", "en or fr");

fn read(path: &'static str, says: &'static str, gives: Make) -> Operation {
    Operation {
        method: "get",
        path,
        says,
        query: &[],
        takes: None,
        gives: Gives::Read(gives),
        also: &[],
    }
}

fn done(
    (method, path): (&'static str, &'static str),
    says: &'static str,
    takes: Option<Make>,
    gives: Gives,
    also: &'static [u16],
) -> Operation {
    Operation {
        method,
        path,
        says,
        query: &[],
        takes,
        gives,
        also,
    }
}

fn operations() -> Vec<Operation> {
    let mut all = register();
    all.extend(work::operations());
    all.extend(people());
    all
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn register() -> Vec<Operation> {
    let mut list = read("/api/v1/incidents", "The register, newest day first.", of::<List>);
    list.query = FILTERS;
    vec![
        read("/api/v1/openapi.json", "This document.", of::<Value>),
        read("/api/v1/codebook", "The code book.", of::<Vec<CodeAnswer>>),
        list,
        read("/api/v1/incidents/{id}", "One incident.", of::<IncidentView>),
        done(
            ("post", "/api/v1/incidents/{id}/decisions"),
            "Record a decision.",
            Some(of::<NewDecision>),
            Gives::Made(of::<Recorded>),
            &[409],
        ),
        done(
            ("put", "/api/v1/incidents/{id}/groups/{group}"),
            "Keep an incident to a sharing group.",
            None,
            Gives::Nothing,
            &[],
        ),
        done(
            ("delete", "/api/v1/incidents/{id}/groups/{group}"),
            "Keep it to that group no longer.",
            None,
            Gives::Nothing,
            &[],
        ),
        read("/api/v1/reports/{id}", "One report.", of::<ReportAnswer>),
        done(
            ("post", "/api/v1/reports"),
            "Take in a report.",
            Some(of::<NewReport>),
            Gives::Made(of::<TookIn>),
            &[],
        ),
        read(
            "/api/v1/contradictions",
            "All contradictions that are open.",
            of::<Vec<Card>>,
        ),
        read(
            "/api/v1/problems",
            "The latest problems met when taking in.",
            of::<Vec<ProblemAnswer>>,
        ),
        read(
            "/api/v1/releases",
            "Releases that wait for a second person.",
            of::<Vec<AskAnswer>>,
        ),
        done(
            ("post", "/api/v1/releases"),
            "Ask for a release.",
            Some(of::<NewAsk>),
            Gives::Made(of::<Recorded>),
            &[],
        ),
        done(
            ("post", "/api/v1/releases/{number}/grant"),
            "Grant a release another asked for; its bytes.",
            None,
            Gives::File,
            &[409],
        ),
        done(
            ("post", "/api/v1/releases/{number}/refuse"),
            "Refuse a release.",
            Some(of::<Why>),
            Gives::Nothing,
            &[],
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn people() -> Vec<Operation> {
    let mut audit = read(
        "/api/v1/audit",
        "Who did and read what, newest first.",
        of::<Vec<EntryAnswer>>,
    );
    audit.query = &[
        (
            "kind",
            "decision, read, release, ask, fence, account, place, suggestion, handover, source, capture or journey",
        ),
        ("before", "Entries before this number"),
    ];
    vec![
        audit,
        read("/api/v1/accounts", "All accounts.", of::<Vec<AccountAnswer>>),
        done(
            ("post", "/api/v1/accounts"),
            "Add an account; its first password.",
            Some(of::<NewAccount>),
            Gives::Made(of::<FirstPassword>),
            &[],
        ),
        done(
            ("put", "/api/v1/accounts/{name}"),
            "Change an account; its sessions end.",
            Some(of::<AccountChange>),
            Gives::Nothing,
            &[],
        ),
        read("/api/v1/me", "One's own account.", of::<AccountAnswer>),
        read(
            "/api/v1/tokens",
            "The tokens of one's own account.",
            of::<Vec<TokenAnswer>>,
        ),
        done(
            ("post", "/api/v1/tokens"),
            "Make a token.",
            Some(of::<NewToken>),
            Gives::Made(of::<NewSecret>),
            &[],
        ),
        done(
            ("delete", "/api/v1/tokens/{name}"),
            "End the tokens of that name.",
            None,
            Gives::Nothing,
            &[],
        ),
        read("/api/v1/hooks", "One's web hooks.", of::<Vec<HookAnswer>>),
        done(
            ("post", "/api/v1/hooks"),
            "Add a web hook.",
            Some(of::<NewHook>),
            Gives::Made(of::<NewHookSecret>),
            &[],
        ),
        done(
            ("delete", "/api/v1/hooks/{number}"),
            "Remove a web hook.",
            None,
            Gives::Nothing,
            &[],
        ),
    ]
}

/// Method and path of every operation described.
pub fn described() -> Vec<(String, &'static str)> {
    operations()
        .iter()
        .map(|operation| (operation.method.to_uppercase(), operation.path))
        .collect()
}

/// The document.
///
/// # Errors
/// Where it cannot be written as JSON.
pub async fn openapi(_visit: Visit, headers: HeaderMap) -> Answer {
    tagged(&headers, &document())
}

/// The whole document as JSON.
pub fn document() -> Value {
    let settings = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut generator = settings.into_generator();
    let mut paths = Map::new();
    for operation in operations() {
        let described = described_operation(&operation, &mut generator);
        let item = paths
            .entry(operation.path)
            .or_insert_with(|| Value::Object(Map::new()));
        if let Some(item) = item.as_object_mut() {
            item.insert(operation.method.to_owned(), described);
        }
    }
    let mut schemas = generator.take_definitions(true);
    schemas.insert("Problem".to_owned(), problem_schema());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Tocsin",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The desk for programs. Every list and answer holds what the account of the token may see, and nothing tells what it may not.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": schemas,
        },
    })
}

fn problem_schema() -> Value {
    json!({
        "type": "object",
        "description": "A problem as RFC 9457 has it.",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"}, "title": {"type": "string"},
            "status": {"type": "integer"}, "detail": {"type": "string"},
        },
    })
}

fn described_operation(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut responses = Map::new();
    let json_body = |schema: Schema| json!({"application/json": {"schema": schema}});
    match operation.gives {
        Gives::Read(make) => {
            responses.insert(
                "200".to_owned(),
                json!({"description": "As asked.", "content": json_body(make(generator)),
                       "headers": {"ETag": {"schema": {"type": "string"}}}}),
            );
            responses.insert("304".to_owned(), json!({"description": "As you have it."}));
        }
        Gives::Made(make) => {
            responses.insert(
                "201".to_owned(),
                json!({"description": "Recorded.", "content": json_body(make(generator))}),
            );
        }
        Gives::Nothing => {
            responses.insert("204".to_owned(), json!({"description": "Done."}));
        }
        Gives::File => {
            responses.insert(
                "200".to_owned(),
                json!({"description": "The parcel.", "content": {"application/octet-stream": {}}}),
            );
        }
    }
    let mut problems = vec![400, 401, 403, 404];
    if operation.method != "get" {
        problems.extend([413, 422]);
    }
    if operation.takes.is_some() {
        problems.push(415);
    }
    problems.extend(operation.also);
    for status in problems {
        let content =
            json!({"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}});
        responses.insert(
            status.to_string(),
            json!({"description": "Why not.", "content": content}),
        );
    }
    let mut out = json!({"summary": operation.says, "operationId": id_of(operation), "parameters": parameters(operation),
                         "responses": responses});
    if OPEN.contains(&(operation.method, operation.path)) {
        out["security"] = json!([]);
    }
    if let (Some(make), Some(out)) = (operation.takes, out.as_object_mut()) {
        out.insert(
            "requestBody".to_owned(),
            json!({"required": true, "content": json_body(make(generator))}),
        );
    }
    out
}

fn id_of(operation: &Operation) -> String {
    let path = operation.path.trim_start_matches("/api/v1/");
    let words: Vec<&str> = path
        .split(['/', '{', '}', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    format!("{}-{}", operation.method, words.join("-"))
}

fn parameters(operation: &Operation) -> Vec<Value> {
    let mut all: Vec<Value> = operation
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| {
            let schema = if name == "number" {
                json!({"type": "integer", "minimum": 1, "maximum": i32::MAX})
            } else {
                json!({"type": "string", "minLength": 1, "maxLength": 200})
            };
            json!({"name": name, "in": "path", "required": true, "schema": schema})
        })
        .collect();
    for (name, says) in operation.query.iter().chain([&LANG]) {
        let schema = if *name == "limit" {
            json!({"type": "integer", "minimum": 1, "maximum": 200})
        } else {
            json!({"type": "string"})
        };
        all.push(json!({"name": name, "in": "query", "description": says, "schema": schema}));
    }
    all
}
