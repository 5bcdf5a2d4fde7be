//! Some of the proofs of `make equivalence`, and that a faulty cell has none.

use std::time::Duration;

use yuragi_hardware as hardware;
use yuragi_model::design::Design;
use yuragi_testbench::proofs::equivalence::{Verdict, fault, prove};

const LIMIT: Duration = Duration::from_secs(120);

#[test]
fn small_cells_are_proven_and_faults_in_them_are_not() {
    let design = Design::preset("tiny").expect("a preset");
    let files = hardware::verilog(&design).expect("exported");
    for cell in [
        "yuragi_pbit",
        "yuragi_magnitude",
        "yuragi_lfsr",
        "yuragi_evidence_ring",
    ] {
        let verdict = prove(&files, &files, cell, LIMIT).expect("yosys");
        assert!(
            matches!(verdict, Verdict::Proven { .. }),
            "{cell}: {verdict}"
        );
        let faulty = fault(&files, cell).expect("an operator");
        assert_ne!(faulty, files);
        let verdict = prove(&files, &faulty, cell, LIMIT).expect("yosys");
        println!("{cell} with a fault: {verdict}");
        assert!(
            matches!(verdict, Verdict::Open { open: 1.., .. }),
            "{cell}: {verdict}"
        );
    }
}
