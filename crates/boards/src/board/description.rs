//! What a board is.

use yuragi_hdl::top::Board as TopBoard;

use super::device::{Device, Family};

/// A board with one chip.
#[derive(Clone, Debug)]
pub struct Board {
    pub name: String,
    pub title: String,
    pub device: Device,
    pub package: String,
    /// Speed grade of an ECP5.
    pub speed: Option<u8>,
    /// MHz at the clock pin.
    pub pin_mhz: f64,
    /// MHz of the core.
    pub core_mhz: f64,
    /// Rate of the serial line as asked for, in bits a second.
    pub baud: u32,
    /// The design that it is for, if one fits.
    pub design: Option<String>,
    /// What its user must know.
    pub notes: String,
    /// The pin file, for place and route.
    pub pins: String,
    /// The command that programs it, with `{bitstream}` for the file.
    pub program: Vec<String>,
    /// How to get that command.
    pub install: String,
    /// What the top level is made from.
    pub top: TopBoard,
}

impl Board {
    /// Bits a second on the line, as the divided clock makes them.
    pub fn baud_reached(&self) -> f64 {
        self.core_mhz * 1e6 / self.top.divisor as f64
    }

    /// Suffix of its bitstream file.
    pub fn bitstream_suffix(&self) -> &'static str {
        match self.device.family {
            Family::Ice40 => "bin",
            Family::Ecp5 => "bit",
        }
    }
}
