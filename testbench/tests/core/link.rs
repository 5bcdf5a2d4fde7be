//! The serial engine on a line on which things go wrong; see `docs/guide/serial-link.md`.

use yuragi_engines::Engine;
use yuragi_engines::serial::{Checks, Serial, Timing};
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_testbench::campaigns::link::{Fault, HostEnd, Rates};
use yuragi_testbench::campaigns::link_faults::{Outcome, run};
use yuragi_training::data::DataSet;
use yuragi_training::lesson_steps;

const SEED: u64 = 1;

fn tiny() -> Design {
    Design::preset("tiny").expect("a preset")
}

fn good(outcome: &Outcome, seed: u64) {
    println!("seed {seed}: {outcome:#?}");
    assert!(outcome.wrong.is_empty(), "seed {seed}: {:?}", outcome.wrong);
    assert!(
        outcome.needless.is_empty(),
        "seed {seed}: {:?}",
        outcome.needless
    );
    assert!(
        !outcome.errors.contains_key("not of the line"),
        "seed {seed}: {:?}",
        outcome.errors
    );
    assert!(outcome.equal > 0);
}

#[test]
fn a_quiet_line_gives_what_the_model_gives() {
    let design = tiny();
    let outcome = run(&design, SEED, 1, Rates::all(200_000, 0), &HostEnd::timing());
    good(&outcome, SEED);
    assert!(outcome.line.repeated < 80, "{:?}", outcome.line);
}

#[test]
fn three_hundred_faults() {
    let rates = Rates::all(150, 20);
    let outcome = run(&tiny(), SEED, 300, rates, &HostEnd::timing());
    good(&outcome, SEED);
}

#[test]
fn without_its_checks_the_host_believes_wrong_results() {
    // the campaign can fail: each check that is left out lets something wrong through
    let checked = HostEnd::timing();
    let without_crc = Timing {
        checks: Checks::without_crc(),
        ..checked.clone()
    };
    let without_numbers = Timing {
        checks: Checks::without_numbers(),
        ..checked
    };
    let every = Rates::all(60, 0);
    let late = Rates {
        kinds: &[Fault::RunRepeated, Fault::Delayed],
        ..every
    };
    for (what, timing, rates) in [
        ("the CRC", without_crc, every),
        ("numbers", without_numbers, late),
    ] {
        let wrong = (2..40).find_map(|seed| {
            let outcome = run(&tiny(), seed, 500, rates, &timing);
            let wrong = outcome.wrong.into_iter().next()?;
            Some(format!("seed {seed}, {} faults: {wrong}", outcome.faults))
        });
        println!("without {what}: {wrong:?}");
        assert!(wrong.is_some(), "without {what}");
    }
}

#[test]
fn learning_streams_at_the_rate_of_the_line() {
    // 3,000,000 bits/s at 48 MHz; an adapter that answers at once, and one that takes eight milliseconds
    for (latency, least) in [(0, 0.98), (384_000, 0.8)] {
        let design = Design::preset("digits").expect("a preset");
        let data = DataSet::digits().expect("built in");
        let (end, timing) = HostEnd::quiet(&design, 160, latency);
        let mut engine = Serial::on(end.clone(), timing, &design).expect("a device");
        let mut model = Model::new(&design).expect("a model");
        let presentations = 500;
        let mut steps = lesson_steps(&design, &data, SEED).expect("lessons");
        for step in steps.by_ref().take(2) {
            step.apply(&mut engine).expect("told");
            step.apply(&mut model).expect("told");
        }
        engine.weights().expect("read");
        let start = end.wire().cycles();
        for step in steps.take(2 * presentations) {
            step.apply(&mut engine).expect("told");
            step.apply(&mut model).expect("told");
        }
        assert_eq!(engine.counters().expect("read"), Model::counters(&model));
        let cycles = end.wire().cycles() - start;
        assert_eq!(engine.weights().expect("read"), Model::weights(&model));
        // a stimulus and a present frame: 6 + 4 + 2 (1 + 37), and 6 + 2 bytes
        let line = presentations as u64 * (86 + 8) * 160;
        let share = line as f64 / cycles as f64;
        println!(
            "{:.0} presentations/s of {:.0} that the line can carry, answers {} us late",
            presentations as f64 * 48e6 / cycles as f64,
            48e6 / ((86.0 + 8.0) * 160.0),
            latency / 48
        );
        assert!(share > least, "{share} of the line's rate");
    }
}

#[test]
#[ignore = "some minutes; make link-faults"]
fn ten_thousand_faults() {
    let (mut faults, mut equal, mut errors) = (0, 0, 0);
    for (seed, bytes, device) in [(11, 150, 20), (12, 60, 20), (13, 600, 10), (14, 150, 3)] {
        let outcome = run(
            &tiny(),
            seed,
            2_600,
            Rates::all(bytes, device),
            &HostEnd::timing(),
        );
        good(&outcome, seed);
        faults += outcome.faults;
        equal += outcome.equal;
        errors += outcome.errors.values().sum::<u64>();
    }
    println!(
        "{faults} faults, {equal} results equal to the model's, {errors} clear errors, none wrong"
    );
    assert!(faults >= 10_000);
}
