//! The random draws as a network consumes them: which draw goes to which neuron, unit and bundle.
//!
//! A [`Tap`] steps generators of its own beside an engine, by the order of draws in `docs/reference/spec.md`, and holds their states against the
//! engine's after every presentation. So the draws that it gives are those that the engine consumed, no more and no fewer.

use std::collections::BTreeMap;

use yuragi_engines::Engine;
use yuragi_model::Snapshot;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::Registers;
use yuragi_model::random::{ENCODER, NEURON, RecurrenceSpec, Streams};
use yuragi_model::shape::{Shape, Source};
use yuragi_training::Lessons;
use yuragi_training::data::DataSet;

/// Why a word of the row memory was visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// Evidence flips synapses of the word at this address.
    Evidence(usize),
    /// The background fluctuation, of the word at this address.
    Noise(usize),
}

/// The draws of one presentation, each stream's in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draws {
    /// ⌈(I+O)/2⌉ draws: unit 2m sees the low byte of draw m, unit 2m + 1 the high byte.
    pub encoder: Vec<u16>,
    /// H draws of the prediction, sweeps·H of the resampling (none if every output is free), O of the read-out.
    pub neuron: Vec<u16>,
    /// A draw for each visited word: byte l for lane l; bytes beyond the width are 0.
    pub lanes: Vec<(Visit, [u8; 64])>,
}

/// Words visited in a presentation, in the order of step 5 of the specification.
fn visits(shape: &Shape, before: &Snapshot, after: &Snapshot) -> Vec<Visit> {
    let (registers, spikes) = (after.registers, &after.spikes);
    let mut visits = Vec::new();
    if !registers.learn {
        return visits;
    }
    let first = shape.inputs();
    let of = |layer: usize, hidden: &[bool], inputs: &[bool], outputs: &[bool]| match layer {
        0 => inputs.to_vec(),
        layer if layer == shape.last() => outputs.to_vec(),
        layer => hidden[shape.first(layer) - first..][..shape.neurons(layer)].to_vec(),
    };
    for layer in 1..shape.len() {
        let own = of(layer, &spikes.hidden, &[], &spikes.outputs);
        let predicted = of(layer, &spikes.predicted, &[], &spikes.readout);
        let groups = own
            .chunks(shape.lanes())
            .zip(predicted.chunks(shape.lanes()));
        for (group, _) in groups
            .enumerate()
            .filter(|(_, (own, predicted))| own != predicted)
        {
            for source in shape.sources(layer) {
                let spiked = match source {
                    Source::Layer(below) => of(below, &spikes.hidden, &spikes.inputs, &[]),
                    Source::Bias => vec![true],
                };
                for neuron in (0..spiked.len()).filter(|&neuron| spiked[neuron]) {
                    let place = group * shape.lanes();
                    let index = shape.index(source, neuron, layer, place).expect("a bundle");
                    visits.push(Visit::Evidence(index / shape.lanes()));
                }
            }
        }
    }
    if registers.noise > 0 {
        let (first, words) = shape.row(before.noise_row);
        visits.extend((first..first + words).map(Visit::Noise));
    }
    visits
}

/// An engine whose draws are seen.
pub struct Tap<'a> {
    engine: &'a mut dyn Engine,
    shape: Shape,
    streams: Streams,
    before: Snapshot,
}

impl<'a> Tap<'a> {
    /// Sees the draws of an engine of the design from its present state on.
    ///
    /// # Panics
    /// If the engine fails.
    pub fn new(engine: &'a mut dyn Engine, design: &Design) -> Self {
        let before = engine.snapshot().expect("a snapshot");
        let mut streams = Streams::new(design.hardware.lanes, b"");
        assert!(streams.set_states(&before.streams), "states of the streams");
        Self {
            engine,
            shape: design.shape(),
            streams,
            before,
        }
    }

    /// The engine, to be told and shown.
    pub fn engine(&mut self) -> &mut dyn Engine {
        self.engine
    }

    /// Presents the stimulus once and gives what was drawn.
    ///
    /// # Panics
    /// If the engine fails, or has not consumed the draws that the specification says.
    pub fn present(&mut self) -> Draws {
        self.engine.present(1).expect("a presentation");
        let after = self.engine.snapshot().expect("a snapshot");
        let shape = &self.shape;
        let resampled = if after.stimulus.clamped.contains(&true) {
            usize::from(after.registers.sweeps) * shape.hidden()
        } else {
            0
        };
        let units = shape.inputs() + shape.outputs();
        let streams = &mut self.streams;
        let draws = Draws {
            encoder: (0..units.div_ceil(2))
                .map(|_| streams.encoder.draw())
                .collect(),
            neuron: (0..shape.hidden() + resampled + shape.outputs())
                .map(|_| streams.neuron.draw())
                .collect(),
            lanes: visits(shape, &self.before, &after)
                .into_iter()
                .map(|visit| (visit, streams.lanes.draw()))
                .collect(),
        };
        assert_eq!(
            streams.states(),
            after.streams,
            "presentation {}: other draws were consumed than those of the specification",
            after.counters.presentations
        );
        self.before = after;
        draws
    }
}

/// Lets an engine of a design that fits the digits learn them, one random image a presentation, and hands over the draws of
/// each presentation until that says stop. Flips by evidence have probability 1/4 and the fluctuation 1/16, so that the draws of
/// the lanes decide something.
///
/// # Panics
/// If the design does not fit, or as [`Tap::present`].
pub fn learn_digits(
    engine: &mut dyn Engine,
    design: &Design,
    seed: u64,
    mut each: impl FnMut(Draws) -> bool,
) {
    let data = DataSet::digits().expect("digits");
    let lessons = Lessons::new(design, &data).expect("a design for digits");
    let registers = Registers {
        learn: true,
        flip: 64,
        noise: 8,
        ..Registers::new(design)
    };
    engine.reset(seed).expect("a reset");
    engine.configure(registers).expect("registers");
    let mut tap = Tap::new(engine, design);
    let mut chance = SplitMix64::new(seed);
    loop {
        let image = chance.below(data.len() as u64) as usize;
        let stimulus = lessons.lesson(&data, image);
        tap.engine().show(&stimulus).expect("a stimulus");
        if !each(tap.present()) {
            return;
        }
    }
}

/// The draws of a run, each stream's one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Presentations.
    pub presentations: usize,
    /// Lanes of the design.
    pub lanes: usize,
    /// Draws of 16 bits, low byte first; the same number each presentation.
    pub encoder: Vec<u8>,
    /// Draws of 16 bits, low byte first; the same number each presentation.
    pub neuron: Vec<u8>,
    /// Draws of a byte for each lane.
    pub words: Vec<u8>,
    /// What each draw of the lanes was for.
    pub visits: Vec<Visit>,
    /// The first draw of the lanes for the fluctuation, by presentation.
    pub noise: Vec<usize>,
    shape: Shape,
}

impl Recording {
    /// Records so many presentations of an engine that learns digits.
    pub fn of(engine: &mut dyn Engine, design: &Design, seed: u64, presentations: usize) -> Self {
        let mut all = Self {
            presentations: 0,
            lanes: design.hardware.lanes,
            encoder: Vec::new(),
            neuron: Vec::new(),
            words: Vec::new(),
            visits: Vec::new(),
            noise: Vec::new(),
            shape: design.shape(),
        };
        learn_digits(engine, design, seed, |drawn| {
            all.presentations += 1;
            all.encoder
                .extend(drawn.encoder.iter().flat_map(|draw| draw.to_le_bytes()));
            all.neuron
                .extend(drawn.neuron.iter().flat_map(|draw| draw.to_le_bytes()));
            let first = drawn
                .lanes
                .iter()
                .position(|(visit, _)| matches!(visit, Visit::Noise(_)));
            all.noise
                .push(all.visits.len() + first.expect("a fluctuation"));
            for (visit, draw) in drawn.lanes {
                all.words.extend(&draw[..all.lanes]);
                all.visits.push(visit);
            }
            all.presentations < presentations
        });
        all
    }

    /// What was drawn from each stream.
    pub fn sizes(&self) -> String {
        format!(
            "{} presentations: {} draws of the encoder, {} of the neuron cell, {} of {} lanes",
            self.presentations,
            self.encoder.len() / 2,
            self.neuron.len() / 2,
            self.visits.len(),
            self.lanes
        )
    }

    /// The two streams of 16-bit draws: name, generator, bytes, bytes a presentation.
    pub(crate) fn streams(&self) -> [(&'static str, RecurrenceSpec, &[u8], usize); 2] {
        let place = |bytes: &Vec<u8>| bytes.len() / self.presentations;
        [
            ("encoder", ENCODER, &self.encoder, place(&self.encoder)),
            ("neuron", NEURON, &self.neuron, place(&self.neuron)),
        ]
    }

    /// The draw of the lanes at a position.
    pub(crate) fn word(&self, at: usize) -> &[u8] {
        &self.words[at * self.lanes..][..self.lanes]
    }

    /// The draws of each word of the row memory that evidence visited, in order.
    pub(crate) fn by_address(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut visits = BTreeMap::<usize, Vec<usize>>::new();
        for (at, visit) in self.visits.iter().enumerate() {
            if let Visit::Evidence(address) = visit {
                visits.entry(*address).or_default().push(at);
            }
        }
        visits
    }
}
