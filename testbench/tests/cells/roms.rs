//! The tables in read-only memory: every entry, against `yuragi_model::tables`.

use yuragi_hardware as hardware;
use yuragi_hdl::memory::rom::{SigmoidRom, SoftplusRom};
use yuragi_model::chance::SplitMix64;
use yuragi_model::tables::{ENTRIES, Tables};

use crate::bench::{Bench, Cell, Verdict, design};

/// An index in one cycle, its entry in the next: all in order, then at random.
fn compare(cell: &mut Cell, entries: &[u16], chance: &mut SplitMix64) -> Verdict {
    let random = (0..2_000).map(|_| chance.below(ENTRIES as u64) as usize);
    let indices: Vec<usize> = (0..ENTRIES).chain(random).collect();
    let mut before = None;
    for index in indices {
        cell.set("i_index", index as i64);
        cell.settle();
        if let Some(before) = before {
            let entry: u16 = entries[before];
            cell.expect("o_entry", entry)?;
        }
        cell.step();
        before = Some(index);
    }
    Ok(())
}

#[test]
fn sigmoid_rom() {
    let table = Tables::new(0).sigmoid;
    let mut bench = Bench::new("sigmoid_rom", &[]);
    bench.cell((), SigmoidRom::new(&table));
    let entry = |n: usize, value: u16| format!("entries[{n}] = 16'h{value:04x};");
    bench.fault(
        "sigmoid_rom",
        &entry(200, table[200]),
        &entry(200, table[200] ^ 1),
    );
    bench.check(|cell, (), chance| compare(cell, &table, chance));
}

#[test]
fn softplus_rom() {
    let mut bench = Bench::new("softplus_rom", &[]);
    for quantum_log2 in 0..=12 {
        let p = hardware::parameters(&design([3, 2, 2], [4, quantum_log2], [2, 1]));
        bench.cell(quantum_log2, SoftplusRom::new(&p));
    }
    bench.wrong("i_index", "$ ^ {7'd0, $ == 8'd100}");
    bench.check(|cell, &quantum_log2: &u32, chance| {
        compare(cell, &Tables::new(quantum_log2).softplus, chance)
    });
}
