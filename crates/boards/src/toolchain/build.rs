//! A build: all its stages, one after another.

use std::path::Path;
use std::time::Instant;

use super::error::ToolchainError;
use super::order::{OnStage, Order};
use super::place::Tools;
use super::report::{Report, Stage};
use super::synthesis::synthesise;
use super::timing::Timing;
use super::work::{
    BITSTREAM, KEPT, KEPT_LOG, NETLIST, PLACE_LOG, PLACED, STATISTICS, SYNTHESIS_LOG, TIMING, get,
    put,
};
use super::{fit, report, timing};
use crate::board::Family;
use crate::verilog;

/// The number of seeds that may fail before place and route gives up.
const RETRIES: u32 = 4;

/// The result of a build. The caller writes the files.
#[derive(Clone, Debug)]
pub struct Built {
    /// The name and the bytes of every file that is worth keeping. The bitstream is the first.
    pub files: Vec<(String, Vec<u8>)>,
    /// Sizes, timing and times of the build.
    pub report: Report,
}

/// The names and the bytes of the logs of yosys and nextpnr.
pub type Logs = Vec<(String, Vec<u8>)>;

/// Builds the bitstream of an order in a temporary directory.
///
/// # Errors
/// If the design does not fit the chip, a tool is missing or fails, or the directory cannot be used.
pub fn build(order: Order, on_stage: OnStage) -> Result<Built, ToolchainError> {
    build_with_logs(order, on_stage, &mut Logs::new())
}

/// The same as [`build`]. What the tools said goes into `logs`, also if one of them failed.
///
/// # Errors
/// As [`build`].
pub fn build_with_logs(
    order: Order,
    on_stage: OnStage,
    logs: &mut Logs,
) -> Result<Built, ToolchainError> {
    let Order { board, design, .. } = order;
    fit::check_memory(design, order.design_name, board)?;
    let tools = Tools::find(board.device.family)?;
    let work = tempfile::Builder::new()
        .prefix("yuragi-build-")
        .tempdir()
        .map_err(ToolchainError::Directory)?;
    let built = build_in(work.path(), order, tools, on_stage);
    for (name, kept) in [
        (SYNTHESIS_LOG, SYNTHESIS_LOG),
        (PLACE_LOG, KEPT_LOG),
        (PLACE_LOG, PLACE_LOG),
    ] {
        // a tool that did not run has none
        let known = logs.iter().any(|(known, _)| known == name);
        if let (false, Ok(bytes)) = (known, get(work.path(), kept)) {
            logs.push((name.to_owned(), bytes));
        }
    }
    built
}

fn build_in(
    at: &Path,
    order: Order,
    tools: Tools,
    on_stage: OnStage,
) -> Result<Built, ToolchainError> {
    let Order { board, design, .. } = order;
    let mut stages = Vec::new();

    on_stage("exporting Verilog");
    let start = Instant::now();
    let verilog = verilog::top_verilog_with(design, order.weights, board)?;
    let mut files = Vec::new();
    for file in &verilog {
        put(at, &format!("{}.v", file.module), file.text.as_bytes())?;
        files.push((
            format!("verilog/{}.v", file.module),
            file.text.clone().into_bytes(),
        ));
    }
    let pins = format!("pins.{}", board.device.family.pins_suffix());
    put(at, &pins, board.pins.as_bytes())?;
    stages.push(Stage::new("export", start));

    on_stage("synthesis");
    let start = Instant::now();
    let names: Vec<String> = verilog
        .iter()
        .map(|file| format!("{}.v", file.module))
        .collect();
    synthesise(&tools.yosys, board, &names, at)?;
    stages.push(Stage::new("synthesis", start));
    let cells = report::cells(&get(at, STATISTICS)?)?;
    fit::check_cells(&cells, &order)?;

    let mut best: Option<(Timing, u32)> = None;
    let (mut tried, mut placed) = (0, 0);
    while placed < order.best_of.max(1) && tried - placed < RETRIES {
        let seed = order.seed.wrapping_add(tried);
        let what = match order.best_of {
            0 | 1 => "place and route".to_owned(),
            n => format!("place and route, {} of {n}, seed {seed}", placed + 1),
        };
        on_stage(&what);
        tried += 1;
        let start = Instant::now();
        let routed = tools.place(board, seed, &pins, at, &mut |part| {
            on_stage(&format!("{what}, {part}"));
        })?;
        stages.push(Stage::new("place and route", start));
        if !routed {
            continue;
        }
        placed += 1;
        let timing = Timing::read(&get(at, TIMING)?)?;
        if best.as_ref().is_none_or(|(b, _)| timing.mhz > b.mhz) {
            let (from, to) = (at.join(PLACED), at.join(KEPT));
            std::fs::rename(from, to).map_err(ToolchainError::Directory)?;
            let (from, to) = (at.join(PLACE_LOG), at.join(KEPT_LOG));
            std::fs::rename(from, to).map_err(ToolchainError::Directory)?;
            best = Some((timing, seed));
        }
    }
    let Some((timing, seed)) = best else {
        return Err(ToolchainError::Unroutable {
            seed: order.seed,
            tries: tried,
        });
    };

    on_stage("packing");
    let start = Instant::now();
    tools.pack(board.device.family, at)?;
    stages.push(Stage::new("pack", start));
    let icetime_mhz = match &tools.icetime {
        Some(icetime) => {
            on_stage("timing by icetime");
            let start = Instant::now();
            let mhz = timing::icetime(icetime, board, &pins, at)?;
            stages.push(Stage::new("icetime", start));
            Some(mhz)
        }
        None => None,
    };

    let report = Report::new(order, &cells, &timing, icetime_mhz, seed, stages);
    let (suffix, placed) = match board.device.family {
        Family::Ice40 => ("bin", "asc"),
        Family::Ecp5 => ("bit", "config"),
    };
    let mut kept = vec![
        (format!("{}.{suffix}", board.name), get(at, BITSTREAM)?),
        (format!("{}.{placed}", board.name), get(at, KEPT)?),
        (format!("{}.json", board.name), get(at, NETLIST)?),
        (pins, board.pins.clone().into_bytes()),
    ];
    kept.extend(files);
    Ok(Built {
        files: kept,
        report,
    })
}
