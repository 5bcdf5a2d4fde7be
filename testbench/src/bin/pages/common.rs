//! What all pages share.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use yuragi_testbench::results::{Page, date};

/// Reads a JSON file.
pub fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

/// How this program is called, for the pages that it makes of files.
pub const COMMAND: &str =
    "cargo run --release -p yuragi-testbench --features campaigns --bin pages --";

/// The day on which a file was written.
pub fn written_on(path: &Path) -> Result<String> {
    let moment = fs::metadata(path).and_then(|data| data.modified());
    Ok(date(moment.with_context(|| path.display().to_string())?))
}

/// Writes a page and says so.
pub fn told(page: &Page, name: &str) -> Result<()> {
    println!("written {}", page.write(name)?.display());
    Ok(())
}
