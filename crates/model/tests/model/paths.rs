//! All paths on which a model computes a presentation agree in every bit.

use proptest::prelude::*;
use yuragi_model::design::Design;
use yuragi_model::model::Model;
use yuragi_model::network::{Registers, Stimulus};
use yuragi_model::options::{Ablation, Options, Path};

fn options(path: Path, retrograde: bool, one_draw: bool) -> Options {
    Options::on(path)
        .without((!retrograde).then_some(Ablation::Retrograde))
        .without((!one_draw).then_some(Ablation::OneDraw))
}

/// Designs of unusual sizes, which are no powers of two. Outputs and inputs begin another word or do not fill one.
fn designs() -> impl Strategy<Value = Design> {
    let size = |most: usize| prop_oneof![1..5_usize, 1..most];
    let sizes = (size(71), size(40), size(40), size(65));
    let weights = (2_u32..=12, 0_u32..=12);
    (sizes, weights, 0..u64::from(u32::MAX)).prop_map(
        |((inputs, hidden, outputs, lanes), (bits, quantum_log2), seed)| {
            let mut design = Design::preset("tiny").expect("preset");
            design.network.inputs = inputs - 1;
            design.network.hidden = hidden;
            design.network.outputs = outputs;
            design.hardware.lanes = lanes;
            design.hardware.retrograde_lanes = 1;
            design.synapse.bits = bits;
            design.synapse.quantum_log2 = quantum_log2;
            design.random.seed = seed;
            design
        },
    )
}

fn registers() -> impl Strategy<Value = Registers> {
    let flip = prop_oneof![Just(256_u16), 0_u16..=256];
    let noise = prop_oneof![Just(0_u8), 0_u8..=128];
    (any::<bool>(), 1_u8..4, 1_u16..6, flip, noise).prop_map(
        |(learn, sweeps, dwell, flip, noise)| Registers {
            learn,
            sweeps,
            dwell,
            flip,
            noise,
        },
    )
}

/// A stimulus for up to 70 inputs and 40 outputs, which is cut to the size of the design later.
fn stimuli() -> impl Strategy<Value = Stimulus> {
    let intensity = prop_oneof![Just(0_u8), Just(255), any::<u8>()];
    let clamped = prop_oneof![
        prop::collection::vec(Just(true), 40),
        prop::collection::vec(Just(false), 40),
        prop::collection::vec(any::<bool>(), 40),
    ];
    (prop::collection::vec(intensity, 110), clamped).prop_map(|(intensities, clamped)| Stimulus {
        intensities,
        clamped,
    })
}

fn cut(stimulus: &Stimulus, design: &Design) -> Stimulus {
    let network = &design.network;
    Stimulus {
        intensities: stimulus.intensities[..network.inputs + network.outputs].to_vec(),
        clamped: stimulus.clamped[..network.outputs].to_vec(),
    }
}

fn assert_equal(expected: &Model, found: &Model) {
    assert_eq!(expected.spikes(), found.spikes());
    assert_eq!(expected.potentials(), found.potentials());
    assert_eq!(expected.counters(), found.counters());
    assert_eq!(expected.streams(), found.streams());
    assert_eq!(expected.snapshot(), found.snapshot());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn fast_is_plain(
        design in designs(),
        retrograde in prop::bool::weighted(0.8),
        one_draw in prop::bool::weighted(0.7),
        vectors in any::<bool>(),
        lessons in prop::collection::vec((registers(), stimuli(), 1_u16..8), 1..6),
    ) {
        let mut expected = Model::with_options(&design, options(Path::Plain, retrograde, one_draw)).expect("design");
        let path = if vectors { Path::Vector } else { Path::Portable };
        let mut found = Model::with_options(&design, options(path, retrograde, one_draw)).expect("design");
        assert_equal(&expected, &found);
        for (registers, stimulus, presentations) in &lessons {
            for model in [&mut expected, &mut found] {
                model.set_registers(*registers).expect("registers");
                model.set_stimulus(&cut(stimulus, &design)).expect("stimulus");
                model.present(*presentations).expect("presentations");
            }
            assert_equal(&expected, &found);
        }
    }
}

/// The run is long enough to refill the buffers of draws many times, and for weights to reach their rails.
#[test]
fn fast_is_plain_for_long() {
    for (name, presentations) in [
        ("tiny", 20_000),
        ("digits-20", 3_000),
        ("generative", 2_000),
        ("mnist", 100),
    ] {
        let design = Design::preset(name).expect("preset");
        let mut models = [Path::Plain, Path::Vector, Path::Portable]
            .map(|path| Model::with_options(&design, Options::on(path)).expect("design"));
        let units = design.network.inputs + design.network.outputs;
        let stimulus = Stimulus {
            intensities: (0..units).map(|unit| (unit * 37 % 256) as u8).collect(),
            clamped: vec![true; design.network.outputs],
        };
        for model in &mut models {
            let registers = Registers {
                learn: true,
                noise: 3,
                ..model.registers()
            };
            model.set_registers(registers).expect("registers");
            model.set_stimulus(&stimulus).expect("stimulus");
            model.present(presentations).expect("presentations");
        }
        let [expected, fast, portable] = &models;
        assert_equal(expected, fast);
        assert_equal(expected, portable);
    }
}
