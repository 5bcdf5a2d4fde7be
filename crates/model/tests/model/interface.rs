//! The model does what its documentation says.

use yuragi_model::design::Design;
use yuragi_model::network::{Counters, NetworkError, Registers, Stimulus, Weights};
use yuragi_model::options::{Ablation, Options, Path};
use yuragi_model::{Model, Snapshot, Source};

fn design(name: &str) -> Design {
    Design::preset(name).expect("preset")
}

fn model(name: &str) -> Model {
    Model::new(&design(name)).expect("design")
}

/// A stimulus with all outputs clamped.
fn clamped(model: &Model, intensity: impl Fn(usize) -> u8) -> Stimulus {
    let shape = model.shape();
    Stimulus {
        intensities: (0..shape.inputs() + shape.outputs())
            .map(intensity)
            .collect(),
        clamped: vec![true; shape.outputs()],
    }
}

/// A model that has learnt something and is about to learn more.
fn learning(name: &str) -> Model {
    learning_on(name, Path::default())
}

fn learning_on(name: &str, path: Path) -> Model {
    let mut model = Model::with_options(&design(name), Options::on(path)).expect("design");
    let registers = Registers {
        learn: true,
        ..model.registers()
    };
    model.set_registers(registers).expect("registers");
    let stimulus = clamped(&model, |unit| (unit * 41 % 256) as u8);
    model.set_stimulus(&stimulus).expect("stimulus");
    model.present(50).expect("presentations");
    model
}

#[test]
fn power_on() {
    for name in [
        "digits",
        "digits-20",
        "digits-stored",
        "digits-wide",
        "deep",
        "generative",
        "tiny",
        "mnist",
    ] {
        let design = design(name);
        let mut model = Model::new(&design).expect("design");
        assert_eq!(model.registers(), Registers::new(&design));
        assert!(!model.registers().learn);
        assert_eq!(*model.stimulus(), Stimulus::dark(model.shape()));
        assert_eq!(model.counters(), Counters::default());
        let at_power_on = model.snapshot();
        model.present(3).expect("presentations");
        model.reset_seed(design.random.seed);
        assert_eq!(model.snapshot(), at_power_on, "{name}");
        model.reset_seed(design.random.seed + 1);
        assert_ne!(model.streams(), at_power_on.streams, "{name}");
    }
}

#[test]
fn initial_weights_are_uniform() {
    for (bits, initial, least, most) in [
        (2, None, 0, 0),
        (3, None, 0, 0),
        (4, None, -1, 0),
        (10, None, -64, 63),
        (12, None, -256, 255),
        (8, Some(0), 0, 0),
        (8, Some(8), -128, 127),
    ] {
        let mut design = design("mnist");
        design.synapse.bits = bits;
        design.synapse.initial = initial;
        let weights = Model::new(&design).expect("design").weights();
        let values = &weights.values;
        assert_eq!(values.iter().min(), Some(&least), "B = {bits}");
        assert_eq!(values.iter().max(), Some(&most), "B = {bits}");
        // There are 108,736 weights. Their mean must be within five standard errors of that of a uniform distribution.
        let range = f64::from(most) - f64::from(least) + 1.0;
        let mean = values.iter().map(|&w| f64::from(w)).sum::<f64>() / values.len() as f64;
        let error = ((range * range - 1.0) / 12.0 / values.len() as f64).sqrt();
        let expected = f64::from(least + most) / 2.0;
        assert!((mean - expected).abs() <= 5.0 * error, "B = {bits}: {mean}");
    }
}

#[test]
fn a_reset_leaves_registers_and_stimulus() {
    let mut model = learning("digits");
    let (registers, stimulus) = (model.registers(), model.stimulus().clone());
    model.reset(b"a seed of any length will do");
    assert_eq!(
        (model.registers(), model.stimulus()),
        (registers, &stimulus)
    );
    assert_eq!(model.counters(), Counters::default());
    assert_eq!((model.age(), model.noise_row()), (0, 0));
}

#[test]
fn bad_registers_are_refused() {
    let mut model = model("digits");
    let good = model.registers();
    for (name, bad) in [
        ("sweeps", Registers { sweeps: 0, ..good }),
        ("dwell", Registers { dwell: 0, ..good }),
        ("flip", Registers { flip: 257, ..good }),
        ("noise", Registers { noise: 129, ..good }),
    ] {
        let error = model.set_registers(bad).expect_err("a refusal");
        assert!(matches!(error, NetworkError::Register { name: found, .. } if found == name));
        assert_eq!(model.registers(), good);
    }
    let message = (model.set_registers(Registers { flip: 300, ..good }))
        .expect_err("a refusal")
        .to_string();
    assert_eq!(
        message,
        "register flip = 300 is not allowed: it must be from 0 to 256"
    );
}

#[test]
fn bad_stimuli_and_weights_are_refused() {
    let mut model = model("digits");
    let before = model.snapshot();
    let good = clamped(&model, |_| 9);
    for bad in [
        Stimulus {
            intensities: vec![0; 73],
            ..good.clone()
        },
        Stimulus {
            clamped: vec![true; 11],
            ..good.clone()
        },
    ] {
        assert!(matches!(
            model.set_stimulus(&bad),
            Err(NetworkError::Size { .. })
        ));
    }
    assert_eq!(model.present(0), Err(NetworkError::NoPresentation));

    let weights = model.weights();
    let mut short = weights.clone();
    short.values.pop();
    let mut narrow = weights.clone();
    narrow.lanes = 8;
    for bad in [short, narrow] {
        assert!(matches!(
            model.load_weights(&bad),
            Err(NetworkError::Size { .. })
        ));
    }
    let mut heavy = weights.clone();
    heavy.values[6 * 16 + 3] = 128;
    let error = model.load_weights(&heavy).expect_err("a refusal");
    assert_eq!(
        error.to_string(),
        "weight 128 at address 6, lane 3 is not allowed: it must be from -128 to 127"
    );
    assert_eq!(model.snapshot(), before);
}

#[test]
fn weights_are_loaded_and_addressed() {
    let mut model = model("digits");
    let shape = model.shape().clone();
    let mut weights = model.weights();
    let inputs = Source::Layer(0);
    assert!(weights.set(&shape, inputs, 20, 1, 37, -128));
    assert_eq!(weights.get(&shape, inputs, 20, 1, 37), Some(-128));
    // The row of input 20 has four words; hidden neuron 37 is in lane 5 of the third of them.
    assert_eq!(weights.word(20 * 4 + 2)[5], -128);
    assert!(!weights.set(&shape, inputs, 64, 1, 0, 0));
    assert_eq!(weights.get(&shape, inputs, 0, 2, 0), None);
    model.load_weights(&weights).expect("weights");
    assert_eq!(model.weights(), weights);
}

#[test]
fn checkpoints_go_on_bit_for_bit() {
    for (name, path) in [
        ("digits", Path::Vector),
        ("digits", Path::Plain),
        ("deep", Path::Vector),
        ("generative", Path::Vector),
        ("tiny", Path::Vector),
    ] {
        let mut first = learning_on(name, path);
        let json = serde_json::to_string(&first.snapshot()).expect("JSON");
        let snapshot: Snapshot = serde_json::from_str(&json).expect("a snapshot");
        let mut second = model(name);
        second.restore(&snapshot).expect("a checkpoint");
        assert_eq!(second.snapshot(), snapshot);
        for model in [&mut first, &mut second] {
            model.present(20).expect("presentations");
        }
        assert_eq!(first.snapshot(), second.snapshot(), "{name}");
        assert_eq!(first.draw(20), second.draw(20));
        assert_eq!(first.streams(), second.streams());
    }
}

#[test]
fn checkpoints_that_do_not_fit_are_refused() {
    let mut model = learning("digits");
    let before = model.snapshot();
    let edits: [fn(&mut Snapshot); 9] = [
        |snapshot| snapshot.registers.sweeps = 0,
        |snapshot| snapshot.stimulus.clamped.clear(),
        |snapshot| snapshot.weights.values[5] = 600,
        |snapshot| snapshot.spikes.hidden.push(false),
        |snapshot| snapshot.counts.truncate(3),
        |snapshot| snapshot.potentials.outputs.clear(),
        |snapshot| snapshot.noise_row = 129,
        |snapshot| snapshot.age = u16::MAX,
        |snapshot| snapshot.streams.neuron.fill(0),
    ];
    for (number, edit) in edits.into_iter().enumerate() {
        let mut snapshot = before.clone();
        edit(&mut snapshot);
        assert!(model.restore(&snapshot).is_err(), "edit {number}");
        assert_eq!(model.snapshot(), before);
    }
    assert!(model.restore(&learning("tiny").snapshot()).is_err());
    assert_eq!(model.snapshot(), before);
}

#[test]
fn full_intensity_always_spikes_and_zero_never() {
    let mut model = model("digits");
    let stimulus = clamped(&model, |unit| if unit % 3 == 0 { 255 } else { 0 });
    model.set_stimulus(&stimulus).expect("stimulus");
    for _ in 0..300 {
        model.present(1).expect("presentation");
        let spikes = model.spikes();
        for (unit, &spike) in spikes.inputs.iter().chain(&spikes.outputs).enumerate() {
            assert_eq!(spike, unit % 3 == 0);
        }
    }
    // Without learning, only spikes change.
    let counters = model.counters();
    assert_eq!(
        counters,
        Counters {
            presentations: 300,
            ..Counters::default()
        }
    );
}

#[test]
fn free_outputs_read_out_and_hidden_neurons_follow_their_prediction() {
    let mut model = learning("digits");
    let stimulus = Stimulus {
        clamped: vec![false; 10],
        ..clamped(&model, |_| 128)
    };
    model.set_stimulus(&stimulus).expect("stimulus");
    let mut counts = [0; 10];
    for _ in 0..100 {
        model.present(1).expect("presentation");
        let spikes = model.spikes();
        assert_eq!(spikes.outputs, spikes.readout);
        assert_eq!(spikes.hidden, spikes.predicted);
        for (count, &spike) in counts.iter_mut().zip(&spikes.outputs) {
            *count += u16::from(spike);
        }
    }
    assert!(counts.iter().any(|&count| count > 0));
    // With no evidence, learning does nothing.
    assert_eq!(
        model.counters().flips_up,
        learning("digits").counters().flips_up
    );
}

/// Evidence of a hidden neuron is a spike that the retrograde signal made or took away. If all weights to the outputs
/// are 0, there is no retrograde signal and so no evidence, whatever the number of passes. With two draws there would
/// be some.
#[test]
fn without_a_retrograde_signal_hidden_neurons_have_no_evidence() {
    for one_draw in [true, false] {
        let options = Options::default().without((!one_draw).then_some(Ablation::OneDraw));
        let design = Design::preset("digits").expect("preset");
        let mut model = Model::with_options(&design, options).expect("model");
        let mut weights = model.weights();
        for index in model.shape().between(Source::Layer(1), 2) {
            weights.values[index] = 0;
        }
        model.load_weights(&weights).expect("weights");
        let stimulus = clamped(&model, |unit| (unit * 41 % 256) as u8);
        model.set_stimulus(&stimulus).expect("stimulus");
        let mut evidence = 0;
        for sweeps in [1, 2, 5] {
            let registers = Registers {
                sweeps,
                dwell: 7,
                ..model.registers()
            };
            model.set_registers(registers).expect("registers");
            for _ in 0..50 {
                model.present(1).expect("presentation");
                let spikes = model.spikes();
                evidence += usize::from(spikes.hidden != spikes.predicted);
            }
        }
        assert_eq!(evidence == 0, one_draw, "{evidence}");
    }
}

/// The counters agree with what happened to spikes and weights.
#[test]
fn counters_count() {
    let mut model = learning("digits-20");
    for _ in 0..100 {
        let (before, weights) = (model.counters(), model.weights());
        model.present(1).expect("presentation");
        let (after, spikes) = (model.counters(), model.spikes());
        let pairs = spikes.hidden.iter().zip(&spikes.predicted);
        let pairs: Vec<_> = pairs
            .chain(spikes.outputs.iter().zip(&spikes.readout))
            .collect();
        let count = |wanted| pairs.iter().filter(|&&(&a, &b)| (a, b) == wanted).count() as u32;
        assert_eq!(after.presentations, before.presentations + 1);
        assert_eq!(after.evidence_up, before.evidence_up + count((true, false)));
        assert_eq!(
            after.evidence_down,
            before.evidence_down + count((false, true))
        );
        let changes = model.weights().values.into_iter().zip(weights.values);
        let changes: Vec<_> = changes.map(|(after, before)| after - before).collect();
        let count = |wanted| changes.iter().filter(|&&change| change == wanted).count() as u32;
        assert_eq!(after.flips_up, before.flips_up + count(1));
        assert_eq!(after.flips_down, before.flips_down + count(-1));
        assert!(changes.iter().all(|change| change.abs() <= 1));
    }
    assert!(model.counters().flips_up > 0 && model.counters().flips_down > 0);
}

#[test]
fn noise_visits_one_row_after_the_other() {
    let mut model = model("generative");
    let registers = Registers {
        learn: true,
        noise: 128,
        ..model.registers()
    };
    model.set_registers(registers).expect("registers");
    let shape = model.shape().clone();
    for visit in 0..70 {
        let row = visit % (shape.hidden() + 1);
        assert_eq!(model.noise_row(), row);
        let before = model.weights();
        model.present(1).expect("presentation");
        let after = model.weights();
        let (first, words) = shape.row(row);
        for address in 0..shape.depth() {
            // All outputs are free, so only noise moves weights. With p = 1 it moves every one.
            let moved = before.word(address).iter().zip(after.word(address));
            let visited = (first..first + words).contains(&address);
            assert!(
                moved
                    .into_iter()
                    .all(|(b, a)| (a - b).abs() == i16::from(visited))
            );
        }
    }
}

/// Within a dwell the hidden state continues from presentation to presentation. At its end it starts from ĥ.
#[test]
fn the_hidden_state_dwells() {
    // All weights are 0. Then h is resampled with probability one half, whatever it was before, and only the age shows
    // where the dwell is.
    let mut model = model("tiny");
    let registers = Registers {
        dwell: 3,
        ..model.registers()
    };
    model.set_registers(registers).expect("registers");
    let ages: Vec<u16> = (0..7)
        .map(|_| {
            model.present(1).expect("presentation");
            model.age()
        })
        .collect();
    assert_eq!(ages, [1, 2, 0, 1, 2, 0, 1]);
    let stimulus = clamped(&model, |_| 0);
    model.set_stimulus(&stimulus).expect("stimulus");
    assert_eq!(model.age(), 0);
    // A dwell that is already over ends with the next presentation.
    model.present(2).expect("presentations");
    model
        .set_registers(Registers {
            dwell: 1,
            ..registers
        })
        .expect("registers");
    model.present(1).expect("presentation");
    assert_eq!(model.age(), 0);
}

/// If weights are at their rails, evidence beyond them moves no weight, and no flip is counted.
#[test]
fn rails_hold() {
    let mut model = learning("tiny");
    let shape = model.shape().clone();
    let (min, max) = Weights::range(3);
    for (weight, intensity) in [(max, 255), (min, 0)] {
        let weights = Weights {
            lanes: shape.lanes(),
            values: vec![weight; shape.depth() * shape.lanes()],
        };
        let registers = Registers {
            noise: 0,
            ..model.registers()
        };
        model.set_registers(registers).expect("registers");
        let stimulus = clamped(&model, |unit| if unit < 2 { 255 } else { intensity });
        model.set_stimulus(&stimulus).expect("stimulus");
        for _ in 0..200 {
            model.load_weights(&weights).expect("weights");
            let before = model.counters();
            model.present(1).expect("presentation");
            let after = model.counters();
            let moved = model
                .weights()
                .values
                .iter()
                .filter(|&&w| w != weight)
                .count() as u32;
            let (up, down) = (
                after.flips_up - before.flips_up,
                after.flips_down - before.flips_down,
            );
            let towards_the_rail = if weight == max { up } else { down };
            assert_eq!((towards_the_rail, up + down), (0, moved));
        }
    }
}
