//! What a layered network needs to be told.

use super::error::LayeredError;
use super::shape::Shape;
use crate::network::{Registers, Weights};

/// A layered network and how it samples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Design {
    /// The number of neurons of each layer: inputs, hidden layers, outputs.
    pub layers: Vec<usize>,
    /// Connections besides those from each layer to the next: from a layer to one further up.
    pub skips: Vec<[usize; 2]>,
    /// B, the number of bits of a weight, 2..=12.
    pub bits: u32,
    /// G, 0..=12: a quantum is 2^-G nats.
    pub quantum_log2: u32,
    /// The number of bits of the first weights, 0..=B: they are uniform over −2^(N−1)..2^(N−1)−1, or all 0 for N = 0.
    pub initial: u32,
    /// p_flip in steps of 1/256, 0..=256.
    pub flip: u16,
    /// p_noise in steps of 1/128, 0..=128.
    pub noise: u8,
    /// The number of passes of Gibbs resampling in a presentation, 1..=255.
    pub sweeps: u8,
    /// The number of presentations after which the hidden state starts afresh, 1..=65535.
    pub dwell: u16,
    /// P, the number of bundles in a word, 1..=64.
    pub lanes: usize,
}

impl Design {
    /// A design with the usual settings: B = 8, G = 5, first weights of B − 3 bits, every evidence flips, one sweep,
    /// 16 lanes.
    ///
    /// # Errors
    /// If layers and skips are no network.
    pub fn new(layers: &[usize], skips: &[[usize; 2]]) -> Result<Self, LayeredError> {
        let design = Self {
            layers: layers.to_vec(),
            skips: skips.to_vec(),
            bits: 8,
            quantum_log2: 5,
            initial: 5,
            flip: 256,
            noise: 0,
            sweeps: 1,
            dwell: 1,
            lanes: 16,
        };
        design.validate()?;
        Ok(design)
    }

    /// Checks that every value is in its range.
    ///
    /// # Errors
    /// The first value that is not.
    pub fn validate(&self) -> Result<(), LayeredError> {
        let lanes = self.lanes as u64;
        for (key, value, min, max) in [
            ("bits", self.bits.into(), 2, 12),
            ("quantum_log2", self.quantum_log2.into(), 0, 12),
            ("initial", self.initial.into(), 0, self.bits.into()),
            ("flip", self.flip.into(), 0, 256),
            ("noise", self.noise.into(), 0, 128),
            ("sweeps", self.sweeps.into(), 1, 255),
            ("dwell", self.dwell.into(), 1, 65_535),
            ("lanes", lanes, 1, 64),
        ] {
            if !(min..=max).contains(&value) {
                return Err(LayeredError {
                    key,
                    found: value.to_string(),
                    expected: format!("{min} to {max}"),
                });
            }
        }
        Shape::new(&self.layers, &self.skips, self.lanes).map(|_| ())
    }

    /// The registers at power-on: the values of the design, with learning off.
    pub fn registers(&self) -> Registers {
        Registers {
            learn: false,
            sweeps: self.sweeps,
            dwell: self.dwell,
            flip: self.flip,
            noise: self.noise,
        }
    }

    /// The smallest and the largest weight in quanta.
    pub fn range(&self) -> (i16, i16) {
        Weights::range(self.bits)
    }
}
