//! The report of a build.

use std::collections::BTreeMap;
use std::time::Instant;

use serde::Serialize;
use serde_json::Value;

use yuragi_hardware::costs;

use super::error::ToolchainError;
use super::order::Order;
use super::timing::Timing;
use crate::board::Family;

/// How much of a resource is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Used {
    /// The number that the design uses.
    pub used: u64,
    /// The number that the chip has.
    pub available: u64,
}

/// A stage of a build and its time.
#[derive(Clone, Debug, Serialize)]
pub struct Stage {
    /// The name of the stage.
    pub name: &'static str,
    /// How long it took, in seconds of wall time.
    pub seconds: f64,
}

impl Stage {
    /// A stage that began at `start` and ends now.
    pub fn new(name: &'static str, start: Instant) -> Self {
        Self {
            name,
            seconds: start.elapsed().as_secs_f64(),
        }
    }
}

/// The sizes, the speed and the times of a build.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The name of the board.
    pub board: String,
    /// The name of the chip.
    pub device: &'static str,
    /// The name of the design.
    pub design: String,
    /// Look-up tables with four inputs, after synthesis.
    pub lut4: u64,
    /// Flip-flops, after synthesis.
    pub ff: u64,
    /// Logic cells after placement. Carry chains take some in addition to the look-up tables.
    pub cells: Used,
    /// Block RAMs.
    pub ram: Used,
    /// The frequency of the core that the board file asks for, in MHz.
    pub asked_mhz: f64,
    /// The highest frequency that place and route allows, in MHz.
    pub reached_mhz: f64,
    /// Whether the frequency that was asked for is allowed.
    pub timing_met: bool,
    /// The highest frequency according to icetime, in MHz, for an iCE40.
    pub icetime_mhz: Option<f64>,
    /// The slowest path, in words.
    pub critical_path: String,
    /// The rate of the serial line that the board file asks for, in bits per second.
    pub baud: u32,
    /// Presentations per second at the frequency that was asked for: first if every row flips, then if none does.
    pub presentations_per_second: [f64; 2],
    /// The seed of the placement that was kept.
    pub seed: u32,
    /// The stages of the build, in order.
    pub stages: Vec<Stage>,
}

/// The number of cells of each type, from the statistics of yosys.
pub fn cells(bytes: &[u8]) -> Result<BTreeMap<String, u64>, ToolchainError> {
    let fault = |what: &str| ToolchainError::Report(format!("yosys: {what}"));
    let text = String::from_utf8_lossy(bytes);
    // `tee` writes the log of the pass, so there may be a blank line before the object.
    let text = &text[text.find('{').unwrap_or(0)..];
    let report: Value = serde_json::from_str(text).map_err(|e| fault(&e.to_string()))?;
    let types = report["design"]["num_cells_by_type"]
        .as_object()
        .ok_or_else(|| fault("there are no cells"))?;
    Ok(types
        .iter()
        .filter_map(|(kind, count)| Some((kind.clone(), count.as_u64()?)))
        .collect())
}

/// The number of look-up tables, flip-flops and block RAMs among the cells.
pub fn counts(family: Family, cells: &BTreeMap<String, u64>) -> (u64, u64, u64) {
    let sum = |wanted: &dyn Fn(&str) -> bool| {
        let found = cells.iter().filter(|(kind, _)| wanted(kind));
        found.map(|(_, count)| count).sum()
    };
    match family {
        Family::Ice40 => (
            sum(&|kind| kind == "SB_LUT4"),
            sum(&|kind| kind.starts_with("SB_DFF")),
            sum(&|kind| kind.starts_with("SB_RAM40")),
        ),
        Family::Ecp5 => (
            // A carry cell has two tables, a small RAM four.
            sum(&|kind| kind == "LUT4")
                + 2 * sum(&|kind| kind == "CCU2C")
                + 4 * sum(&|kind| kind == "TRELLIS_DPR16X4"),
            sum(&|kind| kind == "TRELLIS_FF"),
            sum(&|kind| kind == "DP16KD" || kind == "PDPW16KD"),
        ),
    }
}

impl Report {
    /// The report of an order, from its cells after synthesis, the timing of the placement with this seed, and its
    /// stages.
    pub fn new(
        order: Order,
        cells: &BTreeMap<String, u64>,
        timing: &Timing,
        icetime_mhz: Option<f64>,
        seed: u32,
        stages: Vec<Stage>,
    ) -> Self {
        let board = order.board;
        let device = board.device;
        let (lut4, ff, ram) = counts(device.family, cells);
        let kind = match device.family {
            Family::Ice40 => "ICESTORM_LC",
            Family::Ecp5 => "TRELLIS_COMB",
        };
        let (used, available) = timing.resource(kind).unwrap_or((lut4, device.luts));
        let cycles = costs::cycles(order.design);
        let rate = |cycles: u64| (board.core_mhz * 1e6 / cycles as f64).round();
        Self {
            board: board.name.clone(),
            device: device.name,
            design: order.design_name.to_owned(),
            lut4,
            ff,
            cells: Used { used, available },
            ram: Used {
                used: ram,
                available: device.rams,
            },
            asked_mhz: board.core_mhz,
            reached_mhz: timing.mhz,
            timing_met: timing.mhz >= board.core_mhz,
            icetime_mhz,
            critical_path: timing.path.clone(),
            baud: board.baud,
            presentations_per_second: [rate(cycles.total), rate(cycles.total_min)],
            seed,
            stages,
        }
    }

    /// The time of all stages of a name, or of all stages, in seconds.
    pub fn seconds(&self, name: Option<&str>) -> f64 {
        let wanted = self
            .stages
            .iter()
            .filter(|stage| name.is_none_or(|name| stage.name == name));
        wanted.map(|stage| stage.seconds).sum()
    }
}
