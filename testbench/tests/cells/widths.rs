//! Widths that stand in for others: the core that is compiled once for all designs, against cores compiled for the widths of one.

use yuragi_hardware as hardware;
use yuragi_hdl::core::Core;
use yuragi_hdl::{export_block, export_core};
use yuragi_model::design::Design;

/// The core of the digits design with weights of B bits, and so with potentials of V bits.
fn check<const B: usize, const V: usize>() {
    let mut design = Design::preset("digits").expect("a preset");
    design.synapse.bits = B as u32;
    let (p, header) = (hardware::parameters(&design), hardware::header(&design));
    let compiled = export_block(Core::<B, V>::new(&p), "core", &header).expect("exported");
    let stood_in = export_core(&p, &header, "").expect("exported");
    assert_eq!(stood_in.len(), compiled.len());
    for (stood_in, compiled) in stood_in.iter().zip(&compiled) {
        assert_eq!(stood_in.module, compiled.module);
        assert_eq!(stood_in.text, compiled.text);
    }
}

#[test]
fn stand_ins_export_what_is_compiled_for_a_design() {
    check::<3, 15>();
    check::<10, 17>();
    check::<12, 20>();
}
