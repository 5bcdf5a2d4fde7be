//! Tests of the figures of all experiments: no two texts overlap, and the caption says what bars and bands are.

use yuragi_engines::{Engine, Kind};
use yuragi_figures::Figure;
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_training::data::DataSet;

use crate::catalogue::ALL;
use crate::experiment::Experiment;
use crate::setup::{Bench, Setup};
use crate::synapse::{Outcome, Synapse, Task};

fn assert_readable(name: &str, figure: &Figure) {
    let drawing = figure.drawing();
    let texts = drawing.texts().expect("a drawing");
    assert!(texts.len() > 5, "{name}: {texts:?}");
    let misplaced = drawing.misplaced_texts().expect("a drawing");
    assert!(misplaced.is_empty(), "{name}: {misplaced:?}");
    assert!(
        !figure.has_intervals() || figure.caption.contains("95 % intervals"),
        "{name}: {}",
        figure.caption
    );
}

fn with_setup(design: Design, check: impl FnOnce(&Setup)) {
    let make =
        |design: &Design| -> anyhow::Result<Box<dyn Engine>> { Ok(Box::new(Model::new(design)?)) };
    let images: Vec<usize> = (0..150).collect();
    let network = &design.network;
    // an experiment with stimuli of its own is given the digits, which it does not use
    let data = DataSet::fitting(network.inputs(), network.outputs())
        .or_else(|_| DataSet::digits())
        .expect("data");
    let data = data.subset(&images);
    check(&Setup {
        design,
        data,
        photographs: None,
        bench: Bench {
            kind: Kind::Model,
            make: &make,
            many: true,
        },
        seeds: 2,
        presentations: 100,
    });
}

/// Those whose tasks need no tools.
#[test]
fn figures_of_short_runs_are_readable() {
    let mut drawn = 0;
    for entry in ALL {
        if ["synapse", "energy"].contains(&entry.name) {
            continue;
        }
        let start = std::time::Instant::now();
        let mut design = (entry.design)().expect("a design");
        let hidden = design.network.hidden().min(32);
        design.network.set_hidden(&[hidden]);
        with_setup(design, |setup| {
            let directory = tempfile::tempdir().expect("a directory");
            let findings = entry.run(setup, directory.path(), &|_, _| true);
            let findings = findings.expect("findings").expect("not stopped");
            for (name, figure) in &findings.figures {
                assert_readable(name, figure);
                drawn += 1;
            }
        });
        println!("{}: {:.1} s", entry.name, start.elapsed().as_secs_f64());
    }
    assert_eq!(drawn, 9);
}

/// With made-up outcomes, for its real ones take a synthesis of five cores.
#[test]
fn the_figure_of_synapses_is_readable() {
    let design = Synapse::design().expect("a design");
    with_setup(design, |setup| {
        let tasks = Synapse::tasks(setup).expect("tasks");
        let learned = tasks.into_iter().filter_map(|task| match task {
            Task::Learn { seed, .. } => Some((task, Outcome::Accuracy(0.9 + 0.01 * seed as f64))),
            Task::Synthesise { .. } => None,
        });
        let cores = [4, 6, 8, 10, 12].map(|bits| {
            let tables = 4_000 + 300 * u64::from(bits);
            (Task::Synthesise { bits }, Outcome::Tables(tables))
        });
        let outcomes: Vec<_> = learned.chain(cores).collect();
        let findings = Synapse::conclude(setup, &outcomes).expect("findings");
        assert_eq!(findings.figures.len(), 1);
        assert_readable("synapse", &findings.figures[0].1);
    });
}
