//! Steps between the syntax tree and the text: each takes statements or a plan and gives better ones, or refuses.

pub mod check;
pub mod circles;
pub mod clocked;
pub mod connect;
pub mod joined;
pub mod loops;
pub mod lower;
pub mod lowering;
pub mod merge;
pub mod plan;
pub mod rounds;
pub mod slice;
pub mod usage;
pub mod uses;
pub mod vectors;
pub mod wires;
