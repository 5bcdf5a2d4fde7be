//! Geweke's joint test ("Getting it right", JASA 99, 2004) of deep networks that are too large to count all their states.
//!
//! Two simulators draw hidden neurons and outputs from their joint law, at fixed weights and inputs. The first draws forward: the
//! hidden layers one after another, and then the outputs. The second begins with such a draw and then takes turns: the outputs
//! from the hidden neurons, and the hidden neurons by a sweep of resampling, from what they were and the clamped outputs. A sweep that
//! leaves the posterior as it is leaves the joint law as it is, too, so after any number of turns the two agree. Whatever is wrong
//! with the conditional distribution of a single neuron drives them apart.
//!
//! Every run of the second simulator has a beginning of its own, so all draws are independent, and p-values are bounds for
//! any number of turns, whether or not the sampler mixes. Spikes and pairs of spikes are compared: first and second moments.

use yuragi_model::chance::SplitMix64;
use yuragi_model::{Ablation, Design, Model, Options, Snapshot, Source, Spikes, Weights};
use yuragi_testbench::statistics::{Suite, differ};

/// How often each simulator draws.
const DRAWS: usize = 30_000;

/// The number of turns of a run.
const TURNS: usize = 6;

/// How far apart two probabilities may be because of what the tables round.
const ROUNDING: f64 = 0.01;

/// What may be wrong with the resampling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    /// No neuron hears its children.
    Deaf,
    /// The first output is not heard.
    OutputUnheard,
    /// Connections that skip a layer are read as 0.
    NoSkips,
    /// The connections of a single neuron of the first hidden layer to the second one are read as 0.
    OneRow,
    /// The clamped outputs are those of the turn before.
    Late,
}

/// A deep network with random weights of up to two nats.
fn network(chance: &mut SplitMix64) -> Model {
    let layers: &[usize] =
        [&[4, 7, 6, 4][..], &[3, 6, 5, 5, 3], &[0, 8, 7, 6]][chance.below(3) as usize];
    // from the inputs, and from the first hidden layer over the second one
    let mut design = Design::preset("digits").expect("a preset");
    design.network.layers = layers.to_vec();
    design.network.skips = vec![[0, 2], [1, 3]];
    design.hardware.lanes = [3, 8, 16][chance.below(3) as usize];
    design.hardware.retrograde_lanes = 1;
    (design.synapse.bits, design.synapse.quantum_log2) =
        [(8, 5), (10, 7), (12, 9)][chance.below(3) as usize];
    design.sampling.dwell = u16::MAX;
    design.random.seed = chance.below(1 << 60);
    let mut model = Model::new(&design).expect("a network");
    let most = 2 << design.synapse.quantum_log2;
    let values = model.row_memory().iter();
    let values = values.map(|_| chance.within(-most, most) as i16).collect();
    let lanes = design.hardware.lanes;
    let loaded = model.load_weights(&Weights { lanes, values });
    loaded.expect("weights of the design");
    model
}

/// The model as the fault has it.
fn broken(model: &Model, seed: u64, fault: Fault) -> Model {
    let deaf = (fault == Fault::Deaf).then_some(Ablation::Retrograde);
    let options = Options::default().without(deaf);
    let mut design = model.design().clone();
    design.random.seed = seed;
    let mut broken = Model::with_options(&design, options).expect("a network");
    let shape = model.shape();
    let mut values = model.row_memory().to_vec();
    let mut silence = |source: usize, neurons: usize, target: usize| {
        for from in 0..neurons {
            for to in 0..shape.neurons(target) {
                let index = shape.index(Source::Layer(source), from, target, to);
                values[index.expect("a bundle")] = 0;
            }
        }
    };
    match fault {
        Fault::NoSkips => {
            silence(0, shape.neurons(0), 2);
            silence(1, shape.neurons(1), 3);
        }
        Fault::OneRow => silence(1, 1, 2),
        _ => {}
    }
    let lanes = shape.lanes();
    let loaded = broken.load_weights(&Weights { lanes, values });
    loaded.expect("weights of the design");
    broken
}

/// Draws the spikes of a layer from those below it, with the weights and the tables of the model, but without its arithmetic and
/// without its random numbers.
fn draw(model: &Model, spikes: &mut [Vec<bool>], layer: usize, chance: &mut SplitMix64) {
    let (shape, weights) = (model.shape(), model.row_memory());
    for to in 0..shape.neurons(layer) {
        let mut u = 0;
        for source in shape.sources(layer) {
            let below = match source {
                Source::Layer(below) => &spikes[below][..],
                Source::Bias => &[true],
            };
            for (from, &spike) in below.iter().enumerate() {
                let index = shape.index(source, from, layer, to).expect("a bundle");
                u += i32::from(spike) * i32::from(weights[index]);
            }
        }
        spikes[layer][to] = chance.below(65_536) < u64::from(model.tables().threshold(u));
    }
}

/// Draws all layers above the inputs.
fn forward(model: &Model, spikes: &mut [Vec<bool>], chance: &mut SplitMix64) {
    (1..spikes.len()).for_each(|layer| draw(model, spikes, layer, chance));
}

/// Takes turns: the hidden neurons from the outputs, by a sweep of the sampler, and the outputs from the hidden neurons.
fn turns(
    model: &Model,
    sampler: &mut Model,
    (state, spikes): (&mut Snapshot, &mut [Vec<bool>]),
    fault: Fault,
    chance: &mut SplitMix64,
) {
    let last = model.shape().last();
    let inputs = model.shape().neurons(0);
    let mut before = spikes[last].clone();
    for turn in 0..TURNS {
        if turn > 0 {
            before.clone_from(&spikes[last]);
            draw(model, spikes, last, chance);
        }
        let late = fault == Fault::Late;
        let clamped = if late { &before } else { &spikes[last] };
        let intensities = &mut state.stimulus.intensities[inputs..];
        for (intensity, &spike) in intensities.iter_mut().zip(clamped) {
            *intensity = if spike { 255 } else { 0 };
        }
        state.streams = sampler.streams();
        state.spikes = joined(spikes, &state.spikes);
        sampler.restore(state).expect("a state of this design");
        sampler.present(1).expect("a presentation");
        for (layer, spikes) in spikes.iter_mut().enumerate().take(last).skip(1) {
            *spikes = sampler.spikes_of(layer);
        }
    }
}

/// The spikes of all layers in the form of a snapshot; what else is in it stays.
fn joined(layers: &[Vec<bool>], old: &Spikes) -> Spikes {
    let last = layers.len() - 1;
    Spikes {
        inputs: layers[0].clone(),
        hidden: layers[1..last].concat(),
        outputs: layers[last].clone(),
        ..old.clone()
    }
}

/// How often each neuron, and each pair of neurons, spiked.
struct Moments(Vec<Vec<u64>>);

impl Moments {
    fn new(neurons: usize) -> Self {
        Self(vec![vec![0; neurons]; neurons])
    }

    fn count(&mut self, layers: &[Vec<bool>]) {
        let spikes = layers.concat();
        for (a, row) in self.0.iter_mut().enumerate().filter(|(a, _)| spikes[*a]) {
            for (b, count) in row[..=a].iter_mut().enumerate() {
                *count += u64::from(spikes[b]);
            }
        }
    }
}

/// Compares the moments of both simulators on a network.
fn check(suite: &mut Suite, seed: u64, fault: Fault) {
    let mut chance = SplitMix64::new(seed);
    let model = network(&mut chance);
    let mut sampler = broken(&model, chance.below(1 << 60), fault);
    let shape = model.shape();
    let neurons = shape.first(shape.len()) - shape.neurons(0);
    let mut state = sampler.snapshot();
    let mut spikes: Vec<Vec<bool>> = (0..shape.len())
        .map(|layer| vec![false; shape.neurons(layer)])
        .collect();
    for (spike, intensity) in spikes[0].iter_mut().zip(&mut state.stimulus.intensities) {
        *spike = chance.one_in(2);
        *intensity = if *spike { 255 } else { 0 };
    }
    state.stimulus.clamped.fill(true);
    state.stimulus.clamped[0] = fault != Fault::OutputUnheard;
    // the hidden state goes on from what it is
    state.age = 1;
    let (mut once, mut by_turns) = (Moments::new(neurons), Moments::new(neurons));
    let mut other = spikes.clone();
    for _ in 0..DRAWS {
        forward(&model, &mut spikes, &mut chance);
        once.count(&spikes[1..]);
        forward(&model, &mut other, &mut chance);
        turns(
            &model,
            &mut sampler,
            (&mut state, &mut other),
            fault,
            &mut chance,
        );
        by_turns.count(&other[1..]);
    }
    let (draws, mut farthest) = (DRAWS as u64, 0_f64);
    for (a, b) in (0..neurons).flat_map(|a| (0..=a).map(move |b| (a, b))) {
        let counts = [once.0[a][b], by_turns.0[a][b]];
        let apart = counts[0].abs_diff(counts[1]) as f64 / draws as f64;
        farthest = farthest.max(apart);
        let name = format!("network {seed}, spikes {b} and {a}");
        suite.check(name, differ(counts, draws, ROUNDING));
    }
    println!(
        "{fault:?}, network {seed}: at most {:.2} % apart",
        100.0 * farthest
    );
}

fn all(fault: Fault, networks: u64) -> Suite {
    let mut suite = Suite::of("geweke");
    (0..networks).for_each(|seed| check(&mut suite, 500 + seed, fault));
    suite
}

#[test]
fn forward_and_by_turns_deep_networks_have_one_law() {
    all(Fault::None, 4).hold();
}

#[test]
fn faults_of_resampling_drive_the_simulators_apart() {
    for fault in [
        Fault::Deaf,
        Fault::OutputUnheard,
        Fault::NoSkips,
        Fault::OneRow,
        Fault::Late,
    ] {
        all(fault, 2).must_reject(fault);
    }
}

#[test]
#[ignore = "long"]
fn long_forward_and_by_turns_deep_networks_have_one_law() {
    let suite = all(Fault::None, 40);
    suite.save();
    suite.hold();
}
