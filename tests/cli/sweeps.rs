//! `yuragi sweep`.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{command, json, put, run, succeed, tree};

/// Two designs, two splits, three seeds of few presentations.
pub const SMALL: &str = "designs = [\"digits\", \"small.toml\"]\nseeds = 3\nsplits = [1, 7]\npresentations = 300\nspikes = [4, 8]\n";

const NETWORK: &str = "[network]\nlayers = [64, 8, 10]\n";

/// A directory with the sweep `s.toml` and a design.
pub fn directory(sweep: &str) -> TempDir {
    let directory = TempDir::new().expect("a temporary directory");
    put(directory.path(), "s.toml", sweep);
    put(directory.path(), "small.toml", NETWORK);
    directory
}

/// Inode and time of each outcome: others if it was written again.
pub fn outcomes(run: &Path) -> BTreeMap<String, (u64, i64, i64)> {
    let Ok(entries) = fs::read_dir(run.join("tasks")) else {
        return BTreeMap::new();
    };
    let entries = entries.map(|entry| entry.expect("an entry"));
    let outcome = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().expect("UTF-8");
        let of = entry.metadata().ok()?;
        let whole = name.ends_with(".json");
        whole.then(|| (name, (of.ino(), of.mtime(), of.mtime_nsec())))
    };
    entries.filter_map(outcome).collect()
}

fn plan(directory: &Path) -> Vec<Value> {
    let plan = json(directory, &["sweep", "s.toml", "--plan"]);
    plan["tasks"].as_array().expect("tasks").clone()
}

fn hashes(directory: &Path) -> Vec<String> {
    let hash = |task: &Value| task["hash"].as_str().expect("a hash").to_owned();
    plan(directory).iter().map(hash).collect()
}

/// The lines of a table as maps from column to cell.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).expect("a table");
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned));
    let header: Vec<String> = lines.next().expect("a header").collect();
    lines
        .map(|cells| header.iter().cloned().zip(cells).collect())
        .collect()
}

#[test]
fn a_plan_depends_on_what_outcomes_depend_on_and_on_nothing_else() {
    let directory = directory(SMALL);
    let at = directory.path();
    let before = tree(at);
    let first = hashes(at);
    assert_eq!(tree(at), before, "a plan writes nothing");
    assert_eq!(first.len(), 12);
    let mut distinct = first.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), 12);
    assert_eq!(hashes(at), first);
    let changed = |from: &str, to: &str| {
        assert!(SMALL.contains(from));
        put(at, "s.toml", SMALL.replace(from, to));
        let now = hashes(at);
        put(at, "s.toml", SMALL);
        now.iter()
            .zip(&first)
            .map(|(now, then)| now != then)
            .collect::<Vec<bool>>()
    };
    // the last seed of each of the four; the plan goes by design, split, seed
    let third = |n: usize| n % 3 == 2;
    let of = |changes: &dyn Fn(usize) -> bool| (0..12).map(changes).collect::<Vec<bool>>();
    assert_eq!(changed("seeds = 3", "seeds = [1, 2, 4]"), of(&third));
    assert_eq!(changed("[1, 7]", "[1, 8]"), of(&|n| n % 6 >= 3));
    assert_eq!(changed("= 300", "= 301"), of(&|_| true));
    assert_eq!(changed("[4, 8]", "[4, 9]"), of(&|_| true));
    assert_eq!(changed("\"digits\"", "\"digits-20\""), of(&|n| n < 6));
    assert_eq!(
        changed("designs", "engines = [\"rtl\"]\ndesigns"),
        of(&|_| true)
    );
    put(at, "small.toml", NETWORK.replace("64, 8,", "64, 9,"));
    assert_eq!(
        changed("designs", "designs"),
        of(&|n| n >= 6),
        "a design file"
    );
    put(at, "small.toml", format!("# a remark\n{NETWORK}"));
    assert_eq!(changed("designs", "designs"), of(&|_| false), "a remark");
    // other names of the same things
    fs::rename(at.join("small.toml"), at.join("other.toml")).expect("a file");
    assert_eq!(
        changed("small.toml", "other.toml"),
        of(&|_| false),
        "a file's name"
    );
    put(at, "small.toml", NETWORK);
    let digits = include_str!("../../data/digits.csv");
    put(at, "same.csv", digits);
    assert_eq!(
        changed("designs", "data = \"same.csv\"\ndesigns"),
        of(&|_| false)
    );
    let few: Vec<&str> = digits.lines().take(151).collect();
    put(at, "same.csv", few.join("\n"));
    assert_eq!(
        changed("designs", "data = \"same.csv\"\ndesigns"),
        of(&|_| true)
    );
}

#[test]
fn tasks_one_by_one_give_the_files_of_the_whole() {
    let directory = directory(SMALL);
    let at = directory.path();
    let whole = json(at, &["sweep", "s.toml", "--out", "whole"]);
    assert_eq!((&whole["tasks"], &whole["ran"]), (&12.into(), &12.into()));
    let before = outcomes(&at.join("whole"));
    assert_eq!(before.len(), 12);
    let again = json(at, &["sweep", "s.toml", "--out", "whole"]);
    assert_eq!(
        (&again["ran"], &again["groups"]),
        (&0.into(), &whole["groups"])
    );
    assert_eq!(outcomes(&at.join("whole")), before, "nothing is run twice");

    for (n, hash) in hashes(at).iter().rev().enumerate() {
        let refused = run(at, &["sweep", "s.toml", "--merge", "--out", "parts"]);
        assert_eq!(refused.status.code(), Some(2));
        let message = String::from_utf8_lossy(&refused.stderr);
        assert!(
            message.contains(&format!("{} of 12 outcomes are missing", 12 - n)),
            "{message}"
        );
        for ran in [1, 0] {
            let one = json(at, &["sweep", "s.toml", "--task", hash, "--out", "parts"]);
            assert_eq!(one["ran"], ran);
        }
    }
    succeed(at, &["sweep", "s.toml", "--merge", "--out", "parts"]);
    let strip = |run: &str| -> BTreeMap<String, Option<Vec<u8>>> {
        let at = at.join(run);
        let prefix = at.display().to_string();
        let files = tree(&at).into_iter();
        files
            .map(|(name, bytes)| (name.replace(&prefix, ""), bytes))
            .collect()
    };
    assert!(strip("parts") == strip("whole"));

    // an outcome that was damaged is run anew, and only that
    let damaged = at
        .join("whole/tasks")
        .join(before.keys().next().expect("one"));
    let bytes = fs::read(&damaged).expect("an outcome");
    fs::write(&damaged, &bytes[..bytes.len() / 2]).expect("a file");
    let refused = run(at, &["sweep", "s.toml", "--merge", "--out", "whole"]);
    let message = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        message.contains("1 of 12") && message.contains("its digest does not fit"),
        "{message}"
    );
    assert_eq!(json(at, &["sweep", "s.toml", "--out", "whole"])["ran"], 1);
    assert!(strip("parts") == strip("whole"));

    // so is one that is whole JSON of the right form, with another number in it
    let text = String::from_utf8(bytes).expect("JSON");
    let flipped = text.replacen("\"up\":", "\"up\":1", 1);
    assert_ne!(flipped, text);
    fs::write(&damaged, flipped).expect("a file");
    let refused = run(at, &["sweep", "s.toml", "--merge", "--out", "whole"]);
    assert_eq!(refused.status.code(), Some(2));
    let message = String::from_utf8_lossy(&refused.stderr);
    assert!(
        message.contains("that its digest does not fit"),
        "{message}"
    );
    assert_eq!(json(at, &["sweep", "s.toml", "--out", "whole"])["ran"], 1);
    assert!(strip("parts") == strip("whole"));

    // in batches, which may overlap
    for (batch, ran) in [("1-5", 5), ("4-11", 6), ("12-12", 1), ("1-12", 0)] {
        let done = json(
            at,
            &["sweep", "s.toml", "--batch", batch, "--out", "batches"],
        );
        assert_eq!(done["ran"], ran, "{batch}");
    }
    succeed(at, &["sweep", "s.toml", "--merge", "--out", "batches"]);
    assert!(strip("batches") == strip("whole"));
    for batch in ["0-3", "3-2", "1-13", "7", "a-b", "-1-3", ""] {
        let arguments = [
            "sweep",
            "s.toml",
            &format!("--batch={batch}"),
            "--out",
            "none",
        ];
        let refused = run(at, &arguments);
        let message = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{batch}");
        assert!(
            message.contains("expected FIRST-LAST within 1-12"),
            "{message}"
        );
        assert!(!at.join("none").exists());
    }

    // the table of another plan does not stay beside the outcomes of this one
    put(at, "s.toml", SMALL.replace("seeds = 3", "seeds = 2"));
    let plan = json(at, &["sweep", "s.toml", "--plan", "--out", "whole"]);
    let expected = (&plan["done"], &plan["left"], &plan["merged_is_right"]);
    assert_eq!(expected, (&8.into(), &Value::Array(vec![]), &false.into()));
    assert!(
        at.join("whole/table.csv").exists(),
        "a plan changes nothing"
    );
    assert_eq!(json(at, &["sweep", "s.toml", "--out", "whole"])["ran"], 0);
    assert_eq!(rows(&at.join("whole/table.csv")).len(), 16);
    let plan = json(at, &["sweep", "s.toml", "--plan", "--out", "whole"]);
    assert_eq!(plan["merged_is_right"], true);
}

/// A task is the very run that `learn` does, on any engine; the table says so by the weights.
#[test]
fn a_task_is_a_run_of_learn_on_every_engine() {
    let sweep = "designs = [\"small.toml\"]\nengines = [\"model\", \"rtl\"]\nseeds = [5]\nsplits = [2]\npresentations = [150, 300]\n\
                 [vary]\nsynapse.flip = [0.5, 1]\nnetwork.hidden = [3]\n";
    let directory = directory(sweep);
    let at = directory.path();
    succeed(at, &["sweep", "s.toml", "--out", "o"]);
    let rows = rows(&at.join("o/table.csv"));
    assert_eq!(rows.len(), 8);
    let same = ["weights", "accuracy", "flips_up", "flips_down"];
    let mut weights = Vec::new();
    for model in rows.iter().filter(|row| row["engine"] == "model") {
        let twin = |row: &&BTreeMap<String, String>| {
            let keys = ["presentations", "synapse.flip"];
            row["engine"] == "rtl" && keys.iter().all(|&key| row[key] == model[key])
        };
        let rtl = rows
            .iter()
            .find(twin)
            .expect("the same on the other engine");
        assert!(
            same.iter().all(|&key| rtl[key] == model[key]),
            "{rtl:?} {model:?}"
        );
        assert_ne!(rtl["task"], model["task"]);
        let design = format!(
            "{}[synapse]\nflip = {}\n",
            NETWORK.replace("64, 8,", "64, 3,"),
            model["synapse.flip"]
        );
        put(at, "d.toml", design);
        let presentations = model["presentations"].as_str();
        let learn = [
            "learn",
            "--quiet",
            "--design",
            "d.toml",
            "--seed",
            "5",
            "--split-seed",
            "2",
        ];
        succeed(
            at,
            &[
                &learn[..],
                &["--presentations", presentations, "--out", "l", "--force"],
            ]
            .concat(),
        );
        let bytes = fs::read(at.join("l/weights.safetensors")).expect("weights");
        let sum = Command::new("sha256sum")
            .arg(at.join("l/weights.safetensors"))
            .output()
            .expect("coreutils");
        assert!(
            !bytes.is_empty()
                && String::from_utf8_lossy(&sum.stdout).starts_with(&model["weights"])
        );
        weights.push(model["weights"].clone());
    }
    weights.sort();
    weights.dedup();
    assert_eq!(
        weights.len(),
        4,
        "varied keys and presentations change what is learned"
    );
}

/// The figure has a panel for each quantity that varies; without any there is none.
#[test]
fn what_varies_is_drawn() {
    let sweep = "designs = [\"small.toml\"]\nseeds = 2\nsplits = [1]\npresentations = [100, 300]\nspikes = 4\n\
                 [vary]\nsynapse.flip = [0.125, 0.5, 1]\n";
    let directory = directory(sweep);
    let at = directory.path();
    succeed(at, &["sweep", "s.toml", "--quiet", "--out", "o"]);
    let figure = fs::read_to_string(at.join("o/accuracy.svg")).expect("a figure");
    for text in [
        "synapse.flip",
        "presentations",
        "95 % intervals",
        "over seeds",
        "presentations = 300",
    ] {
        assert!(figure.contains(text), "no {text}");
    }
    assert!(!figure.contains("Accuracy against engine"));
    assert_eq!(
        &fs::read(at.join("o/accuracy.png")).expect("a figure")[1..4],
        b"PNG"
    );
    let right = |at: &Path| {
        json(at, &["sweep", "s.toml", "--plan", "--out", "o"])["merged_is_right"] == true
    };
    assert!(right(at));
    fs::remove_file(at.join("o/accuracy.svg")).expect("a figure");
    assert!(!right(at), "the figure is missing");
    // of one accuracy nothing is known but its value
    put(
        at,
        "s.toml",
        "designs = [\"small.toml\"]\nseeds = [1]\nsplits = [1]\npresentations = 100\nspikes = 4\n",
    );
    let one = json(at, &["sweep", "s.toml", "--out", "one"]);
    let accuracy = &one["groups"][0]["lines"][0]["accuracy"];
    assert!(
        accuracy["low"].is_null() && accuracy["high"].is_null(),
        "{accuracy}"
    );
    assert!(!at.join("one/accuracy.svg").exists());
}

/// Accuracies of single chains and of ensembles, counted again from the outcomes.
#[test]
fn an_ensemble_is_the_sum_of_its_chains_spikes() {
    let directory = directory(SMALL);
    let at = directory.path();
    let result = json(at, &["sweep", "s.toml", "--out", "o"]);
    let summary = fs::read_to_string(at.join("o/summary.json")).expect("a summary");
    let summary: Value = serde_json::from_str(&summary).expect("JSON");
    assert_eq!(summary["groups"], result["groups"]);
    let group = &summary["groups"][1];
    assert_eq!(
        (&group["design"], &group["over"]),
        (&"small.toml".into(), &"splits".into())
    );
    let data = yuragi_training::data::DataSet::digits().expect("digits");
    let rows = rows(&at.join("o/table.csv"));
    // by split: accuracy of each chain, and of all three, at 8 spikes and at 4
    let mut expected = [[0.0; 2]; 2];
    for split in [1_u64, 7] {
        let labels = data.split(0.2, split).expect("a split").test;
        for (count, spikes) in [(0, "4"), (1, "8")] {
            let mut sum = vec![vec![0_u64; 10]; labels.len()];
            for row in rows.iter().filter(|row| {
                row["design"] == "small.toml"
                    && row["split"] == split.to_string()
                    && row["spikes"] == spikes
            }) {
                let file = at.join("o/tasks").join(format!("{}.json", row["task"]));
                let outcome: Value =
                    serde_json::from_slice(&fs::read(file).expect("an outcome")).expect("JSON");
                let own: Vec<Vec<u64>> =
                    serde_json::from_value(outcome["outcome"]["spikes"][count].clone())
                        .expect("counts");
                let accuracy = right(&own, &labels, &data);
                assert_eq!(row["accuracy"], accuracy.to_string());
                expected[count][0] += accuracy / 6.0;
                for (sum, own) in sum.iter_mut().flatten().zip(own.iter().flatten()) {
                    *sum += own;
                }
            }
            expected[count][1] += right(&sum, &labels, &data) / 2.0;
        }
    }
    for (count, spikes) in [(0, 4), (1, 8)] {
        for (ensemble, chains) in [(0, 1), (1, 3)] {
            let lines = group["lines"].as_array().expect("lines");
            let is = |line: &&Value| line["chains"] == chains && line["spikes"] == spikes;
            let line = lines.iter().find(is).expect("a line");
            let near = |key: &str, value: f64| {
                let mean = line[key]["mean"].as_f64().expect("a mean");
                assert!((mean - value).abs() < 1e-12, "{key}: {mean} {value}");
                assert_eq!(line[key]["n"], 2);
            };
            near("accuracy", expected[count][ensemble]);
            near("gain", expected[count][ensemble] - expected[count][0]);
        }
    }
}

fn right(counts: &[Vec<u64>], images: &[usize], data: &yuragi_training::data::DataSet) -> f64 {
    let predicted = counts.iter().map(|counts| {
        let most = counts.iter().max().expect("classes");
        counts.iter().position(|n| n == most).expect("one")
    });
    let right = predicted
        .zip(images)
        .filter(|&(predicted, &image)| predicted == usize::from(data.label(image)));
    right.count() as f64 / images.len() as f64
}

/// Ctrl-C during a task leaves complete outcomes, and the same command continues from there.
#[test]
fn an_interrupted_sweep_goes_on() {
    // a short task before one that would take hours
    let sweep = "designs = [\"small.toml\"]\nseeds = [1]\nsplits = [1]\npresentations = [100, 100_000_000_000]\n";
    let directory = directory(sweep);
    let at = directory.path();
    let child = command(at, &["sweep", "s.toml", "--out", "o", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let begun = Instant::now();
    while outcomes(&at.join("o")).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60), "no outcome");
        thread::sleep(Duration::from_millis(10));
    }
    let stopped = Instant::now();
    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.expect("kill").success());
    let output = child.wait_with_output().expect("ended");
    assert!(stopped.elapsed() < Duration::from_secs(20));
    assert_eq!(output.status.code(), Some(130));
    let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (&result["ran"], &result["stopped"]),
        (&1.into(), &true.into())
    );
    assert!(String::from_utf8_lossy(&output.stderr).contains("the same command continues"));
    assert!(!at.join("o/table.csv").exists());
    let before = outcomes(&at.join("o"));
    put(at, "s.toml", sweep.replace("100_000_000_000", "200"));
    assert_eq!(json(at, &["sweep", "s.toml", "--out", "o"])["ran"], 1);
    let after = outcomes(&at.join("o"));
    assert_eq!(after.len(), 2);
    assert!(before.iter().all(|(name, of)| after[name] == *of));
}
