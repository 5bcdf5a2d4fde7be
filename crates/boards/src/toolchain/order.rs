//! What is asked for.

use yuragi_model::design::Design;
use yuragi_model::network::Weights;

use crate::board::Board;

/// What is built.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    pub board: &'a Board,
    pub design: &'a Design,
    /// What the row memory holds at power-on, instead of initial weights from the seed.
    pub weights: Option<&'a Weights>,
    /// What the report calls the design.
    pub design_name: &'a str,
    /// Seed of the placement; with `best_of`, the first one.
    pub seed: u32,
    /// Placements to try, of which the fastest is kept.
    pub best_of: u32,
}

/// Says which stage begins, for progress.
pub type OnStage<'a> = &'a mut dyn FnMut(&str);
