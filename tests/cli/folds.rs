//! `yuragi cross-validate`: each image is tested once, folds are runs like others, and what is complete is kept.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{Refusal, json, put, refuse, run, send, succeed, wait_for, with_signals};

const IRIS: &str = include_str!("../../data/tabular/iris.csv");

/// Options of a small network for the table, the same for all verbs.
const SMALL: [&str; 8] = [
    "--data",
    "iris.csv",
    "--encode",
    "thermometer:4",
    "--hidden",
    "8",
    "--presentations",
    "3000",
];

fn directory() -> TempDir {
    let directory = TempDir::new().expect("a temporary directory");
    put(directory.path(), "iris.csv", IRIS);
    directory
}

fn validate(at: &Path, more: &[&str]) -> Value {
    let first = ["cross-validate", "--quiet", "--folds", "3", "--out", "f"];
    json(at, &[&first, &SMALL[..], more].concat())
}

fn result(at: &Path, run: &str) -> Value {
    let text = fs::read_to_string(at.join(run).join("result.json")).expect("a result");
    serde_json::from_str(&text).expect("JSON")
}

fn changed(at: &Path, run: &str) -> SystemTime {
    let file = at.join(run).join("result.json");
    fs::metadata(file)
        .expect("a result")
        .modified()
        .expect("a time")
}

fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("found {value}, expected a number"))
}

#[test]
fn every_image_is_tested_once_and_each_fold_is_a_run() {
    let directory = directory();
    let at = directory.path();
    let all = validate(at, &[]);
    let runs = all["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 3);
    let accuracies: Vec<f64> = runs
        .iter()
        .map(|run| number(&run["test"]["accuracy"]))
        .collect();
    let mean = accuracies.iter().sum::<f64>() / 3.0;
    let estimate = &all["accuracy"];
    assert!((number(&estimate["mean"]) - mean).abs() < 1e-12 && estimate["n"] == 3);
    assert!(number(&estimate["low"]) <= mean && mean <= number(&estimate["high"]));
    // Student's quantile of two degrees of freedom, unless the ends are cut at 0 or 1
    let squares: f64 = accuracies.iter().map(|a| (a - mean).powi(2)).sum();
    let half = 4.302_652_7 * (squares / 2.0 / 3.0).sqrt();
    assert!(
        (mean - number(&estimate["low"]).max(0.0) - half).abs() < 1e-6 || estimate["cut"] == true
    );
    assert!((number(&all["standard_deviation"]) - (squares / 2.0).sqrt()).abs() < 1e-12);
    // 50 rows of each class
    let pooled = &all["pooled"];
    assert_eq!(pooled["images"], 150);
    for row in pooled["confusion"].as_array().expect("rows") {
        let row = row.as_array().expect("counts").iter();
        assert_eq!(row.filter_map(Value::as_u64).sum::<u64>(), 50);
    }
    let right = runs.iter().filter_map(|run| run["test"]["right"].as_u64());
    assert_eq!(pooled["right"], right.sum::<u64>());
    let file = fs::read_to_string(at.join("f/folds.json")).expect("a result");
    let file: Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(file, all);
    assert!(at.join("f/confusion.svg").exists());

    // a fold is what `learn` makes of it, and its directory is a run
    let learn = ["learn", "--quiet", "--split", "fold:2/3", "--out", "one"];
    let one = json(at, &[&learn, &SMALL[..]].concat());
    assert_eq!(one["weights_fingerprint"], runs[1]["weights_fingerprint"]);
    assert_eq!(one["test"], runs[1]["test"]);
    assert_eq!(result(at, "f/fold-2")["kind"], one["kind"]);
    succeed(at, &["repeat", "--quiet", "f/fold-2/result.json"]);
    let page = json(at, &["report", "f/fold-1", "f/fold-2", "f/fold-3"]);
    assert_eq!(page["runs"][2]["right"], runs[2]["test"]["right"]);

    // the text has every fold, and says what the interval is
    let first = ["cross-validate", "--folds", "3", "--out", "f"];
    let output = succeed(at, &[&first, &SMALL[..]].concat());
    let text = String::from_utf8(output.stdout).expect("text");
    for word in [
        "fold 1 ",
        "fold 3 ",
        "mean ",
        "of 150; 95 % interval",
        "share training images",
    ] {
        assert!(text.contains(word), "no {word} in {text}");
    }
    let notes = String::from_utf8(output.stderr).expect("text");
    for word in [
        "3 folds of 150 images of iris, 3 of them already done",
        "set its scale",
    ] {
        assert!(notes.contains(word), "no {word} in {notes}");
    }
}

#[test]
fn what_is_complete_is_kept_and_the_rest_is_continued() {
    let directory = directory();
    let at = directory.path();
    let all = validate(at, &["--jobs", "1"]);
    // the second fold as if it had been stopped halfway, the third as if it had never begun
    let half = ["learn", "--quiet", "--split", "fold:2/3", "--out", "half"];
    succeed(
        at,
        &[&half, &SMALL[..6], &["--presentations", "1000"]].concat(),
    );
    for file in ["state.json", "weights.safetensors"] {
        fs::copy(at.join("half").join(file), at.join("f/fold-2").join(file)).expect("a copy");
    }
    let state = at.join("f/fold-2/state.json");
    let text = fs::read_to_string(&state).expect("a state");
    assert!(text.contains("\"target\":1000,"));
    fs::write(&state, text.replace("\"target\":1000,", "\"target\":3000,")).expect("a state");
    fs::remove_dir_all(at.join("f/fold-3")).expect("a fold");
    let before = changed(at, "f/fold-1");
    let again = validate(at, &["--jobs", "2"]);
    assert_eq!(changed(at, "f/fold-1"), before, "not learned again");
    for place in 0..3 {
        for key in ["weights_fingerprint", "test", "train", "flips"] {
            assert_eq!(
                again["runs"][place][key], all["runs"][place][key],
                "{key} {place}"
            );
        }
    }
    assert_eq!(result(at, "f/fold-2")["presentations_before"], 1000);
    assert_eq!(
        (&again["accuracy"], &again["pooled"]),
        (&all["accuracy"], &all["pooled"])
    );

    // other settings do not overwrite them, unless one asks for it
    let seed = [
        &[
            "cross-validate",
            "--quiet",
            "--folds",
            "3",
            "--out",
            "f",
            "--seed",
            "9",
        ],
        &SMALL[..],
    ];
    let refused = run(at, &seed.concat());
    let message = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{message}");
    for word in ["f/fold-1, whose seed is 1", "expected 9", "--force"] {
        assert!(message.contains(word), "no {word} in {message}");
    }
    let fewer = [
        "cross-validate",
        "--quiet",
        "--folds",
        "2",
        "--out",
        "f",
        "--force",
    ];
    let refused = run(at, &[&fewer, &SMALL[..]].concat());
    let message = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{message}");
    assert!(
        message.contains("fold-3, which is none of 2 folds"),
        "{message}"
    );
    let other = validate(at, &["--seed", "9", "--force"]);
    assert_ne!(
        other["runs"][0]["weights_fingerprint"],
        all["runs"][0]["weights_fingerprint"]
    );
    // the table has changed since
    put(at, "iris.csv", IRIS.replacen("5.1", "5.2", 1));
    let refused = run(
        at,
        &[
            &[
                "cross-validate",
                "--out",
                "f",
                "--folds",
                "3",
                "--seed",
                "9",
            ],
            &SMALL[..],
        ]
        .concat(),
    );
    let message = String::from_utf8_lossy(&refused.stderr);
    assert!(
        message.contains("whose data is iris of 150 images"),
        "{message}"
    );
}

#[test]
fn a_signal_leaves_folds_that_can_be_continued() {
    let directory = TempDir::new().expect("a temporary directory");
    let at = directory.path();
    let long = [
        "cross-validate",
        "--folds",
        "2",
        "--jobs",
        "2",
        "--presentations",
        "100M",
        "--out",
        "f",
    ];
    let mut child = with_signals(at, &long)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    wait_for("both folds have begun", || {
        ["f/fold-1", "f/fold-2"]
            .iter()
            .all(|fold| at.join(fold).exists())
    });
    sleep(Duration::from_millis(500));
    send("INT", child.id());
    let mut status = None;
    wait_for("it ends", || {
        status = child.try_wait().expect("a process");
        status.is_some()
    });
    assert_eq!(status.and_then(|status| status.code()), Some(130));
    assert!(!at.join("f/folds.json").exists());
    for fold in ["f/fold-1", "f/fold-2"] {
        assert_eq!(result(at, fold)["stopped"], true);
        succeed(
            at,
            &[
                "learn",
                "--quiet",
                "--resume",
                fold,
                "--presentations",
                "100",
            ],
        );
    }
}

#[test]
fn what_makes_no_folds_is_refused() {
    let case = |what, arguments, words| Refusal {
        what,
        arguments,
        words,
        prepare: |directory| {
            put(directory, "iris.csv", IRIS);
            put(directory, "few.csv", "a,label\n1,0\n2,1\n3,0\n");
            put(directory, "bare.csv", "a,b\n1,0.5\n2,1.5\n3,0\n");
            put(directory, "taken", "mine");
        },
    };
    refuse(&[
        case(
            "one fold",
            &["cross-validate", "--folds", "1"],
            &["--folds", "'1'", "2"],
        ),
        case(
            "more folds than images",
            &["cross-validate", "--data", "few.csv", "--folds", "4"],
            &["few", "4 folds of 3 images", "an image for each"],
        ),
        case(
            "a design of other data",
            &["cross-validate", "--data", "iris.csv", "--design", "digits"],
            &["iris has 4 pixels", "64 inputs"],
        ),
        case(
            "a device, of which there is one",
            &["cross-validate", "--engine", "serial"],
            &["'serial'", "model, rtl"],
        ),
        case(
            "a file for a directory",
            &["cross-validate", "--out", "taken"],
            &["--out: found taken, which is a file"],
        ),
        case(
            "no job",
            &["cross-validate", "--jobs", "0"],
            &["--jobs", "'0'"],
        ),
        case(
            "a store in a design without one",
            &["cross-validate", "--stored"],
            &["--stored: found given", "hardware.stored_stimuli = 0"],
        ),
        case(
            "how nothing is read",
            &["cross-validate", "--scale", "16"],
            &["--data"],
        ),
    ]);
}
