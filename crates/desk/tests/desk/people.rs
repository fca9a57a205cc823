//! People as they come: the first account, signing in, guessing, codes, roles, releases by two, decisions at once, hooks.

use crate::common::Desk;
use crate::server::{Server, between};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

const PASSWORD: &str = "correct-horse-battery";

/// Adds an account on the command line, with [`PASSWORD`]; and a token for it with every scope it may have.
fn account(desk: &Desk, name: &str, role: &str, clearance: &str, scopes: &str) -> String {
    use std::process::Stdio;
    let mut child = desk
        .command()
        .args(["account", "add", name, "--role", role, "--clearance", clearance])
        .args(["--groups", "cell-7", "--password-stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    assert!(child.wait().unwrap().success());
    let answer = desk.json(&["account", "token", name, "--for", "test", "--scopes", scopes]);
    answer["token"].as_str().unwrap().to_owned()
}

fn some_reports(desk: &Desk) {
    desk.write("a.txt", "Attack in Mopti\n\nGunmen attacked a market in Mopti on 12 March 2024 and killed 7 people, the mayor said.\n");
    desk.write("b.txt", "Raid near Gao\n\nArmed men raided the village of Bara near Gao on 3 February 2024 and killed 4 people, residents said.\n");
    desk.run(&["take-in", &desk.inputs()]);
}

fn first_incident(desk: &Desk) -> String {
    desk.json(&["incidents"])["incidents"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn from_single_user_to_the_first_account() {
    let desk = Desk::new();
    some_reports(&desk);
    let server = Server::start(&desk, &[]);
    assert_eq!(server.get("/", "").status, 200, "single-user mode works as it is");
    let said = server.line();
    assert!(said.contains("Single-user mode"), "{said}");
    let key = said.split("key=").nth(1).unwrap().trim().to_owned();
    assert_eq!(
        server.get("/setup?key=wrong", "").status,
        404,
        "nobody else can take the desk"
    );
    let rebound = server.send("GET", "/", &[("Host", "evil.example")], "");
    assert!(
        rebound.status == 421 || rebound.status == 400,
        "{}",
        rebound.status
    );

    let page = server.get(&format!("/setup?key={key}&lang=en"), "");
    assert_eq!(page.status, 200);
    let token = page.form_token();
    let form = |password: &str, again: &str| {
        format!("token={token}&key={key}&name=fennec&password={password}&again={again}&works=1")
    };
    assert!(
        server
            .post("/setup", "", &form("short", "short"))
            .body
            .contains("12")
    );
    let made = server.post("/setup", "", &form(PASSWORD, PASSWORD));
    assert_eq!(made.status, 303);
    let cookie = made.cookie();
    let head = made.head.to_lowercase();
    assert!(
        head.contains("httponly") && head.contains("samesite=strict"),
        "{head}"
    );
    assert_eq!(
        server.post("/setup", "", &form(PASSWORD, PASSWORD)).status,
        404,
        "only once"
    );
    assert_eq!(
        server.get(&format!("/setup?key={key}"), "").status,
        404,
        "only once"
    );

    assert_eq!(server.get("/", "").status, 303, "from now on everyone signs in");
    for path in ["/", "/accounts", "/me", "/audit", "/releases"] {
        let page = server.get(&format!("{path}?lang=fr"), &cookie);
        assert_eq!(page.status, 200, "{path}");
        assert!(
            !page.body.contains('‹'),
            "{path}: {}",
            between(&page.body, "‹", "›")
        );
    }
    assert!(server.get("/audit", &cookie).body.contains("fennec"));
}

#[test]
fn nobody_listens_to_a_network_without_accounts() {
    let desk = Desk::new();
    let output = desk.run(&["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(output.status.code(), Some(5));
    assert!(String::from_utf8_lossy(&output.stdout).contains("no accounts"));
}

#[test]
fn signing_in_guessing_and_codes() {
    let desk = Desk::new();
    account(&desk, "ana", "analyst", "red", "read");
    account(&desk, "ben", "analyst", "red", "read");
    let server = Server::start(&desk, &[]);
    let wrong = server.sign_in("ana", "not-the-password", "");
    let unknown = server.sign_in("nobody", "not-the-password", "");
    assert_eq!((wrong.status, unknown.status), (401, 401));
    assert_eq!(
        wrong.body.len(),
        unknown.body.len(),
        "nothing tells that a name exists"
    );
    let good = server.sign_in("ana", PASSWORD, "");
    assert_eq!(good.status, 303);
    let cookie = good.cookie();
    assert_ne!(
        server.sign_in("ana", PASSWORD, "").cookie(),
        cookie,
        "a new session each time"
    );

    // A form of another site, without the token or with another origin.
    assert_eq!(
        server
            .post("/me/password", &cookie, "old=x&password=y&again=y")
            .status,
        403
    );
    let me = server.get("/me?lang=en", &cookie);
    let token = me.form_token();
    let foreign = server.send(
        "POST",
        "/sign-out",
        &[
            ("Cookie", &format!("tocsin-session={cookie}")),
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Origin", "https://evil.example"),
        ],
        &format!("token={token}"),
    );
    assert_eq!(foreign.status, 403);

    // A second factor: wrong code, right code, and the same code again.
    let secret = between(&me.body, "name=\"secret\" value=\"", "\"").to_owned();
    let now = tocsin_desk::people::seconds();
    let code = tocsin_desk::people::totp::code(&secret, now).unwrap();
    let set = |code: &str| {
        server.post(
            "/me/code",
            &cookie,
            &format!("token={token}&secret={secret}&code={code}"),
        )
    };
    assert!(set("000000").body.contains("not right") || code == "000000");
    let renewed = set(&code);
    assert_eq!(renewed.status, 303);
    assert_eq!(server.get("/me", &cookie).status, 303, "the old session ended");
    assert_eq!(server.get("/me", &renewed.cookie()).status, 200);
    assert_eq!(server.sign_in("ana", PASSWORD, "").status, 401, "without a code");
    assert_eq!(
        server.sign_in("ana", PASSWORD, &code).status,
        401,
        "a code is taken once"
    );
    let next = tocsin_desk::people::totp::code(&secret, now + 30).unwrap();
    assert_eq!(server.sign_in("ana", PASSWORD, &next).status, 303);

    // Guessing ends.
    let statuses: Vec<u16> = (0..8)
        .map(|_| server.sign_in("ben", "guess-guess-guess", "").status)
        .collect();
    assert!(statuses.contains(&429), "{statuses:?}");
    let waiting = server.sign_in("ben", PASSWORD, "");
    assert_eq!(waiting.status, 429, "even with the right password");
    assert!(!waiting.header("retry-after").is_empty());

    // Signing out ends the session on the desk too; so does being switched off.
    let cookie = renewed.cookie();
    let token = server.get("/me", &cookie).form_token();
    assert_eq!(
        server
            .post("/sign-out", &cookie, &format!("token={token}"))
            .status,
        303
    );
    assert_eq!(server.get("/me", &cookie).status, 303);
    let cookie = server.sign_in(
        "ana",
        PASSWORD,
        &tocsin_desk::people::totp::code(&secret, now + 60).unwrap(),
    );
    if cookie.status == 303 {
        desk.text(&["account", "disable", "ana"]);
        assert_eq!(server.get("/me", &cookie.cookie()).status, 303);
    }
}

#[test]
fn one_asks_another_releases() {
    let desk = Desk::new();
    some_reports(&desk);
    let all = "read,work,decide,ask,release,withdraw,audit";
    let ana = account(&desk, "ana", "coordinator,auditor", "red", all);
    let ben = account(&desk, "ben", "coordinator", "red", "read,work,decide,ask,release");
    let server = Server::start(&desk, &[]);
    let id = first_incident(&desk);
    let decide = |token: &str, body: &str| {
        server.json("POST", &format!("/api/v1/incidents/{id}/decisions"), token, body)
    };

    // A second reader is another person.
    assert_eq!(
        decide(&ana, r#"{"version":1,"act":"second-read"}"#).0,
        422,
        "nothing was decided yet"
    );
    assert_eq!(decide(&ana, r#"{"version":1,"act":"take-up"}"#).0, 201);
    assert_eq!(
        decide(&ana, r#"{"version":1,"act":"accept","why":"two origins"}"#).0,
        201
    );
    assert_eq!(decide(&ana, r#"{"version":1,"act":"second-read"}"#).0, 422);
    assert_eq!(decide(&ben, r#"{"version":1,"act":"second-read"}"#).0, 201);
    assert_eq!(
        decide(&ben, r#"{"version":1,"act":"assign","to":"nobody-here"}"#).0,
        422
    );
    assert_eq!(decide(&ben, r#"{"version":1,"act":"assign","to":"ana"}"#).0, 201);
    assert_eq!(
        decide(&ben, r#"{"version":1,"act":"withdraw","why":"x"}"#).0,
        403,
        "the token has no such scope"
    );

    let ask = format!(
        r#"{{"incidents":["{id}"],"audience":"partner","to":"ngo","clearance":"amber","format":"json","why":"they ask"}}"#
    );
    let (status, asked) = server.json("POST", "/api/v1/releases", &ana, &ask);
    assert_eq!(status, 201, "{asked}");
    let grant = format!("/api/v1/releases/{}/grant", asked["number"]);
    assert_eq!(
        server.json("POST", &grant, &ana, "").0,
        422,
        "nobody answers for themselves"
    );
    let (status, parcel) = server.json("POST", &grant, &ben, "");
    assert_eq!(status, 200, "{parcel}");
    assert!(parcel.to_string().contains(&id) || parcel.is_object(), "{parcel}");
    assert_eq!(server.json("POST", &grant, &ben, "").0, 404, "once");
    let (_, trail) = server.json("GET", "/api/v1/audit?kind=release", &ana, "");
    assert_eq!(trail[0]["who"], "ben");
    assert!(trail[0]["on"][0].as_str().is_some());

    // What changed since it was asked for is not released on an old word.
    let (_, asked) = server.json("POST", "/api/v1/releases", &ana, &ask);
    desk.write("c.txt", "Attack in Mopti\n\nAt least nine people were killed when gunmen attacked a market in Mopti on 12 March 2024, officials said.\n");
    desk.run(&["take-in", &desk.inputs()]);
    let changed = desk.json(&["show", &id])["version"].as_u64().unwrap() > 1;
    let (status, _) = server.json(
        "POST",
        &format!("/api/v1/releases/{}/grant", asked["number"]),
        &ben,
        "",
    );
    assert_eq!(status, if changed { 409 } else { 200 });
}

#[test]
fn two_decide_at_once_and_both_are_kept() {
    let desk = Desk::new();
    some_reports(&desk);
    let ana = account(&desk, "ana", "coordinator", "red", "read,work,decide");
    account(&desk, "ben", "coordinator", "red", "read,work,decide");
    let server = Server::start(&desk, &[]);
    let cookie = server.sign_in("ben", PASSWORD, "").cookie();
    // Ben has the page open while the incident gets a new version and Ana decides on it.
    let ids = desk.json(&["incidents"]);
    let (one, two) = (
        ids["incidents"][0]["id"].as_str().unwrap().to_owned(),
        ids["incidents"][1]["id"].as_str().unwrap().to_owned(),
    );
    let page = server.get(&format!("/incidents/{one}?lang=en"), &cookie);
    let merge = format!(r#"{{"version":1,"act":"merge","incident":"{two}","why":"one and the same"}}"#);
    let (status, answer) = server.json(
        "POST",
        &format!("/api/v1/incidents/{one}/decisions"),
        &ana,
        &merge,
    );
    assert_eq!(status, 201, "{answer}");
    let form = |both: &str| {
        format!(
            "token={}&version=1&act=comment&why=seen+by+Ben{both}",
            page.form_token()
        )
    };
    let conflict = server.post(&format!("/incidents/{one}/decide?lang=en"), &cookie, &form(""));
    assert_eq!(conflict.status, 409);
    assert!(
        conflict.body.contains("seen by Ben"),
        "what was written is not lost"
    );
    let kept = server.post(
        &format!("/incidents/{one}/decide?lang=en"),
        &cookie,
        &form("&both=1"),
    );
    assert_eq!(kept.status, 303);
    let history = desk.json(&["show", &one])["history"].to_string();
    assert!(
        history.contains("one and the same") && history.contains("seen by Ben"),
        "{history}"
    );
}

#[test]
fn reads_of_restricted_items_are_in_the_trail() {
    let desk = Desk::new();
    desk.write("r.txt", "Attack in Mopti\n\nGunmen attacked a market in Mopti on 12 March 2024 and killed 7 people, the mayor said.\n");
    desk.run(&["take-in", "--tlp", "red", &desk.inputs()]);
    let ana = account(&desk, "ana", "analyst", "red", "read");
    let eve = account(&desk, "eve", "analyst", "green", "read");
    let aud = account(&desk, "aud", "auditor", "clear", "read,audit");
    let server = Server::start(&desk, &[]);
    let id = first_incident(&desk);
    let path = format!("/api/v1/incidents/{id}");
    assert_eq!(server.json("GET", &path, &ana, "").0, 200);
    assert_eq!(server.json("GET", &path, &eve, "").0, 404);
    let (_, trail) = server.json("GET", "/api/v1/audit?kind=read", &aud, "");
    let trail = trail.as_array().unwrap();
    // The test asked for the incident's id on the command line: that is a read too.
    let who: Vec<&str> = trail.iter().filter_map(|entry| entry["who"].as_str()).collect();
    assert_eq!(who, ["ana", "command line"], "{trail:?}");
    assert!(trail[0]["on"].to_string().contains(&id));
    assert_eq!(
        desk.json(&["verify"])["holds"],
        true,
        "the trail is part of the chain"
    );
}

#[test]
fn a_hook_hears_signed_and_again() {
    let desk = Desk::new();
    some_reports(&desk);
    let ana = account(
        &desk,
        "ana",
        "coordinator,admin",
        "red",
        "read,work,decide,operate",
    );
    let server = Server::start(&desk, &[]);
    let receiver = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/tocsin", receiver.local_addr().unwrap());
    assert_eq!(
        server
            .json("POST", "/api/v1/hooks", &ana, r#"{"url":"http://192.0.2.1/"}"#)
            .0,
        422
    );
    let (status, hook) = server.json("POST", "/api/v1/hooks", &ana, &format!(r#"{{"url":"{url}"}}"#));
    assert_eq!(status, 201);
    let id = first_incident(&desk);
    let decided = server.json(
        "POST",
        &format!("/api/v1/incidents/{id}/decisions"),
        &ana,
        r#"{"version":1,"act":"take-up"}"#,
    );
    assert_eq!(decided.0, 201);
    let mut bodies = Vec::new();
    // The first try is refused: it must come again, the same.
    for answer in ["HTTP/1.1 503 Busy\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n"] {
        let (mut stream, _) = receiver.accept().unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
        let (mut request, mut part) = (Vec::new(), [0u8; 4096]);
        while let Ok(read) = stream.read(&mut part) {
            request.extend_from_slice(&part[..read]);
            let text = String::from_utf8_lossy(&request);
            if read == 0
                || text
                    .split("\r\n\r\n")
                    .nth(1)
                    .is_some_and(|body| body.ends_with('}'))
            {
                break;
            }
        }
        stream.write_all(answer.as_bytes()).unwrap();
        let request = String::from_utf8_lossy(&request).into_owned();
        let body = request.split("\r\n\r\n").nth(1).unwrap_or("").to_owned();
        let signed = between(&request, "X-Tocsin-Signature: sha256=", "\r\n").to_owned();
        let expected = tocsin_desk::web::api::hooks::signature(hook["secret"].as_str().unwrap(), &body);
        assert_eq!(signed, expected);
        bodies.push(body);
    }
    assert_eq!(bodies[0], bodies[1]);
    assert!(
        bodies[0].contains(&id) && bodies[0].contains("take-up"),
        "{}",
        bodies[0]
    );
}

#[test]
fn news_arrive_by_themselves() {
    let desk = Desk::new();
    some_reports(&desk);
    let ana = account(&desk, "ana", "coordinator", "red", "read,work");
    account(&desk, "low", "analyst", "clear", "read");
    let server = Server::start(&desk, &[]);
    let cookie = server.sign_in("ana", PASSWORD, "").cookie();
    let mut stream = std::net::TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let request = format!(
        "GET /live HTTP/1.0\r\nHost: {}\r\nCookie: tocsin-session={cookie}\r\n\r\n",
        server.address
    );
    stream.write_all(request.as_bytes()).unwrap();
    // The head comes at once: the stream is open before anything happens.
    let mut head = [0u8; 64];
    let read = stream.read(&mut head).unwrap();
    assert!(String::from_utf8_lossy(&head[..read]).contains("200"));
    let id = first_incident(&desk);
    let path = format!("/api/v1/incidents/{id}/decisions");
    assert_eq!(
        server
            .json("POST", &path, &ana, r#"{"version":1,"act":"take-up"}"#)
            .0,
        201
    );
    let mut said = String::new();
    stream.read_to_string(&mut said).unwrap();
    assert!(said.contains("event: changed") && said.contains("id: "), "{said}");
    assert!(!said.contains(&id), "that something changed, never what: {said}");
}
