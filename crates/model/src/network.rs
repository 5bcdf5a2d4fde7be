//! What goes into a network and what comes out of it. These types are the same for every engine.

use serde::{Deserialize, Serialize};

mod error;

use crate::design::Design;
use crate::random::StreamStates;
use crate::shape::{Shape, Source};
pub use error::NetworkError;

/// The settings of an engine that can change while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registers {
    /// Whether learning is on: whether synapses flip.
    pub learn: bool,
    /// Number of passes of Gibbs resampling in a presentation, 1..=255.
    pub sweeps: u8,
    /// Number of presentations after which the hidden state starts afresh, 1..=65535.
    pub dwell: u16,
    /// p_flip, the probability that evidence flips a synapse, in steps of 1/256, 0..=256.
    pub flip: u16,
    /// p_noise, the probability of a flip by background fluctuation, in steps of 1/128, 0..=128.
    pub noise: u8,
}

/// One image as the network sees it: the intensities of inputs and outputs, and which outputs are clamped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stimulus {
    /// Intensities of the I inputs and then of the O outputs. An intensity q becomes a spike with probability q/256,
    /// but 255 always does.
    pub intensities: Vec<u8>,
    /// For each of the O outputs, whether it is clamped. The intensity of a free output has no effect.
    pub clamped: Vec<bool>,
}

/// A series of presentations of stored stimuli: each of the first `stimuli` of them in turn, and all of this `passes`
/// times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rehearsal {
    /// The number of stimuli, from 1 to the number that is stored.
    pub stimuli: u16,
    /// How often a stimulus is presented before the next one, 1..=65535.
    pub presentations: u16,
    /// The number of passes over the stimuli, 1..=65535.
    pub passes: u16,
}

/// The spikes of one presentation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spikes {
    /// The spikes of the I inputs, without the bias neuron.
    pub inputs: Vec<bool>,
    /// The prediction spikes of the H hidden neurons, layer by layer.
    pub predicted: Vec<bool>,
    /// The spikes of the H hidden neurons, layer by layer.
    pub hidden: Vec<bool>,
    /// The spikes of the O outputs, clamped or free.
    pub outputs: Vec<bool>,
    /// ŷ, the read-out spikes of the O outputs.
    pub readout: Vec<bool>,
}

/// The potentials of one presentation, in quanta.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Potentials {
    /// The potentials of the H hidden neurons, layer by layer, at the end of the presentation: those of the first hidden
    /// layer as predicted from the inputs, those further up with all changes of the spikes below.
    pub hidden: Vec<i32>,
    /// The potentials of the O outputs, from which they are read out.
    pub outputs: Vec<i32>,
}

/// Counters since the last reset. They have 32 bits and wrap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counters {
    /// Presentations, with learning on or off.
    pub presentations: u32,
    /// Weights that evidence moved up. Background fluctuation is not counted.
    pub flips_up: u32,
    /// Weights that evidence moved down, likewise.
    pub flips_down: u32,
    /// Neurons, hidden ones and outputs, with evidence +1 while learning was on.
    pub evidence_up: u32,
    /// Neurons with evidence −1, likewise.
    pub evidence_down: u32,
}

/// The content of a row memory: all lanes of all words in the order of their addresses, with the padding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    /// P, the number of lanes in a word.
    pub lanes: usize,
    /// The weights in quanta, depth × P of them. [`Shape::index`] gives the place of a bundle.
    pub values: Vec<i16>,
}

/// The whole state of a network. Together with the design it is enough to continue bit for bit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The registers.
    pub registers: Registers,
    /// The stimulus that is shown.
    pub stimulus: Stimulus,
    /// The content of the row memory.
    pub weights: Weights,
    /// The states of the random streams.
    pub streams: StreamStates,
    /// The spikes of the last presentation.
    pub spikes: Spikes,
    /// The potentials of the last presentation.
    pub potentials: Potentials,
    /// How often each of the O outputs spiked in the last command `present`.
    pub counts: Vec<u16>,
    /// The counters since the last reset.
    pub counters: Counters,
    /// The age: the number of presentations since the hidden state last started afresh.
    pub age: u16,
    /// The row that the background fluctuation visits next, counted over all rows, the bias neuron last.
    pub noise_row: usize,
}

/// Checks stimuli before they are stored.
///
/// # Errors
/// If there are more than the design can store, or one has the wrong size.
pub fn check_store(stimuli: &[Stimulus], design: &Design) -> Result<(), NetworkError> {
    let (found, room) = (stimuli.len(), design.hardware.stored_stimuli);
    if found > room {
        return Err(NetworkError::Store { found, room });
    }
    let (inputs, outputs) = (design.network.inputs(), design.network.outputs());
    stimuli.iter().try_for_each(|s| s.check(inputs, outputs))
}

impl Counters {
    /// The counters in the order of the protocol's counter space, which is the order of the fields.
    pub fn values(&self) -> [u32; 5] {
        [
            self.presentations,
            self.flips_up,
            self.flips_down,
            self.evidence_up,
            self.evidence_down,
        ]
    }
}

impl From<[u32; 5]> for Counters {
    fn from(values: [u32; 5]) -> Self {
        let [
            presentations,
            flips_up,
            flips_down,
            evidence_up,
            evidence_down,
        ] = values;
        Self {
            presentations,
            flips_up,
            flips_down,
            evidence_up,
            evidence_down,
        }
    }
}

fn check_size(what: &'static str, found: usize, expected: usize) -> Result<(), NetworkError> {
    if found == expected {
        Ok(())
    } else {
        Err(NetworkError::Size {
            what,
            found,
            expected,
        })
    }
}

impl Registers {
    /// The registers of an engine at power-on: the values of the design, with learning off.
    pub fn new(design: &Design) -> Self {
        Self {
            learn: false,
            sweeps: design.sampling.sweeps,
            dwell: design.sampling.dwell,
            flip: design.flip_register(),
            noise: design.noise_register(),
        }
    }

    /// Checks that every register is in its range.
    ///
    /// # Errors
    /// The first register that is not.
    pub fn validate(&self) -> Result<(), NetworkError> {
        for (name, found, min, max) in [
            ("sweeps", self.sweeps.into(), 1, 255),
            ("dwell", self.dwell.into(), 1, 65_535),
            ("flip", self.flip.into(), 0, 256),
            ("noise", self.noise.into(), 0, 128),
        ] {
            if !(min..=max).contains(&found) {
                return Err(NetworkError::Register {
                    name,
                    found,
                    min,
                    max,
                });
            }
        }
        Ok(())
    }
}

impl Rehearsal {
    /// The number of presentations altogether.
    pub fn total(&self) -> u64 {
        u64::from(self.stimuli) * u64::from(self.presentations) * u64::from(self.passes)
    }

    /// Checks the numbers of a rehearsal. `stored` is the number of stimuli that are stored.
    ///
    /// # Errors
    /// If a number is 0, or more stimuli are asked for than are stored.
    pub fn validate(&self, stored: usize) -> Result<(), NetworkError> {
        let Self {
            stimuli,
            passes,
            presentations,
        } = *self;
        if stimuli == 0 || passes == 0 || presentations == 0 || usize::from(stimuli) > stored {
            return Err(NetworkError::Rehearsal {
                stimuli,
                passes,
                presentations,
                stored,
            });
        }
        Ok(())
    }
}

impl Stimulus {
    /// The stimulus at power-on: all intensities are 0, and no output is clamped.
    pub fn dark(shape: &Shape) -> Self {
        Self {
            intensities: vec![0; shape.inputs() + shape.outputs()],
            clamped: vec![false; shape.outputs()],
        }
    }

    /// The words of the stimulus in the scratch memory of the chip: first the clamp bits, sixteen in a word with
    /// output 0 lowest, then the intensities, two in a word.
    pub fn words(&self) -> Vec<u16> {
        let clamps = self.clamped.chunks(16).map(|bits| {
            bits.iter()
                .enumerate()
                .fold(0, |word, (i, &bit)| word | u16::from(bit) << i)
        });
        let pairs = self.intensities.chunks(2);
        let pairs = pairs.map(|pair| u16::from_le_bytes([pair[0], *pair.get(1).unwrap_or(&0)]));
        clamps.chain(pairs).collect()
    }

    /// The stimulus that words of the scratch memory hold. Words after its end are ignored.
    ///
    /// # Panics
    /// If there are fewer words than the clamp bits take.
    pub fn from_words(words: &[u16], shape: &Shape) -> Self {
        let (clamps, pairs) = words.split_at(shape.outputs().div_ceil(16));
        let bytes = pairs.iter().flat_map(|pair| pair.to_le_bytes());
        Self {
            intensities: bytes.take(shape.inputs() + shape.outputs()).collect(),
            clamped: (0..shape.outputs())
                .map(|k| clamps[k / 16] >> (k % 16) & 1 == 1)
                .collect(),
        }
    }

    /// Checks the number of intensities (I + O) and of clamp bits (O).
    ///
    /// # Errors
    /// If one of them is wrong.
    pub fn validate(&self, shape: &Shape) -> Result<(), NetworkError> {
        self.check(shape.inputs(), shape.outputs())
    }

    /// The same for a network of any kind with these numbers of inputs and outputs.
    ///
    /// # Errors
    /// If one of them is wrong.
    pub fn check(&self, inputs: usize, outputs: usize) -> Result<(), NetworkError> {
        let intensities = self.intensities.len();
        check_size("stimulus intensities", intensities, inputs + outputs)?;
        check_size("stimulus clamps", self.clamped.len(), outputs)
    }
}

impl Weights {
    /// The smallest and the largest weight of B bits, in quanta: −2^(B−1) and 2^(B−1) − 1.
    pub fn range(bits: u32) -> (i16, i16) {
        (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
    }

    /// Checks the size, and that every weight has at most `bits` bits, also in the padding.
    ///
    /// # Errors
    /// If the size is wrong, or the first weight that is out of range.
    pub fn validate(&self, shape: &Shape, bits: u32) -> Result<(), NetworkError> {
        self.check(shape.depth(), shape.lanes(), bits)
    }

    /// The same for a row memory of any kind of `depth` words of `lanes` weights.
    ///
    /// # Errors
    /// If the size is wrong, or the first weight that is out of range.
    pub fn check(&self, depth: usize, lanes: usize, bits: u32) -> Result<(), NetworkError> {
        check_size("weights: lanes", self.lanes, lanes)?;
        check_size("weights", self.values.len(), depth * lanes)?;
        let (min, max) = Self::range(bits);
        let bad = self.values.iter().position(|w| !(min..=max).contains(w));
        match bad {
            None => Ok(()),
            Some(index) => Err(NetworkError::Weight {
                address: index / self.lanes,
                lane: index % self.lanes,
                value: self.values[index],
                min,
                max,
            }),
        }
    }

    /// The weight in quanta from a neuron of a source to the neuron `place` of a target layer, or `None` if one of them
    /// does not exist or the two are not connected.
    pub fn get(
        &self,
        shape: &Shape,
        source: Source,
        neuron: usize,
        target: usize,
        place: usize,
    ) -> Option<i16> {
        let index = shape.index(source, neuron, target, place)?;
        self.values.get(index).copied()
    }

    /// Sets a weight in quanta, see [`get`](Self::get). Returns false if there is none.
    pub fn set(
        &mut self,
        shape: &Shape,
        source: Source,
        neuron: usize,
        target: usize,
        place: usize,
        weight: i16,
    ) -> bool {
        let index = shape.index(source, neuron, target, place);
        match index.and_then(|index| self.values.get_mut(index)) {
            Some(value) => {
                *value = weight;
                true
            }
            None => false,
        }
    }

    /// The P weights of a word.
    ///
    /// # Panics
    /// If the address is beyond the memory.
    pub fn word(&self, address: usize) -> &[i16] {
        &self.values[address * self.lanes..][..self.lanes]
    }
}
