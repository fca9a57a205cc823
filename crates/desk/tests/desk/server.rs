//! A desk started as a user starts it, and a browser of few words.

use crate::common::Desk;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

pub struct Server {
    pub child: Child,
    pub address: String,
    /// What it prints after its first line.
    pub said: Receiver<String>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
pub struct Got {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Got {
    /// A header's value; "" if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.head
            .lines()
            .find_map(|line| {
                let (found, value) = line.split_once(':')?;
                found.eq_ignore_ascii_case(name).then(|| value.trim())
            })
            .unwrap_or("")
    }

    /// What the session's cookie holds; "" if none was set.
    pub fn cookie(&self) -> String {
        between(self.header("set-cookie"), "tocsin-session=", ";").to_owned()
    }

    pub fn form_token(&self) -> String {
        between(&self.body, "name=\"token\" value=\"", "\"").to_owned()
    }
}

pub fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split_once(from)
        .and_then(|(_, rest)| rest.split_once(to))
        .map_or("", |(found, _)| found)
}

impl Server {
    pub fn start(desk: &Desk, more: &[&str]) -> Self {
        let mut child = desk
            .command()
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the desk starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let first = lines.next().expect("it says where").expect("a line");
        let address = between(&first, "http://", "/").to_owned();
        let (tell, said) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if tell.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child, address, said }
    }

    /// The next line it prints.
    pub fn line(&self) -> String {
        self.said.recv_timeout(Duration::from_secs(20)).expect("a line")
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Got {
        let mut stream = TcpStream::connect(&self.address).expect("connected");
        let mut request = format!(
            "{method} {path} HTTP/1.0\r\nHost: {}\r\nContent-Length: {}\r\n",
            self.address,
            body.len()
        );
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        request.push_str(body);
        stream.write_all(request.as_bytes()).expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        Got {
            status: head
                .split(' ')
                .nth(1)
                .and_then(|code| code.parse().ok())
                .expect("a status"),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    pub fn get(&self, path: &str, cookie: &str) -> Got {
        self.send(
            "GET",
            path,
            &[("Cookie", &format!("tocsin-session={cookie}"))],
            "",
        )
    }

    pub fn post(&self, path: &str, cookie: &str, form: &str) -> Got {
        let cookie = format!("tocsin-session={cookie}");
        let headers = [
            ("Cookie", cookie.as_str()),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        self.send("POST", path, &headers, form)
    }

    pub fn json(&self, method: &str, path: &str, token: &str, body: &str) -> (u16, serde_json::Value) {
        let bearer = format!("Bearer {token}");
        let headers = [
            ("Authorization", bearer.as_str()),
            ("Content-Type", "application/json"),
        ];
        let got = self.send(method, path, &headers, body);
        (got.status, serde_json::from_str(&got.body).unwrap_or_default())
    }

    /// Signs in; what the session's cookie holds.
    pub fn sign_in(&self, name: &str, password: &str, code: &str) -> Got {
        let page = self.get("/sign-in", "");
        let form = format!(
            "token={}&name={name}&password={password}&code={code}&next=/me",
            page.form_token()
        );
        self.post("/sign-in", "", &form)
    }
}
