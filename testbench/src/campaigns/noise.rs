//! Noise on the host port of a core in Verilator.

mod campaign;
mod reading;
mod sent;

pub use campaign::{Campaign, Outcome, SPOILED, caught, tiny};
pub use reading::Reading;
pub use sent::{KINDS, Kind, strange};
