//! Widths that stand in for others: the core that is compiled once for all designs, against cores compiled for the widths of one.

use yuragi_hardware as hardware;
use yuragi_hdl::core::Core;
use yuragi_hdl::{export_block, export_core};
use yuragi_model::design::Design;

/// The core of a design is the one that Rust compiles for weights of B bits and potentials of V bits.
fn check<const B: usize, const V: usize>(change: impl Fn(&mut Design)) {
    let mut design = Design::preset("tiny").expect("a preset");
    change(&mut design);
    let (p, header) = (hardware::parameters(&design), hardware::header(&design));
    let compiled = export_block(Core::<B, V>::new(&p), "core", &header).expect("exported");
    let stood_in = export_core(&p, &header).expect("exported");
    let files = |files: Vec<yuragi_hdl::VerilogFile>| -> Vec<(String, String)> {
        files.into_iter().map(|f| (f.module, f.text)).collect()
    };
    assert_eq!(files(stood_in), files(compiled));
}

#[test]
fn stand_ins_export_what_is_compiled_for_a_design() {
    check::<8, 15>(|_| ());
    check::<3, 17>(|design| {
        design.synapse.bits = 3;
        design.synapse.quantum_log2 = 12;
    });
    check::<12, 20>(|design| design.synapse.bits = 12);
}
