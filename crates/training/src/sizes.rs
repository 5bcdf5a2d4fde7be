//! The design that suits a data set, where none is given.

use yuragi_model::design::{Design, DesignError, Hardware, Network, Random, Sampling, Synapse};

use crate::data::DataSet;

/// Up to this number of pixels an image counts as small.
pub const SMALL: usize = 100;

/// The number of hidden neurons for small images and for larger ones.
pub const HIDDEN: [usize; 2] = [64, 128];

/// The number of lanes for small images and for larger ones.
pub const LANES: [usize; 2] = [16, 64];

/// A design that classifies a data set: an input for each pixel and an output for each class, and other sizes by rules.
///
/// Images of at most [`SMALL`] pixels get the hidden neurons and lanes of the preset `digits`, larger ones those of
/// `mnist`. Weights have 8 bits and a quantum of 2^-5 nats, which `docs/results/accuracy-quantum.md` measured as best
/// for the digits.
///
/// # Errors
/// If the data have more pixels or classes than a design may have.
pub fn usual_design(data: &DataSet) -> Result<Design, DesignError> {
    let size = usize::from(data.pixels() > SMALL);
    let design = Design {
        network: Network {
            layers: vec![data.pixels(), HIDDEN[size], data.classes()],
            skips: Vec::new(),
        },
        synapse: Synapse {
            bits: 8,
            quantum_log2: 5,
            initial: None,
            flip: 1.0,
            noise: 0.0,
        },
        sampling: Sampling {
            sweeps: 1,
            dwell: 1,
        },
        hardware: Hardware {
            lanes: LANES[size],
            retrograde_lanes: 2,
            stored_stimuli: 0,
        },
        random: Random { seed: 1 },
    };
    design.validate()?;
    Ok(design)
}
