//! What goes into and comes out of a network, whatever engine runs it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::design::Design;
use crate::layout::{Bundle, Layout};

/// What an engine can be told at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registers {
    /// Evidence flips synapses.
    pub learn: bool,
    /// Passes of Gibbs resampling in a presentation, 1..=255.
    pub sweeps: u8,
    /// Presentations until the hidden state starts afresh, 1..=65535.
    pub dwell: u16,
    /// p_flip in 1/256, 0..=256.
    pub flip: u16,
    /// p_noise in 1/128, 0..=128.
    pub noise: u8,
}

/// What the neurons are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stimulus {
    /// Intensities of the I inputs, then of the O outputs: q spikes with probability q/256, 255 always.
    pub intensities: Vec<u8>,
    /// Which of the O outputs are clamped; the intensity of a free output does not matter.
    pub clamped: Vec<bool>,
}

/// Presentations of stored stimuli: the first `stimuli` of them, one after another, and all of that `passes` times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rehearsal {
    pub stimuli: u16,
    /// How often each is presented before the next.
    pub presentations: u16,
    pub passes: u16,
}

/// The spikes of one presentation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spikes {
    /// x, I neurons without the bias.
    pub inputs: Vec<bool>,
    /// ĥ, H prediction spikes.
    pub predicted: Vec<bool>,
    /// h, H neurons without the bias.
    pub hidden: Vec<bool>,
    /// y, O neurons: clamped or free.
    pub outputs: Vec<bool>,
    /// ŷ, O spikes read out.
    pub readout: Vec<bool>,
}

/// The potentials of one presentation, in quanta.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Potentials {
    /// v_j of the H hidden neurons, as predicted.
    pub hidden: Vec<i32>,
    /// u_k of the O outputs, as read out.
    pub outputs: Vec<i32>,
}

/// Counters since the last reset; they wrap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counters {
    pub presentations: u32,
    /// Weights that evidence moved up (noise is not counted).
    pub flips_up: u32,
    /// Weights that evidence moved down.
    pub flips_down: u32,
    /// Neurons with evidence +1 while learning.
    pub evidence_up: u32,
    /// Neurons with evidence −1 while learning.
    pub evidence_down: u32,
}

/// The content of a row memory: all lanes of all words in order of address, padding included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    /// P.
    pub lanes: usize,
    /// depth × P weights in quanta.
    pub values: Vec<i16>,
}

/// Why an engine refused what it was given.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NetworkError {
    #[error("{what}: {found} values were given, the design has {expected}")]
    Size {
        what: &'static str,
        found: usize,
        expected: usize,
    },
    #[error("register {name} = {found} is not allowed: it must be from {min} to {max}")]
    Register {
        name: &'static str,
        found: u32,
        min: u32,
        max: u32,
    },
    #[error(
        "weight {value} at address {address}, lane {lane} is not allowed: it must be from {min} to {max}"
    )]
    Weight {
        address: usize,
        lane: usize,
        value: i16,
        min: i16,
        max: i16,
    },
    #[error("0 presentations were asked for; it must be from 1 to 65535")]
    NoPresentation,
    #[error("{found} stimuli were given, the design has room for {room} (hardware.stored_stimuli)")]
    Store { found: usize, room: usize },
    #[error(
        "a rehearsal of {stimuli} stimuli was asked for, {passes} passes, {presentations} presentations each; \
         none may be 0, and {stored} stimuli are stored"
    )]
    Rehearsal {
        stimuli: u16,
        passes: u16,
        presentations: u16,
        stored: usize,
    },
    #[error("the checkpoint does not fit the design: {0}")]
    Snapshot(&'static str),
}

/// Checks stimuli that are to be stored.
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
    /// In the order of the counter space.
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
    /// The registers of an engine at power-on: those of the design, learning off.
    pub fn new(design: &Design) -> Self {
        Self {
            learn: false,
            sweeps: design.sampling.sweeps,
            dwell: design.sampling.dwell,
            flip: design.flip_register(),
            noise: design.noise_register(),
        }
    }

    /// Checks every range.
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
    /// Presentations in all.
    pub fn total(&self) -> u64 {
        u64::from(self.stimuli) * u64::from(self.presentations) * u64::from(self.passes)
    }

    /// Checks it against the number of stimuli that are stored.
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
    /// The stimulus of power-on: all intensities 0, nothing clamped.
    pub fn dark(layout: &Layout) -> Self {
        Self {
            intensities: vec![0; layout.inputs + layout.outputs],
            clamped: vec![false; layout.outputs],
        }
    }

    /// As it stands in the scratch memory: clamp bits, sixteen a word, output 0 lowest; then intensities, two a word.
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

    /// The stimulus of those words; what they have beyond it is not looked at.
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

    /// Checks the sizes.
    pub fn validate(&self, layout: &Layout) -> Result<(), NetworkError> {
        check_size(
            "stimulus intensities",
            self.intensities.len(),
            layout.inputs + layout.outputs,
        )?;
        check_size("stimulus clamps", self.clamped.len(), layout.outputs)
    }
}

impl Weights {
    /// The least and the greatest weight of B bits.
    pub fn range(bits: u32) -> (i16, i16) {
        (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
    }

    /// Checks the size and every weight, padding included.
    pub fn validate(&self, layout: &Layout, bits: u32) -> Result<(), NetworkError> {
        check_size("weights: lanes", self.lanes, layout.lanes)?;
        check_size("weights", self.values.len(), layout.depth * layout.lanes)?;
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

    /// The weight of a bundle, or `None` if there is no such neuron.
    pub fn get(&self, layout: &Layout, bundle: Bundle) -> Option<i16> {
        let index = layout.index(layout.place(bundle)?);
        self.values.get(index).copied()
    }

    /// Sets the weight of a bundle; false if there is no such neuron.
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

    /// The P lanes of a word.
    ///
    /// # Panics
    /// If the address is beyond the memory.
    pub fn word(&self, address: usize) -> &[i16] {
        &self.values[address * self.lanes..][..self.lanes]
    }
}
