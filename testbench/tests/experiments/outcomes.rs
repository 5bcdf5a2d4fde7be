//! Experiments: what the ablations take away, and that a run that was stopped, damaged or asked for again gives the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use yuragi_engines::Engine;
use yuragi_experiments::{Bench, Entry, Setup};
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus, Weights};
use yuragi_model::options::{Ablation, Options};
use yuragi_model::shape::{Shape, Source};
use yuragi_testbench::statistics::{Suite, binomial};
use yuragi_training::data::DataSet;

fn learning(design: &Design) -> Registers {
    Registers {
        learn: true,
        ..Registers::new(design)
    }
}

/// The weights from the inputs to the hidden neurons, and from these to the outputs.
fn parts(shape: &Shape, weights: &Weights) -> [Vec<i16>; 2] {
    [0, 1].map(|layer| {
        let between = shape.between(Source::Layer(layer), layer + 1);
        between.map(|index| weights.values[index]).collect()
    })
}

/// Weights after some presentations of a bright stimulus with clamped outputs: fan-ins and fan-outs.
fn learned(options: Options) -> [Vec<i16>; 2] {
    let design = Design::preset("digits").expect("a preset");
    let mut model = Model::with_options(&design, options).expect("a model");
    let shape = model.shape().clone();
    model.set_registers(learning(&design)).expect("registers");
    let stimulus = Stimulus {
        intensities: vec![200; shape.inputs() + shape.outputs()],
        clamped: vec![true; shape.outputs()],
    };
    model.set_stimulus(&stimulus).expect("a stimulus");
    model.present(100).expect("presented");
    parts(&shape, &model.weights())
}

#[test]
fn a_fan_in_at_rest_stays_and_a_fan_out_learns() {
    let start = {
        let mut design = Design::preset("digits").expect("a preset");
        design.synapse.flip = 0.0;
        let model = Model::new(&design).expect("a model");
        model.weights()
    };
    let still = learned(Options::default().without([Ablation::FanIn]));
    let plain = learned(Options::default());
    let shape = Design::preset("digits").expect("a preset").shape();
    let moved = |a: &[i16], b: &[i16]| a.iter().zip(b).filter(|(a, b)| a != b).count();
    let before = parts(&shape, &start);
    assert_eq!(moved(&still[0], &before[0]), 0, "fan-in at rest");
    assert!(moved(&still[1], &before[1]) > 100, "fan-out learns");
    assert!(
        moved(&plain[0], &before[0]) > 100,
        "without the ablation the fan-in learns"
    );
}

/// Without the signal a hidden neuron has no evidence if one draw decides both of its spikes: its fan-in rests. With two draws it walks.
#[test]
fn without_the_signal_one_draw_leaves_the_fan_in_at_rest() {
    let deaf = Options::default().without([Ablation::Retrograde]);
    let still = learned(deaf.without([Ablation::FanIn]));
    assert_eq!(learned(deaf), still);
    let walking = learned(deaf.without([Ablation::OneDraw]));
    let moved = walking[0].iter().zip(&still[0]).filter(|(a, b)| a != b);
    assert!(moved.count() > 100, "fan-in walks with two draws");
}

/// One bundle from the bias neuron to a clamped output, whose evidence is known: how often it follows.
fn follows(options: Options, weight: i16, presentations: u32) -> (u64, u64) {
    let text = "[network]\nlayers = [1, 1, 1]\n[synapse]\nbits = 4\nquantum_log2 = 4\n[hardware]\nlanes = 1\n";
    let design = Design::parse(text, "a test").expect("a design");
    let mut model = Model::with_options(&design, options).expect("a model");
    let shape = model.shape().clone();
    model.set_registers(learning(&design)).expect("registers");
    let stimulus = Stimulus {
        intensities: vec![0, 255],
        clamped: vec![true],
    };
    model.set_stimulus(&stimulus).expect("a stimulus");
    let mut weights: Weights = model.weights();
    weights.values.fill(0);
    assert!(weights.set(&shape, Source::Bias, 0, 2, 0, weight));
    let (mut flipped, mut asked) = (0, 0);
    for _ in 0..presentations {
        model.load_weights(&weights).expect("weights");
        model.present(1).expect("presented");
        if !model.spikes().readout[0] {
            asked += 1;
            let now = model.weights().get(&shape, Source::Bias, 0, 2, 0);
            let now = now.expect("a bundle");
            flipped += u64::from(now == weight + 1);
            assert!(now == weight || now == weight + 1);
        }
    }
    (flipped, asked)
}

/// Of 15 independent synapses those that are closed may open, each with the same chance; with the uniform prior one always does.
#[test]
fn independent_synapses_flip_by_how_many_can() {
    let independent = Options::default().without([Ablation::UniformPrior]);
    let mut suite = Suite::of("ablations");
    for weight in [-8_i16, -4, 0, 3, 6] {
        let (flipped, asked) = follows(Options::default(), weight, 4_000);
        assert!(
            asked > 200 && flipped == asked,
            "weight {weight}: {flipped} of {asked}"
        );
        let closed = (7 - weight) as u64;
        // a byte flips if byte·15 < 256·closed
        let bytes = (256 * closed).div_ceil(15).min(256);
        let (flipped, asked) = follows(independent, weight, 4_000);
        suite.check(
            format!("weight {weight}"),
            binomial(flipped, asked, bytes as f64 / 256.0),
        );
        // the control: the chance of one synapse more would be noticed
        if (2..15).contains(&closed) {
            let other = (256 * (closed - 1)).div_ceil(15) as f64 / 256.0;
            assert!(
                binomial(flipped, asked, other) < 0.05,
                "weight {weight}: no power"
            );
        }
    }
    suite.hold();
}

/// 150 digits: enough for every part of an experiment to run.
fn few() -> DataSet {
    let images: Vec<usize> = (0..150).collect();
    DataSet::digits().expect("digits").subset(&images)
}

/// Runs `retrograde` for two seeds, and counts the engines that were made; stops after so many tasks.
fn run(directory: &Path, presentations: u64, stop_after: usize) -> (bool, usize) {
    let made = AtomicUsize::new(0);
    let make = |design: &Design| -> anyhow::Result<Box<dyn Engine>> {
        made.fetch_add(1, Ordering::SeqCst);
        Ok(Box::new(Model::new(design)?))
    };
    let setup = Setup {
        design: Design::preset("digits").expect("a preset"),
        data: few(),
        photographs: None,
        bench: Bench {
            kind: yuragi_engines::Kind::Model,
            make: &make,
            many: false,
        },
        seeds: 2,
        presentations,
    };
    let entry = Entry::find("retrograde").expect("an experiment");
    let findings = entry
        .run(&setup, directory, &|done, _| done < stop_after)
        .expect("run");
    (findings.is_some(), made.into_inner())
}

fn tasks(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory.join("tasks")).expect("tasks");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files
}

#[test]
fn a_run_goes_on_where_it_was_stopped() {
    let [whole, parts] = [(); 2].map(|()| tempfile::tempdir().expect("a directory"));
    let (whole, parts) = (whole.path(), parts.path());
    // two of eight tasks lack nothing and so have an engine of the bench
    assert_eq!(run(whole, 200, 99), (true, 2));
    assert_eq!(run(parts, 200, 2), (false, 1));
    assert_eq!(tasks(parts).len(), 2);
    assert!(!parts.join("summary.json").exists());
    assert_eq!(run(parts, 200, 99), (true, 1));
    for file in [
        "summary.json",
        "accuracy.csv",
        "accuracy.svg",
        "accuracy.png",
    ] {
        let read = |directory: &Path| fs::read(directory.join(file)).expect("a file");
        assert_eq!(read(whole), read(parts), "{file}");
    }
    // all is there
    assert_eq!(run(whole, 200, 99), (true, 0));
    // a damaged outcome, and one of something else, are not taken
    let files = tasks(whole);
    fs::write(&files[0], "{").expect("damaged");
    let other = fs::read_to_string(&files[1])
        .expect("a file")
        .replace("\"presentations\":200", "\"presentations\":201");
    fs::write(&files[1], other).expect("another");
    let kept = fs::read(&files[2]).expect("a file");
    run(whole, 200, 99);
    for (a, b) in tasks(whole).iter().zip(tasks(parts)) {
        assert_eq!(fs::read(a).expect("a file"), fs::read(b).expect("a file"));
    }
    assert_eq!(fs::read(&files[2]).expect("a file"), kept);
    // other parameters are other tasks
    assert_eq!(run(whole, 100, 99), (true, 2));
    assert_eq!(tasks(whole).len(), 16);
}
