//! `tocsin gazetteer` end to end, against a server on this machine: add, list, remove; broken files, broken downloads.

use crate::common::Desk;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A server of files, with ranges and tags.
struct Server {
    url: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    files: BTreeMap<String, Vec<u8>>,
    /// Bytes after which every answer breaks off; `None` = never.
    breaks: Option<usize>,
    /// `GET` lines with the range asked for.
    asked: Vec<String>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &shared);
            }
        });
        Self { url, state }
    }

    fn put(&self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.state
            .lock()
            .unwrap()
            .files
            .insert(path.to_owned(), bytes.into());
    }

    fn break_after(&self, bytes: Option<usize>) {
        self.state.lock().unwrap().breaks = bytes;
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.state.lock().unwrap().asked)
    }
}

fn answer(mut stream: TcpStream, state: &Mutex<State>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap())
        .lines()
        .map_while(Result::ok);
    let request = lines.next().unwrap_or_default();
    let path = request
        .split(' ')
        .nth(1)
        .unwrap_or("/")
        .trim_start_matches('/')
        .to_owned();
    let headers: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let header = |name: &str| {
        let found = headers
            .iter()
            .find(|line| line.to_lowercase().starts_with(name))?;
        found.split_once(": ").map(|(_, value)| value.to_owned())
    };
    let mut state = state.lock().unwrap();
    let range = header("range:").unwrap_or_default();
    state.asked.push(format!("{path} {range}").trim().to_owned());
    let Some(bytes) = state.files.get(&path) else {
        let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        return;
    };
    let tag = format!("\"{}\"", bytes.len());
    let from: usize = range
        .strip_prefix("bytes=")
        .and_then(|rest| rest.strip_suffix('-')?.parse().ok())
        .filter(|_| header("if-range:").as_deref() == Some(&tag))
        .unwrap_or(0);
    let head = if from > 0 {
        format!(
            "HTTP/1.1 206 Partial Content\r\ncontent-range: bytes {from}-{}/{}\r\n",
            bytes.len() - 1,
            bytes.len()
        )
    } else {
        "HTTP/1.1 200 OK\r\n".to_owned()
    };
    let body = &bytes[from..];
    let sent = state.breaks.map_or(body, |most| &body[..body.len().min(most)]);
    let _ = write!(
        stream,
        "{head}etag: {tag}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(sent);
}

fn row(id: u32, name: &str, country: &str) -> String {
    format!(
        "{id}\t{name}\t{name}\t\t14.5\t-4.1\tP\tPPL\t{country}\t\t04\t\t\t\t0\t\t280\tAfrica/Bamako\t2023-01-01\n"
    )
}

fn zipped(name: &str, text: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in [("readme.txt", "read me"), (name, text)] {
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn server() -> Server {
    let server = Server::start();
    server.put(
        "ML.zip",
        zipped("ML.txt", &row(999_000_001, "Zantalaville", "ML")),
    );
    server.put("BF.txt", row(999_000_002, "Boulgoutown", "BF"));
    server.put("admin1CodesASCII.txt", "ML.04\tMopti\tMopti\t2453347\n");
    server.put("admin2Codes.txt", "ML.04.1\tKoro\tKoro\t1\n");
    server.put(
        "countryInfo.txt",
        format!("ML\tMLI\t466\tML\tMali{}\n", "\t".repeat(14)),
    );
    server
}

/// Whether the desk's places know `name`.
fn knows(desk: &Desk, name: &str) -> bool {
    desk.text(&[
        "places",
        &format!("Gunmen attacked the village of {name} in Mali."),
    ])
    .lines()
    .any(|line| line.starts_with(name) && !line.contains("→ ?"))
}

/// What a command that must fail says.
#[track_caller]
fn refused(desk: &Desk, args: &[&str], said: &str) {
    let output = desk.run(args);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{args:?}: {error}");
    assert!(error.contains(said), "{args:?}: {error}");
    assert!(error.contains("Nothing was changed"), "{error}");
}

#[test]
fn countries_are_added_listed_and_removed() {
    let (server, desk) = (server(), Desk::new());
    assert!(desk.text(&["gazetteer", "list"]).contains("Nothing is loaded"));
    assert!(!knows(&desk, "Zantalaville"));
    let said = desk.text(&["gazetteer", "add", "ml", "BF", "--base-url", &server.url]);
    assert!(
        said.contains("1 places") && said.contains("ML.zip") && said.contains("BF.txt"),
        "{said}"
    );
    assert!(knows(&desk, "Zantalaville") && knows(&desk, "Boulgoutown"));
    let names: Vec<String> = desk
        .json(&["gazetteer", "list"])
        .as_array()
        .unwrap()
        .iter()
        .map(|kept| kept["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        names,
        ["BF", "ML", "admin1CodesASCII", "admin2Codes", "countryInfo"]
    );
    desk.text(&["gazetteer", "remove", "BF"]);
    assert!(knows(&desk, "Zantalaville") && !knows(&desk, "Boulgoutown"));
    refused(&desk, &["gazetteer", "remove", "BF"], "no file \"BF\" is loaded");
    refused(
        &desk,
        &["gazetteer", "add", "XX", "--base-url", &server.url],
        "no XX.zip",
    );
    refused(&desk, &["gazetteer", "add"], "name the countries");
    assert!(
        desk.text(&["--lang", "fr", "gazetteer", "list"])
            .contains("en service")
    );
}

#[test]
fn an_interrupted_download_goes_on_where_it_ended() {
    let (server, desk) = (server(), Desk::new());
    desk.text(&["gazetteer", "add", "BF", "--base-url", &server.url]);
    server.asked();
    server.break_after(Some(40));
    refused(
        &desk,
        &["gazetteer", "add", "ML", "--base-url", &server.url],
        "run the same command again",
    );
    assert!(knows(&desk, "Boulgoutown"), "the old index is still in use");
    server.break_after(None);
    server.asked();
    desk.text(&["gazetteer", "add", "ML", "--base-url", &server.url]);
    assert_eq!(server.asked()[0], "ML.zip bytes=120-");
    assert!(knows(&desk, "Zantalaville"));
    // Another file under the same name: what had come of the old one is not joined to it.
    server.break_after(Some(40));
    refused(
        &desk,
        &["gazetteer", "add", "ML", "--base-url", &server.url],
        "broke off",
    );
    server.break_after(None);
    server.put(
        "ML.zip",
        zipped("ML.txt", &row(999_000_003, "Otherlongertown", "ML")),
    );
    desk.text(&["gazetteer", "add", "ML", "--base-url", &server.url]);
    assert!(knows(&desk, "Otherlongertown") && !knows(&desk, "Zantalaville"));
}

#[test]
fn broken_files_leave_the_old_index_in_use() {
    let (server, desk) = (server(), Desk::new());
    desk.text(&["gazetteer", "add", "ML", "--base-url", &server.url]);
    let good = row(1, "Sévaré", "ML");
    let whole = zipped("ML.txt", &good.repeat(50));
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    for (name, bytes, said) in [
        ("ML.txt", good.as_bytes()[..20].to_vec(), "columns"),
        (
            "ML.txt",
            [good.as_bytes(), b"2\tKonna"].concat(),
            "line 2: the file ends in mid-line",
        ),
        (
            "ML.txt",
            [good.as_bytes(), b"ML.04\tMopti\tMopti\t1\n"].concat(),
            "line 2: 4 columns where 19 are expected",
        ),
        (
            "ML.txt",
            [good.as_bytes(), row(3, "Dori", "BF").as_bytes()].concat(),
            "line 2: a line of “BF” in the dump of ML",
        ),
        ("ML.txt", b"\xff\xfe1\0\t\0".to_vec(), "UTF-16"),
        (
            "ML.txt",
            good.replace("Sévaré", "S\u{1}v")
                .into_bytes()
                .iter()
                .map(|b| if *b == 1 { 0xe9 } else { *b })
                .collect(),
            "not UTF-8",
        ),
        ("ML.txt", b"<html>Not found</html>".to_vec(), "no known file"),
        (
            "ML.zip",
            whole[..whole.len() / 2].to_vec(),
            "damaged or cut short",
        ),
        ("ML.zip", flipped, "damaged or cut short"),
        ("ML.zip", zipped("picture.png", "x"), "0 tables"),
        (
            "cercles.geojson",
            b"{\"type\":\"FeatureColl".to_vec(),
            "ends too early",
        ),
        (
            "pcodes.csv",
            b"iso2,level,pcode,name,parent_pcode\nML,x,ML01,Kayes,ML\n".to_vec(),
            "line 2: not a line",
        ),
    ] {
        let path = desk.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        refused(
            &desk,
            &["gazetteer", "add", "--from", path.to_str().unwrap()],
            said,
        );
        assert!(knows(&desk, "Zantalaville"), "{name}: {said}");
    }
    refused(
        &desk,
        &["gazetteer", "add", "--from", "/no/such/file"],
        "cannot be read",
    );
}

#[test]
fn a_damaged_index_is_said_and_the_desk_goes_on() {
    let (server, desk) = (server(), Desk::new());
    desk.text(&["gazetteer", "add", "ML", "--base-url", &server.url]);
    let index = desk.folder.path().join("gazetteer/1/index.tgi");
    let mut bytes = std::fs::read(&index).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&index, bytes).unwrap();
    let output = desk.run(&["places", "Gunmen attacked Gao in Mali."]);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && error.contains("checksum"), "{error}");
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("Gao →"));
    desk.text(&["gazetteer", "add", "ML", "--base-url", &server.url]);
    assert!(knows(&desk, "Zantalaville"));
}

#[test]
fn dumps_pcodes_and_boundaries_of_the_sahel() {
    let root = std::env::var_os("TOCSIN_SHARED").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        std::path::PathBuf::from,
    );
    let data = root.join("data");
    if !data.join("gazetteer").is_dir() {
        println!("skipped: no dumps beside the repository (TOCSIN_SHARED)");
        return;
    }
    let (server, desk) = (Server::start(), Desk::new());
    for table in ["countryInfo.txt", "admin1CodesASCII.txt", "admin2Codes.txt"] {
        server.put(table, std::fs::read(data.join("gazetteer").join(table)).unwrap());
    }
    for (country, year) in [
        ("ML", "geonames-2023"),
        ("BF", "geonames-2014-12"),
        ("NE", "geonames-2014-12"),
    ] {
        let dump = data.join("gazetteer").join(year).join(format!("{country}.txt"));
        server.put(&format!("{country}.txt"), std::fs::read(dump).unwrap());
    }
    desk.text(&["gazetteer", "add", "ML", "BF", "NE", "--base-url", &server.url]);
    for file in [
        "gazetteer/pcodes_ML_BF.csv",
        "boundaries/mli_adm2_pcode_2017_ocha.geojson",
        "boundaries/world-atlas-2-countries-50m.json",
    ] {
        desk.text(&["gazetteer", "add", "--from", data.join(file).to_str().unwrap()]);
    }
    let places = desk.json(&[
        "places",
        "Le village de Farabougou, dans le cercle de Niono, est sous blocus.",
    ]);
    let admin = &places[0]["place"]["admin"];
    assert_eq!(admin[0]["code"], "ML", "{places:#}");
    assert_eq!(
        (&admin[1]["code"], &admin[1]["pcode"]),
        (&"ML-4".into(), &"ML04".into()),
        "{places:#}"
    );
    assert_eq!(admin[2]["pcode"], "ML0404", "{places:#}");
}
