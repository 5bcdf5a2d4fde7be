//! The timing of a placement: the report of nextpnr, and the clock that icetime computes.

use std::path::Path;

use serde_json::Value;

use super::error::ToolchainError;
use super::run;
use super::tools::Tool;
use super::work::{KEPT, get};
use crate::board::Board;

/// The report of place and route.
#[derive(Clone, Debug)]
pub struct Timing {
    /// The highest clock that the slowest path allows, in MHz.
    pub mhz: f64,
    /// The slowest path, in words.
    pub path: String,
    /// For every resource: its kind, the number used and the number available.
    pub resources: Vec<(String, u64, u64)>,
}

impl Timing {
    /// Reads the JSON report of nextpnr.
    ///
    /// # Errors
    /// If it is not JSON, or has no clock.
    pub fn read(bytes: &[u8]) -> Result<Self, ToolchainError> {
        let fault = |what: &str| ToolchainError::Report(format!("nextpnr: {what}"));
        let report: Value = serde_json::from_slice(bytes).map_err(|e| fault(&e.to_string()))?;
        let clocks = report["fmax"]
            .as_object()
            .ok_or_else(|| fault("there is no fmax"))?;
        let (clock, mhz) = clocks
            .iter()
            .filter_map(|(name, clock)| Some((name, clock["achieved"].as_f64()?)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .ok_or_else(|| fault("there is no clock"))?;
        let edge = format!("posedge {clock}");
        let paths = report["critical_paths"].as_array();
        let path = paths
            .into_iter()
            .flatten()
            .find(|path| path["from"] == edge.as_str() && path["to"] == edge.as_str())
            .and_then(|path| path["path"].as_array())
            .map_or_else(String::new, |hops| words(hops));
        let resources = report["utilization"].as_object();
        let resources = resources.into_iter().flatten().filter_map(|(kind, count)| {
            Some((
                kind.clone(),
                count["used"].as_u64()?,
                count["available"].as_u64()?,
            ))
        });
        Ok(Self {
            mhz,
            path,
            resources: resources.collect(),
        })
    }

    /// The number used and the number available of a kind of resource.
    pub fn resource(&self, kind: &str) -> Option<(u64, u64)> {
        let (_, used, available) = self.resources.iter().find(|(k, ..)| k == kind)?;
        Some((*used, *available))
    }
}

/// The part of its work that nextpnr begins with this line of its log, if it begins one.
pub fn part(line: &str) -> Option<&'static str> {
    const PARTS: [(&str, &str); 3] = [
        ("Info: Packing", "packing cells"),
        ("Info: Creating initial", "placing"),
        ("Info: Routing..", "routing"),
    ];
    let begun = |(beginning, _): &&(&str, &str)| line.starts_with(*beginning);
    PARTS.iter().find(begun).map(|(_, part)| *part)
}

/// The number of wires that the router of an iCE40 has to route, if this line of its log states it.
pub fn wires(line: &str) -> Option<u64> {
    line.strip_prefix("Info: Routing ")?
        .strip_suffix(" arcs.")?
        .parse()
        .ok()
}

/// The number of steps that the router has made, if this line of its log states it.
pub fn steps(line: &str) -> Option<u64> {
    let (steps, rest) = line.strip_prefix("Info:")?.split_once('|')?;
    rest.contains('|').then(|| steps.trim().parse().ok())?
}

/// The signal for which a cell was made. For `core.sequencer.busy_SB_LUT4_O_3_LC` it is `core.sequencer.busy`.
fn signal(cell: &str) -> &str {
    let ends = [
        "_SB_", "_LUT4", "_TRELLIS", "_CCU2C", "_PFUMX", "_L6MUX", "_DFF", "$", ".genblk", "_LC",
    ];
    let end = ends.iter().filter_map(|mark| cell.find(mark)).min();
    &cell[..end.unwrap_or(cell.len())]
}

/// A path in words: where it begins, what it goes through, where it ends, and how long it takes.
fn words(hops: &[Value]) -> String {
    let (mut total, mut wires, mut cells) = (0.0, 0.0, 0);
    let mut signals: Vec<&str> = Vec::new();
    for hop in hops {
        let delay = hop["delay"].as_f64().unwrap_or(0.0);
        total += delay;
        match hop["type"].as_str() {
            Some("routing") => wires += delay,
            Some("logic") => cells += 1,
            _ => {}
        }
        for end in ["from", "to"] {
            let name = signal(hop[end]["cell"].as_str().unwrap_or(""));
            if !name.is_empty() && !signals.contains(&name) {
                signals.push(name);
            }
        }
    }
    let (Some(first), Some(last)) = (signals.first(), signals.last()) else {
        return String::new();
    };
    let between = match signals.len() {
        0..=2 => String::new(),
        n => format!(" through {}", signals[1..n - 1].join(", ")),
    };
    let share = if total > 0.0 {
        100.0 * wires / total
    } else {
        0.0
    };
    format!(
        "from {first}{between} to {last}: {total:.1} ns, {cells} logic cells, {share:.0} % of the time on wires"
    )
}

/// The highest clock that icetime computes, in MHz.
pub fn icetime(tool: &Tool, board: &Board, pins: &str, at: &Path) -> Result<f64, ToolchainError> {
    const REPORT: &str = "icetime.txt";
    let device = board.device.icetime;
    let words = [
        "-d",
        device,
        "-P",
        &board.package,
        "-p",
        pins,
        "-t",
        "-r",
        REPORT,
        KEPT,
    ];
    run::run(tool, &words, at)?;
    let text = String::from_utf8_lossy(&get(at, REPORT)?).into_owned();
    text.lines()
        .find_map(|line| {
            let rest = line.strip_prefix("Total path delay:")?;
            rest.split('(')
                .nth(1)?
                .split_whitespace()
                .next()?
                .parse()
                .ok()
        })
        .ok_or_else(|| ToolchainError::Report("icetime: there is no total path delay".into()))
}
