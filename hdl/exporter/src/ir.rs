//! What the passes work on: the signals of a cell, and its statements with every expression typed.

pub mod expr;
pub mod names;
pub mod number;
pub mod plan;
pub mod signals;
pub mod statement;
pub mod through;
pub mod types;
