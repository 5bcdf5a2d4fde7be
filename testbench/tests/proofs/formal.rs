//! Some of the proofs of `make formal`, and that a change of the Verilog has none.

use std::time::Duration;

use yuragi_testbench::proofs::formal::{PROOFS, Verdict};

const LIMIT: Duration = Duration::from_secs(120);

#[test]
fn quick_proofs_hold_and_fail_after_a_change() {
    for name in [
        "encoder's generator",
        "weight",
        "row memory",
        "order of rows",
        "collisions of rows",
        "potential banks",
        "spike lists",
        "states of neurons",
        "item reader",
        "sequencer",
        "commands",
        "serial line",
        "sum of a frame",
        "bytes in",
        "watchdog",
    ] {
        let proof = PROOFS.iter().find(|proof| proof.name == name);
        let proof = proof.expect("a proof");
        let verdict = proof.prove(&proof.sources[0], None, LIMIT);
        assert_eq!(verdict, Ok(Verdict::Proven), "{name}");
        let control = &proof.controls[0];
        let verdict = proof.prove(&proof.sources[0], Some(control), LIMIT);
        println!("{name}, {:?} changed: {verdict:?}", control.from);
        assert!(
            matches!(verdict, Ok(Verdict::Refuted(_) | Verdict::Open(_))),
            "{name}, {control:?}: {verdict:?}"
        );
    }
}

/// `make formal` runs all controls, which takes minutes; that they fit is seen at once.
#[test]
fn every_control_fits_the_verilog() {
    let wrong: Vec<String> = PROOFS
        .iter()
        .filter_map(|proof| {
            let error = proof.check_controls().err()?;
            Some(format!("{}: {error}", proof.name))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
