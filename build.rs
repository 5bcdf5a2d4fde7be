//! Tells the program the commit that it is built from, if it is built in the project's own repository.

use std::path::Path;
use std::process::Command;

/// What the program is built from; the commit has "-modified" after it if some of it differs from the commit.
const SOURCES: [&str; 9] = [
    "src",
    "crates",
    "hdl",
    "sim",
    "designs",
    "constraints",
    "data",
    "Cargo.toml",
    "Cargo.lock",
];

fn main() {
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
    }
    // a commit without changes of the sources is noticed as well
    if Path::new(".git/logs/HEAD").exists() {
        println!("cargo::rerun-if-changed=.git/logs/HEAD");
    }
    let commit = commit().unwrap_or_default();
    println!("cargo::rustc-env=YURAGI_COMMIT={commit}");
}

fn commit() -> Option<String> {
    // without this check, the commit of a repository that holds the package somewhere inside would be taken
    let root = git(&["rev-parse", "--show-toplevel"])?;
    let here = std::env::current_dir().ok()?;
    if Path::new(&root).canonicalize().ok()? != here.canonicalize().ok()? {
        return None;
    }
    let mut commit = git(&["rev-parse", "HEAD"])?;
    let changes = git(&[&["status", "--porcelain", "--"], SOURCES.as_slice()].concat())?;
    if !changes.is_empty() {
        commit += "-modified";
    }
    Some(commit)
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
