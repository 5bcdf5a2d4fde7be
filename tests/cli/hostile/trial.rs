//! How a case is tried.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{command, learned, put, tree};

/// A command line, its words separated by spaces, and what its error must mention.
pub type Case = (&'static str, &'static [&'static str]);

/// What the cases find in their directory.
pub fn prepare(directory: &Path) {
    learned(directory);
    put(directory, "taken", "mine");
    put(directory, "empty.csv", "");
    put(
        directory,
        "good.csv",
        "a,b,label\n1,2,0\n3,4,1\n5,6,0\n7,8,1\n9,9,0\n",
    );
    put(directory, "d.toml", "[network]\nlayers = [2, 3, 2]\n");
    put(
        directory,
        "s.toml",
        "designs = [\"digits\"]\nseeds = 2\nsplits = 2\npresentations = 100\n",
    );
    for folder in ["folder", "pictures"] {
        fs::create_dir(directory.join(folder)).expect("a directory");
    }
    put(directory, "pictures/one.png", "no picture");
}

/// Runs each case with `--json`.
pub fn all_refused(cases: &[Case], prepare: fn(&Path)) {
    let directory = TempDir::new().expect("a temporary directory");
    prepare(directory.path());
    let before = tree(directory.path());
    each(cases, |(line, words)| {
        let arguments: Vec<&str> = line.split(' ').chain(["--json"]).collect();
        let output = command(directory.path(), &arguments)
            .output()
            .expect("the program starts");
        check(line, &output, 2, words);
        assert!(tree(directory.path()) == before, "files changed: {line}");
    });
}

/// Tries every case, and fails at the end if one failed, so that all failures are seen at once.
pub fn each<C>(cases: &[C], attempt: impl Fn(&C)) {
    let failed = cases.iter().filter(|case| {
        let attempt = AssertUnwindSafe(|| attempt(case));
        catch_unwind(attempt).is_err()
    });
    assert_eq!(failed.count(), 0, "of {} cases failed", cases.len());
}

/// Checks exit code, message and object of an error.
pub fn check(what: &str, output: &Output, code: i32, words: &[&str]) {
    let message = String::from_utf8_lossy(&output.stderr);
    let printed = String::from_utf8_lossy(&output.stdout);
    let at = format!("{what}\n{message}\n{printed}");
    assert_eq!(output.status.code(), Some(code), "{at}");
    assert!(message.contains("error: "), "{at}");
    assert!(!message.contains("panicked"), "{at}");
    for word in words {
        assert!(message.contains(word), "no {word:?} in {at}");
    }
    assert_eq!(printed.lines().count(), 1, "{at}");
    let object: Value = serde_json::from_str(&printed).unwrap_or_else(|_| panic!("no JSON: {at}"));
    assert_eq!(object["code"], code, "{at}");
    let kind = if code == 2 { "input" } else { "tool" };
    assert_eq!(object["kind"], kind, "{at}");
    let text = object["error"].as_str().expect("a text");
    assert!(!text.is_empty() && message.contains(text), "{at}");
}

/// The program in a directory, with words that need not be UTF-8, and `--json`.
pub fn program(directory: &Path) -> Command {
    command(directory, &["--json"])
}
