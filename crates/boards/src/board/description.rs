//! The description of a board.

use yuragi_hdl::top::Board as TopBoard;

use super::device::{Device, Family};

/// A board with one chip.
#[derive(Clone, Debug)]
pub struct Board {
    /// The name by which `--board` chooses it.
    pub name: String,
    /// The name of the product, for people.
    pub title: String,
    /// The chip.
    pub device: Device,
    /// The package of the chip, as place and route names it.
    pub package: String,
    /// The speed grade of an ECP5, 6 to 8. An iCE40 has none.
    pub speed: Option<u8>,
    /// The frequency at the clock pin, in MHz.
    pub pin_mhz: f64,
    /// The frequency of the core, in MHz.
    pub core_mhz: f64,
    /// The rate of the serial line that the board file asks for, in bits per second.
    pub baud: u32,
    /// The preset for this board, if one fits.
    pub design: Option<String>,
    /// What a user of the board must know.
    pub notes: String,
    /// The text of the pin file, for place and route.
    pub pins: String,
    /// The words of the command that programs the board. `{bitstream}` stands for the file.
    pub program: Vec<String>,
    /// How to install this command.
    pub install: String,
    /// The parameters from which the top level is made.
    pub top: TopBoard,
}

impl Board {
    /// The actual rate of the serial line, in bits per second, which the divided clock gives.
    pub fn baud_reached(&self) -> f64 {
        self.core_mhz * 1e6 / self.top.divisor as f64
    }

    /// The suffix of the bitstream file.
    pub fn bitstream_suffix(&self) -> &'static str {
        match self.device.family {
            Family::Ice40 => "bin",
            Family::Ecp5 => "bit",
        }
    }
}
