//! Drives the built binary on small inputs of our own: every subcommand, its last line, its files and its exit codes.

use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};

fn fixture(name: &str) -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
        .to_string_lossy()
        .into_owned()
}

fn eval(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tocsin-eval"))
        .args(args)
        .output()
        .unwrap()
}

/// Runs, expects success, and gives the JSON of the last line.
#[track_caller]
fn last_line(args: &[&str]) -> Value {
    let output = eval(args);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {said}");
    let text = String::from_utf8(output.stdout).unwrap();
    let json: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    for key in ["benchmark", "split", "n", "scores"] {
        assert!(json.get(key).is_some(), "{args:?}: no {key} in {json}");
    }
    json
}

/// The scores named, which must all be there.
#[track_caller]
fn scores(args: &[&str], names: &[&str]) -> Value {
    let json = last_line(args);
    for name in names {
        assert!(
            json["scores"].get(name).is_some(),
            "{args:?}: no {name} in {json}"
        );
    }
    json["scores"].clone()
}

#[track_caller]
fn near(scores: &Value, name: &str, expected: f64) {
    let value = scores[name].as_f64().unwrap_or(f64::NAN);
    assert!(
        (value - expected).abs() < 1e-5,
        "{name}: {value}, expected {expected}"
    );
}

#[test]
fn given_templates_are_scored() {
    let (gold, pred) = (fixture("templates_gold.jsonl"), fixture("templates_pred.jsonl"));
    let scores = scores(
        &["score", "muc4", "--gold", &gold, "--pred", &pred],
        &["type_f1", "victim_f1"],
    );
    // Given 3 fills (type, front, shop), right 2; wanted 3 + 2, found 2.
    near(&scores, "gtt_p", 2.0 / 3.0);
    near(&scores, "gtt_r", 2.0 / 5.0);
    near(&scores, "gtt_f1", 0.5);
}

#[test]
fn given_entities_are_scored() {
    let (gold, pred) = (fixture("extracts_gold.jsonl"), fixture("extracts_pred.jsonl"));
    let scores = scores(
        &[
            "score",
            "muc4-entities",
            "--gold",
            &gold,
            "--pred",
            &pred,
            "--json",
        ],
        &[],
    );
    near(&scores, "ceaf_ree_p", 2.0 / 3.0);
    near(&scores, "ceaf_ree_r", 1.0);
    near(&scores, "ceaf_ree_f1", 0.8);
}

#[test]
fn muc4_runs_with_all_its_scores() {
    let names = [
        "gtt_p",
        "gtt_r",
        "gtt_f1",
        "type_f1",
        "perpind_f1",
        "perporg_f1",
        "target_f1",
        "victim_f1",
        "weapon_f1",
        "ceaf_ree_p",
        "ceaf_ree_r",
        "ceaf_ree_f1",
        "doc_p",
        "doc_r",
        "doc_f1",
        "date_p",
        "date_r",
        "location_p",
        "location_r",
        "number_p",
        "number_r",
        "effect_p",
        "effect_r",
    ];
    let dir = tempfile::tempdir().unwrap();
    let predictions = dir.path().join("p.jsonl");
    let written = predictions.to_string_lossy().into_owned();
    let args = [
        "run",
        "muc4",
        &fixture("muc4"),
        "--split",
        "dev",
        "--predictions",
        &written,
    ];
    let scores = scores(&args, &names);
    near(&scores, "doc_f1", 1.0);
    let lines = std::fs::read_to_string(&predictions).unwrap();
    assert_eq!(lines.lines().count(), 2);
    // What is predicted can be scored again, with the same result.
    let gold = fixture("muc4/gtt/dev.json");
    let again = last_line(&["score", "muc4", "--gold", &gold, "--pred", &written]);
    assert_eq!(again["scores"]["gtt_f1"], scores["gtt_f1"]);
}

#[test]
fn places_and_dates_run() {
    let names = [
        "overlap_p",
        "overlap_r",
        "overlap_f1",
        "acc161",
        "mean_km",
        "median_km",
        "recall161",
        "candidate_recall161",
    ];
    let found = scores(&["run", "geo", &fixture("geo.jsonl")], &names);
    near(&found, "candidate_recall161", 1.0);
    let gold_spans = scores(&["run", "geo", &fixture("geo.jsonl"), "--gold-spans"], &names);
    near(&gold_spans, "overlap_f1", 1.0);
    near(&gold_spans, "acc161", 1.0);
    let dates = scores(
        &["run", "dates", &fixture("dates")],
        &["extent_f1", "value_f1", "day_f1"],
    );
    near(&dates, "value_f1", 1.0);
}

#[test]
fn linking_runs() {
    let names = ["b3_p", "b3_r", "b3_f1", "ari", "clusters"];
    let batch = scores(&["run", "incidents", &fixture("incidents.jsonl")], &names);
    near(&batch, "clusters", 2.0);
    scores(
        &["run", "incidents", &fixture("incidents.jsonl"), "--stream"],
        &names,
    );
    let reuse = scores(&["run", "reuse", &fixture("reuse.jsonl")], &["auc_cut"]);
    near(&reuse, "auc", 1.0);
    let truth = scores(&["run", "truth", &fixture("truth")], &["general_accuracy"]);
    near(&truth, "accuracy", 1.0);
}

#[test]
fn notes_cases_and_dossiers_run() {
    let names = [
        "deaths_exact_positive",
        "deaths_exact",
        "type_accuracy",
        "actor_accuracy",
        "within10",
        "within25",
        "abstained",
    ];
    let notes = scores(&["run", "notes", &fixture("notes.jsonl")], &names);
    near(&notes, "deaths_exact", 1.0);
    near(&notes, "abstained", 0.5);
    let cases = scores(
        &["run", "cases", &fixture("cases")],
        &[
            "en_killed_f1",
            "killed_f1",
            "en_date_f1",
            "en_place_f1",
            "en_perpetrator_f1",
            "code",
            "stance",
            "speaker",
        ],
    );
    near(&cases, "false_incident_rate", 0.0);
    near(&cases, "en_killed_r", 1.0);
    scores(
        &["run", "dossiers", &fixture("dossiers")],
        &["checks_held", "incidents", "agree"],
    );
}

#[test]
fn errors_are_shown_by_cause() {
    let (gold, args) = (fixture("muc4"), ["errors", "muc4"]);
    let output = eval(&[args[0], args[1], &gold, "--most", "1"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    assert!(text.lines().last().unwrap().starts_with('{'), "{text}");
}

#[test]
fn results_are_recorded_and_tabled() {
    let dir = tempfile::tempdir().unwrap();
    let scores_dir = dir.path().to_string_lossy().into_owned();
    let truth = fixture("truth");
    last_line(&[
        "run",
        "truth",
        &truth,
        "--record",
        "2024-03-05",
        "--scores",
        &scores_dir,
    ]);
    last_line(&[
        "run",
        "truth",
        &truth,
        "--record",
        "2024-03-06",
        "--scores",
        &scores_dir,
    ]);
    let lines = std::fs::read_to_string(dir.path().join("truth.jsonl")).unwrap();
    assert_eq!(lines.lines().count(), 2);
    assert!(
        lines.contains("\"command\":\"tocsin-eval run truth ") && lines.contains("\"date\":\"2024-03-06\"")
    );
    assert!(eval(&["table", "--scores", &scores_dir]).status.success());
    let page = std::fs::read_to_string(dir.path().join("README.md")).unwrap();
    assert!(
        page.contains("## truth") && page.contains("| accuracy | 1.0000 |"),
        "{page}"
    );
    // Nothing is recorded unless asked.
    last_line(&["run", "truth", &truth, "--scores", &scores_dir]);
    let after = std::fs::read_to_string(dir.path().join("truth.jsonl")).unwrap();
    assert_eq!(lines, after);
}

#[test]
fn a_bench_gives_speed_and_memory() {
    let json = last_line(&["bench", "dates", "--sizes", "24"]);
    assert_eq!(json["n"], 24);
    assert!(json["scores"]["dates_docs_per_cpu_s"].as_f64().unwrap() > 0.0);
    assert!(json["scores"]["dates_peak_mb"].as_f64().unwrap() > 0.0);
}

#[test]
fn bad_inputs_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let broken = dir.path().join("broken.jsonl");
    std::fs::write(&broken, "{\"id\": \"x\"}\n").unwrap();
    let broken = broken.to_string_lossy().into_owned();
    for (args, code, words) in [
        (vec!["run", "geo", "/nowhere.jsonl"], 3, "/nowhere.jsonl"),
        (vec!["run", "dates", "/nowhere"], 3, "next: "),
        (vec!["run", "muc4", "/nowhere"], 3, "full_templates"),
        (vec!["run", "geo", &broken], 4, "line 1"),
        (vec!["run", "notes", &broken], 4, "missing field"),
        (vec!["run", "truth", &broken], 3, "claims.csv"),
        (vec!["run", "cases", "/nowhere"], 3, "Markdown"),
        (vec!["run", "nothing"], 2, "unrecognized"),
        (vec!["run", "truth", "x", "--record", "today"], 2, "YYYY-MM-DD"),
    ] {
        let output = eval(&args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
        assert!(said.contains(words), "{args:?}: {said}");
    }
}
