//! TLS in the desk itself, over loopback: a certificate made here, faults named, cookies kept to TLS, a change taken up.
use crate::common::Desk;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A certificate of its own for localhost, and its key: both as PEM.
fn made(edit: impl FnOnce(&mut CertificateParams)) -> (String, String) {
    let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    edit(&mut params);
    let key = KeyPair::generate().unwrap();
    (params.self_signed(&key).unwrap().pem(), key.serialize_pem())
}

struct Pair {
    _folder: tempfile::TempDir,
    cert: PathBuf,
    key: PathBuf,
}

impl Pair {
    fn new(cert: &str, key: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pair = Self {
            cert: folder.path().join("cert.pem"),
            key: folder.path().join("key.pem"),
            _folder: folder,
        };
        std::fs::write(&pair.cert, cert).unwrap();
        std::fs::write(&pair.key, key).unwrap();
        pair
    }

    fn args(&self) -> [String; 4] {
        let shown = |path: &Path| path.display().to_string();
        [
            "--tls-cert".into(),
            shown(&self.cert),
            "--tls-key".into(),
            shown(&self.key),
        ]
    }
}

struct Running {
    child: Child,
    port: u16,
    said: std::process::ChildStderr,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(desk: &Desk, pair: &Pair) -> Running {
    let mut child = desk
        .command()
        .args(["serve", "--listen", "127.0.0.1:0"])
        .args(pair.args())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(line.contains("https://127.0.0.1:"), "{line}");
    let port = line
        .split("127.0.0.1:")
        .nth(1)
        .unwrap()
        .split('/')
        .next()
        .unwrap();
    Running {
        port: port.parse().unwrap(),
        said: child.stderr.take().unwrap(),
        child,
    }
}

/// Asks over TLS as someone who trusts this certificate alone; the whole answer.
fn ask(port: u16, trusted: &str, request: &str) -> Result<String, std::io::Error> {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(trusted.as_bytes()).unwrap())
        .unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(("127.0.0.1", port))?);
    stream.write_all(request.as_bytes())?;
    let mut out = Vec::new();
    // A server that closes without a word of farewell has still answered.
    if let Err(error) = stream.read_to_end(&mut out)
        && out.is_empty()
    {
        return Err(error);
    }
    Ok(String::from_utf8_lossy(&out).into_owned())
}

const FRONT: &str = "GET /sign-in HTTP/1.0\r\nHost: localhost\r\n\r\n";

#[test]
fn the_desk_speaks_tls_and_keeps_its_cookies_to_it() {
    let desk = Desk::new();
    desk.account("ana", "analyst");
    let (cert, key) = made(|_| {});
    let pair = Pair::new(&cert, &key);
    let mut running = start(&desk, &pair);
    let page = ask(running.port, &cert, FRONT).unwrap();
    assert!(page.starts_with("HTTP/1.0 200"), "{page}");
    assert!(
        page.contains("strict-transport-security: max-age=31536000"),
        "{page}"
    );
    let token = page
        .split("name=\"token\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let form = format!(
        "token={token}&name=ana&password={}&code=&next=/me",
        crate::common::PASSWORD
    );
    let signed_in = ask(
        running.port,
        &cert,
        &format!(
            "POST /sign-in HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        ),
    )
    .unwrap();
    assert!(signed_in.starts_with("HTTP/1.0 303"), "{signed_in}");
    let cookie = signed_in
        .lines()
        .find(|line| line.starts_with("set-cookie: tocsin-session="))
        .unwrap();
    assert!(
        cookie.contains("; Secure") && cookie.contains("HttpOnly"),
        "{cookie}"
    );

    // Plain HTTP gets no answer, and holds up nobody.
    let mut plain = TcpStream::connect(("127.0.0.1", running.port)).unwrap();
    plain.write_all(FRONT.as_bytes()).unwrap();
    let mut out = Vec::new();
    let _ = plain.read_to_end(&mut out);
    assert!(!String::from_utf8_lossy(&out).contains("200 OK"));
    let idle = TcpStream::connect(("127.0.0.1", running.port)).unwrap();
    assert!(ask(running.port, &cert, FRONT).is_ok());
    drop(idle);

    // A renewed certificate is taken up; a broken one is not, and the desk says so.
    let (second, second_key) = made(|_| {});
    std::fs::write(&pair.key, &second_key).unwrap();
    std::fs::write(&pair.cert, &second).unwrap();
    hang_up(&running.child);
    until(|| ask(running.port, &second, FRONT).is_ok());
    assert!(
        ask(running.port, &cert, FRONT).is_err(),
        "the old one is used no more"
    );
    std::fs::write(&pair.cert, "not a certificate").unwrap();
    hang_up(&running.child);
    let mut said = String::new();
    let mut lines = BufReader::new(&mut running.said);
    while !said.contains("stays") {
        assert_ne!(lines.read_line(&mut said).unwrap(), 0, "{said}");
    }
    assert!(said.contains("no certificate in"), "{said}");
    assert!(ask(running.port, &second, FRONT).is_ok());
}

#[cfg(unix)]
fn hang_up(child: &Child) {
    let status = std::process::Command::new("kill")
        .args(["-HUP", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(status.success());
}

#[cfg(not(unix))]
fn hang_up(_child: &Child) {}

#[expect(clippy::disallowed_methods, reason = "a test that waits ends with the clock")]
fn until(holds: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !holds() {
        assert!(Instant::now() < end, "it never came about");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn faulty_files_are_named_and_the_desk_does_not_start() {
    let desk = Desk::new();
    let (cert, key) = made(|_| {});
    let (_, other_key) = made(|_| {});
    let (ended, ended_key) = made(|params| {
        params.not_before = date_time_ymd(2019, 1, 1);
        params.not_after = date_time_ymd(2020, 1, 1);
    });
    let (early, early_key) = made(|params| params.not_before = date_time_ymd(2090, 1, 1));
    for (cert, key, expected) in [
        (&cert, &other_key, "private key is not that of the certificate"),
        (&ended, &ended_key, "ended on 2020-01-01"),
        (&early, &early_key, "holds only from 2090-01-01"),
        (&"hello".to_owned(), &key, "no certificate in"),
        (&cert, &"hello".to_owned(), "no private key in"),
        (&key, &cert, "no certificate in"),
    ] {
        let pair = Pair::new(cert, key);
        refused(&desk, &pair.args(), expected);
    }
    let gone = ["--tls-cert", "/nowhere/a.pem", "--tls-key", "/nowhere/b.pem"].map(str::to_owned);
    refused(&desk, &gone, "cannot be read");
    refused(&desk, &gone[..2], "needs two files");
}

fn refused(desk: &Desk, args: &[String], expected: &str) {
    let done = desk
        .command()
        .args(["serve", "--listen", "127.0.0.1:0"])
        .args(args)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert_eq!(done.status.code(), Some(5), "{said}");
    assert!(said.contains(expected), "{said}");
}
