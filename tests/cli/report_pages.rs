//! `yuragi report`: the page of one run, and of several side by side.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{Refusal, json, put, refuse, succeed};

/// A directory with a learned network.
fn learn(directory: &Path, name: &str, more: &[&str]) {
    let learn = ["learn", "--quiet", "--presentations", "3000", "--out", name];
    succeed(directory, &[&learn, more].concat());
}

fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("found {value}, expected a number"))
}

#[test]
fn the_page_of_a_run_says_what_infer_says() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    learn(at, "a", &[]);
    let report = json(at, &["report", "a", "--out", "pages/a.html"]);
    let infer = json(at, &["infer", "--weights", "a"]);
    let run = &report["runs"][0];
    assert_eq!(run["confusion"], infer["score"]["confusion"]);
    let (accuracy, interval) = (number(&run["accuracy"]), &run["interval"]);
    assert_eq!(accuracy, number(&infer["accuracy"]));
    assert!(number(&interval[0]) < accuracy && accuracy < number(&interval[1]));
    assert_eq!(report["differences"], Value::Array(vec![]));
    let page = fs::read_to_string(at.join("pages/a.html")).expect("a page");
    for part in [
        "64-64-10",
        "Accuracy while learning",
        "Confusion matrix",
        "Weights of the hidden neurons",
        "<dt>split</dt><dd>random</dd>",
        "<dt>split seed</dt><dd>1</dd>",
        "<dt>presentations</dt><dd>3,000</dd>",
    ] {
        assert!(page.contains(part), "no {part}");
    }
    assert!(!page.contains("Runs side by side"));
}

#[test]
fn several_runs_stand_side_by_side() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    learn(at, "a", &[]);
    learn(at, "b", &["--design", "digits-20"]);
    learn(at, "c", &["--split-seed", "2"]);
    let report = json(at, &["report", "a", "b", "c"]);
    let runs = report["runs"].as_array().expect("runs");
    let accuracies: Vec<f64> = runs.iter().map(|run| number(&run["accuracy"])).collect();
    for (place, same) in [(0, true), (1, false)] {
        let found = &report["differences"][place];
        assert_eq!(found["same_images"], same);
        let difference = number(&found["difference"]["difference"]);
        assert!((difference - (accuracies[place + 1] - accuracies[0])).abs() < 1e-12);
        let (low, high) = (&found["difference"]["low"], &found["difference"]["high"]);
        assert!(number(low) < difference && difference < number(high));
    }
    let page = fs::read_to_string(at.join("report.html")).expect("a page");
    for part in [
        "Runs side by side",
        "minus that of a",
        "same images",
        "different images",
        "<td>64-20-10</td>",
        "Test accuracy while learning",
        "<h2>c</h2>",
    ] {
        assert!(page.contains(part), "no {part}");
    }
    // the same network twice differs by nothing, and the interval says how well that is known
    fs::create_dir(at.join("d")).expect("a directory");
    for file in ["design.toml", "weights.safetensors", "state.json"] {
        fs::copy(at.join("a").join(file), at.join("d").join(file)).expect("a copy");
    }
    let twice = json(at, &["report", "a", "d"]);
    assert_eq!(
        number(&twice["differences"][0]["difference"]["difference"]),
        0.0
    );
}

#[test]
fn what_is_no_run_is_refused() {
    let case = |what, arguments, words| Refusal {
        what,
        arguments,
        words,
        prepare: |directory| {
            put(directory, "text", "mine");
            fs::create_dir(directory.join("empty")).expect("a directory");
        },
    };
    refuse(&[
        case("no directory", &["report"], &["<DIR>"]),
        case(
            "nothing there",
            &["report", "none"],
            &["none", "expected a directory"],
        ),
        case(
            "an empty directory",
            &["report", "empty"],
            &["empty/design.toml"],
        ),
        case("a text", &["report", "text"], &["text"]),
        case("one run twice", &["report", "a", "a"], &["found a twice"]),
        case(
            "a directory for the page",
            &["report", "a", "--out", "empty"],
            &[
                "--out: found empty, which is a directory",
                "expected a file",
            ],
        ),
    ]);
}
