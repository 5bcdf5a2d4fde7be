//! Separate test sets, and built-in data by name.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{Refusal, change, json, learned, put, refuse, run, succeed, tree};

const DIGITS: &str = include_str!("../../data/digits.csv");

/// The digits in two files: the first 1,500 images, and the last 297.
fn divide(directory: &Path) {
    let (header, rows) = DIGITS.split_once('\n').expect("a header");
    let rows: Vec<&str> = rows.lines().collect();
    let part = |rows: &[&str]| format!("{header}\n{}\n", rows.join("\n"));
    put(directory, "train.csv", part(&rows[..1500]));
    put(directory, "test.csv", part(&rows[1500..]));
}

/// A run with a separate test set, in `learned`.
fn divided(directory: &Path) {
    divide(directory);
    let arguments =
        "learn --quiet --data train.csv --test-data test.csv --presentations 1500 --out learned";
    succeed(directory, &words(arguments));
}

fn words(arguments: &str) -> Vec<&str> {
    arguments.split_whitespace().collect()
}

fn directory() -> TempDir {
    TempDir::new().expect("a temporary directory")
}

/// The state without what depends on the clock on the wall.
fn state(path: &Path) -> Value {
    let text = fs::read_to_string(path.join("state.json")).expect("a state");
    let mut state: Value = serde_json::from_str(&text).expect("JSON");
    state["seconds"] = Value::Null;
    state["curve"] = Value::Null;
    state
}

#[test]
fn all_of_the_data_is_learned_and_all_of_the_test_set_tested() {
    let directory = directory();
    let at = directory.path();
    divide(at);
    let learn = "learn --data train.csv --test-data test.csv --presentations 20000 --out run";
    let result = json(at, &words(learn));
    assert_eq!(result["data"]["images"], 1500);
    assert_eq!(result["train_images"], 1500);
    let test = &result["test_set"];
    assert_eq!((&test["own"], &test["images"]), (&true.into(), &297.into()));
    assert_eq!(
        (&test["name"], &test["path"], &test["split_seed"]),
        (
            &"test".into(),
            &at.join("test.csv").to_str().into(),
            &Value::Null
        )
    );
    assert_eq!(test["also_learned"], 0);
    assert_eq!(result["test_images"], 297);
    let accuracy = result["test_accuracy"].as_f64().expect("a number");
    assert!(accuracy > 0.8, "{accuracy}");

    // without an option, with the file, and with the same images elsewhere
    let infer = |arguments: &str| json(at, &words(&format!("infer --weights run {arguments}")));
    fs::copy(at.join("test.csv"), at.join("elsewhere.csv")).expect("a copy");
    let again = infer("");
    assert_eq!(again["accuracy"], result["test_accuracy"]);
    assert_eq!(again["data"]["fingerprint"], test["fingerprint"]);
    for arguments in [
        "--test-data test.csv",
        "--test-data elsewhere.csv",
        "--data elsewhere.csv",
    ] {
        let found = infer(arguments);
        assert_eq!(found["score"], again["score"], "{arguments}");
        assert_eq!(
            found["evaluated_on"], "297 test images of the run",
            "{arguments}"
        );
    }
    let other = infer("--data digits");
    assert_eq!(
        (&other["evaluated_on"], &other["images"]),
        (
            &"297 images that were not learned, without 1500 that were".into(),
            &297.into()
        )
    );
    // the training images are not needed to classify
    fs::remove_file(at.join("train.csv")).expect("a file");
    assert_eq!(infer("")["score"], again["score"]);
}

#[test]
fn going_on_keeps_the_test_set() {
    let directory = directory();
    let at = directory.path();
    divided(at);
    succeed(
        at,
        &words("learn --quiet --resume learned --presentations 1500"),
    );
    let whole =
        "learn --quiet --data train.csv --test-data test.csv --presentations 3000 --out whole";
    succeed(at, &words(whole));
    assert!(state(&at.join("learned")) == state(&at.join("whole")));
    assert_eq!(
        state(&at.join("learned"))["data"]["test"]["path"],
        Value::from(at.join("test.csv").to_str())
    );
    assert_eq!(state(&at.join("learned"))["split_seed"], Value::Null);
    // the same images under another name are the same test set
    fs::rename(at.join("test.csv"), at.join("moved.csv")).expect("a file");
    let more = "learn --resume learned --test-data moved.csv --presentations 5";
    assert_eq!(json(at, &words(more))["test_set"]["images"], 297);
}

/// A test set whose highest intensity is below that of the training images.
#[test]
fn intensities_have_one_scale() {
    let directory = directory();
    let at = directory.path();
    let design = "[network]\nlayers = [2, 3, 2]\n";
    put(at, "d.toml", design);
    put(at, "train.csv", "a,b,label\n0,16,0\n16,0,1\n16,16,0\n");
    put(at, "test.csv", "a,b,label\n0,8,0\n8,0,1\n");
    let learn = |data: &str, out: &str| {
        let arguments = format!("learn --design d.toml {data} --presentations 50 --out {out}");
        json(at, &words(&arguments))["test_set"]["fingerprint"].clone()
    };
    let own = learn("--data train.csv --test-data test.csv", "own");
    put(at, "two.csv", "a,b,label\n0,1,0\n1,0,1\n2,2,0\n");
    put(at, "ones.csv", "a,b,label\n0,1,0\n1,0,1\n");
    assert_eq!(own, learn("--data two.csv --test-data ones.csv", "two"));
    // later, other images are read on the scale of the training images
    let fingerprint = |arguments: &str| {
        let arguments = format!("infer --weights own {arguments}");
        json(at, &words(&arguments))["data"]["fingerprint"].clone()
    };
    put(at, "later.csv", "a,b,label\n0,8,0\n8,0,1\n");
    assert_eq!(fingerprint("--data later.csv"), own);
    assert_eq!(fingerprint("--test-data later.csv"), own);
}

#[test]
fn images_that_are_both_learned_and_tested_are_told() {
    let directory = directory();
    let at = directory.path();
    divide(at);
    let learn = "learn --data digits --test-data test.csv --presentations 100 --out run --json";
    let output = succeed(at, &words(learn));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        message.contains("297 of the 297 test images are also in the training set"),
        "{message}"
    );
    let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(result["test_set"]["also_learned"], 297);
}

macro_rules! divided {
    ($what:literal, $arguments:expr, $damage:expr, $($word:literal),+) => {
        Refusal {
            what: $what,
            arguments: $arguments,
            words: &[$($word),+],
            prepare: |directory: &Path| {
                divided(directory);
                let damage: fn(&Path) = $damage;
                damage(directory);
            },
        }
    };
}

/// The file of images without its last one.
fn shorten(directory: &Path, file: &str) {
    let text = fs::read_to_string(directory.join(file)).expect("a file");
    let (rest, _) = text.trim_end().rsplit_once('\n').expect("two lines");
    put(directory, file, rest);
}

#[test]
fn a_test_set_that_cannot_be_is_refused() {
    refuse(&test_sets());
}

pub fn test_sets() -> Vec<Refusal> {
    vec![
        Refusal {
            what: "no such file",
            arguments: &["learn", "--test-data", "nothing.csv"],
            words: &["nothing.csv", "cannot be read"],
            prepare: |_| (),
        },
        Refusal {
            what: "no such data",
            arguments: &["learn", "--test-data", "letters"],
            words: &["found letters", "digits or mnist"],
            prepare: |_| (),
        },
        Refusal {
            what: "a seed of a split that is not made",
            arguments: &[
                "learn",
                "--data",
                "train.csv",
                "--test-data",
                "test.csv",
                "--split-seed",
                "1",
            ],
            words: &["--split-seed: found 1", "test is the test set"],
            prepare: divide,
        },
        Refusal {
            what: "the training images",
            arguments: &["learn", "--test-data", "digits"],
            words: &["digits as test set", "exactly the images of digits"],
            prepare: |_| (),
        },
        Refusal {
            what: "images of another size",
            arguments: &["learn", "--data", "digits", "--test-data", "mnist"],
            words: &["images: found 784 pixels", "expected 64, as in digits"],
            prepare: |_| (),
        },
        Refusal {
            what: "more pixels",
            arguments: &["learn", "--data", "train.csv", "--test-data", "wide.csv"],
            words: &[
                "wide.csv: line 1: found 3 columns",
                "expected 64 pixels, as in train, with or without a column of labels",
            ],
            prepare: |directory| {
                divide(directory);
                put(directory, "wide.csv", "a,b,label\n9,9,1\n");
            },
        },
        Refusal {
            what: "a label that was never learned",
            arguments: &[
                "learn",
                "--design",
                "d.toml",
                "--data",
                "a.csv",
                "--test-data",
                "b.csv",
            ],
            words: &[
                "b.csv: line 3, column 3 'label': found the label 1",
                "a label that occurs in a: 0, 2",
            ],
            prepare: |directory| {
                put(directory, "d.toml", "[network]\nlayers = [2, 3, 4]\n");
                put(directory, "a.csv", "a,b,label\n1,2,0\n1,2,2\n");
                put(directory, "b.csv", "a,b,label\n1,1,0\n2,2,1\n");
            },
        },
        Refusal {
            what: "a compressed file cut short",
            arguments: &["learn", "--test-data", "cut.gz"],
            words: &[
                "cut.gz: gzip",
                "found the end of the file",
                "a complete gzip file",
            ],
            prepare: |directory| put(directory, "cut.gz", b"\x1f\x8b\x08\x00"),
        },
    ]
}

#[test]
fn a_test_set_that_changed_is_refused() {
    refuse(&changed_test_sets());
}

pub fn changed_test_sets() -> Vec<Refusal> {
    vec![
        divided!(
            "going on with a changed test set",
            &["learn", "--resume", "learned", "--presentations", "5"],
            |d| shorten(d, "test.csv"),
            "test set of the checkpoint: found test of 296 images",
            "expected test of 297 images"
        ),
        divided!(
            "going on with another one",
            &[
                "learn",
                "--resume",
                "learned",
                "--presentations",
                "5",
                "--test-data",
                "other.csv"
            ],
            |d| {
                fs::copy(d.join("test.csv"), d.join("other.csv")).expect("a copy");
                shorten(d, "other.csv");
            },
            "test set of the checkpoint: found other of 296 images"
        ),
        divided!(
            "going on with changed training images",
            &["learn", "--resume", "learned", "--presentations", "5"],
            |d| shorten(d, "train.csv"),
            "data of the checkpoint: found train of 1499 images",
            "expected train of 1500 images"
        ),
        divided!(
            "going on with a split",
            &[
                "learn",
                "--resume",
                "learned",
                "--presentations",
                "5",
                "--split-seed",
                "1"
            ],
            |_| (),
            "--split-seed: found 1",
            "nothing is split"
        ),
        divided!(
            "classifying a changed test set",
            &["infer", "--weights", "learned"],
            |d| shorten(d, "test.csv"),
            "test set of the checkpoint: found test of 296 images",
            "to classify other images, give --data or --test-data"
        ),
        divided!(
            "classifying a test set that is gone",
            &["infer", "--weights", "learned"],
            |d| fs::remove_file(d.join("test.csv")).expect("a file"),
            "test.csv",
            "cannot be read"
        ),
        divided!(
            "classifying what was learned",
            &["infer", "--weights", "learned", "--data", "train.csv"],
            |_| (),
            "--data: found the images that the network learned from",
            "test of 297 images"
        ),
        divided!(
            "classifying the same as a test set",
            &["infer", "--weights", "learned", "--test-data", "train.csv"],
            |_| (),
            "--test-data: found the images that the network learned from"
        ),
        divided!(
            "classifying two at once",
            &[
                "infer",
                "--weights",
                "learned",
                "--test-data",
                "test.csv",
                "--data",
                "digits"
            ],
            |_| (),
            "--test-data: found test.csv together with --data digits",
            "only one of the two"
        ),
        divided!(
            "a scale that is none",
            &["infer", "--weights", "learned"],
            |d| change(d, "state.json", "{\"full\":16.0}", "{\"full\":-1.0}"),
            "state.json: data.kind: found"
        ),
        Refusal {
            what: "going on from a split with a test set",
            arguments: &[
                "learn",
                "--resume",
                "learned",
                "--presentations",
                "5",
                "--test-data",
                "test.csv",
            ],
            words: &[
                "test set of the checkpoint: found test of 297 images",
                "expected no separate test set",
            ],
            prepare: |directory| {
                learned(directory);
                divide(directory);
            },
        },
        Refusal {
            what: "classifying the data of a split as if they were a test set",
            arguments: &["infer", "--weights", "learned", "--test-data", "digits"],
            words: &[
                "--test-data: found the images that the network learned from",
                "with --data, the test images",
            ],
            prepare: learned,
        },
        Refusal {
            what: "classifying data that changed since",
            arguments: &["infer", "--weights", "learned"],
            words: &["data of the checkpoint: found train of 1499 images"],
            prepare: |directory| {
                divide(directory);
                let learn = "learn --quiet --data train.csv --presentations 100 --out learned";
                succeed(directory, &words(learn));
                shorten(directory, "train.csv");
            },
        },
    ]
}

/// The program carries the data: it needs no file, in any directory.
#[test]
fn data_that_ship_are_known_by_name_and_by_design() {
    let directory = directory();
    let at = directory.path();
    let learn = |arguments: &str| {
        let result = json(
            at,
            &words(&format!("learn {arguments} --presentations 500")),
        );
        let name = result["data"]["name"].as_str().expect("a name").to_owned();
        (name, result["data"]["images"].as_u64().expect("a number"))
    };
    assert_eq!(learn("--out digits-run"), ("digits".into(), 1797));
    assert_eq!(learn("--data digits"), ("digits".into(), 1797));
    // without a name the design decides
    let mnist = ("mnist".to_owned(), 10_000);
    assert_eq!(learn("--design mnist --out mnist-run"), mnist);
    assert_eq!(learn("--design mnist --data mnist --force"), mnist);
    let inferred = json(at, &words("infer --weights mnist-run --spikes 4"));
    assert_eq!(
        (&inferred["evaluated_on"], &inferred["images"]),
        (&"2000 test images of the run".into(), &2000.into())
    );
    succeed(
        at,
        &words("compare --data digits --presentations 20 model model"),
    );

    // a file of that name has priority, with a note; earlier runs keep their data
    let (header, rows) = DIGITS.split_once('\n').expect("a header");
    let few: Vec<&str> = rows.lines().take(200).collect();
    put(at, "digits", format!("{header}\n{}\n", few.join("\n")));
    let output = run(
        at,
        &words("learn --data digits --presentations 100 --out file-run"),
    );
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        message.contains("--data digits: using the file or directory of that name"),
        "{message}"
    );
    assert!(
        message.contains("learning 160 images of digits"),
        "{message}"
    );
    assert_eq!(learn("--out default"), ("digits".into(), 1797));
    let images = |run: &str| json(at, &words(&format!("infer --weights {run}")))["images"].clone();
    assert_eq!(images("file-run"), 40);
    assert_eq!(images("digits-run"), 359);
    succeed(
        at,
        &words("learn --quiet --resume digits-run --presentations 100"),
    );
}

#[test]
fn a_half_of_the_own_test_set_is_completed() {
    let directory = directory();
    let at = directory.path();
    divide(at);
    let learn = "learn --quiet --design generative --data train.csv --test-data test.csv --presentations 500 --out learned";
    succeed(at, &words(learn));
    let before = tree(&at.join("learned"));
    let result = json(at, &words("complete --weights learned --images 3"));
    for completed in result["completed"].as_array().expect("images") {
        assert!(completed["image"].as_u64().expect("a place") < 297);
    }
    assert_eq!(tree(&at.join("learned")), before);
}
