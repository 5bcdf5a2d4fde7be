//! The layered model does what its documentation says.

use yuragi_model::layered::{Design, Layered, Snapshot};
use yuragi_model::network::{Counters, NetworkError, Rehearsal};
use yuragi_model::random::{Streams, seed_bytes};
use yuragi_model::{Ablation, Options, Path, Registers, Stimulus, Weights};

fn design() -> Design {
    Design::new(&[12, 9, 7, 4], &[[0, 2], [1, 3]]).expect("a network")
}

fn model(options: Options) -> Layered {
    Layered::with_options(&design(), 3, options).expect("a network")
}

fn clamped(intensity: impl Fn(usize) -> u8) -> Stimulus {
    Stimulus {
        intensities: (0..16).map(intensity).collect(),
        clamped: vec![true; 4],
    }
}

fn weights(model: &Layered) -> Weights {
    Weights {
        lanes: model.design().lanes,
        values: model.row_memory().to_vec(),
    }
}

/// A model that has learnt something and is about to learn more.
fn learning(options: Options) -> Layered {
    let mut model = model(options);
    // weights wide enough that the layers feel each other
    let mut wide = weights(&model);
    wide.values.iter_mut().for_each(|weight| *weight *= 4);
    model.load_weights(&wide).expect("weights");
    let registers = Registers {
        learn: true,
        noise: 2,
        dwell: 100,
        ..model.registers()
    };
    model.set_registers(registers).expect("registers");
    let stimulus = clamped(|unit| (unit * 41 % 256) as u8);
    model.set_stimulus(&stimulus).expect("a stimulus");
    model.present(50).expect("presentations");
    model
}

#[test]
fn a_reset_leaves_registers_and_stimulus() {
    let mut model = learning(Options::default());
    let (registers, stimulus) = (model.registers(), model.stimulus().clone());
    model.reset(b"a seed of any length will do");
    assert_eq!(
        (model.registers(), model.stimulus()),
        (registers, &stimulus)
    );
    assert_eq!(model.counters(), Counters::default());
    assert_eq!((model.age(), model.noise_row()), (0, 0));
    model.reset_seed(3);
    let fresh = self::model(Options::default());
    assert_eq!(model.row_memory(), fresh.row_memory());
    assert_eq!(model.streams(), fresh.streams());
    model.reset(&seed_bytes(4));
    assert_ne!(model.streams(), fresh.streams());
}

#[test]
fn a_trained_chip_wakes_up_without_first_weights() {
    let trained = weights(&learning(Options::default()));
    let mut model = learning(Options::default());
    model.wake_trained(&trained).expect("weights");
    assert_eq!(weights(&model), trained);
    assert_eq!(model.streams(), Streams::new(16, &seed_bytes(3)).states());
    assert_eq!(model.counters(), Counters::default());
}

#[test]
fn bad_values_are_refused() {
    let mut model = learning(Options::default());
    let before = model.snapshot();
    let good = model.registers();
    for (name, bad) in [
        ("sweeps", Registers { sweeps: 0, ..good }),
        ("dwell", Registers { dwell: 0, ..good }),
        ("flip", Registers { flip: 257, ..good }),
        ("noise", Registers { noise: 129, ..good }),
    ] {
        let error = model.set_registers(bad).expect_err("a refusal");
        assert!(matches!(error, NetworkError::Register { name: found, .. } if found == name));
    }
    let mut short = clamped(|_| 9);
    short.intensities.pop();
    let mut long = clamped(|_| 9);
    long.clamped.push(true);
    for bad in [short, long] {
        let refused = |result| matches!(result, Err(NetworkError::Size { .. }));
        assert!(refused(model.set_stimulus(&bad)));
        assert!(refused(model.store(&[bad])));
    }
    assert_eq!(model.present(0), Err(NetworkError::NoPresentation));
    let mut short = weights(&model);
    short.values.pop();
    let mut narrow = weights(&model);
    narrow.lanes = 8;
    let mut heavy = weights(&model);
    heavy.values[6 * 16 + 3] = 128;
    for bad in [&short, &narrow, &heavy] {
        assert!(model.load_weights(bad).is_err());
        assert!(model.wake_trained(bad).is_err());
    }
    assert_eq!(
        model
            .load_weights(&heavy)
            .expect_err("a refusal")
            .to_string(),
        "weight 128 at address 6, lane 3 is not allowed: it must be from -128 to 127"
    );
    let mut streams = model.streams();
    streams.lanes.pop();
    assert!(model.set_streams(&streams).is_err());
    assert_eq!(model.snapshot(), before);
}

#[test]
fn checkpoints_go_on_bit_for_bit() {
    for path in [Path::Plain, Path::Vector] {
        let mut first = learning(Options::on(path));
        let json = serde_json::to_string(&first.snapshot()).expect("JSON");
        let snapshot: Snapshot = serde_json::from_str(&json).expect("a snapshot");
        let mut second = model(Options::default());
        second.restore(&snapshot).expect("a checkpoint");
        assert_eq!(second.snapshot(), snapshot);
        for model in [&mut first, &mut second] {
            model.present(20).expect("presentations");
        }
        assert_eq!(first.snapshot(), second.snapshot());
        assert_eq!(first.draw(20), second.draw(20));
        assert_eq!(first.streams(), second.streams());
    }
}

#[test]
fn checkpoints_that_do_not_fit_are_refused() {
    let mut model = learning(Options::default());
    let before = model.snapshot();
    let edits: [fn(&mut Snapshot); 10] = [
        |snapshot| snapshot.registers.sweeps = 0,
        |snapshot| snapshot.stimulus.clamped.clear(),
        |snapshot| snapshot.weights.values[5] = 600,
        |snapshot| snapshot.spikes[1].push(false),
        |snapshot| snapshot.predicted.clear(),
        |snapshot| snapshot.counts.truncate(3),
        |snapshot| snapshot.potentials[2].clear(),
        |snapshot| snapshot.noise_row = 29,
        |snapshot| snapshot.age = u16::MAX,
        |snapshot| snapshot.streams.neuron.fill(0),
    ];
    for (number, edit) in edits.into_iter().enumerate() {
        let mut snapshot = before.clone();
        edit(&mut snapshot);
        assert!(model.restore(&snapshot).is_err(), "edit {number}");
        assert_eq!(model.snapshot(), before);
    }
}

#[test]
fn a_rehearsal_shows_what_is_stored() {
    let stimuli = [
        clamped(|unit| unit as u8 * 13),
        clamped(|unit| 255 - unit as u8),
    ];
    let (mut alone, mut model) = (learning(Options::default()), learning(Options::default()));
    let rehearsal = Rehearsal {
        stimuli: 2,
        presentations: 3,
        passes: 4,
    };
    assert!(model.rehearse(rehearsal).is_err());
    model.store(&stimuli).expect("stimuli");
    model.rehearse(rehearsal).expect("a rehearsal");
    for _ in 0..4 {
        for stimulus in &stimuli {
            alone.set_stimulus(stimulus).expect("a stimulus");
            alone.present(3).expect("presentations");
        }
    }
    assert_eq!(alone.snapshot(), model.snapshot());
}

#[test]
fn ablations_take_away_what_they_say() {
    let whole = learning(Options::default());
    for ablation in [
        Ablation::Retrograde,
        Ablation::OneDraw,
        Ablation::FanIn,
        Ablation::UniformPrior,
    ] {
        let ablated = learning(Options::default().without([ablation]));
        let same = whole.row_memory() == ablated.row_memory();
        assert!(!same, "{ablation:?} changes nothing");
    }
    // without the retrograde signal and with one draw for both spikes, no hidden neuron has evidence
    let deaf = learning(Options::default().without([Ablation::Retrograde]));
    assert!((1..3).all(|layer| deaf.spikes(layer) == deaf.predicted(layer)));

    // without learning into hidden layers only the words of outputs change
    let mut still = model(Options::default().without([Ablation::FanIn]));
    let learn = Registers {
        learn: true,
        ..still.registers()
    };
    still.set_registers(learn).expect("registers");
    let before = weights(&still);
    still.set_stimulus(&clamped(|_| 200)).expect("a stimulus");
    still.present(100).expect("presentations");
    let changed = before.values.iter().zip(still.row_memory());
    let changed: Vec<usize> = (changed.enumerate())
        .filter(|(_, (before, after))| before != after)
        .map(|(index, _)| index)
        .collect();
    let shape = still.shape();
    let to_outputs = |index: &usize| {
        shape.sources(3).any(|source| {
            (0..shape.of(source))
                .any(|from| (0..4).any(|to| shape.index(source, from, 3, to) == Some(*index)))
        })
    };
    assert!(!changed.is_empty() && changed.iter().all(to_outputs));
}

#[test]
fn spikes_predictions_and_evidence_agree() {
    let mut model = learning(Options::default());
    let mut evidence = 0;
    for _ in 0..100 {
        model.present(1).expect("a presentation");
        for layer in 1..4 {
            let pairs = model.spikes(layer).into_iter().zip(model.predicted(layer));
            let differences: Vec<i8> = pairs.map(|(s, p)| s as i8 - p as i8).collect();
            assert_eq!(differences, model.evidence(layer));
            evidence += differences.iter().filter(|&&e| e != 0).count();
        }
    }
    assert!(evidence > 0);
}
