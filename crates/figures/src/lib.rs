//! Charts of experiments and the report page of a run.

pub mod charts;
pub mod report;
