//! The boards: one folder under `constraints/` each, with a pin file for place and route and a board file that says what
//! the board is. Both are built in. Any other folder is read in the same way.

mod built_in;
mod clock;
mod description;
mod device;
mod error;
mod file;
mod parse;
mod pins;

pub use built_in::{all, names};
pub use description::Board;
pub use device::{DEVICES, Device, Family};
pub use error::BoardError;
pub use parse::parse;
