//! The p-bit, and sign, magnitude and bin of a potential before it.

use yuragi_hdl::Widths;
use yuragi_hdl::neuron::pbit::{Magnitude, PBit, TableIndex};
use yuragi_model::chance::SplitMix64;
use yuragi_model::tables::{SIGMOID_BEYOND, Tables, table_index};

use crate::bench::{Bench, Cell, Verdict, coin, same, signed};

#[test]
fn pbit() {
    let mut bench = Bench::new("pbit", &[]);
    bench.cell((), PBit::default());
    bench.wrong("i_threshold", "$ + 16'd1");
    bench.wrong("i_draw", "$ ^ {15'd0, i_negative}");
    bench.wrong("i_beyond", "1'b0");
    let table = Tables::new(8).sigmoid;
    bench.check(|cell, (), chance| {
        for _ in 0..20_000 {
            // beyond the table, whatever it says, the threshold is 65535
            let beyond = chance.one_in(4);
            let entry = match chance.below(4) {
                0 => chance.below(1 << 16) as u16,
                1 => u16::MAX,
                _ => table[chance.below(256) as usize],
            };
            let negative = coin(chance);
            // 65536 - T for a negative potential; draws often at the threshold
            let positive = i64::from(if beyond { SIGMOID_BEYOND } else { entry });
            let threshold = if negative {
                65_536 - positive
            } else {
                positive
            };
            let draw = match coin(chance) {
                true => (threshold + chance.within(-1, 1)).clamp(0, 65_535),
                false => chance.within(0, 65_535),
            };
            cell.set("i_draw", draw);
            cell.set("i_threshold", entry);
            cell.set("i_beyond", beyond);
            cell.set("i_negative", negative);
            cell.settle();
            cell.expect("o_spike", draw < threshold)?;
        }
        Ok(())
    });
}

#[test]
fn magnitude() {
    let mut bench = Bench::new("magnitude", &[]);
    bench.cell((), Magnitude::<16>::new(&Widths::default()));
    bench.cell((), Magnitude::<17>::new(&Widths::default()));
    bench.cell((), Magnitude::<20>::new(&Widths::default()));
    bench.cell((), Magnitude::<24>::new(&Widths::default()));
    // the one that makes a complement a negative
    bench.wrong("o_magnitude", "$ - {23'd0, o_negative}");
    bench.wrong("o_negative", "$ | (i_potential == 24'd0)");
    let one = |cell: &mut Cell, v: i64| {
        cell.set("i_potential", v);
        cell.settle();
        cell.expect("o_negative", v < 0)?;
        cell.expect("o_magnitude", v.abs())
    };
    bench.check(|cell, (), chance| {
        let bits = cell.width("i_potential");
        if bits == 16 {
            (-32_768..32_768).try_for_each(|v| one(cell, v))?;
        }
        (0..20_000).try_for_each(|_| one(cell, signed(chance, bits)))
    });
}

fn compare_index(cell: &mut Cell, quantum_log2: &u32, chance: &mut SplitMix64) -> Verdict {
    let bits = cell.width("i_magnitude");
    let end = 8 << quantum_log2; // of the table, 8 nats
    for _ in 0..5_000 {
        let magnitude = match chance.below(4) {
            0 => chance.within(end - 40, end + 40).abs(),
            1 => signed(chance, bits).abs(),
            _ => chance.within(0, end),
        };
        let magnitude = magnitude.min(1 << (bits - 1));
        cell.set("i_magnitude", magnitude);
        cell.settle();
        let bin = table_index(magnitude as u32, *quantum_log2);
        cell.expect("o_beyond", bin.is_none())?;
        if let Some(bin) = bin {
            same("o_index", cell.get("o_index"), bin as u64)?;
        }
    }
    Ok(())
}

#[test]
fn table_index_of_a_magnitude() {
    let mut bench = Bench::new("table_index", &[]);
    for quantum_log2 in 0..=12 {
        match quantum_log2 % 4 {
            0 => bench.cell(quantum_log2, TableIndex::<16>::new(quantum_log2 as usize)),
            1 => bench.cell(quantum_log2, TableIndex::<17>::new(quantum_log2 as usize)),
            2 => bench.cell(quantum_log2, TableIndex::<20>::new(quantum_log2 as usize)),
            _ => bench.cell(quantum_log2, TableIndex::<24>::new(quantum_log2 as usize)),
        }
    }
    bench.wrong("i_magnitude", "$ + 16'd1");
    bench.wrong("o_beyond", "$ & (i_magnitude != 16'h8000)");
    bench.check(compare_index);
}
