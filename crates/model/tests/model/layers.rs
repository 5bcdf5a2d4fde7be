//! A network with two hidden layers and skips does what its documentation says.

use yuragi_model::network::{Counters, NetworkError, Rehearsal};
use yuragi_model::random::{Streams, seed_bytes};
use yuragi_model::{Ablation, Design, Model, Options, Registers, Snapshot, Stimulus};

fn design() -> Design {
    let text = "[network]\nlayers = [12, 9, 7, 4]\nskips = [[0, 2], [1, 3]]\n\
                [hardware]\nstored_stimuli = 2\n[random]\nseed = 3\n";
    Design::parse(text, "the test").expect("a network")
}

fn model(options: Options) -> Model {
    Model::with_options(&design(), options).expect("a network")
}

fn clamped(intensity: impl Fn(usize) -> u8) -> Stimulus {
    Stimulus {
        intensities: (0..16).map(intensity).collect(),
        clamped: vec![true; 4],
    }
}

/// A model that has learnt something and is about to learn more.
fn learning(options: Options) -> Model {
    let mut model = model(options);
    // weights wide enough that the layers feel each other
    let mut wide = model.weights();
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
fn a_trained_chip_wakes_up_without_first_weights() {
    let trained = learning(Options::default()).weights();
    let mut model = learning(Options::default());
    model.wake_trained(&trained).expect("weights");
    assert_eq!(model.weights(), trained);
    assert_eq!(model.streams(), Streams::new(16, &seed_bytes(3)).states());
    assert_eq!(model.counters(), Counters::default());
}

#[test]
fn checkpoints_that_do_not_fit_are_refused() {
    let mut model = learning(Options::default());
    let before = model.snapshot();
    let edits: [fn(&mut Snapshot); 10] = [
        |snapshot| snapshot.registers.sweeps = 0,
        |snapshot| snapshot.stimulus.clamped.clear(),
        |snapshot| snapshot.weights.values[5] = 600,
        |snapshot| snapshot.spikes.hidden.push(false),
        |snapshot| snapshot.spikes.predicted.clear(),
        |snapshot| snapshot.counts.truncate(3),
        |snapshot| snapshot.potentials.hidden.clear(),
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
    let many = [&stimuli[..], &stimuli[..1]].concat();
    let refused = NetworkError::Store { found: 3, room: 2 };
    assert_eq!(model.store(&many), Err(refused));
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
    assert!((1..3).all(|layer| deaf.spikes_of(layer) == deaf.predicted_of(layer)));

    // without learning into hidden layers only the words of outputs change
    let mut still = model(Options::default().without([Ablation::FanIn]));
    let learn = Registers {
        learn: true,
        ..still.registers()
    };
    still.set_registers(learn).expect("registers");
    let before = still.weights();
    still.set_stimulus(&clamped(|_| 200)).expect("a stimulus");
    still.present(100).expect("presentations");
    let changed = before.values.iter().zip(still.row_memory());
    let changed: Vec<usize> = (changed.enumerate())
        .filter(|(_, (before, after))| before != after)
        .map(|(index, _)| index)
        .collect();
    let shape = still.shape();
    let to_outputs = |index: &usize| {
        shape
            .sources(3)
            .any(|source| shape.between(source, 3).any(|own| own == *index))
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
            let pairs = model.spikes_of(layer).into_iter();
            let pairs = pairs.zip(model.predicted_of(layer));
            let differences: Vec<i8> = pairs.map(|(s, p)| s as i8 - p as i8).collect();
            assert_eq!(differences, model.evidence_of(layer));
            evidence += differences.iter().filter(|&&e| e != 0).count();
        }
    }
    assert!(evidence > 0);
}
