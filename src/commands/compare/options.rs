//! The options of `yuragi compare`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::ArgPredicate;

use crate::commands::inputs::{DesignOption, EngineName};
use crate::commands::port::PortOption;

/// Run two engines in lockstep and compare every bit of state that both show after every presentation.
///
/// Without --data, stimuli, clamps, weights, registers and resets are drawn at random from the seed, the extremes often;
/// with --data both engines learn its images. The first difference ends the run with exit code 1, and the command that
/// shows it in a waveform.
///
/// With --port a device on a serial line is compared with the model: it learns the images (random stimuli, if they do not
/// fit the design), then names some.
#[derive(Args, Debug)]
pub struct Options {
    /// The one engine.
    #[arg(
        value_enum,
        required = false,
        required_unless_present = "port",
        conflicts_with = "port",
        default_value_if("port", ArgPredicate::IsPresent, "model")
    )]
    pub left: EngineName,
    /// The other engine.
    #[arg(
        value_enum,
        required = false,
        required_unless_present = "port",
        default_value_if("port", ArgPredicate::IsPresent, "serial")
    )]
    pub right: EngineName,
    #[command(flatten)]
    pub design: DesignOption,
    #[command(flatten)]
    pub port: PortOption,
    #[command(flatten)]
    pub depth: Depth,
    /// The board of the engines netlist and bitstream, or at --port: one that `yuragi boards` lists, or a folder. Without
    /// --design, the design that it is for.
    #[arg(long, value_name = "BOARD")]
    pub board: Option<String>,
    /// A packed file for the engine bitstream; without, one is built as `yuragi build` does.
    #[arg(long, value_name = "FILE", requires = "board")]
    pub bitstream: Option<PathBuf>,
    /// Of how many comparisons of a whole board one reads all weights, which takes long over a serial line; without, one of
    /// as many as there are half kilobytes of them. The last one does in any case.
    #[arg(long, value_name = "N", requires = "board", value_parser = clap::value_parser!(u64).range(1..))]
    pub weights_every: Option<u64>,
    /// Images to learn, a CSV file, MNIST's IDX files or the name of data that ship, as in `learn`; without, random stimuli.
    #[arg(long, value_name = "FILE")]
    pub data: Option<PathBuf>,
    /// Presentations to compare.
    #[arg(long, value_name = "N", default_value_t = 1000,
          value_parser = clap::value_parser!(u64).range(1..=1_000_000_000_000))]
    pub presentations: u64,
    /// Seed of all that is drawn at random.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Write a waveform of the simulated engine, for GTKWave: a name that ends in .fst.
    #[arg(long, value_name = "FILE")]
    pub wave: Option<PathBuf>,
    /// The first presentation of the waveform, counted from 1; 1 if not given.
    #[arg(long, value_name = "P", requires = "wave", value_parser = clap::value_parser!(u64).range(1..))]
    pub from: Option<u64>,
    /// The last presentation of the waveform; the last of all if not given.
    #[arg(long, value_name = "P", requires = "wave", value_parser = clap::value_parser!(u64).range(1..))]
    pub to: Option<u64>,
}

/// What a comparison with a device looks at, and how often.
#[derive(Args, Clone, Debug)]
pub struct Depth {
    /// With --port: presentations from one comparison of spike counts and counters to the next; those between are in flight
    /// together.
    #[arg(long, value_name = "N", requires = "port", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    pub every: u64,
    /// With --port: presentations from one comparison of all spikes, weights and random streams to the next.
    #[arg(long, value_name = "N", requires = "port", default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..))]
    pub checkpoint: u64,
    /// With --port: images that both name after learning.
    #[arg(long, value_name = "N", requires = "port", default_value_t = 50)]
    pub images: usize,
}
