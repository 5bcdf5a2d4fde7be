//! The serial engine on a line on which things go wrong; see `docs/link.md`.

use yuragi::design::Design;
use yuragi::engines::serial::Timing;
use yuragi_testbench::campaign::{Outcome, run};
use yuragi_testbench::link::{HostEnd, Rates};

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
    let outcome = run(
        &design,
        SEED,
        1,
        Rates {
            bytes: 200_000,
            device: 0,
        },
        &HostEnd::timing(),
    );
    good(&outcome, SEED);
    assert!(outcome.line.repeated < 80, "{:?}", outcome.line);
}

#[test]
fn three_hundred_faults() {
    let rates = Rates {
        bytes: 150,
        device: 20,
    };
    let outcome = run(&tiny(), SEED, 300, rates, &HostEnd::timing());
    good(&outcome, SEED);
}

#[test]
fn without_its_checks_the_host_believes_wrong_results() {
    // the campaign can fail: each check that is left out lets something wrong through
    let checked = HostEnd::timing();
    let without_crc = Timing {
        check_crc: false,
        ..checked.clone()
    };
    // the count of presentations tells most of what the numbers tell
    let without_numbers = Timing {
        check_numbers: false,
        check_counts: false,
        ..checked
    };
    for (what, timing) in [("the CRC", without_crc), ("numbers", without_numbers)] {
        let rates = Rates {
            bytes: 60,
            device: 0,
        };
        let wrong = (2..30).find_map(|seed| {
            let outcome = run(&tiny(), seed, 1_000, rates, &timing);
            let wrong = outcome.wrong.into_iter().next()?;
            Some(format!("seed {seed}, {} faults: {wrong}", outcome.faults))
        });
        println!("without {what}: {wrong:?}");
        assert!(wrong.is_some(), "without {what}");
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
            Rates { bytes, device },
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
