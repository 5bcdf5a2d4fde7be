//! The neuron cell, against `yuragi_model::tables` and `yuragi_model::random`.

use yuragi_hardware as hardware;
use yuragi_hdl::neuron::cell::Neuron;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::random::{NEURON, Recurrence};
use yuragi_model::tables::Tables;

use crate::bench::{Bench, Cell, Verdict, coin, design, signed};
use crate::lfsr::{advance, register, word};

/// A potential: any, one at the end of the table, or one whose bin decides about this draw.
fn potential(tables: &Tables, bits: u32, draw: u16, chance: &mut SplitMix64) -> i64 {
    let first = |bin: i64| {
        // the least magnitude of a bin
        ((bin << tables.quantum_log2) + 31) >> 5
    };
    let v = match chance.below(4) {
        0 => signed(chance, bits),
        1 => first(256) + chance.within(-2, 2),
        _ => {
            let mirrored = if draw < 0x8000 { !draw } else { draw };
            let bin = tables.sigmoid.partition_point(|&t| t <= mirrored) as i64;
            first(bin + chance.within(-1, 1)) - chance.within(0, 1)
        }
    };
    let v = if coin(chance) { -v } else { v };
    let top = (1 << (bits - 1)) - 1;
    v.clamp(-top - 1, top)
}

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let tables = Tables::new(design.synapse.quantum_log2);
    let bits = cell.width("i_potential");
    let mut stream = Recurrence::new(NEURON);
    let mut before = None;
    for _ in 0..5_000 {
        let (reset, draw) = (chance.one_in(100), coin(chance));
        let absorb = if coin(chance) { chance.word() as u8 } else { 0 };
        let mut next = stream;
        advance(&mut next, reset, draw, absorb);
        let v = potential(&tables, bits, word(&next), chance);
        cell.set("i_reset", reset);
        cell.set("i_draw", draw);
        cell.set("i_absorb", absorb);
        cell.set("i_potential", v);
        cell.set("i_lowered", v - 1);
        cell.settle();
        cell.expect("o_random_word", word(&stream))?;
        cell.expect_register("lfsr.state", &register(&stream))?;
        // the potential of the cycle before
        if let Some(v) = before {
            cell.expect("o_spike", word(&stream) < tables.threshold(v))?;
        }
        cell.step();
        stream = next;
        before = Some(v as i32);
    }
    Ok(())
}

#[test]
fn neuron() {
    let mut bench = Bench::new("neuron", &["lfsr.state"]);
    let sized = |quantum_log2: u32| design([4, 3, 2], [5, quantum_log2], [3, 1]);
    let p = |quantum_log2: u32| hardware::parameters(&sized(quantum_log2));
    bench.cell(sized(0), Neuron::<16>::new(&p(0)));
    bench.cell(sized(4), Neuron::<17>::new(&p(4)));
    bench.cell(sized(12), Neuron::<24>::new(&p(12)));
    bench.cell(sized(8), Neuron::<20>::new(&p(8)));
    // a tap of the generator, a threshold far off, a potential one too high
    bench.fault("lfsr", "current[34:19]", "current[35:20]");
    let entry = format!("entries[8] = 16'h{:04x}", Tables::new(8).sigmoid[8]);
    bench.fault("sigmoid_rom", &entry, "entries[8] = 16'h7fff");
    bench.wrong("i_potential", "$ + 20'd1");
    bench.wrong("i_lowered", "$ - 20'd1");
    bench.check(compare);
}
