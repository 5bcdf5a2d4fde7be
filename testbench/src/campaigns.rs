//! What the campaigns share with each other and with the tests: cores under noise, faults and mutations, and how they are judged.

pub mod coverage;
pub mod faults;
pub mod frames;
pub mod link;
pub mod link_faults;
pub mod mutants;
pub mod noise;
pub mod side_by_side;
pub mod upsets;
mod verdict;

pub use verdict::exit_code;
