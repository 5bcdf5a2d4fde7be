//! Networks with any number of layers and skips: the law of the core of events, which the chip does not run yet.
//!
//! [`Shape`] says which layers are connected and where each weight stands in the row memory. [`Layered`] is the model; it
//! computes, bit for bit, what `docs/reference/layers.md` says, on a plain path that reads like the page and on a fast one
//! that works only where something spiked.
//!
//! ```
//! use yuragi_model::layered::{Design, Layered};
//!
//! // Two hidden layers, and a connection that skips the first of them.
//! let design = Design::new(&[8, 12, 6, 2], &[[0, 2]])?;
//! let mut model = Layered::new(&design, 1)?;
//! model.learning(true);
//! let images = [[255, 200, 255, 230, 0, 10, 0, 0], [0, 0, 20, 0, 255, 255, 210, 255]];
//! for n in 0..800 {
//!     let label: [u8; 2] = [[255, 0], [0, 255]][n % 2];
//!     model.show(&images[n % 2], &label, &[true, true]);
//!     model.present(1);
//! }
//! model.learning(false);
//! for (class, image) in images.iter().enumerate() {
//!     model.show(image, &[0, 0], &[false, false]);
//!     model.present(64);
//!     assert!(model.counts()[class] > model.counts()[1 - class]);
//! }
//! # Ok::<(), yuragi_model::layered::LayeredError>(())
//! ```

mod children;
mod design;
mod error;
#[allow(
    unsafe_code,
    reason = "code for processors with AVX2, called if there is one"
)]
mod events;
mod plain;
mod shape;
mod state;

use crate::network::Counters;
use crate::options::Path;
use crate::random::{StreamStates, Streams, seed_bytes};
use events::Events;
use state::State;

pub use design::Design;
pub use error::LayeredError;
pub use shape::{MAX_LAYERS, MAX_NEURONS, Part, Rows, Shape, Source};

/// A network with any number of layers, in software.
#[derive(Clone, Debug)]
pub struct Layered {
    design: Design,
    state: State,
    way: Way,
}

/// The random streams, in the form that a path needs.
#[derive(Clone, Debug)]
enum Way {
    Plain(Box<Streams>),
    Events(Box<Events>),
}

impl Layered {
    /// A model of a design after a reset with a seed. Learning is off.
    ///
    /// # Errors
    /// If the design is not valid.
    pub fn new(design: &Design, seed: u64) -> Result<Self, LayeredError> {
        Self::on(design, seed, Path::Vector)
    }

    /// The same on another path, for comparisons.
    ///
    /// # Errors
    /// If the design is not valid.
    pub fn on(design: &Design, seed: u64, path: Path) -> Result<Self, LayeredError> {
        design.validate()?;
        let state = State::new(design);
        let streams = Streams::new(design.lanes, &seed_bytes(seed));
        let way = match path {
            Path::Plain => Way::Plain(Box::new(streams)),
            Path::Portable | Path::Vector => {
                Way::Events(Box::new(Events::new(&state, &streams, path)))
            }
        };
        let mut model = Self {
            design: design.clone(),
            state,
            way,
        };
        model.reset(seed);
        Ok(model)
    }

    /// The design.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// Which layers are connected, and where the weights are.
    pub fn shape(&self) -> &Shape {
        &self.state.shape
    }

    /// Resets streams, weights, counters, spikes and potentials from a seed. Settings and stimulus stay.
    pub fn reset(&mut self, seed: u64) {
        let mut streams = Streams::new(self.design.lanes, &seed_bytes(seed));
        self.state.reset(&mut streams.neuron);
        self.set_streams(&streams);
    }

    /// Turns learning on or off.
    pub fn learning(&mut self, on: bool) {
        self.state.learn = on;
    }

    /// Sets the number of presentations after which the hidden state starts afresh, 1..=65535. The hidden state starts
    /// afresh in the next presentation.
    pub fn set_dwell(&mut self, dwell: u16) {
        self.state.dwell = dwell;
        self.state.age = 0;
    }

    /// Sets the stimulus: the intensities of the inputs and of the outputs, and which outputs are clamped. The hidden
    /// state starts afresh in the next presentation.
    ///
    /// # Panics
    /// If a length is not that of the layer.
    pub fn show(&mut self, inputs: &[u8], outputs: &[u8], clamped: &[bool]) {
        let state = &mut self.state;
        state.intensities[..inputs.len()].copy_from_slice(inputs);
        state.intensities[inputs.len()..].copy_from_slice(outputs);
        state.clamped.copy_from_slice(clamped);
        state.any_clamped = clamped.contains(&true);
        state.age = 0;
    }

    /// Presents the stimulus `n` times. [`counts`](Self::counts) starts again from 0.
    pub fn present(&mut self, n: u16) {
        self.state.counts.fill(0);
        for _ in 0..n {
            match &mut self.way {
                Way::Plain(streams) => plain::present(&mut self.state, streams),
                Way::Events(events) => events.present(&mut self.state),
            }
        }
    }

    /// How often each output spiked in the last [`present`](Self::present).
    pub fn counts(&self) -> &[u16] {
        &self.state.counts
    }

    /// The spikes of a layer in the last presentation: inputs, hidden neurons, or outputs.
    ///
    /// # Panics
    /// If there is no such layer.
    pub fn spikes(&self, layer: usize) -> Vec<bool> {
        let first = self.shape().first(layer);
        let spikes = &self.state.spikes[first..][..self.shape().neurons(layer)];
        spikes.iter().map(|&spike| spike == 1).collect()
    }

    /// The potentials of a layer above the inputs, in quanta: those of the last time its neurons were drawn.
    ///
    /// # Panics
    /// If there is no such layer.
    pub fn potentials(&self, layer: usize) -> &[i32] {
        &self.state.u[self.shape().first_lane(layer)..][..self.shape().neurons(layer)]
    }

    /// The evidence of a layer above the inputs in the last presentation: −1, 0 or 1 for each neuron.
    ///
    /// # Panics
    /// If there is no such layer.
    pub fn evidence(&self, layer: usize) -> Vec<i8> {
        let (first, neurons) = (self.shape().first(layer), self.shape().neurons(layer));
        let pairs = self.state.spikes[first..]
            .iter()
            .zip(&self.state.predicted[first..]);
        pairs.take(neurons).map(|(s, p)| (s - p) as i8).collect()
    }

    /// The content of the row memory in quanta, word by word.
    pub fn weights(&self) -> &[i16] {
        &self.state.weights[..self.shape().depth() * self.design.lanes]
    }

    /// Replaces the content of the row memory.
    ///
    /// # Panics
    /// If the number of weights is wrong, or a weight has more than B bits.
    pub fn set_weights(&mut self, weights: &[i16]) {
        let (min, max) = self.design.range();
        assert!(
            weights.iter().all(|weight| (min..=max).contains(weight)),
            "every weight has at most {} bits",
            self.design.bits
        );
        let own = self.shape().depth() * self.design.lanes;
        self.state.weights[..own].copy_from_slice(weights);
    }

    /// Counters since the last reset.
    pub fn counters(&self) -> Counters {
        self.state.counters
    }

    /// The age: the number of presentations since the hidden state last started afresh.
    pub fn age(&self) -> u16 {
        self.state.age
    }

    /// The row that the background fluctuation visits next, counted over all rows in the order of the memory.
    pub fn noise_row(&self) -> usize {
        self.state.noise_row
    }

    /// The states of the random streams.
    pub fn streams(&self) -> StreamStates {
        match &self.way {
            Way::Plain(streams) => streams.states(),
            Way::Events(events) => events.streams().states(),
        }
    }

    fn set_streams(&mut self, new: &Streams) {
        match &mut self.way {
            Way::Plain(streams) => **streams = *new,
            Way::Events(events) => events.set_streams(new),
        }
    }
}
