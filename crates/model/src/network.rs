//! What goes into a network and what comes out of it. These types are the same for every engine.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::design::Design;
use crate::layout::{Bundle, Layout};

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
    /// x, the spikes of the I inputs, without the bias neuron.
    pub inputs: Vec<bool>,
    /// ĥ, the prediction spikes of the H hidden neurons.
    pub predicted: Vec<bool>,
    /// h, the spikes of the H hidden neurons, without the bias neuron.
    pub hidden: Vec<bool>,
    /// y, the spikes of the O outputs, clamped or free.
    pub outputs: Vec<bool>,
    /// ŷ, the read-out spikes of the O outputs.
    pub readout: Vec<bool>,
}

/// The potentials of one presentation, in quanta.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Potentials {
    /// v_j, the potentials of the H hidden neurons, as predicted from the inputs.
    pub hidden: Vec<i32>,
    /// u_k, the potentials of the O outputs, from which they are read out.
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
    /// The weights in quanta, depth × P of them. [`Layout::index`] gives the place of a bundle.
    pub values: Vec<i16>,
}

/// Why an engine refused its input.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NetworkError {
    /// An array has the wrong length.
    #[error("{what}: {found} values were given, the design has {expected}")]
    Size {
        /// What the array holds.
        what: &'static str,
        /// The length that was found.
        found: usize,
        /// The length that the design needs.
        expected: usize,
    },
    /// The value of a register is out of its range.
    #[error("register {name} = {found} is not allowed: it must be from {min} to {max}")]
    Register {
        /// The name of the register.
        name: &'static str,
        /// The value that was found.
        found: u32,
        /// The smallest allowed value.
        min: u32,
        /// The largest allowed value.
        max: u32,
    },
    /// A weight is out of the range of B bits.
    #[error(
        "weight {value} at address {address}, lane {lane} is not allowed: it must be from {min} to {max}"
    )]
    Weight {
        /// The address of its word, 0..depth.
        address: usize,
        /// Its lane, 0..P.
        lane: usize,
        /// The weight that was found, in quanta.
        value: i16,
        /// The smallest allowed weight.
        min: i16,
        /// The largest allowed weight.
        max: i16,
    },
    /// The number of presentations is 0.
    #[error("0 presentations were asked for; the number must be from 1 to 65535")]
    NoPresentation,
    /// There are more stimuli than the design can store.
    #[error(
        "{found} stimuli were given, but the design can store only {room} (hardware.stored_stimuli)"
    )]
    Store {
        /// The number of stimuli that were given.
        found: usize,
        /// The number of stimuli that the design can store.
        room: usize,
    },
    /// A number of a rehearsal is 0, or it asks for more stimuli than are stored.
    #[error(
        "a rehearsal of {stimuli} stimuli was asked for, {passes} passes, {presentations} presentations each; \
         none may be 0, and {stored} stimuli are stored"
    )]
    Rehearsal {
        /// The number of stimuli that was asked for.
        stimuli: u16,
        /// The number of passes that was asked for.
        passes: u16,
        /// The number of presentations of each stimulus that was asked for.
        presentations: u16,
        /// The number of stimuli that are stored.
        stored: usize,
    },
    /// A snapshot is of another design; the text says what differs.
    #[error("the checkpoint does not fit the design: {0}")]
    Snapshot(&'static str),
}

/// Checks stimuli before they are stored.
///
/// # Errors
/// If there are more than the design can store, or one has the wrong size.
pub fn check_store(
    stimuli: &[Stimulus],
    design: &Design,
    layout: &Layout,
) -> Result<(), NetworkError> {
    let (found, room) = (stimuli.len(), design.hardware.stored_stimuli);
    if found > room {
        return Err(NetworkError::Store { found, room });
    }
    stimuli.iter().try_for_each(|s| s.validate(layout))
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
    pub fn dark(layout: &Layout) -> Self {
        Self {
            intensities: vec![0; layout.inputs + layout.outputs],
            clamped: vec![false; layout.outputs],
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
    pub fn from_words(words: &[u16], layout: &Layout) -> Self {
        let (clamps, pairs) = words.split_at(layout.outputs.div_ceil(16));
        let bytes = pairs.iter().flat_map(|pair| pair.to_le_bytes());
        Self {
            intensities: bytes.take(layout.inputs + layout.outputs).collect(),
            clamped: (0..layout.outputs)
                .map(|k| clamps[k / 16] >> (k % 16) & 1 == 1)
                .collect(),
        }
    }

    /// Checks the number of intensities (I + O) and of clamp bits (O).
    ///
    /// # Errors
    /// If one of them is wrong.
    pub fn validate(&self, layout: &Layout) -> Result<(), NetworkError> {
        self.check(layout.inputs, layout.outputs)
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
    pub fn validate(&self, layout: &Layout, bits: u32) -> Result<(), NetworkError> {
        self.check(layout.depth, layout.lanes, bits)
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

    /// The weight of a bundle in quanta, or `None` if one of its neurons does not exist.
    pub fn get(&self, layout: &Layout, bundle: Bundle) -> Option<i16> {
        let index = layout.index(layout.place(bundle)?);
        self.values.get(index).copied()
    }

    /// Sets the weight of a bundle in quanta. Returns false if one of its neurons does not exist.
    pub fn set(&mut self, layout: &Layout, bundle: Bundle, weight: i16) -> bool {
        let place = layout.place(bundle).map(|place| layout.index(place));
        match place.and_then(|index| self.values.get_mut(index)) {
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
