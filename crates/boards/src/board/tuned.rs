//! A board with another clock or another rate of its serial line than its file states.

use super::description::Board;
use super::error::BoardError;
use super::line;
use super::pll::{self, Loop};
use yuragi_hdl::top::ClockSource;

/// The largest relative difference between a clock that is asked for and the one that is taken for it: 100 ppm, as
/// much as two quartz oscillators may differ.
const CLOSE: f64 = 1e-4;

impl Board {
    /// Every clock that the loop of this board can make, slowest first. A board whose file has no loop has only its
    /// pin, so there is none.
    pub fn loops(&self) -> Vec<Loop> {
        match self.top.clock {
            ClockSource::Pin => Vec::new(),
            ClockSource::Ice40Pll { pad, .. } => {
                pll::reachable(self.device.family, pad, self.pin_mhz)
            }
            ClockSource::Ecp5Pll { .. } => pll::reachable(self.device.family, false, self.pin_mhz),
        }
    }

    /// The rate nearest to `baud` that the line can have at a clock of the core, in bits per second.
    pub fn nearest_baud(core_mhz: f64, baud: u32) -> f64 {
        line::nearest(core_mhz, baud)
    }

    /// The same board with the core at `clock` MHz and the line at `baud` bits per second, as far as they are given.
    ///
    /// # Errors
    /// If the loop cannot make the clock, or the clock cannot be divided to the rate. The text says what comes nearest.
    pub fn tuned(&self, clock: Option<f64>, baud: Option<u32>) -> Result<Self, BoardError> {
        let mut board = self.clone();
        if let Some(mhz) = clock {
            board.set_clock(mhz)?;
        }
        board.baud = baud.unwrap_or(board.baud);
        board.top.divisor = line::divisor(board.core_mhz, board.baud).map_err(|why| {
            let nearest = line::nearest(board.core_mhz, board.baud);
            match baud {
                Some(baud) => BoardError::Option {
                    option: "--baud",
                    found: baud.to_string(),
                    expected: format!("a rate that can be reached, the nearest is {nearest:.0}: {why}"),
                },
                None => BoardError::Option {
                    option: "--clock",
                    found: format!("{} MHz", board.core_mhz),
                    expected: format!(
                        "a clock from which the line gets its {} bits/s, or --baud with another rate, the nearest is \
                         {nearest:.0}: {why}",
                        board.baud
                    ),
                },
            }
        })?;
        Ok(board)
    }

    fn set_clock(&mut self, mhz: f64) -> Result<(), BoardError> {
        let close = |made: f64| (made / mhz - 1.0).abs() <= CLOSE;
        // The file's own setting comes first, because its author chose it among equals.
        if close(self.core_mhz) {
            return Ok(());
        }
        let around = pll::around(&self.loops(), mhz);
        let nearest = around.into_iter().flatten();
        let off = |found: &Loop| (found.output_mhz - mhz).abs();
        match nearest.clone().min_by(|a, b| off(a).total_cmp(&off(b))) {
            Some(found) if close(found.output_mhz) => {
                self.core_mhz = found.output_mhz;
                self.top.clock = found.source;
                Ok(())
            }
            _ => {
                let words: Vec<String> = nearest
                    .map(|found| format!("{:.4} MHz", found.output_mhz))
                    .collect();
                let expected = match words.as_slice() {
                    [] => format!(
                        "{} MHz, because the board file has no loop that could make another clock",
                        self.core_mhz
                    ),
                    _ => format!(
                        "a clock that the loop can make; the nearest: {}",
                        words.join(", ")
                    ),
                };
                Err(BoardError::Option {
                    option: "--clock",
                    found: format!("{mhz} MHz"),
                    expected,
                })
            }
        }
    }
}
