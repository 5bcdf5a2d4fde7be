//! `yuragi report`: the page of one run, and of several side by side.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::command::{Refusal, json as run_json, put, refuse, run as run_it, succeed};

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
    let report = run_json(at, &["report", "a", "--out", "pages/a.html"]);
    let infer = run_json(at, &["infer", "--weights", "a"]);
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
    let report = run_json(at, &["report", "a", "b", "c"]);
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
    let twice = run_json(at, &["report", "a", "d"]);
    assert_eq!(
        number(&twice["differences"][0]["difference"]["difference"]),
        0.0
    );
}

/// The energy is estimated where a circuit of the design was counted, and the page says what it rests on.
#[test]
fn the_energy_is_an_estimate_or_not_known() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    learn(at, "a", &[]);
    learn(at, "b", &["--set", "synapse.flip=0.5"]);
    let report = run_json(at, &["report", "a", "b"]);
    let (a, b) = (&report["runs"][0]["energy"], &report["runs"][1]["energy"]);
    let page = fs::read_to_string(at.join("report.html")).expect("a page");
    // what follows from the run and the design: 64 + 10 encoded, 64 predicted, 64 resampled, 10 read out
    assert_eq!(
        (&a["presentations"], &b["presentations"]),
        (&3000.into(), &3000.into())
    );
    assert_eq!(a["draws"], 3000 * 212);
    let run: Value = serde_json::from_slice(&fs::read(at.join("a/result.json")).expect("a result"))
        .expect("JSON");
    let flips = |way: &str| run["flips"][way].as_u64().expect("a count");
    assert_eq!(a["flips"], flips("up") + flips("down"));
    assert!(a["cycles"][0].as_u64() < a["cycles"][1].as_u64());
    // the counts of the page of results are of the same design
    let numbers = include_str!("../../docs/results/experiments/energy-numbers.md");
    let mean = |name: &str| -> f64 {
        let row = numbers
            .lines()
            .find(|row| row.starts_with(&format!("| {name} |")));
        let cell = row.expect(name).split(" | ").nth(1).expect("a number");
        cell.split(' ')
            .next()
            .expect("a mean")
            .parse()
            .expect("a number")
    };
    let (chip, joules) = (&a["learning_joules"][0][0], &a["learning_joules"][0][1]);
    assert_eq!(chip, "UP5K");
    let name = "estimate of energy a presentation, least, UP5K, learning, trained";
    assert!((number(&joules["low"]) / (3000.0 * 1e-9 * mean(name)) - 1.0).abs() < 1e-9);
    let name = "estimate of energy a presentation, most, UP5K, learning, untrained";
    assert!((number(&joules["high"]) / (3000.0 * 1e-9 * mean(name)) - 1.0).abs() < 1e-9);
    for part in [
        "<h2>Energy, an estimate</h2>",
        "estimated energy of learning, UP5K",
        "never a measurement",
        "docs/results/experiments/energy-numbers.md",
        "b: the energy and the words written are not known",
        "<td>not known</td>",
    ] {
        assert!(page.contains(part), "no {part}");
    }
    assert!(
        b["counted_in"].is_null() && b["words_written"].is_null(),
        "{b}"
    );
    assert_eq!(b["learning_joules"], Value::Array(vec![]));

    // counts of the experiment for another design
    fs::create_dir(at.join("e")).expect("a directory");
    let mut readings = Vec::new();
    for case in ["untrained", "trained"] {
        for phase in ["learning", "inference"] {
            for chip in ["UP5K", "HX8K"] {
                for (end, mean) in [("least", 2.0), ("most", 5.0)] {
                    let name = format!(
                        "estimate of energy a presentation, {end}, {chip}, {phase}, {case}"
                    );
                    readings.push(json!({"name": name, "unit": "nJ", "mean": mean}));
                }
            }
            let name = format!("words of the row memory written a presentation, {phase}, {case}");
            readings.push(json!({"name": name, "unit": "", "mean": 7.0}));
        }
    }
    let run: Value = serde_json::from_slice(&fs::read(at.join("b/result.json")).expect("a result"))
        .expect("JSON");
    let summary = json!({"experiment": "energy", "design": run["design"], "data": "others", "readings": readings});
    put(at, "e/summary.json", summary.to_string());
    let report = run_json(at, &["report", "b", "--energy", "e"]);
    let energy = &report["runs"][0]["energy"];
    let joules = &energy["learning_joules"][1][1];
    assert!(
        (number(&joules["low"]) - 6e-6).abs() < 1e-15
            && (number(&joules["high"]) - 15e-6).abs() < 1e-15
    );
    assert_eq!(energy["words_written"]["low"], 21_000.0);
    let page = fs::read_to_string(at.join("report.html")).expect("a page");
    for part in [
        "6.0 to 15 µJ",
        "counted with the images of others",
        "e/summary.json",
        "21,000 to 21,000",
    ] {
        assert!(page.contains(part), "no {part}");
    }
    // counts that belong to no run, or are none
    for (arguments, words) in [
        (
            &["report", "a", "--energy", "e"][..],
            &["e/summary.json, of another design (64-64-10)"][..],
        ),
        (
            &["report", "a", "--energy", "a"],
            &["--energy: a/summary.json", "experiment energy"],
        ),
    ] {
        let output = run_it(at, arguments);
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{message}");
        for word in words {
            assert!(message.contains(word), "no {word} in {message}");
        }
    }
    put(
        at,
        "e/summary.json",
        summary.to_string().replace("most, HX8K", "gone"),
    );
    let output = run_it(at, &["report", "b", "--energy", "e"]);
    assert_eq!(output.status.code(), Some(2));
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
