//! What is said about images: predictions of each, accuracies that are never of learned images without a word, and
//! results that can be repeated.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{json, learned, put, run, succeed, wait_for, with_signals};

const DIGITS: &str = include_str!("../../data/digits.csv");

fn directory() -> TempDir {
    TempDir::new().expect("a temporary directory")
}

/// The header of the digits, and the rows that `choose` takes, changed by it.
fn digits(choose: impl Fn(usize, &str) -> Option<String>) -> String {
    let (header, rows) = DIGITS.split_once('\n').expect("a header");
    let rows: Vec<String> = rows
        .lines()
        .enumerate()
        .filter_map(|(place, row)| choose(place, row))
        .collect();
    format!("{header}\n{}\n", rows.join("\n"))
}

/// A file of sevens that are all labelled 0 was once "classified with an accuracy of 100 %".
#[test]
fn a_file_of_one_class_is_judged_over_all_classes() {
    let directory = directory();
    let at = directory.path();
    learned(at);
    let sevens = digits(|_, row| row.strip_suffix(",7").map(|image| format!("{image},0")));
    put(at, "sevens.csv", sevens);
    for engine in ["model", "rtl"] {
        let arguments = [
            "infer",
            "--weights",
            "learned",
            "--data",
            "sevens.csv",
            "--engine",
            engine,
        ];
        let result = json(at, &arguments);
        let confusion = result["score"]["confusion"].as_array().expect("rows");
        assert_eq!(confusion.len(), 10, "all classes of the network");
        assert!(
            result["accuracy"].as_f64().expect("a number") < 0.1,
            "{result}"
        );
        assert!(confusion[0][7].as_u64().expect("a count") > 0, "{result}");
    }
    let eleven = digits(|place, row| (place == 3).then(|| format!("{},11", &row[..row.len() - 2])));
    put(at, "eleven.csv", eleven);
    let output = run(
        at,
        &["infer", "--weights", "learned", "--data", "eleven.csv"],
    );
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(
        message.contains("eleven.csv: ") && message.contains("11"),
        "{message}"
    );
}

/// One value of ten times the maximum once changed the scale of the whole file.
#[test]
fn one_wrong_pixel_does_not_change_the_scale() {
    let directory = directory();
    let at = directory.path();
    learned(at);
    let infer = |file: &str| {
        let arguments = [
            "infer",
            "--weights",
            "learned",
            "--all",
            "--data",
            file,
            "--json",
        ];
        let output = succeed(at, &arguments);
        let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        (result, String::from_utf8_lossy(&output.stderr).into_owned())
    };
    put(at, "right.csv", DIGITS);
    let wrong = |place: usize, row: &str| {
        let (_, rest) = row.split_once(',').expect("several columns");
        Some(if place == 0 {
            format!("160,{rest}")
        } else {
            row.to_owned()
        })
    };
    put(at, "wrong.csv", digits(wrong));
    let (right, silent) = infer("right.csv");
    let (wrong, message) = infer("wrong.csv");
    assert!(!silent.contains("beyond the scale"), "{silent}");
    assert!(
        message.contains("1 of 115008 values lie beyond the scale"),
        "{message}"
    );
    let difference = |key: &str| {
        let of = |result: &Value| result["score"][key].as_i64().expect("a count");
        (of(&right) - of(&wrong)).abs()
    };
    assert_eq!(difference("images"), 0);
    assert!(difference("right") <= 3, "{}", difference("right"));
}

/// Images that were learned are known one by one, whatever becomes of their file.
#[test]
fn learned_images_are_left_out_or_told() {
    let directory = directory();
    let at = directory.path();
    learned(at);
    let evaluated = |arguments: &[&str]| {
        let result = json(at, &[&["infer", "--weights"], arguments].concat());
        let text = result["evaluated_on"].as_str().expect("words").to_owned();
        (text, result["images"].as_u64().expect("a number"))
    };
    // a row was removed after learning
    put(
        at,
        "edited.csv",
        digits(|place, row| (place != 5).then(|| row.to_owned())),
    );
    let (text, images) = evaluated(&["learned", "--data", "edited.csv"]);
    assert!((358..=359).contains(&images), "{images}");
    assert!(
        text.contains("that were not learned, without 143"),
        "{text}"
    );
    // the weights alone
    fs::copy(
        at.join("learned/weights.safetensors"),
        at.join("alone.safetensors"),
    )
    .expect("a copy");
    let (text, images) = evaluated(&["alone.safetensors", "--data", "digits"]);
    assert_eq!(images, 359);
    assert!(text.contains("without 1438 that were"), "{text}");
    let (text, images) = evaluated(&["learned", "--data", "digits", "--all"]);
    assert_eq!(
        (text.as_str(), images),
        ("1797 images, 1438 of them learned", 1797)
    );
    // both groups apart, in JSON and for people
    let all = ["infer", "--weights", "learned", "--data", "digits", "--all"];
    let result = json(at, &all);
    let groups = &result["groups"];
    let of = |group: &str| {
        let (images, score) = (&groups[group]["images"], &groups[group]["score"]);
        assert_eq!(images, &score["images"], "{groups}");
        assert_eq!(score["interval"].as_array().map(Vec::len), Some(2));
        (
            images.as_u64().expect("a count"),
            score["right"].as_u64().expect("a count"),
        )
    };
    let (learned, new) = (of("learned"), of("new"));
    assert_eq!((learned.0, new.0), (1438, 359));
    assert_eq!(result["score"]["right"], learned.1 + new.1);
    let text = String::from_utf8(succeed(at, &all).stdout).expect("text");
    for word in [
        "learned images ",
        "of 1,438; 95 % interval",
        "new images ",
        "of 359; 95 %",
    ] {
        assert!(text.contains(word), "no {word} in {text}");
    }
    let without = json(at, &all[..5]);
    assert!(without["groups"].is_null(), "{without}");
    // weights of an older program do not know
    crate::command::change_weights(at, |tensors, metadata| {
        tensors.remove("training_images");
        let header = metadata.get_mut("yuragi").expect("a header");
        let end = header.find("[data").expect("a description of the data");
        header.truncate(end);
        *header = header.replace("version = 3", "version = 2");
    });
    let (text, images) = evaluated(&["learned/weights.safetensors", "--data", "digits"]);
    assert_eq!(images, 1797);
    assert!(text.contains("training images may be among them"), "{text}");
    let old = [
        "infer",
        "--weights",
        "learned/weights.safetensors",
        "--data",
        "digits",
        "--all",
    ];
    assert!(json(at, &old)["groups"].is_null());
}

#[test]
fn the_curve_says_how_many_images_it_is_of() {
    let directory = directory();
    let at = directory.path();
    let learn = [
        "learn",
        "--presentations",
        "2000",
        "--design",
        "mnist",
        "--out",
        "run",
    ];
    let result = json(at, &learn);
    let curve = fs::read_to_string(at.join("run/curve.csv")).expect("a curve");
    let last: Vec<&str> = curve.lines().last().expect("a point").split(',').collect();
    assert!(curve.starts_with("presentations,train_accuracy,test_accuracy,"));
    assert!(
        curve
            .lines()
            .next()
            .expect("a header")
            .ends_with(",train_images,test_images")
    );
    assert_eq!(last[5..], ["360", "360"]);
    assert_eq!(result["test"]["images"], 2000);
    let output = succeed(at, &["learn", "--presentations", "1000", "--out", "note"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("accuracy on 359 test images"), "{message}");
}

/// The columns of a file of predictions by name.
fn columns(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let text = fs::read_to_string(path).expect("predictions");
    let split = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let mut lines = text.lines().map(split);
    (lines.next().expect("a header"), lines.collect())
}

#[test]
fn every_image_is_predicted_with_its_uncertainty() {
    let directory = directory();
    let at = directory.path();
    learned(at);
    let result = json(
        at,
        &[
            "infer",
            "--weights",
            "learned",
            "--top",
            "2",
            "--out",
            "p.csv",
        ],
    );
    let (header, rows) = columns(&at.join("p.csv"));
    assert_eq!(rows.len(), 359);
    let place = |name: &str| header.iter().position(|column| column == name).expect(name);
    let number = |row: &[String], name: &str| row[place(name)].parse::<f64>().expect(name);
    let right = rows
        .iter()
        .filter(|row| row[place("label")] == row[place("predicted")])
        .count();
    assert_eq!(result["score"]["right"], right);
    let second = |row: &&Vec<String>| {
        let label = &row[place("label")];
        *label == row[place("predicted")] || *label == row[place("predicted_2")]
    };
    let share = rows.iter().filter(second).count() as f64 / rows.len() as f64;
    assert_eq!(result["top_accuracy"], share);
    for row in &rows {
        let spikes: Vec<f64> = (0..10)
            .map(|class| number(row, &format!("spikes_{class}")))
            .collect();
        let all: f64 = spikes.iter().sum();
        let most = spikes.iter().copied().fold(0.0, f64::max);
        assert_eq!(
            spikes[row[place("predicted")].parse::<usize>().expect("a class")],
            most
        );
        for (class, spikes) in spikes.iter().enumerate() {
            let share = number(row, &format!("share_{class}"));
            assert!((share - spikes / all).abs() < 1e-12);
            let mean = number(row, &format!("posterior_mean_{class}"));
            assert!((mean - (spikes + 0.5) / (all + 5.0)).abs() < 1e-12);
            let error = number(row, &format!("standard_error_{class}"));
            assert!((0.0..=0.5).contains(&error), "{error}");
        }
    }
    // one image, and the same numbers as arrays
    let image = &rows[7][0];
    let one = json(at, &["infer", "--weights", "learned", "--image", image]);
    assert_eq!(
        (&one["images"], &one["chosen"][0]),
        (&1.into(), &image.parse::<u64>().unwrap().into())
    );
    json(at, &["infer", "--weights", "learned", "--out", "p.npz"]);
    let bytes = fs::read(at.join("p.npz")).expect("arrays");
    assert!(bytes.starts_with(b"PK"), "a ZIP file");
    for name in ["spikes.npy", "posterior_mean.npy", "classes.npy"] {
        assert!(
            bytes
                .windows(name.len())
                .any(|window| window == name.as_bytes()),
            "{name}"
        );
    }
}

#[test]
fn images_without_labels_are_predicted() {
    let directory = directory();
    let at = directory.path();
    learned(at);
    let bare = DIGITS
        .lines()
        .map(|line| line.rsplit_once(',').expect("a label").0);
    put(at, "bare.csv", bare.collect::<Vec<_>>().join("\n") + "\n");
    let arguments = [
        "infer",
        "--weights",
        "learned",
        "--data",
        "bare.csv",
        "--all",
        "--out",
        "p.csv",
    ];
    let result = json(at, &arguments);
    assert_eq!(
        (&result["accuracy"], &result["score"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(result["images"], 1797);
    let (_, rows) = columns(&at.join("p.csv"));
    assert!(rows.iter().all(|row| row[1].is_empty()), "no labels");
    // they cannot be learned
    let output = run(
        at,
        &[
            "learn", "--data", "bare.csv", "--design", "digits", "--out", "x",
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(!at.join("x").exists());
}

#[test]
fn a_result_can_be_repeated_and_a_difference_is_seen() {
    let directory = directory();
    let at = directory.path();
    put(
        at,
        "train.csv",
        digits(|place, row| (place < 1000).then(|| row.to_owned())),
    );
    put(
        at,
        "test.csv",
        digits(|place, row| (place >= 1000).then(|| row.to_owned())),
    );
    let learn = |arguments: &str| {
        let words: Vec<&str> = arguments.split(' ').collect();
        json(
            at,
            &[&["learn", "--presentations", "3000"], words.as_slice()].concat(),
        );
    };
    learn("--data train.csv --test-data test.csv --seed 5 --out apart");
    learn("--data train.csv --split stratified --split-seed 9 --out stratified");
    learn("--data digits --split fold:2/5 --out fold");
    learn("--design generative --out generative");
    for run in ["apart", "stratified", "fold", "generative"] {
        let result = json(at, &["repeat", &format!("{run}/result.json")]);
        assert_eq!(result["same"], true, "{result}");
    }
    succeed(
        at,
        &[
            "learn",
            "--quiet",
            "--resume",
            "fold",
            "--presentations",
            "500",
        ],
    );
    assert_eq!(json(at, &["repeat", "fold/result.json"])["same"], true);
    json(
        at,
        &[
            "infer",
            "--weights",
            "apart",
            "--data",
            "digits",
            "--out",
            "p.csv",
        ],
    );
    assert_eq!(json(at, &["repeat", "p.csv.json"])["same"], true);

    // another seed in the file is another run
    let path = at.join("apart/result.json");
    let text = fs::read_to_string(&path).expect("a result");
    fs::write(&path, text.replace("\"seed\": 5", "\"seed\": 6")).expect("a file is written");
    let output = run(at, &["repeat", "apart/result.json", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(result["same"], false);
    // other images are refused
    put(
        at,
        "train.csv",
        digits(|place, row| (place < 999).then(|| row.to_owned())),
    );
    let output = run(at, &["repeat", "stratified/result.json"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(
        message.contains("the images have changed since"),
        "{message}"
    );
}

/// A file of the user may have the name of built-in data, which must not take its place.
#[test]
fn weights_alone_do_not_take_other_data_of_the_same_name() {
    let directory = directory();
    let at = directory.path();
    let darker = |_: usize, row: &str| Some(format!("1,{}", row.split_once(',')?.1));
    put(at, "digits.csv", digits(darker));
    let learn = "learn --data digits.csv --presentations 500 --out own";
    json(at, &learn.split(' ').collect::<Vec<_>>());
    fs::copy(at.join("own/weights.safetensors"), at.join("w.safetensors")).expect("a copy");
    let output = run(at, &["infer", "--weights", "w.safetensors"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(
        message.contains("does not say where its data are"),
        "{message}"
    );
    let given = [
        "infer",
        "--weights",
        "w.safetensors",
        "--data",
        "digits.csv",
    ];
    assert_eq!(json(at, &given)["images"], 359);
}

/// Labels must not pass for values if one column of values is missing.
#[test]
fn a_missing_column_is_not_made_up_by_the_labels() {
    let directory = directory();
    let at = directory.path();
    learned(at);
    let fewer = DIGITS
        .lines()
        .map(|line| line.split_once(',').expect("columns").1);
    put(at, "fewer.csv", fewer.collect::<Vec<_>>().join("\n") + "\n");
    let output = run(
        at,
        &["infer", "--weights", "learned", "--data", "fewer.csv"],
    );
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(
        message.contains("64 columns, one of them 'label'"),
        "{message}"
    );
}

/// The result of an earlier run does not stay beside the checkpoints of another one.
#[test]
fn an_old_result_goes_when_learning_goes_on() {
    let directory = directory();
    let at = directory.path();
    learned(at);
    assert!(at.join("learned/result.json").is_file());
    let arguments = ["learn", "--resume", "learned", "--presentations", "1G"];
    let mut child = with_signals(at, &arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    wait_for("the old result is gone", || {
        !at.join("learned/result.json").exists() && !at.join("learned/confusion.svg").exists()
    });
    child.kill().expect("killed");
    child.wait().expect("a process");
    let output = run(at, &["repeat", "learned/result.json"]);
    assert_eq!(output.status.code(), Some(2));
}

/// A path still means the same if a later command runs elsewhere.
#[test]
fn a_run_is_used_from_another_directory() {
    let directory = directory();
    let at = directory.path();
    put(
        at,
        "mine.csv",
        digits(|place, row| (place < 300).then(|| row.to_owned())),
    );
    json(
        at,
        &[
            "learn",
            "--data",
            "mine.csv",
            "--presentations",
            "1000",
            "--out",
            "run",
        ],
    );
    let elsewhere = at.join("elsewhere");
    fs::create_dir(&elsewhere).expect("a directory");
    let result = json(&elsewhere, &["infer", "--weights", "../run"]);
    assert_eq!(result["evaluated_on"], "60 test images of the run");
    assert_eq!(
        json(&elsewhere, &["repeat", "../run/result.json"])["same"],
        true
    );
}
