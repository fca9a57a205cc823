//! Drives the built binary as a user would.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A register of its own, in a folder that goes when the test ends.
pub struct Desk {
    pub folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder for the test"),
        }
    }

    pub fn register(&self) -> PathBuf {
        self.folder.path().join("register.db")
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tocsin"));
        command
            .env("TOCSIN_REGISTER", self.register())
            .env("TOCSIN_LANG", "en")
            .env("HOME", self.folder.path());
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command()
            .args(args)
            .stdin(Stdio::null())
            .output()
            .expect("the binary runs")
    }

    /// What a command prints; it must end well.
    #[track_caller]
    pub fn text(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(
            output.status.success(),
            "tocsin {args:?}: {:?}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// What a command answers with --json, whatever its exit status.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        let output = self
            .command()
            .arg("--json")
            .args(args)
            .stdin(Stdio::null())
            .output()
            .expect("the binary runs");
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
            panic!(
                "tocsin --json {args:?}: {error}\n{}",
                String::from_utf8_lossy(&output.stderr)
            )
        })
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join("in").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, bytes).expect("written");
        path.display().to_string()
    }

    pub fn inputs(&self) -> String {
        self.folder.path().join("in").display().to_string()
    }
}

/// Test data beside the checkout; `None`, with a line that says so, where it is absent.
pub fn shared(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("TOCSIN_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let path = root.join(name);
    if path.exists() {
        return Some(path);
    }
    println!(
        "not run: {} is not there (see the README on test data)",
        path.display()
    );
    None
}

pub fn strings<'v>(value: &'v Value, path: &str) -> Vec<&'v str> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| item.pointer(path)?.as_str())
        .collect()
}

/// The password of every account a test makes.
pub const PASSWORD: &str = "correct-horse-battery";

impl Desk {
    /// Adds an account that may see everything, with [`PASSWORD`].
    pub fn account(&self, name: &str, role: &str) {
        use std::io::Write;
        let mut child = self
            .command()
            .args([
                "account",
                "add",
                name,
                "--role",
                role,
                "--clearance",
                "red",
                "--password-stdin",
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("the binary runs");
        writeln!(child.stdin.take().expect("its input"), "{PASSWORD}").expect("told");
        assert!(child.wait().expect("ended").success());
    }
}
