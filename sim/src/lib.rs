//! Verilates, compiles and loads any Verilog design at run time, with a safe
//! wrapper on top.
//!
//! [`Build`] describes a design and makes a [`Library`] of it, from a cache if an
//! equal design was built before. [`Library::simulation`] starts independent
//! [`Simulation`]s, which poke and peek ports, exposed variables and memories
//! by [`Signal`] handles, step the clock, move bytes through a [`HostPort`], run
//! tables of test vectors and write waveforms. Long runs are single calls, so the
//! border between the languages costs nothing.
//!
//! # Example
//!
//! ```
//! use verilator_sys::Build;
//!
//! let counter = "
//!     module counter (input wire clock, input wire i_enable, output reg [7:0] o_count);
//!       initial o_count = 8'd0;
//!       always @(posedge clock) if (i_enable) o_count <= o_count + 8'd1;
//!     endmodule";
//! let library = Build::new("counter").source("counter.v", counter).build()?;
//! let (enable, count) = (library.port("i_enable")?, library.port("o_count")?);
//!
//! let mut simulation = library.simulation()?;
//! simulation.poke(enable, 1)?;
//! simulation.step(1000)?;
//! assert_eq!(simulation.peek(count)?, 1000 % 256);
//! # Ok::<(), verilator_sys::Error>(())
//! ```
//!
//! # Needed programs
//!
//! Verilator 5 and a C++ compiler, at run time. Both are looked for on the path;
//! `VERILATOR` and `CXX` in the environment name others. Waveforms need zlib's
//! headers. On Debian: `apt install verilator g++ zlib1g-dev`.
//!
//! # How a design is built
//!
//! Verilator's generated C++ is compiled with a small shim, which offers the
//! design to the generic driver in plain C; a configuration file makes the
//! exposed variables public, so that the Verilog stays as it is. Verilator's
//! runtime and the driver are the same for all designs: the build script compiles
//! them with the `cc` crate, if Verilator is there, and embeds the objects. If it
//! was not there, or another version is used at run time, they are compiled once
//! at run time.
//!
//! # Limits
//!
//! One clock; two-state logic (registers start as 0 unless initialised); no
//! delays; ports that are arrays are left out. A design that reads files while it
//! runs (`$readmemh`) reads them relative to the process's directory. Linux, on
//! little-endian processors. Tested with Verilator 5.006.
#![warn(missing_docs)]

mod builder;
mod cache;
mod compile;
mod design;
mod error;
mod ffi;
mod flags;
mod host;
mod library;
mod outside;
mod ports;
pub mod process;
mod runtime;
mod serial;
mod signal;
mod simulation;
mod toolchain;
mod vectors;

pub use builder::Build;
pub use cache::cache_directory;
pub use error::{Error, Result};
pub use host::{Expect, FrameRule, HostLink, HostPort, Reply, Stalls};
pub use library::Library;
pub use serial::{SerialLink, SerialPort, SerialReply};
pub use signal::{Signal, SignalInfo, SignalKind};
pub use simulation::Simulation;
