//! An engine that learns the data set of a [`Chain`], seen presentation by presentation.

use yuragi_engines::{Engine, Kind};
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::Weights;

use super::chain::Chain;

/// An engine; every method panics if the engine fails.
pub struct Chip {
    engine: Box<dyn Engine>,
    chain: Chain,
    places: Vec<usize>,
    memory: Weights,
}

impl Chip {
    /// An engine by its name, model or rtl, with streams from a seed.
    pub fn new(name: &str, design: &Design, chain: &Chain, seed: u64) -> Self {
        Self::of(
            name.parse::<Kind>()
                .and_then(|kind| kind.make(design))
                .expect("an engine"),
            design,
            chain,
            seed,
        )
    }

    /// An engine of the design, with streams from a seed.
    pub fn of(mut engine: Box<dyn Engine>, design: &Design, chain: &Chain, seed: u64) -> Self {
        engine.reset(seed).expect("reset");
        engine.configure(chain.registers).expect("registers");
        let memory = engine.weights().expect("weights");
        Self {
            engine,
            chain: chain.clone(),
            places: chain.places(design, memory.values.len()),
            memory,
        }
    }

    /// Sets the weights. Those that are no part of the state keep what they last had.
    pub fn load(&mut self, weights: usize) {
        for (bundle, &place) in self.places.iter().enumerate() {
            self.memory.values[place] = self.chain.weight(weights, bundle) as i16;
        }
        self.engine.load_weights(&self.memory).expect("weights");
    }

    /// Sets the weights of a chain with frozen fan-in: the fan-in, too.
    pub fn load_with_fan_in(&mut self, design: &Design, weights: usize) {
        let mut whole = self.chain.clone();
        let frozen = whole.frozen.take().expect("a frozen fan-in");
        let places = whole.places(design, self.memory.values.len());
        for (&place, &w) in places.iter().zip(frozen.iter().flatten()) {
            self.memory.values[place] = w as i16;
        }
        self.load(weights);
    }

    /// Presentation `t` of the data set in turn, and the weights after it.
    pub fn present(&mut self, t: usize) -> usize {
        let moment = self.chain.moment(t, 0);
        if moment.age == 0 {
            self.show(moment.stimulus.unwrap_or(0));
        }
        self.engine.present(1).expect("a presentation");
        self.weights()
    }

    /// Shows a stimulus of the data set.
    pub fn show(&mut self, stimulus: usize) {
        self.engine
            .show(&self.chain.data[stimulus])
            .expect("a stimulus");
    }

    /// Presents n stimuli of the data set, each drawn at random.
    pub fn present_random(&mut self, n: usize, chance: &mut SplitMix64) {
        for _ in 0..n {
            self.show(chance.below(self.chain.data.len() as u64) as usize);
            self.engine.present(1).expect("a presentation");
        }
    }

    /// The state of the weights.
    pub fn weights(&mut self) -> usize {
        let memory = self.engine.weights().expect("weights");
        let bundles = self
            .places
            .iter()
            .map(|&place| i64::from(memory.values[place]));
        self.chain.state_of(&bundles.collect::<Vec<_>>())
    }

    /// Weights moved by evidence so far, a counter that wraps.
    pub fn flips(&mut self) -> u32 {
        let counters = self.engine.counters().expect("counters");
        counters.flips_up.wrapping_add(counters.flips_down)
    }

    /// The weight of every bundle in quanta: for networks with too many states to number.
    pub fn bundles(&mut self) -> Vec<i64> {
        let memory = self.engine.weights().expect("weights");
        self.places
            .iter()
            .map(|&place| i64::from(memory.values[place]))
            .collect()
    }
}
