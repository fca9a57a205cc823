//! A take-in killed at any moment and run again loses nothing and doubles nothing; a changed byte in the ledger is found.

use crate::common::Desk;
use std::process::Stdio;
use std::time::Duration;

/// How often a take-in is killed.
const KILLS: u64 = 200;
/// Reports taken in, and how many are committed together: several batches.
const REPORTS: usize = 40;
const TOGETHER: &str = "5";

fn report(number: usize) -> String {
    format!(
        "Attack number {number}\n\nGunmen attacked village {number} on {} March 2024 and killed {} people, the mayor said.\n",
        number % 28 + 1,
        number % 9 + 1
    )
}

#[test]
fn killed_at_any_moment() {
    let desk = Desk::new();
    for number in 0..REPORTS {
        desk.write(&format!("{number:03}.txt"), report(number));
    }
    let inputs = desk.inputs();
    let (mut killed, mut whole, mut partial) = (0, 0, 0);
    // The delays walk through the run's length by a step that shares no factor with it, so that every moment is hit.
    let mut longest = time_of_one_run(&desk, &inputs);
    for round in 0..KILLS {
        let mut child = desk
            .command()
            .args(["take-in", "--batch", TOGETHER, &inputs])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(longest.mul_f64((round * 37 % 100) as f64 / 100.0));
        if child.try_wait().unwrap().is_none() {
            killed += 1;
        } else {
            // The first run was timed on a busier machine than this one: aim earlier.
            longest = longest.mul_f64(0.95);
        }
        let _ = child.kill();
        child.wait().unwrap();
        if !desk.register().exists() {
            continue;
        }
        let verified = desk.run(&["verify"]);
        // A kill before the first write may leave a file without a register in it; nothing was acknowledged then.
        if verified.status.code() == Some(1) {
            continue;
        }
        assert_eq!(
            verified.status.code(),
            Some(0),
            "round {round}: {}",
            String::from_utf8_lossy(&verified.stdout)
        );
        let held = desk.json(&["verify"])["originals"].as_u64().unwrap();
        if held == REPORTS as u64 {
            whole += 1;
            std::fs::remove_file(desk.register()).unwrap();
            longest = longest.max(Duration::from_millis(20));
        } else if held > 0 {
            partial += 1;
        }
    }
    println!("{killed} of {KILLS} were killed while running; {partial} left a part, {whole} had it all");
    assert!(
        killed >= KILLS / 2,
        "most of the kills must come while it runs: {killed}"
    );
    let answer = desk.json(&["take-in", &inputs]);
    assert_eq!(answer["reports"].as_array().unwrap().len(), REPORTS);
    let verified = desk.json(&["verify"]);
    assert_eq!(verified["originals"], REPORTS);
    assert_eq!(verified["holds"], true);
    let before = desk.json(&["rebuild"])["digest"].clone();
    let again = desk.json(&["take-in", &inputs]);
    assert!(
        again["reports"]
            .as_array()
            .unwrap()
            .iter()
            .all(|report| report["known"] == true)
    );
    assert_eq!(again["changed"].as_array().unwrap().len(), 0);
    assert_eq!(
        desk.json(&["rebuild"])["digest"],
        before,
        "taking in twice changes nothing"
    );
}

#[expect(
    clippy::disallowed_methods,
    reason = "spreads the kills over the length of a run"
)]
fn time_of_one_run(desk: &Desk, inputs: &str) -> Duration {
    let start = std::time::Instant::now();
    desk.json(&["take-in", "--batch", TOGETHER, inputs]);
    let took = start.elapsed();
    std::fs::remove_file(desk.register()).unwrap();
    took
}

#[test]
fn one_changed_byte_is_found() {
    let desk = Desk::new();
    desk.write("one.txt", report(1));
    desk.write("two.txt", report(2));
    desk.json(&["take-in", &desk.inputs()]);
    assert_eq!(desk.json(&["verify"])["holds"], true);
    let db = rusqlite::Connection::open(desk.register()).unwrap();
    db.execute_batch("PRAGMA journal_mode = DELETE").unwrap();
    // Whoever can write the file can take off its guards first.
    let guards: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for guard in guards {
        db.execute_batch(&format!("DROP TRIGGER {guard}")).unwrap();
    }
    let payload: Vec<u8> = db
        .query_row("SELECT payload FROM ledger ORDER BY seq LIMIT 1", [], |row| {
            row.get(0)
        })
        .unwrap();
    for at in [0, payload.len() / 2, payload.len() - 1] {
        let mut changed = payload.clone();
        changed[at] ^= 1;
        db.execute(
            "UPDATE ledger SET payload = ? WHERE seq = (SELECT min(seq) FROM ledger)",
            [&changed],
        )
        .unwrap();
        let output = desk.run(&["verify"]);
        assert_eq!(
            output.status.code(),
            Some(6),
            "byte {at}: {}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
    db.execute(
        "UPDATE ledger SET payload = ? WHERE seq = (SELECT min(seq) FROM ledger)",
        [&payload],
    )
    .unwrap();
    assert_eq!(desk.json(&["verify"])["holds"], true);
}
