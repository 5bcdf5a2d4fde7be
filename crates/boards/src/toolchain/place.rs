//! From a netlist to a bitstream.

use std::path::Path;

use super::error::ToolchainError;
use super::order::OnStage;
use super::run::{self, Verdict};
use super::timing;
use super::tools::{Tool, find};
use super::work::{BITSTREAM, KEPT, NETLIST, PLACE_LOG, PLACED, TIMING};
use crate::board::{Board, Family};

/// The number of steps for each wire after which the router of an iCE40 is stopped. Two or three are usual.
const STEPS_A_WIRE: u64 = 8;

/// The tools of a family.
pub struct Tools {
    pub yosys: Tool,
    nextpnr: Tool,
    pack: Tool,
    /// Computes the timing a second time. It exists only for the iCE40.
    pub icetime: Option<Tool>,
}

impl Tools {
    /// Finds all tools of a family.
    ///
    /// # Errors
    /// If one is missing.
    pub fn find(family: Family) -> Result<Self, ToolchainError> {
        Ok(match family {
            Family::Ice40 => Self {
                yosys: find("yosys")?,
                nextpnr: find("nextpnr-ice40")?,
                pack: find("icepack")?,
                icetime: Some(find("icetime")?),
            },
            Family::Ecp5 => Self {
                yosys: find("yosys")?,
                nextpnr: find("nextpnr-ecp5")?,
                pack: find("ecppack")?,
                icetime: None,
            },
        })
    }

    /// Places and routes a netlist. Returns whether all wires could be routed.
    ///
    /// The router of an iCE40 can go round in circles. It is stopped after a number of steps and not after a time, so
    /// that the same seed always has the same outcome.
    pub fn place(
        &self,
        board: &Board,
        seed: u32,
        pins: &str,
        at: &Path,
        on_part: OnStage,
    ) -> Result<bool, ToolchainError> {
        let device = format!("--{}", board.device.name);
        let (mhz, seed) = (board.core_mhz.to_string(), seed.to_string());
        let speed = board.speed.map(|speed| speed.to_string());
        let mut words = vec![
            device.as_str(),
            "--package",
            &board.package,
            "--json",
            NETLIST,
            "--freq",
            &mhz,
            "--seed",
            &seed,
            "--timing-allow-fail",
            "--report",
            TIMING,
            "--log",
            PLACE_LOG,
        ];
        match &speed {
            None => words.extend(["--pcf", pins, "--asc", PLACED]),
            Some(speed) => words.extend(["--speed", speed, "--lpf", pins, "--textcfg", PLACED]),
        }
        let mut wires = u64::MAX;
        run::watch(&self.nextpnr, &words, at, &mut |line| {
            if let Some(part) = timing::part(line) {
                on_part(part);
            }
            if let Some(found) = timing::wires(line) {
                wires = found;
            }
            match timing::steps(line) {
                Some(steps) if steps / STEPS_A_WIRE >= wires => Verdict::Stop,
                _ => Verdict::GoOn,
            }
        })
    }

    /// Packs the best placement into a bitstream.
    ///
    /// # Errors
    /// If the tool fails.
    pub fn pack(&self, family: Family, at: &Path) -> Result<(), ToolchainError> {
        let words: &[&str] = match family {
            Family::Ice40 => &[KEPT, BITSTREAM],
            Family::Ecp5 => &["--compress", KEPT, BITSTREAM],
        };
        run::run(&self.pack, words, at)
    }
}
