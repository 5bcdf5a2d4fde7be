//! Widths that stand in for others.

use std::rc::Rc;

/// Which widths of a block stand in for others.
///
/// In Rust-HDL, widths are part of the types, so that a block is compiled anew for every choice of them. A block whose widths follow
/// from run-time values can be compiled once instead, with widths that nothing else has, and be exported with the widths that are
/// meant. The fields of a struct keep their widths.
#[derive(Clone, Debug, Default)]
pub struct Widths(Rc<[(usize, usize)]>);

impl Widths {
    /// From pairs of a width that stands in for another, and that other. All other widths stand for themselves.
    pub fn new(pairs: &[(usize, usize)]) -> Self {
        Self(pairs.into())
    }

    /// The width that `width` stands for.
    pub fn meant(&self, width: usize) -> usize {
        let pair = self.0.iter().find(|(stand_in, _)| *stand_in == width);
        pair.map_or(width, |(_, meant)| *meant)
    }
}
