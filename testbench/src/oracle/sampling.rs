//! Networks at fixed weights on an engine, seen presentation by presentation: what the tests of sampling share.

use yuragi_engines::{Engine, Kind};
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::{Design, Hardware, Network as Size, Random, Sampling, Synapse};
use yuragi_model::network::{Registers, Stimulus, Weights};

use crate::oracle::chain::product;
use crate::oracle::network::{Network, intensity};

/// A design without noise, flips or stored stimuli.
///
/// # Panics
/// If it is not valid.
pub fn design(neurons: [usize; 3], bits: u32, quantum_log2: u32, lanes: [usize; 2]) -> Design {
    let design = Design {
        network: Size {
            layers: neurons.to_vec(),
            skips: Vec::new(),
        },
        synapse: Synapse {
            bits,
            quantum_log2,
            initial: None,
            flip: 0.0,
            noise: 0.0,
        },
        sampling: Sampling {
            sweeps: 1,
            dwell: 1,
        },
        hardware: Hardware {
            lanes: lanes[0],
            retrograde_lanes: lanes[1],
            stored_stimuli: 0,
        },
        random: Random { seed: 1 },
    };
    design.validate().expect("a valid design");
    design
}

/// The small network of the tests: all distributions over its spikes can be enumerated.
pub fn small() -> Design {
    design([2, 6, 3], 10, 8, [4, 2])
}

/// Many neurons side by side, with weights that reach beyond the tables.
pub fn wide() -> Design {
    design([2, 32, 32], 12, 7, [32, 1])
}

/// A small design of random size: H from 3 to 6, other lanes, quanta and bits than [`small`].
pub fn random_design(chance: &mut SplitMix64) -> Design {
    let retrograde = chance.within(1, 3) as usize;
    let quantum_log2 = chance.within(3, 8) as u32;
    design(
        [
            chance.within(0, 3) as usize,
            chance.within(3, 6) as usize,
            chance.within(2, 4) as usize,
        ],
        quantum_log2 + 2,
        quantum_log2,
        [retrograde * chance.within(1, 4) as usize, retrograde],
    )
}

impl Network {
    /// Weights uniform over their whole range.
    pub fn random(design: &Design, chance: &mut SplitMix64) -> Self {
        let rail = 1 << (design.synapse.bits - 1);
        let mut rows = |rows: usize, bundles: usize| -> Vec<Vec<i64>> {
            let mut row = || {
                (0..bundles)
                    .map(|_| chance.within(-rail, rail - 1))
                    .collect()
            };
            (0..rows).map(|_| row()).collect()
        };
        let size = &design.network;
        Self {
            quantum_log2: design.synapse.quantum_log2,
            fan_in: rows(size.hidden(), size.inputs() + 1),
            fan_out: rows(size.hidden() + 1, size.outputs()),
        }
    }

    /// The row memory that holds the network, [`Network::of`] the other way round; padding holds the lowest weight.
    pub fn weights(&self, design: &Design) -> Weights {
        let lanes = design.hardware.lanes;
        let rail = -(1 << (design.synapse.bits - 1));
        let words = |row: &[i64]| -> Vec<i16> {
            let mut values: Vec<i16> = row.iter().map(|&w| w as i16).collect();
            values.resize(row.len().next_multiple_of(lanes), rail);
            values
        };
        // the rows of the inputs, those of the hidden neurons, and that of the bias neuron, which reaches both layers
        let inputs = design.network.inputs();
        let from_unit = |i: usize| words(&self.fan_in.iter().map(|row| row[i]).collect::<Vec<_>>());
        let (bias, hidden) = self.fan_out.split_last().expect("the bias neuron");
        let values = (0..inputs)
            .map(from_unit)
            .chain(hidden.iter().map(|row| words(row)))
            .chain([from_unit(inputs), words(bias)])
            .flatten();
        Weights {
            lanes,
            values: values.collect(),
        }
    }
}

/// What is shown: intensities, and which outputs are clamped to theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Of I inputs.
    pub inputs: Vec<u8>,
    /// Of O outputs; none: free.
    pub outputs: Vec<Option<u8>>,
}

impl Shown {
    /// Random intensities, and so many clamped outputs. `certain`: every intensity is 0 or 255, so that spikes are given.
    pub fn random(design: &Design, clamps: usize, certain: bool, chance: &mut SplitMix64) -> Self {
        let (inputs, outputs) = (design.network.inputs(), design.network.outputs());
        let first = chance.below(outputs as u64) as usize;
        let mut intensity = || match certain {
            true => 255 * chance.below(2) as u8,
            false => chance.within(1, 254) as u8,
        };
        let inputs = (0..inputs).map(|_| intensity()).collect();
        let mut clamped = |k: usize| ((k + first) % outputs < clamps).then(&mut intensity);
        Self {
            inputs,
            outputs: (0..outputs).map(&mut clamped).collect(),
        }
    }

    /// Intensities of the inputs, all outputs free.
    pub fn free(inputs: Vec<u8>, design: &Design) -> Self {
        Self {
            inputs,
            outputs: vec![None; design.network.outputs()],
        }
    }

    fn stimulus(&self) -> Stimulus {
        let outputs = self.outputs.iter().map(|q| q.unwrap_or(0));
        Stimulus {
            intensities: self.inputs.iter().copied().chain(outputs).collect(),
            clamped: self.outputs.iter().map(Option::is_some).collect(),
        }
    }

    /// All input spikes and clamped outputs, each with its probability.
    pub fn spikes(&self) -> Vec<(f64, Vec<bool>, Vec<Option<bool>>)> {
        let units = self.inputs.iter().copied().chain(self.clamps());
        let p: Vec<f64> = units.map(intensity).collect();
        let given = |state: usize| {
            let mut bits = (0..p.len()).map(|i| state >> i & 1 == 1);
            let x = bits.by_ref().take(self.inputs.len()).collect();
            let y = self.outputs.iter().map(|q| q.and_then(|_| bits.next()));
            (x, y.collect())
        };
        product(&p)
            .into_iter()
            .enumerate()
            .map(|(state, p)| {
                let (x, y) = given(state);
                (p, x, y)
            })
            .collect()
    }

    /// Intensities of the clamped outputs.
    fn clamps(&self) -> impl Iterator<Item = u8> {
        self.outputs.iter().flatten().copied()
    }

    /// Which of [`spikes`](Self::spikes) was seen.
    pub fn which(&self, seen: &Seen) -> usize {
        let clamped = (self.outputs.iter().enumerate()).filter(|(_, q)| q.is_some());
        let y = clamped.map(|(k, _)| seen.outputs >> k & 1);
        let places = self.inputs.len()..;
        seen.inputs | places.zip(y).map(|(i, bit)| bit << i).sum::<usize>()
    }
}

/// The spikes of a presentation; bit j of a number is neuron j.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// x.
    pub inputs: usize,
    /// ĥ.
    pub predicted: usize,
    /// h.
    pub hidden: usize,
    /// y.
    pub outputs: usize,
    /// ŷ.
    pub readout: usize,
}

/// An engine that holds a network and does not learn.
pub struct Chip {
    engine: Box<dyn Engine>,
    design: Design,
}

impl Chip {
    /// An engine by its name, model or rtl.
    ///
    /// # Panics
    /// If it cannot be made.
    pub fn new(name: &str, design: &Design) -> Self {
        Self {
            engine: name
                .parse::<Kind>()
                .and_then(|kind| kind.make(design))
                .expect("an engine"),
            design: design.clone(),
        }
    }

    /// Random streams from a seed, weights of a network, and how it is presented: passes of resampling in each presentation, and
    /// presentations until the hidden state starts afresh.
    ///
    /// # Panics
    /// As all that follow, if the engine fails.
    pub fn begin(&mut self, seed: u64, network: &Network, sweeps: u8, dwell: u16) {
        self.engine.reset(seed).expect("reset");
        let weights = network.weights(&self.design);
        self.engine.load_weights(&weights).expect("weights");
        let registers = Registers {
            learn: false,
            sweeps,
            dwell,
            flip: 0,
            noise: 0,
        };
        self.engine.configure(registers).expect("registers");
    }

    /// Shows something new: the hidden state starts afresh.
    pub fn show(&mut self, shown: &Shown) {
        self.engine.show(&shown.stimulus()).expect("a stimulus");
    }

    /// Presents once.
    pub fn present(&mut self) -> Seen {
        self.engine.present(1).expect("a presentation");
        let spikes = self.engine.spikes().expect("spikes");
        let state = |bits: &[bool]| {
            let bits = bits.iter().enumerate();
            bits.map(|(i, &bit)| usize::from(bit) << i).sum()
        };
        Seen {
            inputs: state(&spikes.inputs),
            predicted: state(&spikes.predicted),
            hidden: state(&spikes.hidden),
            outputs: state(&spikes.outputs),
            readout: state(&spikes.readout),
        }
    }

    /// Presents n times and counts spikes of each output.
    pub fn counts(&mut self, n: u16) -> Vec<u16> {
        self.engine.present(n).expect("presentations");
        self.engine.counts().expect("counts")
    }
}

/// How much is done.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Random networks.
    pub networks: usize,
    /// Presentations of each part of a test.
    pub draws: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_goes_into_a_row_memory_and_back() {
        let mut chance = SplitMix64::new(5);
        for _ in 0..20 {
            let design = random_design(&mut chance);
            let network = Network::random(&design, &mut chance);
            let weights = network.weights(&design);
            assert_eq!(Network::of(&design, &weights), network);
            let shape = design.shape();
            weights
                .validate(&shape, design.synapse.bits)
                .expect("weights of the design");
        }
    }

    #[test]
    fn spikes_that_can_come() {
        let shown = Shown {
            inputs: vec![64, 255],
            outputs: vec![None, Some(128)],
        };
        let spikes = shown.spikes();
        assert_eq!(spikes.len(), 8);
        assert_eq!(
            spikes[6],
            (0.375, vec![false, true], vec![None, Some(true)])
        );
        let seen = Seen {
            inputs: 2,
            predicted: 0,
            hidden: 0,
            outputs: 3,
            readout: 0,
        };
        assert_eq!(shown.which(&seen), 6);
        assert_eq!(spikes[7].0, 0.125);
    }
}
