//! The chips: what they hold, and how place and route names them.

/// A vendor's family: it decides the tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    Ice40,
    Ecp5,
}

impl Family {
    /// Suffix of the pin file.
    pub fn pins_suffix(self) -> &'static str {
        match self {
            Self::Ice40 => "pcf",
            Self::Ecp5 => "lpf",
        }
    }
}

/// A chip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its name in a board file, and place and route's option.
    pub name: &'static str,
    pub family: Family,
    /// Four-input look-up tables, each with a flip-flop.
    pub luts: u64,
    /// Block RAMs: of 4 kbit on an iCE40, of 18 kbit on an ECP5.
    pub rams: u64,
    /// Words of 16 bits that single-port RAM of its own holds, beside the block RAMs.
    pub single_port_words: u64,
    /// What icetime calls it; nothing for an ECP5.
    pub icetime: &'static str,
}

/// Every chip that a board file can name. The ECP5-12F is sold with half of what is on it; the open tools use all.
pub const DEVICES: [Device; 8] = [
    Device {
        single_port_words: 65_536,
        ..ice40("up5k", 5_280, 30)
    },
    ice40("hx1k", 1_280, 16),
    ice40("hx8k", 7_680, 32),
    ice40("lp8k", 7_680, 32),
    ecp5("12k", 24_288, 56),
    ecp5("25k", 24_288, 56),
    ecp5("85k", 83_640, 208),
    ecp5("um5g-85k", 83_640, 208),
];

const fn ice40(name: &'static str, luts: u64, rams: u64) -> Device {
    Device {
        name,
        family: Family::Ice40,
        luts,
        rams,
        single_port_words: 0,
        icetime: name,
    }
}

const fn ecp5(name: &'static str, luts: u64, rams: u64) -> Device {
    Device {
        name,
        family: Family::Ecp5,
        luts,
        rams,
        single_port_words: 0,
        icetime: "",
    }
}
