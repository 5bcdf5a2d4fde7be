//! What can go wrong between a Verilog source and a running simulation.

use std::path::PathBuf;

/// Result with this crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// An error of building or running a simulation.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A program is not installed, or not where it was said to be.
    #[error("`{tool}` was not found; on Debian: apt install {package}")]
    ToolMissing {
        /// The program that was looked for.
        tool: String,
        /// The Debian package that has it.
        package: &'static str,
    },

    /// A program ran and failed.
    #[error("{tool} failed ({status}){hint}\ncommand: {command}\n{output}")]
    ToolFailed {
        /// What the program is: "verilator", "the C++ compiler", "the linker".
        tool: &'static str,
        /// The exact command, quoted for a shell.
        command: String,
        /// How it ended, for example "exit status: 1".
        status: String,
        /// The last lines that it printed.
        output: String,
        /// What may help: empty, or a text that starts with "; ".
        hint: &'static str,
    },

    /// The builder's input makes no sense.
    #[error("{0}")]
    InvalidBuild(String),

    /// A file could not be read or written.
    #[error("{action} {path}: {source}", path = path.display())]
    Io {
        /// What was tried, for example "read".
        action: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// Why it failed.
        source: std::io::Error,
    },

    /// The cache of compiled designs cannot be written.
    #[error(
        "compiled circuits cannot be kept in {path}: {source}; set YURAGI_CACHE to a folder that you may write",
        path = path.display()
    )]
    Cache {
        /// The directory.
        path: PathBuf,
        /// Why it failed.
        source: std::io::Error,
    },

    /// The compiled design could not be loaded into the process.
    #[error("load {path}: {source}", path = path.display())]
    Load {
        /// The shared library.
        path: PathBuf,
        /// Why it failed.
        source: libloading::Error,
    },

    /// There is no port or exposed variable of this name.
    #[error("`{top}` has no {what} `{name}`{}", list_near(near))]
    UnknownSignal {
        /// "port" or "exposed variable".
        what: &'static str,
        /// The name that was asked for.
        name: String,
        /// The top module.
        top: String,
        /// Names that look alike, best first.
        near: Vec<String>,
    },

    /// The signal was resolved by another design's library.
    #[error("the signal belongs to another design")]
    ForeignSignal,

    /// An output, the clock, or a variable exposed for reading only can't be poked.
    #[error("`{name}` can't be written: {why}")]
    ReadOnly {
        /// The signal's name.
        name: String,
        /// "it is an output" or the like.
        why: &'static str,
    },

    /// An input stands where the design must answer.
    #[error("`{name}` is an input, but an output is needed here")]
    NotDriven {
        /// The signal's name.
        name: String,
    },

    /// A value does not fit the signal, or a port is not as wide as needed.
    #[error("`{name}` is {width} bits wide: {problem}")]
    WidthMismatch {
        /// The signal's name.
        name: String,
        /// Its width in bits.
        width: u32,
        /// What does not fit.
        problem: String,
    },

    /// An index lies outside an array, or an array stands where one value must.
    #[error("`{name}` has {depth} element(s): {problem}")]
    Shape {
        /// The signal's name.
        name: String,
        /// Its number of elements.
        depth: u32,
        /// What does not fit.
        problem: String,
    },

    /// A table of test vectors is not made of whole rows.
    #[error("a table of {words} word(s) can't be split into rows of {row}")]
    InvalidTable {
        /// Words of the table.
        words: usize,
        /// Words of a row.
        row: usize,
    },

    /// The design has no clock of the name given to the builder.
    #[error("`{top}` has no clock input `{clock}`, so it can't be stepped")]
    NoClock {
        /// The top module.
        top: String,
        /// The clock's name.
        clock: String,
    },

    /// What was waited for did not happen in time.
    #[error(
        "no {waiting_for} within {cycles} cycles \
         ({fed} bytes sent, {} received)", received.len()
    )]
    TimeOut {
        /// What was waited for.
        waiting_for: String,
        /// Cycles simulated.
        cycles: u64,
        /// Bytes that the design took.
        fed: usize,
        /// Bytes that the design gave.
        received: Vec<u8>,
    },

    /// The design stopped itself (`$finish`, `$stop`, `$fatal`) or Verilator's
    /// runtime gave up, for example on a combinational loop. The simulation
    /// can't be continued.
    #[error("the simulation stopped after {cycles} cycles: {message}")]
    Stopped {
        /// The reason, with the place in the Verilog source if known.
        message: String,
        /// Cycles simulated before.
        cycles: u64,
    },

    /// A waveform can't be written.
    #[error("trace to {path}: {problem}", path = path.display())]
    Trace {
        /// The waveform file.
        path: PathBuf,
        /// Why not.
        problem: &'static str,
    },
}

fn list_near(near: &[String]) -> String {
    if near.is_empty() {
        String::new()
    } else {
        format!("; it has {}", near.join(", "))
    }
}

/// Adds the action and the path to an I/O error.
pub(crate) trait IoContext<T> {
    fn during(self, action: &'static str, path: impl Into<PathBuf>) -> Result<T>;
}

impl<T> IoContext<T> for std::io::Result<T> {
    fn during(self, action: &'static str, path: impl Into<PathBuf>) -> Result<T> {
        self.map_err(|source| Error::Io {
            action,
            path: path.into(),
            source,
        })
    }
}
