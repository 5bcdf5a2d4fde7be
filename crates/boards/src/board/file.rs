//! The tables and keys of a board file, as serde reads them. `docs/reference/board-file.md` explains each key.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub title: String,
    pub family: String,
    pub package: String,
    pub speed: Option<u8>,
    pub notes: String,
    pub variants: Vec<Variant>,
    pub clock: Clock,
    pub uart: Uart,
    pub reset: Option<Reset>,
    #[serde(default)]
    pub leds: Vec<Led>,
    #[serde(default)]
    pub high: Vec<High>,
    pub program: Option<Program>,
}

/// A board of the folder. One folder can describe boards that differ only in their chip.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    pub name: String,
    pub device: String,
    /// The preset for this board, if one fits.
    pub design: Option<String>,
    /// The frequency of the core in MHz, if it differs from that of the folder. It goes with its own settings of the
    /// loop.
    pub core_mhz: Option<f64>,
    pub ice40_pll: Option<Ice40Pll>,
    pub ecp5_pll: Option<Ecp5Pll>,
}

impl Variant {
    /// The clock of this variant: its own, or else that of the folder.
    pub fn clock(&self, common: &Clock) -> Clock {
        let Some(core_mhz) = self.core_mhz else {
            return common.clone();
        };
        Clock {
            core_mhz,
            ice40_pll: self.ice40_pll.clone(),
            ecp5_pll: self.ecp5_pll.clone(),
            ..common.clone()
        }
    }
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    pub pin: String,
    pub mhz: f64,
    pub core_mhz: f64,
    pub ice40_pll: Option<Ice40Pll>,
    pub ecp5_pll: Option<Ecp5Pll>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ice40Pll {
    pub pad: bool,
    pub divr: u8,
    pub divf: u8,
    pub divq: u8,
    pub filter_range: u8,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ecp5Pll {
    pub clki_div: u8,
    pub clkfb_div: u8,
    pub clkop_div: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uart {
    pub rx: String,
    pub tx: String,
    pub baud: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reset {
    pub pin: String,
    pub active_low: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Led {
    pub pin: String,
    pub shows: String,
    pub active_low: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct High {
    pub pin: String,
    /// Why the board needs this pin at 1. It is there for readers of the file.
    #[serde(rename = "why")]
    pub _why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    pub command: Option<Vec<String>>,
    pub install: Option<String>,
}
