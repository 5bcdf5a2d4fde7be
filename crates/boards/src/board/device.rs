//! The chips: their sizes, and their names in place and route.

/// A family of chips. It decides which tools are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Lattice iCE40.
    Ice40,
    /// Lattice ECP5.
    Ecp5,
}

impl Family {
    /// The suffix of the pin file.
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
    /// The name in a board file, which is also the option of place and route.
    pub name: &'static str,
    /// The family.
    pub family: Family,
    /// The number of look-up tables with four inputs. Each has a flip-flop.
    pub luts: u64,
    /// The number of block RAMs, of 4 kbit on an iCE40 and of 18 kbit on an ECP5.
    pub rams: u64,
    /// The number of 16-bit words in single-port RAM, which some chips have in addition to the block RAMs.
    pub single_port_words: u64,
    /// The name in icetime; empty for an ECP5.
    pub icetime: &'static str,
}

/// Every chip that a board file can name. An ECP5-12F is sold as half as large as its chip really is; the open tools
/// use all of it.
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
