//! Core and model side by side, with the Verilog of the core changed in memory; and a Verilator that changes what a test gives it.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail};
use verilator_sys::Error;
use yuragi_engines::EngineError;
use yuragi_engines::rtl::Rtl;

use super::lists::{DESIGNS, Edit, Mutant, changed, design, exported};
use crate::campaigns::side_by_side::{self, Cause, side_by_side};

/// Presentations on each design, and how many of them are in a fresh core that goes on from the model's state.
pub const PRESENTATIONS: u64 = 1_000;
const RESTORED: u64 = 150;

/// Seed of the commands.
const SEED: u64 = 5;

/// How core and model came apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    pub design: String,
    pub presentations: u64,
    pub what: String,
}

/// Runs core and model of some designs side by side, the core's Verilog with some edits; `None` if they never come apart.
/// An edit must fit the first design; a design that it does not fit is then left out.
///
/// # Errors
/// If an edit does not fit the first design, or the Verilog cannot be compiled.
pub fn come_apart(designs: &[&str], edits: &[Edit], presentations: u64) -> Result<Option<Apart>> {
    for (n, name) in designs.iter().enumerate() {
        let files = match changed(&exported(name)?, edits) {
            Err(_) if n > 0 => continue,
            files => files?,
        };
        let design = design(name)?;
        let core = || Rtl::of_verilog(&design, &files);
        match side_by_side(&design, core, SEED, presentations, RESTORED) {
            Ok(_) => {}
            Err(side_by_side::Apart {
                cause: Cause::Failed(error),
                ..
            }) if broken(&error) => {
                return Err(*error).context(format!("the Verilog of {name} cannot be compiled"));
            }
            Err(found) => {
                return Ok(Some(Apart {
                    design: (*name).to_owned(),
                    presentations: found.presentations,
                    what: found.to_string(),
                }));
            }
        }
    }
    Ok(None)
}

/// The same for a mutant.
///
/// # Errors
/// As [`come_apart`].
pub fn mutant_apart(mutant: &Mutant) -> Result<Option<Apart>> {
    let own: Vec<&str> = mutant.designs.iter().map(String::as_str).collect();
    match own[..] {
        ["top"] => Ok(None),
        [] => come_apart(&DESIGNS, &mutant.edits, PRESENTATIONS),
        _ => come_apart(&own, &mutant.edits, PRESENTATIONS),
    }
}

/// Whether no core was made at all: no fault of the core's behaviour.
fn broken(error: &EngineError) -> bool {
    match error {
        EngineError::Simulation(error) => matches!(
            error,
            Error::ToolMissing { .. }
                | Error::ToolFailed { .. }
                | Error::InvalidBuild(_)
                | Error::Io { .. }
                | Error::Load { .. }
                | Error::UnknownSignal { .. }
        ),
        EngineError::Export(_) | EngineError::Design(_) => true,
        _ => false,
    }
}

/// Where the edits stand for [`spoil`], and the file that it writes when it has made one.
pub const EDITS: &str = "YURAGI_MUTANT_EDITS";
pub const SPOILED: &str = "YURAGI_MUTANT_SPOILED";

/// This process as a Verilator: changes the files that lie here, where every edit of a file fits, then becomes the real one.
/// `None` if the environment asks for nothing of the kind.
///
/// # Errors
/// If a file cannot be read or written, or Verilator cannot be run.
pub fn spoil() -> Option<Result<()>> {
    let edits = env::var(EDITS).ok()?;
    Some(spoil_with(&edits))
}

fn spoil_with(edits: &str) -> Result<()> {
    let edits: Vec<Edit> = serde_json::from_str(edits)?;
    for edit in &edits {
        let file = Path::new(&edit.file);
        if !file.exists() {
            continue;
        }
        if let Ok(text) = edit.apply(&fs::read_to_string(file)?) {
            fs::write(file, text)?;
            fs::write(env::var(SPOILED)?, &edit.file)?;
        }
    }
    let error = Command::new("verilator")
        .args(env::args_os().skip(1))
        .exec();
    bail!("verilator was not run: {error}")
}
