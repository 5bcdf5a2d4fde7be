//! What to build.

use yuragi_model::design::Design;
use yuragi_model::network::Weights;

use crate::board::Board;

/// What to build: a design on a board.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The board.
    pub board: &'a Board,
    /// The design.
    pub design: &'a Design,
    /// The content of the row memory at power-on, if it is not to be drawn from the seed.
    pub weights: Option<&'a Weights>,
    /// The name of the design in reports and errors.
    pub design_name: &'a str,
    /// The seed of the placement, or the first seed if `best_of` is above 1.
    pub seed: u32,
    /// The number of placements to make, of which the fastest is kept. 0 is taken as 1.
    pub best_of: u32,
}

/// A function that is called with the name of each stage when it begins, to show progress.
pub type OnStage<'a> = &'a mut dyn FnMut(&str);
