//! The kinds of engines and their names.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_names::did_you_mean;

use crate::engine::Engine;
use crate::error::{EngineError, Result};
use crate::rtl::{Making, Rtl};

/// A kind of engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The reference model in software.
    Model,
    /// The exported Verilog in Verilator.
    Rtl,
    /// The netlist of the top level of a board, in Verilator, operated through its serial pins.
    Netlist,
    /// The packed file of a board with an iCE40, turned back into Verilog and operated in the same way.
    Bitstream,
    /// A board, or a virtual board, on a serial port.
    Serial,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Model,
        Self::Rtl,
        Self::Netlist,
        Self::Bitstream,
        Self::Serial,
    ];

    /// The name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Rtl => "rtl",
            Self::Netlist => "netlist",
            Self::Bitstream => "bitstream",
            Self::Serial => "serial",
        }
    }

    /// Makes an engine of this kind for a design. It starts with the seed of the design, with learning off.
    ///
    /// # Errors
    /// If this kind is a whole board, the design is not valid, or a tool fails.
    pub fn make(self, design: &Design) -> Result<Box<dyn Engine>> {
        self.make_with(design, Making::default())
    }

    /// The same as [`make`](Self::make). If the engine has a clock, it can write waveforms.
    ///
    /// # Errors
    /// As [`make`](Self::make).
    pub fn make_with_waves(self, design: &Design) -> Result<Box<dyn Engine>> {
        let waves = true;
        self.make_with(
            design,
            Making {
                waves,
                ..Making::default()
            },
        )
    }

    fn make_with(self, design: &Design, making: Making) -> Result<Box<dyn Engine>> {
        match self {
            Self::Model => Ok(Box::new(Model::new(design)?)),
            Self::Rtl => Ok(Box::new(Rtl::made(design, making)?)),
            Self::Netlist | Self::Bitstream | Self::Serial => {
                Err(EngineError::NeedsBoard(self.name()))
            }
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Kind {
    type Err = EngineError;

    fn from_str(name: &str) -> Result<Self> {
        let kind = Self::ALL.into_iter().find(|kind| kind.name() == name);
        kind.ok_or_else(|| EngineError::Unknown {
            found: name.to_owned(),
            expected: Self::ALL.map(Self::name).join(", ")
                + &did_you_mean(name, Self::ALL.map(Self::name)),
        })
    }
}
