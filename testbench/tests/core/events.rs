//! The core of events computes what the model of layers computes: every state bit, after every command.

use yuragi_model::Design;
use yuragi_testbench::campaigns::events::lockstep;

/// Presentations of each design.
const PRESENTATIONS: u64 = 1_250;

struct Case {
    layers: &'static [usize],
    skips: &'static [[usize; 2]],
    bits: u32,
    quantum_log2: u32,
    lanes: usize,
    retrograde: usize,
    sweeps: u8,
    dwell: u16,
    noise: u8,
}

fn run(case: &Case, presentations: u64) {
    let mut design = Design::preset("digits").expect("a preset");
    design.network.layers = case.layers.to_vec();
    design.network.skips = case.skips.to_vec();
    design.synapse.bits = case.bits;
    design.synapse.quantum_log2 = case.quantum_log2;
    design.synapse.initial = Some(case.bits.saturating_sub(1));
    design.synapse.flip = 0.75;
    design.synapse.noise = f64::from(case.noise) / 128.0;
    design.sampling.sweeps = case.sweeps;
    design.sampling.dwell = case.dwell;
    design.hardware.lanes = case.lanes;
    design.hardware.retrograde_lanes = case.retrograde;
    design.random.seed = 0x1234;
    let cycles =
        lockstep(&design, presentations, 77).unwrap_or_else(|e| panic!("{e:#}; {design:?}"));
    println!("{presentations} presentations, {cycles} cycles");
}

macro_rules! designs {
    ($($name:ident: $layers:expr, $skips:expr, $bits:literal bits, G $g:literal, $lanes:literal lanes, $r:literal retrograde, $sweeps:literal sweeps, dwell $dwell:literal, noise $noise:literal;)*) => {
        $(#[test]
        fn $name() {
            run(&Case { layers: &$layers, skips: &$skips, bits: $bits, quantum_log2: $g, lanes: $lanes, retrograde: $r,
                sweeps: $sweeps, dwell: $dwell, noise: $noise }, PRESENTATIONS);
        })*
    };
}

designs! {
    smallest_of_all: [0, 1, 1], [], 2 bits, G 11, 1 lanes, 1 retrograde, 1 sweeps, dwell 1, noise 64;
    one_hidden_layer: [5, 7, 3], [], 8 bits, G 5, 4 lanes, 2 retrograde, 1 sweeps, dwell 1, noise 16;
    no_hidden_neuron: [9, 5], [], 6 bits, G 3, 4 lanes, 2 retrograde, 2 sweeps, dwell 2, noise 8;
    no_inputs: [0, 5, 4], [], 3 bits, G 1, 3 lanes, 1 retrograde, 2 sweeps, dwell 3, noise 16;
    no_inputs_deep: [0, 6, 7, 9], [[1, 3]], 5 bits, G 2, 6 lanes, 3 retrograde, 3 sweeps, dwell 1, noise 16;
    more_outputs_than_lanes: [6, 3, 19], [], 4 bits, G 3, 4 lanes, 4 retrograde, 2 sweeps, dwell 3, noise 16;
    one_lane: [9, 6, 5], [], 5 bits, G 5, 1 lanes, 1 retrograde, 1 sweeps, dwell 1, noise 0;
    more_lanes_than_neurons: [3, 4, 2], [[0, 2]], 6 bits, G 4, 16 lanes, 8 retrograde, 2 sweeps, dwell 1, noise 16;
    seventeen_lanes: [20, 5, 37], [], 7 bits, G 6, 17 lanes, 1 retrograde, 1 sweeps, dwell 5, noise 16;
    odd_inputs_eight_at_a_time: [33, 40, 6], [], 8 bits, G 8, 24 lanes, 8 retrograde, 1 sweeps, dwell 1, noise 0;
    six_of_six_retrograde: [11, 9, 19], [], 9 bits, G 7, 6 lanes, 6 retrograde, 1 sweeps, dwell 2, noise 16;
    twelve_bits: [10, 12, 8, 7], [], 12 bits, G 10, 33 lanes, 3 retrograde, 1 sweeps, dwell 1, noise 16;
    two_hidden_layers_with_skips: [6, 9, 5, 4], [[0, 2], [1, 3]], 8 bits, G 5, 4 lanes, 2 retrograde, 2 sweeps, dwell 3, noise 16;
    three_hidden_layers: [8, 10, 9, 7, 5], [[0, 3], [1, 4], [0, 4]], 7 bits, G 4, 5 lanes, 5 retrograde, 2 sweeps, dwell 1, noise 16;
    eight_layers: [4, 3, 5, 2, 6, 3, 4, 3], [[0, 7], [1, 3], [2, 7], [3, 6]], 8 bits, G 4, 2 lanes, 2 retrograde, 2 sweeps, dwell 2, noise 8;
    sixty_four_lanes: [70, 67, 66], [[0, 2]], 6 bits, G 2, 64 lanes, 8 retrograde, 1 sweeps, dwell 1, noise 16;
    many_outputs_no_inputs: [0, 12, 70], [], 8 bits, G 5, 16 lanes, 2 retrograde, 1 sweeps, dwell 1, noise 4;
    digits: [64, 64, 10], [], 8 bits, G 5, 16 lanes, 2 retrograde, 1 sweeps, dwell 1, noise 0;
}
