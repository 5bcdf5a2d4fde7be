//! How many lanes moved a weight, against a count of bits.

use yuragi_hdl::synapse::flip_count::FlipCount;

use crate::bench::Bench;

#[test]
fn flip_count() {
    let mut bench = Bench::new("flip_count", &["count"]);
    for lanes in [1, 5, 16, 33, 64] {
        bench.cell(lanes, FlipCount::new(lanes));
    }
    bench.fault("flip_count", "i < 16; i", "i < 15; i");
    bench.fault("flip_count", "{2'd0, moved[4*k]}", "3'd0");
    bench.wrong("i_enable", "1'b1");
    bench.check(|cell, &lanes: &usize, chance| {
        let (mut kept, mut count) = (0_u64, 0);
        for _ in 0..3_000 {
            let enable = !chance.one_in(3);
            let moved = match chance.below(4) {
                0 => u64::MAX,
                _ => chance.word(),
            } & (u64::MAX >> (64 - lanes));
            for lane in 0..lanes {
                cell.set_lane("i_moved", lane, moved >> lane & 1 == 1);
            }
            cell.set("i_enable", enable);
            cell.settle();
            cell.expect("o_count", count)?;
            cell.expect_register("count", &[count.into()])?;
            cell.step();
            count = kept.count_ones();
            kept = if enable { moved } else { 0 };
        }
        Ok(())
    });
}
