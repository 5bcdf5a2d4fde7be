//! The text of a module before the library names it.

use crate::ir::through::Through;
use crate::read::title::Title;

/// A module without its name.
pub struct Draft {
    pub title: Option<Title>,
    /// From the ports to the last statement.
    pub body: String,
    pub through: Through,
}
