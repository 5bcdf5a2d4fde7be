//! Small networks whose learning can be compared with a posterior.

use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus};

use super::chain::Chain;
use crate::oracle::sampling;

/// A design of I, H and O neurons, B and G, of which H may be 0 (then no engine can be made of it).
pub fn design(neurons: [usize; 3], bits: u32, quantum_log2: u32) -> Design {
    let [inputs, hidden, outputs] = neurons;
    let mut design = sampling::design([inputs, hidden.max(1), outputs], bits, quantum_log2, [2, 1]);
    design.network.layers[1] = hidden;
    design
}

/// Learning with one sweep, each presentation afresh.
pub fn registers(flip: u16, noise: u8) -> Registers {
    Registers {
        learn: true,
        sweeps: 1,
        dwell: 1,
        flip,
        noise,
    }
}

/// Stimuli of I + O intensities with all outputs clamped.
pub fn data(intensities: &[&[u8]], outputs: usize) -> Vec<Stimulus> {
    let stimulus = |q: &&[u8]| Stimulus {
        intensities: q.to_vec(),
        clamped: vec![true; outputs],
    };
    intensities.iter().map(stimulus).collect()
}

/// The bias bundle of one output that is shown one stimulus or several.
pub fn bundle(quantum_log2: u32, bits: u32, registers: Registers, stimuli: &[&[u8]]) -> Chain {
    Chain::new(
        &design([0, 0, 1], bits, quantum_log2),
        registers,
        data(stimuli, 1),
    )
}

/// An output neuron with one input and a bias, which learns alone: h copies x, with an error of 2^-16.
pub fn unit(quantum_log2: u32, bits: u32, registers: Registers, stimuli: &[&[u8]]) -> Chain {
    let far = 16 << quantum_log2;
    Chain::new(
        &design([1, 1, 1], bits, quantum_log2),
        registers,
        data(stimuli, 1),
    )
    .with_frozen_fan_in(vec![vec![2 * far, -far]])
}

/// A hidden neuron with one input and a bias, which learns alone behind an output whose weights, from the neuron and from the bias,
/// stand fast.
pub fn hidden_unit(
    quantum_log2: u32,
    bits: u32,
    registers: Registers,
    [weight, bias]: [i64; 2],
    stimuli: &[&[u8]],
) -> Chain {
    Chain::new(
        &design([1, 1, 1], bits, quantum_log2),
        registers,
        data(stimuli, 1),
    )
    .with_frozen_fan_out(vec![vec![weight], vec![bias]])
}

/// The bias bundle of a hidden neuron without inputs, which learns alone behind such an output.
pub fn hidden_bundle(
    quantum_log2: u32,
    bits: u32,
    registers: Registers,
    [weight, bias]: [i64; 2],
    stimuli: &[&[u8]],
) -> Chain {
    Chain::new(
        &design([0, 1, 1], bits, quantum_log2),
        registers,
        data(stimuli, 1),
    )
    .with_frozen_fan_out(vec![vec![weight], vec![bias]])
}
