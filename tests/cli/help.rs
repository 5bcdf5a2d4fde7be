//! The help, its examples, completions and manual pages.

use std::fs;

use tempfile::TempDir;

use crate::command::{json, run, succeed};

fn text(arguments: &[&str]) -> String {
    let directory = TempDir::new().expect("a directory");
    String::from_utf8(succeed(directory.path(), arguments).stdout).expect("UTF-8")
}

/// The verbs as the help lists them, without `help` itself.
fn verbs() -> Vec<String> {
    let help = text(&["--help"]);
    let list = help.split("Commands:\n").nth(1).expect("a list of verbs");
    let list = list.split("\n\n").next().expect("its end");
    let verbs = list
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = verbs.filter_map(|line| line.split_whitespace().next());
    names
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn begins_with_what_one_does_first() {
    let verbs = verbs();
    assert_eq!(verbs[..4], ["new", "learn", "cross-validate", "infer"]);
    assert_eq!(verbs.len(), 21);
}

/// Every verb has examples, and the parser takes each of them.
#[test]
fn has_examples_that_are_understood() {
    let directory = TempDir::new().expect("a directory");
    let mut all = vec![text(&["--help"])];
    all.extend(verbs().iter().map(|verb| text(&[verb, "--help"])));
    for help in all {
        let examples = help.split("Examples:\n").nth(1).expect("examples");
        let lines = examples
            .lines()
            .filter_map(|line| line.trim().strip_prefix("yuragi "));
        let mut count = 0;
        for line in lines {
            let words = line.split(" > ").next().expect("a command");
            let arguments: Vec<&str> = words.split(' ').chain(["--help"]).collect();
            // an option that does not exist, or a value that is not allowed, is noticed before `--help`
            let output = run(directory.path(), &arguments);
            assert!(
                output.status.success(),
                "{line}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            count += 1;
        }
        assert!(count > 0, "{help}");
    }
    let wrong = run(directory.path(), &["learn", "--hiden", "3", "--help"]);
    assert_eq!(wrong.status.code(), Some(2));
    let wrong = run(directory.path(), &["learn", "--hidden", "x", "--help"]);
    assert_eq!(wrong.status.code(), Some(2));
}

/// No line is longer than 100 columns, and shared options stand under headings of their own, global ones last.
#[test]
fn is_wrapped_and_ordered() {
    for verb in verbs() {
        for option in ["-h", "--help"] {
            let help = text(&[&verb, option]);
            for line in help.lines() {
                assert!(line.chars().count() <= 100, "{verb}: {line}");
            }
            let place = |heading: &str| help.find(&format!("\n{heading}:\n"));
            let global = place("Global options").expect("global options");
            assert!(place("Options").is_none_or(|at| at < global), "{verb}");
            assert!(place("Engine").is_none_or(|at| at < global), "{verb}");
            assert!(place("Examples").is_some_and(|at| at > global), "{verb}");
            assert!(help[global..].contains("--json"), "{verb}");
        }
    }
    let learn = text(&["learn", "-h"]);
    let part = |heading: &str| {
        let from = learn.find(&format!("\n{heading}:\n")).expect("a heading");
        learn[from..]
            .split("\n\n")
            .next()
            .expect("a part")
            .to_owned()
    };
    assert!(part("Data").contains("--test-data") && !part("Data").contains("--seed"));
    assert!(part("Design").contains("--set") && !part("Design").contains("--data <"));
    assert!(part("Engine").contains("--board") && !part("Engine").contains("--out"));
}

/// A verb lists the engines that it takes, and no others.
#[test]
fn lists_the_engines_of_the_verb() {
    for (verb, engines) in [
        ("learn", "[possible values: model, rtl, serial]"),
        ("infer", "[possible values: model, rtl, serial]"),
        ("experiment", "[possible values: model, rtl, serial]"),
        ("cross-validate", "[possible values: model, rtl]"),
        ("generate", "[possible values: model, rtl]"),
        ("complete", "[possible values: model, rtl]"),
        (
            "compare",
            "[possible values: model, rtl, netlist, bitstream]",
        ),
    ] {
        let help = text(&[verb, "-h"]);
        let words: Vec<&str> = help.split_whitespace().collect();
        assert!(words.join(" ").contains(engines), "{verb}: {help}");
    }
}

#[test]
fn completions_know_verbs_and_options() {
    for (shell, word) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef yuragi"),
        ("fish", "complete -c yuragi"),
        ("elvish", "edit:completion"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let script = text(&["completions", shell]);
        assert!(script.contains(word), "{shell}");
        assert!(
            script.contains("virtual-board") && script.contains("quantum"),
            "{shell}"
        );
    }
    let directory = TempDir::new().expect("a directory");
    let object = json(directory.path(), &["completions", "bash"]);
    assert_eq!(object["shell"], "bash");
    let script = object["script"].as_str().expect("a script");
    assert_eq!(script.trim_end(), text(&["completions", "bash"]).trim_end());
    fs::write(directory.path().join("yuragi.bash"), script).expect("a file");
    // bash finds the verbs that begin with the letters typed
    let ask = "source ./yuragi.bash; COMP_WORDS=(yuragi comp); COMP_CWORD=1; _yuragi yuragi comp yuragi; echo ${COMPREPLY[@]}";
    let output = std::process::Command::new("bash")
        .args(["--norc", "-c", ask])
        .current_dir(directory.path())
        .output()
        .expect("bash");
    let found = String::from_utf8_lossy(&output.stdout);
    let mut found: Vec<&str> = found.split_whitespace().collect();
    found.sort_unstable();
    assert_eq!(found, ["compare", "complete", "completions"]);
}

#[test]
fn manual_pages_are_written_for_every_verb() {
    let page = text(&["man"]);
    assert!(
        page.contains(".TH yuragi 1") && page.contains("virtual\\-board"),
        "{page}"
    );
    let directory = TempDir::new().expect("a directory");
    let object = json(directory.path(), &["man", "--out", "pages"]);
    let mut expected: Vec<String> = verbs()
        .iter()
        .map(|verb| format!("yuragi-{verb}.1"))
        .collect();
    expected.push("yuragi.1".into());
    expected.sort();
    let pages = fs::read_dir(directory.path().join("pages")).expect("pages");
    let name = |entry: std::io::Result<fs::DirEntry>| {
        entry
            .expect("an entry")
            .file_name()
            .into_string()
            .expect("UTF-8")
    };
    let mut found: Vec<String> = pages.map(name).collect();
    found.sort();
    assert_eq!(found, expected);
    assert_eq!(
        object["files"].as_array().expect("files").len(),
        expected.len()
    );
    let learn = fs::read_to_string(directory.path().join("pages/yuragi-learn.1")).expect("a page");
    for word in [
        ".TH yuragi-learn 1",
        "\\-\\-hidden",
        "\\-\\-json",
        "Examples:",
    ] {
        assert!(learn.contains(word), "no {word} in {learn}");
    }
}
