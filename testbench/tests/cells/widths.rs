//! Widths that stand in for others: cells that are compiled once for all designs, against cells compiled for the widths of one.

use rust_hdl_core::prelude::Block;
use yuragi_hardware as hardware;
use yuragi_hdl::memory::ram::RowMemory;
use yuragi_hdl::memory::select::LaneSelect;
use yuragi_hdl::neuron::cell::Neuron;
use yuragi_hdl::neuron::retrograde_lane::RetrogradeLane;
use yuragi_hdl::parameters::{POTENTIAL, WEIGHT};
use yuragi_hdl::{Parameters, Widths, export_block, export_part};
use yuragi_model::design::Design;

fn same(p: &Parameters, stands_in: impl Block, compiled: impl Block) {
    let header = hardware::header(&Design::preset("digits").expect("a preset"));
    let stood_in = export_part(stands_in, p, "part", &header).expect("exported");
    let compiled = export_block(compiled, "part", &header).expect("exported");
    assert_eq!(stood_in.len(), compiled.len());
    for (stood_in, compiled) in stood_in.iter().zip(&compiled) {
        assert_eq!(stood_in.module, compiled.module);
        assert_eq!(stood_in.text, compiled.text);
    }
}

/// The cells of the digits design with weights of B bits, and so with potentials of V bits.
fn check<const B: usize, const V: usize>() {
    let mut design = Design::preset("digits").expect("a preset");
    design.synapse.bits = B as u32;
    let p = hardware::parameters(&design);
    assert_eq!(p.potential_bits(), V);
    let (r, lanes, none) = (p.retrograde_lanes, p.lanes, Widths::default());
    same(
        &p,
        RetrogradeLane::<WEIGHT, POTENTIAL>::new(&p),
        RetrogradeLane::<B, V>::new(&p),
    );
    same(&p, Neuron::<POTENTIAL>::new(&p), Neuron::<V>::new(&p));
    same(&p, RowMemory::<WEIGHT>::new(&p), RowMemory::<B>::new(&p));
    let stands_in = LaneSelect::<WEIGHT>::new(lanes, r, &p.widths());
    same(&p, stands_in, LaneSelect::<B>::new(lanes, r, &none));
}

#[test]
fn stand_ins_export_what_is_compiled_for_a_design() {
    check::<3, 10>();
    check::<10, 17>();
    check::<12, 19>();
}
