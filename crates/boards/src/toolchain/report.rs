//! What a build came to.

use std::collections::BTreeMap;
use std::time::Instant;

use serde::Serialize;
use serde_json::Value;

use yuragi_hardware::costs;

use super::error::ToolchainError;
use super::order::Order;
use super::timing::Timing;
use crate::board::Family;

/// Used of available.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Used {
    pub used: u64,
    pub available: u64,
}

/// A stage and its time.
#[derive(Clone, Debug, Serialize)]
pub struct Stage {
    pub name: &'static str,
    pub seconds: f64,
}

impl Stage {
    pub fn new(name: &'static str, start: Instant) -> Self {
        Self {
            name,
            seconds: start.elapsed().as_secs_f64(),
        }
    }
}

/// Sizes, speed and times.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub board: String,
    pub device: &'static str,
    pub design: String,
    /// Four-input look-up tables after synthesis.
    pub lut4: u64,
    /// Flip-flops after synthesis.
    pub ff: u64,
    /// Cells that hold a look-up table, after placement: carries take some of their own.
    pub cells: Used,
    /// Block RAMs.
    pub ram: Used,
    pub asked_mhz: f64,
    pub reached_mhz: f64,
    pub timing_met: bool,
    /// icetime's figure, for an iCE40.
    pub icetime_mhz: Option<f64>,
    pub critical_path: String,
    pub baud: u32,
    /// Presentations in a second at the clock asked, if every row flips and if none does.
    pub presentations_per_second: [f64; 2],
    /// The seed of the placement kept.
    pub seed: u32,
    pub stages: Vec<Stage>,
}

/// Cells by type, from yosys' statistics.
pub fn cells(bytes: &[u8]) -> Result<BTreeMap<String, u64>, ToolchainError> {
    let fault = |what: &str| ToolchainError::Report(format!("yosys: {what}"));
    let text = String::from_utf8_lossy(bytes);
    // `tee` writes what the pass logs: a blank line may stand before the object
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

/// Look-up tables, flip-flops and block RAMs among the cells.
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
            // two tables in a carry cell, four in a small RAM
            sum(&|kind| kind == "LUT4")
                + 2 * sum(&|kind| kind == "CCU2C")
                + 4 * sum(&|kind| kind == "TRELLIS_DPR16X4"),
            sum(&|kind| kind == "TRELLIS_FF"),
            sum(&|kind| kind == "DP16KD" || kind == "PDPW16KD"),
        ),
    }
}

impl Report {
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

    /// All stages of one name, or of all.
    pub fn seconds(&self, name: Option<&str>) -> f64 {
        let wanted = self
            .stages
            .iter()
            .filter(|stage| name.is_none_or(|name| stage.name == name));
        wanted.map(|stage| stage.seconds).sum()
    }
}
