//! The exported Verilog of a design.

use std::path::{Path, PathBuf};

use yuragi_hdl::{ExportError, Header, PREFIX, VerilogFile};
use yuragi_model::design::Design;
use yuragi_model::network::Weights;

use crate::parameters::parameters_with;

/// The comment lines at the top of every exported file: the version and the design.
pub fn header(design: &Design) -> Header {
    let (n, s, h) = (&design.network, &design.synapse, &design.hardware);
    let skips = match n.skips.as_slice() {
        [] => String::new(),
        skips => format!(", skips {skips:?}"),
    };
    Header {
        lines: vec![
            format!(
                "Exported by yuragi {}; do not edit, change the cell in hdl/src and export again.",
                env!("CARGO_PKG_VERSION")
            ),
            format!(
                "Design: layers {}{}; weights of {} bits, quantum 2^-{} nats; {} lanes, {} retrograde; seed {}.",
                n.name(),
                skips,
                s.bits,
                s.quantum_log2,
                h.lanes,
                h.retrograde_lanes,
                design.random.seed
            ),
        ],
    }
}

/// The Verilog of a design, one file for each module. The top module `yuragi_core` is the last.
///
/// # Errors
/// If the exporter cannot express a cell.
pub fn verilog(design: &Design) -> Result<Vec<VerilogFile>, ExportError> {
    verilog_with(design, None)
}

/// The same as [`verilog`]. If `weights` are given, the row memory of the core holds them at power-on.
///
/// # Errors
/// If the exporter cannot express a cell.
pub fn verilog_with(
    design: &Design,
    weights: Option<&Weights>,
) -> Result<Vec<VerilogFile>, ExportError> {
    yuragi_hdl::export_core(&parameters_with(design, weights), &header(design), PREFIX)
}

/// Writes the Verilog of a design and the list of its files, `yuragi_core.f`, into a directory, and returns their paths.
///
/// If `weights` are given, the row memory of the core holds them at power-on.
///
/// # Errors
/// If the export fails, or a file cannot be written.
pub fn export(
    design: &Design,
    weights: Option<&Weights>,
    directory: &Path,
) -> anyhow::Result<Vec<PathBuf>> {
    export_named(design, weights, PREFIX, directory)
}

/// The same as [`export`], with names of modules and files that begin with another prefix than `yuragi_`.
///
/// # Errors
/// As [`export`], or if the prefix is no Verilog name.
pub fn export_named(
    design: &Design,
    weights: Option<&Weights>,
    prefix: &str,
    directory: &Path,
) -> anyhow::Result<Vec<PathBuf>> {
    let parameters = parameters_with(design, weights);
    let files = yuragi_hdl::export_core(&parameters, &header(design), prefix)?;
    std::fs::create_dir_all(directory)
        .map_err(|e| anyhow::anyhow!("cannot make the directory {}: {e}", directory.display()))?;
    let mut list = String::new();
    let mut paths = Vec::new();
    for file in &files {
        let name = format!("{}.v", file.module);
        list += &format!("{name}\n");
        let path = directory.join(name);
        yuragi_files::write(&path, file.text.as_bytes())?;
        paths.push(path);
    }
    let path = directory.join(format!("{prefix}core.f"));
    yuragi_files::write(&path, list.as_bytes())?;
    paths.push(path);
    Ok(paths)
}
