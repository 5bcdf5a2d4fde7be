//! The top level of a board as Verilog for simulation, at each stage from the source to the packed file, with models
//! of the vendor's cells.
//!
//! The results of synthesis, of place and route, and of the way back from a packed file are kept in a cache, because
//! they take long. Their key is a hash of everything that they depend on.

use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};
use verilator_sys::process;
use yuragi_hdl::top::ClockSource;

use super::build::build;
use super::error::ToolchainError;
use super::order::{OnStage, Order};
use super::synthesis::synthesise;
use super::tools::{Tool, find};
use super::work::{NETLIST, get, put};
use super::{fit, run};
use crate::board::{Board, Family};
use crate::verilog;
use yuragi_files as files;
use yuragi_model::design::Design;

/// The stage at which the top level of a board is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The exported Verilog.
    Rtl,
    /// The netlist: the cells that synthesis made of it.
    Netlist,
    /// The packed file, turned back into Verilog. This is possible only for an iCE40.
    Bitstream,
}

/// The Verilog of the top level of a board. The clock pin clocks the core directly, because the models of the loops do
/// not change the frequency.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The name and text of each file.
    pub files: Vec<(String, String)>,
    /// The name and text of each file that another one includes.
    pub includes: Vec<(String, String)>,
    /// The arguments for Verilator.
    pub arguments: Vec<&'static str>,
}

/// Our models of some cells, and their module names. The models in the vendor's file are empty, or needlessly slow.
const ICE40_PLL: &str = include_str!("models/ice40_pll.v");
const ECP5_PLL: &str = include_str!("models/ecp5_pll.v");
/// The model of the block RAM of an ECP5, in Verilog. It is public for its test.
pub const DP16KD: &str = include_str!("models/ecp5_dp16kd.v");
const OWN: [&str; 4] = ["SB_PLL40_CORE", "SB_PLL40_PAD", "EHXPLLL", "DP16KD"];

/// The source code that makes the kept files. It is part of every key of the cache.
const RECIPE: &[&str] = &[
    include_str!("stages.rs"),
    include_str!("build.rs"),
    include_str!("place.rs"),
    include_str!("synthesis.rs"),
];

impl Sources {
    /// The Verilog of an order at a stage, made now or taken from the cache.
    ///
    /// # Errors
    /// If the design does not fit the board, the family does not have this stage, or a tool is missing or fails.
    pub fn new(order: Order, stage: Stage, on_stage: OnStage) -> Result<Self, ToolchainError> {
        let board = order.board;
        match stage {
            Stage::Rtl => {
                let verilog = verilog::top_verilog_with(order.design, order.weights, board)?;
                let named = |file: &yuragi_hdl::VerilogFile| {
                    (format!("{}.v", file.module), file.text.clone())
                };
                Ok(Self::with_models(
                    verilog.iter().map(named).collect(),
                    board.device.family,
                    Vec::new(),
                ))
            }
            Stage::Netlist => {
                fit::check_memory(order.design, order.design_name, board)?;
                let text = netlist(&order, on_stage)?;
                Self::of_cells("netlist.v", text, board.device.family)
            }
            Stage::Bitstream => {
                let (board, design) = (order.board, order.design);
                check_way_back(board, design)?;
                Self::of_bitstream(board, design, &packed(order, on_stage)?, on_stage)
            }
        }
    }

    /// The Verilog of a packed file.
    ///
    /// # Errors
    /// If the board has no iCE40, the design has memories that cannot be turned back into Verilog, or a tool is
    /// missing or fails.
    pub fn of_bitstream(
        board: &Board,
        design: &Design,
        packed: &[u8],
        on_stage: OnStage,
    ) -> Result<Self, ToolchainError> {
        check_way_back(board, design)?;
        let text = way_back(board, packed, on_stage)?;
        Self::of_cells("bitstream.v", text, board.device.family)
    }

    /// Verilog that consists of cells of a family, together with the models of these cells.
    ///
    /// # Errors
    /// If the vendor's models are not found.
    pub fn of_cells(name: &str, text: String, family: Family) -> Result<Self, ToolchainError> {
        let library = vendor_models(family)?;
        let cells = without(&read(&library.join("cells_sim.v"))?, &OWN);
        let mut includes = Vec::new();
        if family == Family::Ecp5 {
            for name in ["cells_ff.vh", "cells_io.vh"] {
                includes.push((name.to_owned(), read(&library.join(name))?));
            }
        }
        let files = vec![(name.to_owned(), text), ("cells_sim.v".to_owned(), cells)];
        Ok(Self::with_models(files, family, includes))
    }

    fn with_models(
        mut files: Vec<(String, String)>,
        family: Family,
        includes: Vec<(String, String)>,
    ) -> Self {
        let (models, arguments): (&[(&str, &str)], _) = match family {
            Family::Ice40 => (
                &[("ice40_pll.v", ICE40_PLL)],
                // Verilator does not accept defaults in a port list. They are not needed, as the netlist names all
                // ports.
                vec!["-DNO_ICE40_DEFAULT_ASSIGNMENTS"],
            ),
            Family::Ecp5 => (
                &[("ecp5_pll.v", ECP5_PLL), ("ecp5_dp16kd.v", DP16KD)],
                Vec::new(),
            ),
        };
        let named = |&(name, text): &(&str, &str)| (name.to_owned(), text.to_owned());
        files.extend(models.iter().map(named));
        Self {
            files,
            includes,
            arguments,
        }
    }
}

fn check_way_back(board: &Board, design: &Design) -> Result<(), ToolchainError> {
    let name = board.name.clone();
    match board.device.family {
        Family::Ice40
            if design.hardware.stored_stimuli > 0 && board.device.single_port_words > 0 =>
        {
            Err(ToolchainError::StoreIsLost { board: name })
        }
        Family::Ice40 => Ok(()),
        Family::Ecp5 => Err(ToolchainError::NoWayBack { board: name }),
    }
}

/// Connects the clock pin to the loop again. If the pin is that of the loop, the packed file does not hold this
/// connection.
fn with_pad(found: Vec<u8>, board: &Board) -> Result<Vec<u8>, ToolchainError> {
    let ClockSource::Ice40Pll { pad: true, .. } = board.top.clock else {
        return Ok(found);
    };
    let text = utf8(found)?;
    let fault =
        || ToolchainError::Report("icebox_vlog: expected exactly one loop with a pin".into());
    let (before, after) = text.split_once(".PACKAGEPIN(").ok_or_else(fault)?;
    let (_, after) = after.split_once(')').ok_or_else(fault)?;
    if after.contains(".PACKAGEPIN(") || !text.contains("// Warning: unmatched port 'clock'") {
        return Err(fault());
    }
    Ok(format!("{before}.PACKAGEPIN(clock){after}").into_bytes())
}

/// The netlist after synthesis, with one wire for each bit, because Verilator takes a vector whose bits depend on each
/// other for a loop.
fn netlist(order: &Order, on_stage: OnStage) -> Result<String, ToolchainError> {
    let board = order.board;
    let yosys = find("yosys")?;
    let verilog = verilog::top_verilog_with(order.design, order.weights, board)?;
    let mut parts = vec![board.device.name.to_owned(), print(&yosys)];
    parts.extend(verilog.iter().map(|file| file.text.clone()));
    let text = kept("netlist", "v", &parts, |at| {
        on_stage("synthesis");
        let mut names = Vec::new();
        for file in &verilog {
            let name = format!("{}.v", file.module);
            put(at, &name, file.text.as_bytes())?;
            names.push(name);
        }
        synthesise(&yosys, board, &names, at)?;
        let script = format!("read_json {NETLIST}; splitnets; write_verilog -noattr {VERILOG}");
        run::run(&yosys, &["-q", "-p", &script], at)?;
        get(at, VERILOG)
    })?;
    utf8(text)
}

/// The packed file of a board, as `yuragi build` makes it.
///
/// # Errors
/// As [`build`].
pub fn packed(order: Order, on_stage: OnStage) -> Result<Vec<u8>, ToolchainError> {
    let board = order.board;
    let mut parts = vec![
        board.device.name.to_owned(),
        board.package.clone(),
        board.pins.clone(),
        board.core_mhz.to_string(),
        format!("{} {}", order.seed, order.best_of),
    ];
    for name in ["yosys", "nextpnr-ice40", "icepack"] {
        parts.push(print(&find(name)?));
    }
    let verilog = verilog::top_verilog_with(order.design, order.weights, board)?;
    parts.extend(verilog.into_iter().map(|file| file.text));
    kept("packed", board.bitstream_suffix(), &parts, |_| {
        let built = build(order, on_stage)?;
        let bitstream = built.files.into_iter().next();
        Ok(bitstream.map(|(_, bytes)| bytes).unwrap_or_default())
    })
}

/// From a packed file to Verilog, by the tools of Project IceStorm.
fn way_back(board: &Board, packed: &[u8], on_stage: OnStage) -> Result<String, ToolchainError> {
    let (unpack, vlog, yosys) = (find("iceunpack")?, find("icebox_vlog")?, find("yosys")?);
    let hash = Sha256::digest(packed);
    let mut parts = vec![hex(&hash), board.pins.clone()];
    parts.extend([&unpack, &vlog, &yosys].map(print));
    let text = kept("bitstream", "v", &parts, |at| {
        on_stage("from the packed file back to Verilog");
        put(at, "packed.bin", packed)?;
        put(at, "pins.pcf", board.pins.as_bytes())?;
        run::run(&unpack, &["packed.bin", "unpacked.asc"], at)?;
        let words = [
            "-n",
            "yuragi_top",
            "-s",
            "-c",
            "-p",
            "pins.pcf",
            "unpacked.asc",
        ];
        run::capture(&vlog, &words, at, "found.v")?;
        put(at, "found.v", &with_pad(get(at, "found.v")?, board)?)?;
        // icebox_vlog declares each pin twice, which Verilator refuses.
        let script =
            format!("read_verilog found.v; proc; opt_clean; write_verilog -noattr {VERILOG}");
        run::run(&yosys, &["-q", "-p", &script], at)?;
        get(at, VERILOG)
    })?;
    utf8(text)
}

const VERILOG: &str = "simulated.v";

/// The file of the cache for `parts`. If it does not exist, `make` makes it in an empty directory.
fn kept(
    what: &str,
    suffix: &str,
    parts: &[String],
    make: impl FnOnce(&Path) -> Result<Vec<u8>, ToolchainError>,
) -> Result<Vec<u8>, ToolchainError> {
    let mut hash = Sha256::new();
    let recipe = RECIPE.iter().copied();
    for part in recipe.chain(parts.iter().map(String::as_str)) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let name = format!("{}.{suffix}", &hex(&hash.finalize())[..32]);
    let path = verilator_sys::cache_directory().join(what).join(name);
    // The file begins with the hash of the rest. One that was cut short or damaged is made anew.
    let head = |bytes: &[u8]| format!("{}\n", hex(&Sha256::digest(bytes))).into_bytes();
    if let Ok(kept) = std::fs::read(&path)
        && let Some((hash, bytes)) = kept.split_at_checked(2 * 32 + 1)
        && head(bytes) == hash
    {
        return Ok(bytes.to_vec());
    }
    let work = tempfile::Builder::new()
        .prefix("yuragi-stage-")
        .tempdir()
        .map_err(ToolchainError::Directory)?;
    let bytes = make(work.path())?;
    let kept = [head(&bytes), bytes.clone()].concat();
    files::write(&path, &kept).map_err(|error| ToolchainError::Cache(error.to_string()))?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn utf8(bytes: Vec<u8>) -> Result<String, ToolchainError> {
    String::from_utf8(bytes).map_err(|error| ToolchainError::Report(error.to_string()))
}

fn read(path: &Path) -> Result<String, ToolchainError> {
    std::fs::read_to_string(path).map_err(|source| ToolchainError::Models {
        found: format!("{}: {source}", path.display()),
    })
}

/// A text that differs between two versions of a program: its path, length and time.
fn print(tool: &Tool) -> String {
    let data = std::fs::metadata(&tool.program);
    let (length, time) = data.map_or((0, None), |data| (data.len(), data.modified().ok()));
    format!("{} {length} {time:?}", tool.program.display())
}

/// The folder of yosys with the models of the vendor's cells.
fn vendor_models(family: Family) -> Result<PathBuf, ToolchainError> {
    let folder = match family {
        Family::Ice40 => "ice40",
        Family::Ecp5 => "ecp5",
    };
    let program = find("yosys")?.program;
    let program = program.canonicalize().unwrap_or(program);
    let beside = program
        .parent()
        .and_then(Path::parent)
        .map(|prefix| prefix.join("share").join("yosys"));
    let told = process::output(Command::new("yosys-config").arg("--datdir"))
        .ok()
        .filter(|output| output.status.success())
        .map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    beside
        .into_iter()
        .chain(told)
        .map(|share| share.join(folder))
        .find(|folder| folder.join("cells_sim.v").is_file())
        .ok_or_else(|| ToolchainError::Models {
            found: format!("no {folder}/cells_sim.v"),
        })
}

/// The text of a Verilog file without some of its modules.
fn without(text: &str, modules: &[&str]) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("module ") {
            let name = rest.split(['(', ' ', '#', ';']).next().unwrap_or_default();
            inside = modules.contains(&name);
        }
        if !inside {
            kept += line;
            kept.push('\n');
        }
        if line.starts_with("endmodule") {
            inside = false;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn modules_are_left_out_whole() {
        let text = "module A (\n);\nx\nendmodule\nmodule AB(input i);\ny\nendmodule\nmodule C #(\nendmodule\n";
        let rest = "module AB(input i);\ny\nendmodule\n";
        assert_eq!(without(text, &["A", "C"]), rest);
        assert_eq!(without(text, &[]), text);
    }
}
