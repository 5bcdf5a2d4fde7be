//! From a design to the bitstream of a board, with the open tools yosys, nextpnr, icepack or ecppack, and icetime.
//!
//! The same tools, sources and seed give the same bytes.

mod build;
mod core;
mod error;
mod fit;
mod order;
mod place;
mod report;
mod run;
pub mod stages;
mod synthesis;
mod timing;
mod tools;
mod work;

pub use self::core::core_tables;
pub use build::{Built, Logs, build, build_with_logs};
pub use error::ToolchainError;
pub use fit::{fits_memory, ram_blocks};
pub use order::{OnStage, Order};
pub use report::{Report, Stage, Used};
pub use run::command;
pub use timing::Timing;
pub use tools::{find, on_path};
