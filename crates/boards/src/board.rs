//! The boards. Each has a folder under `constraints/` with a board file, which describes the board, and a pin file for
//! place and route. These folders are built into the program; any other folder is read in the same way.

mod built_in;
mod clock;
mod description;
mod device;
mod error;
mod file;
mod line;
mod parse;
mod pins;
pub mod pll;
mod program;
mod tuned;

pub use built_in::{all, folder, names};
pub use description::Board;
pub use device::{DEVICES, Device, Family};
pub use error::BoardError;
pub use parse::parse;
