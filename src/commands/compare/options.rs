//! The options of `yuragi compare`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::ArgPredicate;

use crate::shared::design::DesignOption;
use crate::shared::inputs::{EngineName, one_of};
use crate::shared::numbers::whole;
use crate::shared::port::PortOption;

/// The engines that are compared with each other; a device has --port.
const COMPARED: &[EngineName] = &[
    EngineName::Model,
    EngineName::Rtl,
    EngineName::Netlist,
    EngineName::Bitstream,
];

/// Run two engines in lockstep, and compare every bit of their states after every presentation.
///
/// What the host port of an engine cannot show is not compared; the result lists it.
///
/// Without --data, stimuli, clamps, weights, registers and resets are random, often with extreme values; with --data,
/// both engines learn its images. The first difference ends the run with exit code 1, and the command that writes a
/// waveform of it is printed.
///
/// With --port, a device on a serial line is compared with the model. Both learn the images and then classify some of
/// them; if no images fit the design, both run random stimuli.
#[derive(Args, Debug)]
pub struct Options {
    /// The first engine.
    #[arg(
        value_parser = one_of(COMPARED),
        required = false,
        required_unless_present = "port",
        conflicts_with = "port",
        default_value_if("port", ArgPredicate::IsPresent, "model")
    )]
    pub left: EngineName,
    /// The second engine.
    #[arg(
        value_parser = one_of(COMPARED),
        required = false,
        required_unless_present = "port",
        default_value_if("port", ArgPredicate::IsPresent, "model")
    )]
    pub right: EngineName,
    #[command(flatten)]
    pub design: DesignOption,
    #[command(flatten)]
    pub port: PortOption,
    #[command(flatten)]
    pub depth: Depth,
    /// The board of the engines netlist and bitstream, or the board at --port: a name that `yuragi boards` lists, or a
    /// folder with a board file. Its usual design is the default of --design.
    #[arg(long, value_name = "BOARD")]
    pub board: Option<String>,
    /// The bitstream for the engine of that name [default: one is built as `yuragi build` does].
    #[arg(long, value_name = "FILE", requires = "board")]
    pub bitstream: Option<PathBuf>,
    /// Read all weights of a whole board only in every N-th comparison, and in the last one, because it takes long over
    /// a serial line [default: the size of the weights in units of 512 bytes].
    #[arg(long, value_name = "N", requires = "board", value_parser = whole::<u64>(1..=u64::MAX))]
    pub weights_every: Option<u64>,
    /// Images to learn, in any form that `yuragi learn --data` takes [default: random stimuli; with --port, the
    /// built-in data that fit].
    #[arg(long, value_name = "FILE")]
    pub data: Option<PathBuf>,
    /// The number of presentations to compare.
    #[arg(long, value_name = "N", default_value_t = 1000,
          value_parser = whole::<u64>(1..=1_000_000_000_000))]
    pub presentations: u64,
    /// The seed of everything that is random.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole::<u64>(0..=u64::MAX))]
    pub seed: u64,
    /// Write a waveform of the simulated engine for GTKWave; the name must end in .fst.
    #[arg(long, value_name = "FILE")]
    pub wave: Option<PathBuf>,
    /// The first presentation in the waveform, counted from 1 [default: 1].
    #[arg(long, value_name = "P", requires = "wave", value_parser = whole::<u64>(1..=u64::MAX))]
    pub from: Option<u64>,
    /// The last presentation in the waveform [default: the last one that is compared].
    #[arg(long, value_name = "P", requires = "wave", value_parser = whole::<u64>(1..=u64::MAX))]
    pub to: Option<u64>,
}

/// What a comparison with a device includes, and how often.
#[derive(Args, Clone, Debug)]
pub struct Depth {
    /// With --port: compare spike counts and counters every N presentations; the presentations between are sent without
    /// waiting for answers.
    #[arg(long, value_name = "N", requires = "port", default_value_t = 1, value_parser = whole::<u64>(1..=u64::MAX))]
    pub every: u64,
    /// With --port: compare all spikes, weights and random streams every N presentations.
    #[arg(long, value_name = "N", requires = "port", default_value_t = 100, value_parser = whole::<u64>(1..=u64::MAX))]
    pub checkpoint: u64,
    /// With --port: the number of images that both classify after learning.
    #[arg(long, value_name = "N", requires = "port", default_value_t = 50, value_parser = whole::<usize>(0..=u64::MAX))]
    pub images: usize,
}
