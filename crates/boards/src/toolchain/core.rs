//! The size of a core without a board around it.

use super::error::ToolchainError;
use super::tools::find;
use super::work::{STATISTICS, get, put};
use super::{report, run};
use crate::board::Family;
use yuragi_hardware as hardware;
use yuragi_model::design::Design;

/// The number of LUT4 that the core of a design takes on an iCE40, after `synth_ice40` and before placement. This
/// takes tens of seconds.
///
/// # Errors
/// If yosys is missing or fails.
pub fn core_tables(design: &Design) -> Result<u64, ToolchainError> {
    let yosys = find("yosys")?;
    let work = tempfile::tempdir().map_err(ToolchainError::Directory)?;
    let mut names = Vec::new();
    for file in hardware::verilog(design)? {
        let name = format!("{}.v", file.module);
        put(work.path(), &name, file.text.as_bytes())?;
        names.push(name);
    }
    let script = format!(
        "read_verilog {}; synth_ice40 -top yuragi_core; tee -q -o {STATISTICS} stat -json",
        names.join(" ")
    );
    run::run(&yosys, &["-q", "-p", &script], work.path())?;
    let cells = report::cells(&get(work.path(), STATISTICS)?)?;
    Ok(report::counts(Family::Ice40, &cells).0)
}
