//! Runs the program in a temporary directory, and checks what must hold for every error.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

use safetensors::tensor::{Dtype, SafeTensors, TensorView};
use serde_json::Value;
use tempfile::TempDir;

/// The program, in a directory, with arguments.
pub fn command(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yuragi"));
    command
        .args(arguments)
        .current_dir(directory)
        .stdin(Stdio::null());
    command
}

/// The program as [`command`] starts it, but with SIGHUP as usual: `nohup` before the tests would make it ignored.
pub fn with_signals(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("/usr/bin/env");
    command
        .args(["--default-signal=HUP", env!("CARGO_BIN_EXE_yuragi")])
        .args(arguments)
        .current_dir(directory)
        .stdin(Stdio::null());
    command
}

/// Runs it to the end.
pub fn run(directory: &Path, arguments: &[&str]) -> Output {
    command(directory, arguments)
        .output()
        .expect("the program starts")
}

/// Runs it with success.
pub fn succeed(directory: &Path, arguments: &[&str]) -> Output {
    let output = run(directory, arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// Runs it with success and `--json`, and takes the object: the last line of standard output, and the only one.
pub fn json(directory: &Path, arguments: &[&str]) -> Value {
    let output = succeed(directory, &[arguments, &["--json"]].concat());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(
        text.lines().count(),
        1,
        "{arguments:?} prints on standard output:\n{text}"
    );
    let value: Value = serde_json::from_str(&text).expect("JSON");
    assert!(value.is_object(), "{arguments:?}");
    value
}

/// Sends a signal by its name.
pub fn send(name: &str, process: u32) {
    let kill = format!("kill -{name} {process}");
    let sent = Command::new("sh").args(["-c", &kill]).status();
    assert!(sent.expect("a shell").success());
}

/// Waits until something holds, a minute at most.
pub fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(60), "not: {what}");
        sleep(Duration::from_millis(20));
    }
}

/// Something wrong that the program is given, and words that its message must have.
pub struct Refusal {
    pub what: &'static str,
    pub arguments: &'static [&'static str],
    pub words: &'static [&'static str],
    /// Puts the faulty files into the directory.
    pub prepare: fn(&Path),
}

/// Runs each case: exit code 2, one clear message, and no file touched.
pub fn refuse(cases: &[Refusal]) {
    for case in cases {
        let directory = TempDir::new().expect("a temporary directory");
        (case.prepare)(directory.path());
        let before = tree(directory.path());
        let output = run(directory.path(), case.arguments);
        let message = String::from_utf8_lossy(&output.stderr);
        let at = format!("{}: {:?}\n{message}", case.what, case.arguments);
        assert_eq!(output.status.code(), Some(2), "{at}");
        assert!(message.contains("error: "), "{at}");
        assert!(
            !message.contains("panicked") && !message.contains("backtrace"),
            "{at}"
        );
        assert!(output.stdout.is_empty(), "{at}");
        for word in case.words {
            assert!(message.contains(word), "no {word:?} in {at}");
        }
        assert_eq!(tree(directory.path()), before, "files changed: {at}");
    }
}

/// Every file below a directory with its content, and every directory.
pub fn tree(directory: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        let name = path.display().to_string();
        if path.is_dir() {
            found.append(&mut tree(&path));
            found.insert(name, None);
        } else {
            found.insert(name, Some(fs::read(&path).expect("a file")));
        }
    }
    found
}

/// Writes a file.
pub fn put(directory: &Path, name: &str, content: impl AsRef<[u8]>) {
    fs::write(directory.join(name), content).expect("a file is written");
}

/// A learned directory of the digits, made once and copied as `learned`.
pub fn learned(directory: &Path) {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    copy(MADE.get_or_init(|| learn("digits")), directory);
}

/// The same of the generative design.
pub fn generative(directory: &Path) {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    copy(MADE.get_or_init(|| learn("generative")), directory);
}

fn learn(design: &str) -> TempDir {
    let directory = TempDir::new().expect("a temporary directory");
    let arguments = [
        "learn",
        "--quiet",
        "--design",
        design,
        "--presentations",
        "1500",
        "--out",
        "learned",
    ];
    succeed(directory.path(), &arguments);
    directory
}

fn copy(made: &TempDir, directory: &Path) {
    let to = directory.join("learned");
    fs::create_dir(&to).expect("a directory");
    for entry in fs::read_dir(made.path().join("learned")).expect("a learned directory") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        fs::copy(&path, to.join(name)).expect("a copy");
    }
}

/// Replaces a text in a file of `learned`; it must be there.
pub fn change(directory: &Path, file: &str, from: &str, to: &str) {
    let path = directory.join("learned").join(file);
    let text = fs::read_to_string(&path).expect("a file of text");
    assert!(text.contains(from), "{file} has no {from:?}");
    fs::write(path, text.replacen(from, to, 1)).expect("a file is written");
}

/// A tensor of a file of weights: type, shape and bytes.
pub type Tensor = (Dtype, Vec<usize>, Vec<u8>);

/// Writes `learned/weights.safetensors` anew, its tensors and its metadata changed.
pub fn change_weights(
    directory: &Path,
    change: impl FnOnce(&mut BTreeMap<String, Tensor>, &mut HashMap<String, String>),
) {
    let path = directory.join("learned/weights.safetensors");
    let bytes = fs::read(&path).expect("weights");
    let file = SafeTensors::deserialize(&bytes).expect("safetensors");
    let (_, header) = SafeTensors::read_metadata(&bytes).expect("safetensors");
    let mut metadata = header.metadata().clone().unwrap_or_default();
    let whole = |view: TensorView| (view.dtype(), view.shape().to_vec(), view.data().to_vec());
    let mut tensors: BTreeMap<String, Tensor> = file
        .tensors()
        .into_iter()
        .map(|(name, view)| (name, whole(view)))
        .collect();
    change(&mut tensors, &mut metadata);
    let views = tensors.iter().map(|(name, (dtype, shape, data))| {
        let view = TensorView::new(*dtype, shape.clone(), data);
        (name, view.expect("a tensor"))
    });
    let bytes = safetensors::serialize(views, Some(metadata)).expect("safetensors");
    fs::write(path, bytes).expect("a file is written");
}
