//! Statistics on the draws that model and core consume while they learn digits.

use yuragi_engines::rtl::Rtl;
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::random::{Recurrence, Streams, seed_bytes};
use yuragi_testbench::statistics::Suite;
use yuragi_testbench::statistics::battery;
use yuragi_testbench::statistics::bits::{slices, smallest_bias};
use yuragi_testbench::statistics::draws::Recording;

/// Seed of the streams and of the order of images.
const SEED: u64 = 1;

/// Presentations of the model: about 2^19 draws of the encoder and the lanes, 2^21 of the neuron cell.
const PRESENTATIONS: usize = 12_000;

/// Presentations of the core.
const SAMPLE: usize = 1_000;

/// Many draws of the streams one after the other: of the equidistribution of bits, the smallest deviations.
fn long_stretches() -> [(&'static str, Vec<u8>); 3] {
    let mut streams = Streams::new(16, &seed_bytes(SEED));
    let serial = |generator: &mut Recurrence| {
        (0..1 << 24)
            .flat_map(|_| generator.draw().to_le_bytes())
            .collect()
    };
    [
        ("encoder", serial(&mut streams.encoder)),
        ("neuron", serial(&mut streams.neuron)),
        (
            "lanes",
            (0..1 << 22)
                .flat_map(|_| streams.lanes.draw().into_iter().take(16))
                .collect(),
        ),
    ]
}

fn digits() -> Design {
    Design::preset("digits").expect("a preset")
}

#[test]
fn draws_of_the_model() {
    let mut model = Model::new(&digits()).expect("a model");
    let recording = Recording::of(&mut model, &digits(), SEED, PRESENTATIONS);
    println!("digits, seed {SEED}, {}", recording.sizes());
    let mut suite = Suite::of("random bits of the model");
    battery::all(&mut suite, &recording);
    for (name, bytes) in long_stretches() {
        let width = if name == "lanes" { 16 } else { 2 };
        let bits = slices(&bytes, width);
        let least = smallest_bias(bits[0].len(), bits.len());
        println!(
            "{name}: {} draws show a bias of {least:.5} of one bit",
            bits[0].len()
        );
        let name = format!("{name}, {} draws", bits[0].len());
        battery::fair_bits(&mut suite, &name, &bits);
    }
    suite.hold();
}

/// The core consumes the draws that the specification says, presentation by presentation, and they are the model's.
#[test]
fn draws_of_the_core() {
    let mut core = Rtl::new(&digits()).expect("a core");
    let recording = Recording::of(&mut core, &digits(), SEED, SAMPLE);
    println!("digits, seed {SEED}, {}", recording.sizes());
    let mut model = Model::new(&digits()).expect("a model");
    let of_the_model = Recording::of(&mut model, &digits(), SEED, SAMPLE);
    assert_eq!(recording, of_the_model);
    let mut suite = Suite::of("random bits of the rtl");
    battery::all(&mut suite, &recording);
    suite.hold();
}
