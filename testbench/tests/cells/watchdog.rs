//! The watchdog, against a count kept here.

use yuragi_hardware as hardware;
use yuragi_hdl::control::watchdog::Watchdog;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

use crate::bench::{Bench, Cell, Verdict, design};

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let patience = 1 << hardware::parameters(design).patience_log2();
    let mut age = 0_u64;
    for round in 0..40 {
        // long stillness, at times just long enough
        let length = match round % 4 {
            0 => patience + 2,
            1 => patience - chance.below(3),
            _ => chance.below(patience),
        };
        for cycle in 0..=length {
            let still = cycle < length;
            let presented = round >= 8 && chance.one_in(patience);
            cell.set("i_still", still);
            cell.set("i_presented", presented);
            cell.settle();
            cell.expect_register("age", &[age])?;
            cell.expect("o_expired", age == patience)?;
            cell.step();
            age = match still && !presented && age < patience {
                true => age + 1,
                false => 0,
            };
        }
    }
    Ok(())
}

#[test]
fn watchdog() {
    let mut bench = Bench::new("watchdog", &["age"]);
    let design = design([2, 1, 2], [5, 5], [2, 1]);
    let block = Watchdog::new(&hardware::parameters(&design));
    bench.cell(design, block);
    // moves that are not seen; presentations that are not; one that goes on after it expired
    bench.wrong("i_still", "1'b1");
    bench.wrong("i_presented", "1'b0");
    bench.fault("watchdog", " | o_expired", "");
    bench.check(compare);
}
