//! The pages as a browser without script gets them, on the samples, in both languages.

use crate::common::Desk;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

struct Server {
    child: Child,
    address: String,
    _desk: Desk,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start() -> Self {
        let desk = Desk::new();
        let mut child = desk
            .command()
            .args(["serve", "--samples", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the desk starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output"))
            .read_line(&mut line)
            .expect("it says where");
        let address = line
            .split("http://")
            .nth(1)
            .and_then(|rest| rest.split('/').next())
            .expect("an address")
            .to_owned();
        Self {
            child,
            address,
            _desk: desk,
        }
    }

    fn send(&self, request: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(&self.address).expect("connected");
        stream.write_all(request.as_bytes()).expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|code| code.parse().ok())
            .expect("a status");
        (status, head.to_owned(), body.to_owned())
    }

    fn get(&self, path: &str) -> (u16, String, String) {
        self.send(&format!("GET {path} HTTP/1.0\r\nHost: {}\r\n\r\n", self.address))
    }

    fn post(&self, path: &str, form: &str) -> (u16, String, String) {
        self.send(&format!(
            "POST {path} HTTP/1.0\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            self.address,
            form.len()
        ))
    }
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split_once(from)
        .and_then(|(_, rest)| rest.split_once(to))
        .map_or("", |(found, _)| found)
}

#[test]
fn the_desk_without_script() {
    let server = Server::start();
    let (status, head, register) = server.get("/?lang=en");
    assert_eq!(status, 200);
    assert!(
        head.to_lowercase()
            .contains("content-security-policy: default-src 'none'"),
        "{head}"
    );
    assert!(
        register.len() <= 30 * 1024,
        "the first page is {} bytes",
        register.len()
    );
    assert_eq!(
        register.matches("<script").count(),
        register
            .matches("<script src=\"/live.js\" defer></script>")
            .count(),
        "one script, from here, and nothing needs it"
    );
    assert!(
        register.contains("<svg class=\"map\"") && register.contains("class=\"pin"),
        "a map with pins"
    );
    assert!(
        !register.contains('‹'),
        "every message is there: {}",
        between(&register, "‹", "›")
    );
    let french = server.get("/?lang=fr").2;
    assert!(french.contains("Registre des incidents") && french.contains("<html lang=\"fr\">"));

    let id = between(&register, "/incidents/", "?").to_owned();
    for lang in ["en", "fr"] {
        let (status, _, page) = server.get(&format!("/incidents/{id}?lang={lang}"));
        assert_eq!(status, 200);
        assert!(page.contains("<mark>"), "claims are underlined");
        assert!(
            !page.contains('‹'),
            "every message is there: {}",
            between(&page, "‹", "›")
        );
        // Both directions: the value leads to the words, the words lead to the field.
        let words = between(&page, "class=\"words\" href=\"#", "\"");
        assert!(
            page.contains(&format!("id=\"{words}\"")),
            "{words} is on the page"
        );
        let field = between(&page, "class=\"claim\" href=\"#", "\"");
        assert!(
            page.contains(&format!("id=\"{field}\"")),
            "{field} is on the page"
        );
    }
    for path in [
        "/contradictions",
        "/problems",
        "/help",
        "/style.css",
        "/icon.svg",
        "/health",
        "/api/v1/incidents",
    ] {
        assert_eq!(server.get(path).0, 200, "{path}");
    }
    let report = between(
        &server.get(&format!("/incidents/{id}?lang=en")).2,
        "/reports/",
        "?",
    )
    .to_owned();
    assert_eq!(server.get(&format!("/reports/{report}")).0, 200);
}

#[test]
fn what_is_asked_wrongly_is_told() {
    let server = Server::start();
    assert_eq!(server.get("/incidents/i000000000000").0, 404);
    assert_eq!(server.get("/no/such/page").0, 404);
    let (status, _, page) = server.get("/?lang=en&from=yesterday&code=nonsense");
    assert_eq!(status, 200);
    assert!(
        page.contains("yesterday") && page.contains("nonsense"),
        "what cannot be meant is named"
    );
    assert_eq!(server.get("/api/v1/incidents?code=nonsense").0, 400);
    assert_eq!(server.get("/?text=%22%27%3Cscript%3E*").0, 200);
    assert!(
        !server
            .get("/?text=%3Cscript%3Ealert(1)%3C/script%3E")
            .2
            .contains("<script>alert"),
        "what is asked is escaped"
    );
}

#[test]
fn a_decision_by_form() {
    let server = Server::start();
    let register = server.get("/?lang=en").2;
    let id = between(&register, "/incidents/", "?").to_owned();
    let page = server.get(&format!("/incidents/{id}?lang=en")).2;
    let token = between(&page, "name=\"token\" value=\"", "\"").to_owned();
    let version = between(&page, "name=\"version\" value=\"", "\"").to_owned();
    let decide = |token: &str, version: &str, act: &str, why: &str| {
        server
            .post(
                &format!("/incidents/{id}/decide?lang=en"),
                &format!("token={token}&version={version}&act={act}&why={why}"),
            )
            .0
    };
    assert_eq!(
        decide("forged", &version, "take-up", ""),
        403,
        "a form that is not ours is refused"
    );
    assert_eq!(
        decide(&token, &version, "withdraw", "no"),
        422,
        "what is not accepted is not withdrawn"
    );
    assert_eq!(
        decide(&token, "999", "take-up", ""),
        409,
        "a version nobody saw is refused"
    );
    assert_eq!(decide(&token, &version, "take-up", ""), 303);
    assert_eq!(decide(&token, &version, "accept", ""), 422, "a reason is needed");
    assert_eq!(decide(&token, &version, "accept", "seen+by+a+partner"), 303);
    let page = server.get(&format!("/incidents/{id}?lang=en")).2;
    assert!(page.contains("seen by a partner") && page.contains("tag accepted"));
}

#[test]
fn accepting_at_once_is_two_decisions() {
    let server = Server::start();
    let id = between(&server.get("/queue?lang=en").2, "/incidents/", "?").to_owned();
    let page = server.get(&format!("/incidents/{id}?lang=en")).2;
    let token = between(&page, "name=\"token\" value=\"", "\"").to_owned();
    let (status, head, _) = server.post(
        &format!("/incidents/{id}/decide?lang=en"),
        &format!("token={token}&version=1&act=accept&why=two+voices&back=%2Fqueue"),
    );
    assert_eq!(status, 303);
    assert!(head.contains("location: /queue?lang=en"), "{head}");
    let page = server.get(&format!("/incidents/{id}?lang=en")).2;
    let history = between(&page, "id=\"history\"", "</section>");
    assert_eq!(history.matches("two voices").count(), 2, "{history}");
    assert!(!server.get("/queue?lang=en").2.contains(&id), "it waits no more");
    let (_, head, _) = server.post(
        &format!("/incidents/{id}/decide?lang=en"),
        &format!("token={token}&version=1&act=comment&why=x&back=%2F%2Felsewhere.example"),
    );
    assert!(head.contains(&format!("location: /incidents/{id}")), "{head}");
}

#[test]
fn a_brief_is_made_and_a_sample_stays() {
    let server = Server::start();
    let page = server.get("/bulletin?lang=fr&status=new").2;
    let token = between(&page, "name=\"token\" value=\"", "\"").to_owned();
    let id = between(&page, "name=\"incident\" value=\"", "\"").to_owned();
    let order = |to: &str, form: &str| {
        server.post(
            "/bulletin?lang=fr",
            &format!("token={token}&incident={id}&for={to}&language=both&as={form}"),
        )
    };
    let (status, _, brief) = order("desk", "page");
    assert_eq!(status, 200);
    assert!(
        brief.contains("EXEMPLE") && brief.contains("SAMPLE"),
        "samples are marked"
    );
    assert!(
        brief.contains(&format!("/incidents/{id}?lang=fr#f-")),
        "notes lead to what is kept"
    );
    assert!(!brief.contains('‹'), "{}", between(&brief, "‹", "›"));
    let (_, head, pdf) = order("desk", "pdf");
    assert!(head.contains("application/pdf") && pdf.starts_with("%PDF-"));
    let (status, _, brief) = order("public", "page");
    assert_eq!(status, 200);
    assert!(!brief.contains("class=\"notes\""), "nothing of a sample leaves");
    assert!(brief.contains("Reste au bureau"));
    assert_eq!(
        server
            .post("/bulletin", &format!("token={token}&for=desk&language=en"))
            .0,
        422
    );
}

#[test]
fn every_part_of_the_desk_speaks_both_languages() {
    let server = Server::start();
    for path in [
        "/queue",
        "/map",
        "/sources",
        "/actors",
        "/places?text=gao",
        "/ledger",
        "/problems",
        "/public",
        "/bulletin",
        "/register.csv",
        "/keys.js",
        "/?sort=grade",
        "/?sort=changed&after=10",
        "/map?coarse=1",
    ] {
        for lang in ["en", "fr"] {
            let joint = if path.contains('?') { '&' } else { '?' };
            let (status, _, page) = server.get(&format!("{path}{joint}lang={lang}"));
            assert_eq!(status, 200, "{path}");
            assert!(!page.contains('‹'), "{path}: {}", between(&page, "‹", "›"));
        }
    }
}
