//! All drawings and the report page.

mod charts;
mod figures;
mod report;
mod sample;
mod sound;
mod xml;
