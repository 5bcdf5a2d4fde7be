//! Bits that turn while a network learns: of the row memory and of the random streams, in the model and in the core alike, and
//! what they cost in accuracy.
//!
//! It panics where something cannot be set up: it is for tests only.

use verilator_sys::Signal;
use yuragi_engines::Engine;
use yuragi_engines::rtl::Rtl;
use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Weights};
use yuragi_model::random::{LaneSpec, RecurrenceSpec};
use yuragi_training::data::{DataSet, Split};
use yuragi_training::{Lessons, SPIKES, evaluate};

/// A bit of state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bit {
    /// Of a weight of the row memory, in order of address and lane, padding included.
    Weight { index: usize, bit: u32 },
    /// Of the encoder's, the neuron cell's or the lanes' generator: 0, 1, 2.
    Stream { which: usize, bit: usize },
}

/// Bits of the row memory of a design.
pub fn weight_bits(design: &Design) -> u64 {
    let shape = design.shape();
    (shape.depth() * shape.lanes()) as u64 * u64::from(design.synapse.bits)
}

/// Bits of a generator.
pub fn stream_bits(design: &Design, which: usize) -> u64 {
    let lanes = LaneSpec::for_lanes(design.hardware.lanes).width;
    [RecurrenceSpec::WIDTH, RecurrenceSpec::WIDTH, lanes][which].into()
}

impl Bit {
    /// Any bit of the row memory.
    pub fn of_weights(design: &Design, chance: &mut SplitMix64) -> Self {
        let at = chance.below(weight_bits(design));
        let bits = u64::from(design.synapse.bits);
        Self::Weight {
            index: (at / bits) as usize,
            bit: (at % bits) as u32,
        }
    }

    /// Any bit of any generator.
    pub fn of_streams(design: &Design, chance: &mut SplitMix64) -> Self {
        let which = chance.below(3) as usize;
        let bit = chance.below(stream_bits(design, which)) as usize;
        Self::Stream { which, bit }
    }
}

/// A weight of B bits with one of them turned.
pub fn turned(weight: i16, bit: u32, bits: u32) -> i16 {
    let unused = 16 - bits;
    (weight ^ 1 << bit) << unused >> unused
}

/// Turns bits of weights.
pub fn turn_weights(weights: &mut Weights, flips: &[Bit], bits: u32) {
    for flip in flips {
        if let Bit::Weight { index, bit } = *flip {
            weights.values[index] = turned(weights.values[index], bit, bits);
        }
    }
}

/// Turns bits in the model.
pub fn turn_model(model: &mut Model, flips: &[Bit]) {
    let bits = model.design().synapse.bits;
    let mut snapshot = Model::snapshot(model);
    turn_weights(&mut snapshot.weights, flips, bits);
    for flip in flips {
        if let Bit::Stream { which, bit } = *flip {
            let streams = &mut snapshot.streams;
            let words = match which {
                0 => &mut streams.encoder,
                1 => &mut streams.neuron,
                _ => &mut streams.lanes,
            };
            words[bit / 64] ^= 1 << (bit % 64);
        }
    }
    Model::restore(model, &snapshot).expect("no stream became zero");
}

/// Turns bits in the memory and the flip-flops of a core.
pub fn turn_rtl(rtl: &mut Rtl, design: &Design, flips: &[Bit]) {
    let lanes = design.hardware.lanes;
    let simulation = rtl.simulation_mut();
    let signal = |name: &str| simulation.variable(name).expect("in reach");
    let rows = signal("yuragi_core.synapses.row_memory.words");
    let streams: [Signal; 3] = [
        signal("yuragi_core.encoding.encoder.lfsr.state"),
        signal("yuragi_core.neuron.lfsr.state"),
        signal("yuragi_core.synapses.lane_lfsr.state"),
    ];
    for flip in flips {
        let (signal, at) = match *flip {
            Bit::Weight { index, bit } => {
                let lane = index % lanes * design.synapse.bits as usize + bit as usize;
                (rows, index / lanes * rows.words() * 64 + lane)
            }
            Bit::Stream { which, bit } => (streams[which], bit),
        };
        let mut words = simulation.peek_words(signal).expect("seen");
        words[at / 64] ^= 1 << (at % 64);
        simulation.poke_words(signal, &words).expect("set");
    }
    simulation.eval().expect("settled");
}

/// How many events of a Poisson process of this mean: Knuth's product of uniforms, in parts that do not underflow.
pub fn poisson(mean: f64, chance: &mut SplitMix64) -> u64 {
    let (mut left, mut events) = (mean, 0);
    while left > 0.0 {
        let part = left.min(16.0);
        left -= part;
        let (limit, mut product) = ((-part).exp(), 1.0);
        loop {
            // uniform in (0, 1]
            product *= ((chance.word() >> 11) + 1) as f64 / (1_u64 << 53) as f64;
            if product <= limit {
                break;
            }
            events += 1;
        }
    }
    events
}

/// A network that learns the images of a split, one after another, drawn at random.
pub struct Learner {
    pub design: Design,
    data: DataSet,
    lessons: Lessons,
    split: Split,
    pub model: Model,
    chance: SplitMix64,
}

impl Learner {
    /// A fresh network of the preset digits. `seed` is that of the network, of the split, and of the order of images.
    pub fn digits(seed: u64) -> Self {
        let design = Design::preset("digits").expect("a preset");
        let data = DataSet::digits().expect("digits");
        let mut model = Model::new(&design).expect("a model");
        model.reset_seed(seed);
        let registers = Registers {
            learn: true,
            ..Registers::new(&design)
        };
        model.set_registers(registers).expect("registers");
        Self {
            lessons: Lessons::new(&design, &data).expect("lessons"),
            split: data.split(0.2, seed).expect("a split"),
            chance: SplitMix64::new(seed),
            design,
            data,
            model,
        }
    }

    /// Learns from an image.
    pub fn learn(&mut self) {
        let images = &self.split.train;
        let image = images[self.chance.below(images.len() as u64) as usize];
        let lesson = self.lessons.lesson(&self.data, image);
        self.model.set_stimulus(&lesson).expect("shown");
        self.model.present(1).expect("presented");
    }

    /// Learns from so many images while bits of the row memory turn, so many per presentation in the mean. Gives the flips.
    pub fn learn_under_fire(&mut self, presentations: u64, rate: f64, seed: u64) -> Vec<Bit> {
        let mut chance = SplitMix64::new(seed);
        let mut all = Vec::new();
        for _ in 0..presentations {
            self.learn();
            let flips: Vec<Bit> = (0..poisson(rate, &mut chance))
                .map(|_| Bit::of_weights(&self.design, &mut chance))
                .collect();
            if !flips.is_empty() {
                self.turn(&flips);
                all.extend(flips);
            }
        }
        all
    }

    /// Turns bits of the weights.
    pub fn turn(&mut self, flips: &[Bit]) {
        let mut weights = self.model.weights();
        turn_weights(&mut weights, flips, self.design.synapse.bits);
        self.model.load_weights(&weights).expect("loaded");
    }

    /// Accuracy on the test images with these weights, in a network of its own.
    pub fn accuracy(&self, weights: &Weights) -> f64 {
        let mut other = Model::new(&self.design).expect("a model");
        let images = (&self.data, &self.split.test[..]);
        let engine: &mut dyn Engine = &mut other;
        evaluate(
            engine,
            &self.design,
            weights,
            &self.lessons,
            images,
            SPIKES,
            &mut |_| (),
        )
        .expect("evaluated")
        .accuracy()
    }
}

impl Clone for Learner {
    fn clone(&self) -> Self {
        Self {
            design: self.design.clone(),
            data: self.data.clone(),
            lessons: self.lessons,
            split: self.split.clone(),
            model: self.model.clone(),
            chance: self.chance,
        }
    }
}

/// Mean and standard error of the mean.
pub fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, (squares / (n - 1.0) / n).sqrt())
}
