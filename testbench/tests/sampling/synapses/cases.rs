//! Networks whose whole transition matrix can be enumerated, and what they learn.

use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus};
use yuragi_testbench::oracle::learning::Chain;
use yuragi_testbench::oracle::sampling::design;

/// A network and how it learns.
pub struct Case {
    pub name: &'static str,
    pub design: Design,
    pub chain: Chain,
    /// Where restarts begin.
    pub start: Vec<i64>,
}

/// A design of I-H-O neurons, B, G and P, and a data set: intensities, and which outputs are clamped.
fn case(
    name: &'static str,
    neurons: [usize; 3],
    [bits, quantum, lanes]: [u32; 3],
    registers: Registers,
    data: &[(&[u8], &[bool])],
    start: &[i64],
) -> Case {
    let design = design(neurons, bits, quantum, [lanes as usize, 1]);
    let stimulus = |&(intensities, clamped): &(&[u8], &[bool])| Stimulus {
        intensities: intensities.to_vec(),
        clamped: clamped.to_vec(),
    };
    let chain = Chain::new(&design, registers, data.iter().map(stimulus).collect());
    Case {
        name,
        design,
        chain,
        start: start.to_vec(),
    }
}

fn registers(sweeps: u8, dwell: u16, flip: u16, noise: u8) -> Registers {
    Registers {
        learn: true,
        sweeps,
        dwell,
        flip,
        noise,
    }
}

/// Every flip is certain, no background fluctuation: evidence alone, and rails.
pub fn certain() -> Case {
    let data: [(&[u8], &[bool]); 3] = [
        (&[255, 255], &[true]),
        (&[0, 0], &[true]),
        (&[128, 64], &[true]),
    ];
    case(
        "certain flips",
        [1, 1, 1],
        [2, 1, 2],
        registers(1, 1, 256, 0),
        &data,
        &[0, 1, -1, 0],
    )
}

/// Flips seldom, background fluctuation, two sweeps.
pub fn noisy() -> Case {
    let data: [(&[u8], &[bool]); 3] = [
        (&[255, 255], &[true]),
        (&[0, 40], &[true]),
        (&[160, 0], &[true]),
    ];
    case(
        "flips by chance and noise",
        [1, 1, 1],
        [2, 1, 2],
        registers(2, 1, 100, 40),
        &data,
        &[1, -2, 0, -1],
    )
}

/// Flips are rare, so that a probability of 1/256 more or less shows.
pub fn seldom() -> Case {
    let Case {
        design,
        chain,
        start,
        ..
    } = certain();
    let chain = Chain::new(&design, registers(1, 1, 12, 0), chain.data().to_vec());
    Case {
        name: "seldom flips",
        design,
        chain,
        start,
    }
}

/// The stimulus dwells, one of two outputs is free at times.
pub fn dwelling() -> Case {
    let data: [(&[u8], &[bool]); 2] = [
        (&[255, 255, 0], &[true, true]),
        (&[64, 0, 255], &[false, true]),
    ];
    case(
        "dwelling, an output free",
        [1, 1, 2],
        [2, 1, 4],
        registers(1, 2, 180, 20),
        &data,
        &[1, 0, -1, 1, 0, -2],
    )
}

/// Two hidden neurons, resampled in order, and no input: the generative form.
pub fn generative() -> Case {
    let data: [(&[u8], &[bool]); 2] = [(&[255], &[true]), (&[30], &[true])];
    case(
        "two hidden neurons, B = 3",
        [0, 2, 1],
        [3, 1, 2],
        registers(1, 1, 256, 9),
        &data,
        &[3, -2, -4, 2, 1],
    )
}
