//! What the host can set, against `yuragi_model::network::Registers`.

use yuragi_hardware as hardware;
use yuragi_hdl::host::registers;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::Registers;

use crate::bench::{Bench, Cell, Verdict, coin, design};

/// The registers after a write, if they are allowed.
fn written(registers: Registers, number: u64, value: u16) -> Option<Registers> {
    let mut next = registers;
    match number {
        0 if value < 2 => next.learn = value == 1,
        0 => return None,
        1 => next.sweeps = value.try_into().ok()?,
        2 => next.dwell = value,
        3 => next.flip = value,
        _ => next.noise = value.try_into().ok()?,
    }
    next.validate().ok().map(|()| next)
}

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let mut registers = Registers::new(design);
    for _ in 0..10_000 {
        let (write, number) = (coin(chance), chance.below(5));
        // often at the border of a range
        let value = match chance.below(4) {
            0 => chance.word() as u16,
            1 => chance.below(4) as u16,
            2 => (chance.within(-2, 2) + (128 << chance.below(2))) as u16,
            _ => chance.below(256) as u16,
        };
        // number and value stand for a cycle before the write
        cell.set("i_write", false);
        cell.set("i_number", number as i64);
        cell.set("i_value", value);
        cell.settle();
        cell.expect("o_dwell_write", false)?;
        cell.step();
        cell.set("i_write", write);
        cell.settle();
        let next = written(registers, number, value);
        cell.expect("o_good", next.is_some())?;
        cell.expect("o_dwell_write", write && number == 2 && next.is_some())?;
        cell.expect("o_learn", registers.learn)?;
        cell.expect("o_sweeps", registers.sweeps)?;
        cell.expect("o_dwell", registers.dwell)?;
        cell.expect("o_flip", registers.flip)?;
        cell.expect("o_noise", registers.noise)?;
        cell.step();
        if write {
            registers = next.unwrap_or(registers);
        }
    }
    Ok(())
}

#[test]
fn registers() {
    let mut bench = Bench::new("registers", &[]);
    let design = design([4, 3, 2], [5, 5], [3, 1]);
    let block = registers::Registers::new(&hardware::parameters(&design));
    bench.cell(design, block);
    // a flip of 257; a noise of 129; a sweep of none; the start of a register; a write that was not asked for
    bench.wrong("o_good", "$ | (i_number == 3'd3 && i_value == 16'd257)");
    bench.wrong("o_good", "$ | (i_number == 3'd4 && i_value == 16'd129)");
    bench.wrong("o_good", "$ | (i_number == 3'd1 && i_value == 16'd0)");
    bench.fault("registers", "DWELL_START  = 16'd3", "DWELL_START  = 16'd2");
    bench.wrong("i_write", "1'b1");
    bench.check(compare);
}
