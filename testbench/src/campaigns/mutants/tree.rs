//! A copy of the source tree with a target directory of its own, in which mutants of the source are built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::lists::{Edit, Specification, hex, root};

/// A test may take so long; a mutant of which one takes longer is caught.
pub const LONGEST: Duration = Duration::from_secs(600);

/// How far mutants of the source are optimised: the long statistics take longer at level 1 than compiling takes at level 2.
const OPTIMISED: u8 = 2;

/// Files of the repository that git knows, or would if they were added.
///
/// # Errors
/// If git cannot be run.
fn files() -> Result<Vec<String>> {
    let mut git = Command::new("git");
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let output = git
        .current_dir(root())
        .output()
        .context("git was not run")?;
    ensure!(output.status.success(), "git ls-files failed");
    let names = String::from_utf8(output.stdout)?;
    let names = names.split('\0').filter(|name| !name.is_empty());
    // a link to a folder counts by its own name, and a file may be removed and not yet committed
    Ok(names
        .map(str::to_owned)
        .filter(|name| root().join(name).is_file() || root().join(name).is_symlink())
        .collect())
}

/// Whether a file takes part in a result that comes from these tests: of the libraries all, of tests only those. Mutants
/// have a hash of their own, and the campaign's own code does not count.
pub fn counts(name: &str, tests: &[Specification]) -> bool {
    let source =
        [".rs", ".cpp", ".h"].iter().any(|end| name.ends_with(end)) || name.starts_with("designs/");
    let own = name.starts_with("testbench/src/campaigns/mutants");
    let program = ["tests/", "testbench/src/bin/", "testbench/benches/"];
    let asked = match name.split_once("/tests/") {
        Some((folder, rest)) => {
            let binary = rest.split(['/', '.']).next().unwrap_or(rest);
            let mut tests = tests.iter();
            tests.any(|test| test.folder() == Path::new(folder) && test.binary == binary)
        }
        None => !program.iter().any(|folder| name.starts_with(folder)),
    };
    source && !own && asked || name.contains("mutants/designs/") || name == "Cargo.lock"
}

/// The files of the repository as they are now, each by its name and a hash.
#[derive(Debug)]
pub struct Sources(Vec<(String, Vec<u8>)>);

impl Sources {
    /// Reads them.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn read() -> Result<Self> {
        let hashed = |name: String| {
            let path = root().join(&name);
            let bytes = match fs::read_link(&path) {
                Ok(to) => to.into_os_string().into_encoded_bytes(),
                Err(_) => fs::read(&path)?,
            };
            Ok((name, Sha256::digest(bytes).to_vec()))
        };
        files()?
            .into_iter()
            .map(hashed)
            .collect::<Result<_>>()
            .map(Self)
    }

    /// A hash of all source from which a result of some tests comes.
    pub fn hash(&self, tests: &[Specification]) -> String {
        let mut hash = Sha256::new();
        for (name, bytes) in self.0.iter().filter(|(name, _)| counts(name, tests)) {
            hash.update(name);
            hash.update(bytes);
        }
        hex(&hash.finalize())
    }
}

/// The copy.
#[derive(Clone, Debug)]
pub struct Tree {
    root: PathBuf,
    target: PathBuf,
}

/// What a program said, and whether it ended in time.
#[derive(Clone, Debug)]
pub struct Said {
    pub success: bool,
    pub in_time: bool,
    pub text: String,
}

/// Runs a program, at most so long; then it and all that it started are killed.
///
/// # Errors
/// If it cannot be run.
pub fn run(command: &mut Command, longest: Duration) -> Result<Said> {
    let about = format!("{command:?}");
    let file = tempfile::NamedTempFile::new()?;
    command
        .stdin(Stdio::null())
        .stdout(file.reopen()?)
        .stderr(file.reopen()?)
        .process_group(0);
    let mut child = command
        .spawn()
        .with_context(|| format!("{about} was not run"))?;
    let begun = Instant::now();
    let mut in_time = true;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if begun.elapsed() > longest {
            in_time = false;
            // the whole group: a test may have started others
            let group = format!("-{}", child.id());
            Command::new("kill")
                .args(["-KILL", "--", &group])
                .status()?;
            break child.wait()?;
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    let mut bytes = Vec::new();
    file.reopen()?.read_to_end(&mut bytes)?;
    Ok(Said {
        success: status.success(),
        in_time,
        text: String::from_utf8_lossy(&bytes).into_owned(),
    })
}

/// Builds tests, and the program `mutants`, in a tree; gives the path of each.
///
/// # Errors
/// If they cannot be built: the compiler's words.
pub fn build(
    tree: &Path,
    target: Option<&Path>,
    tests: &[Specification],
) -> Result<BTreeMap<String, PathBuf>> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args([
        "build",
        "--release",
        "--quiet",
        "--jobs",
        "2",
        "-p",
        "yuragi-testbench",
    ]);
    let packages: BTreeSet<&str> = tests.iter().map(|test| test.package.as_str()).collect();
    for package in packages {
        cargo.args(["-p", package]);
    }
    cargo.args([
        "--message-format",
        "json-render-diagnostics",
        "--features",
        "yuragi-testbench/campaigns",
        "--bin",
        "mutants",
    ]);
    let binaries: BTreeSet<&str> = tests.iter().map(|test| test.binary.as_str()).collect();
    for binary in binaries {
        cargo.args(["--test", binary]);
    }
    if let Some(target) = target {
        // a mutant changes little
        cargo
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_INCREMENTAL", "1");
        for package in [
            "yuragi",
            "yuragi-model",
            "yuragi-hardware",
            "yuragi-engines",
            "yuragi-training",
            "yuragi-testbench",
        ] {
            let level = format!("profile.release.package.{package}.opt-level={OPTIMISED}");
            cargo.args(["--config", &level]);
        }
    }
    let output = cargo
        .current_dir(tree)
        .stdin(Stdio::null())
        .output()
        .context("cargo was not run")?;
    if !output.status.success() {
        bail!(
            "the build failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let mut paths = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: Value = serde_json::from_str(line).unwrap_or_default();
        let name = message["target"]["name"].as_str();
        if let (Some(name), Some(path)) = (name, message["executable"].as_str()) {
            paths.insert(name.to_owned(), PathBuf::from(path));
        }
    }
    Ok(paths)
}

/// A test binary, to be run in the folder of its package as cargo would.
pub fn test(binary: &Path, folder: &Path, filter: &str) -> Command {
    let mut command = Command::new(binary);
    if !filter.is_empty() {
        command.arg(filter);
    }
    command.current_dir(folder);
    command
}

/// The tests that failed, as the test harness names them.
pub fn failed(said: &Said) -> Vec<String> {
    let lines = said
        .text
        .lines()
        .filter_map(|line| line.strip_prefix("test "));
    let failed = lines.filter_map(|line| line.strip_suffix(" ... FAILED"));
    // `should panic` stands behind the names of tests that should
    let mut names: Vec<String> = failed
        .map(|name| name.split(' ').next().unwrap_or(name).to_owned())
        .collect();
    // they end in any order
    names.sort();
    names
}

impl Tree {
    /// The copy in a folder, as the work tree now is.
    ///
    /// # Errors
    /// If a file cannot be copied.
    pub fn new(folder: &Path) -> Result<Self> {
        let tree = Self {
            root: folder.join("tree"),
            target: folder.join("target"),
        };
        tree.restore()?;
        Ok(tree)
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Every file as in the work tree. A file that is the same is not written, so that cargo has little to do.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub fn restore(&self) -> Result<()> {
        for name in files()? {
            let (from, to) = (root().join(&name), self.root.join(&name));
            if let Ok(target) = fs::read_link(&from) {
                if !to.is_symlink() {
                    if let Some(folder) = to.parent() {
                        fs::create_dir_all(folder)?;
                    }
                    std::os::unix::fs::symlink(target, &to)
                        .with_context(|| format!("cannot link {}", to.display()))?;
                }
                continue;
            }
            let bytes = fs::read(&from).with_context(|| format!("cannot read {name}"))?;
            if fs::read(&to).is_ok_and(|old| old == bytes) {
                continue;
            }
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&to, bytes).with_context(|| format!("cannot write {}", to.display()))?;
        }
        Ok(())
    }

    /// The tree with some edits, and without those of before.
    ///
    /// # Errors
    /// If one does not fit.
    pub fn change(&self, edits: &[Edit]) -> Result<()> {
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for edit in edits {
            let text = match texts.get(edit.file.as_str()) {
                Some(text) => text.clone(),
                None => fs::read_to_string(root().join(&edit.file))
                    .with_context(|| edit.file.clone())?,
            };
            texts.insert(&edit.file, edit.apply(&text)?);
        }
        self.restore()?;
        for (file, text) in texts {
            fs::write(self.root.join(file), text)?;
        }
        Ok(())
    }

    /// Builds tests and the program `mutants` as the tree now is.
    ///
    /// # Errors
    /// As [`build`].
    pub fn build(&self, tests: &[Specification]) -> Result<BTreeMap<String, PathBuf>> {
        build(&self.root, Some(&self.target), tests)
    }
}
