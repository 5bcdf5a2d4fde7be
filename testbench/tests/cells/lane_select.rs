//! The choice of the values of a retrograde step.

use yuragi_hdl::Widths;
use yuragi_hdl::memory::select::LaneSelect;

use crate::bench::{Bench, signed};

#[test]
fn lane_select() {
    let mut bench = Bench::new("lane_select", &[]);
    // values, of which so many at a time
    bench.cell((1, 1), LaneSelect::<2>::new(1, 1, &Widths::default()));
    bench.cell((5, 5), LaneSelect::<3>::new(5, 5, &Widths::default()));
    bench.cell((8, 1), LaneSelect::<2>::new(8, 1, &Widths::default()));
    bench.cell((3, 8), LaneSelect::<16>::new(3, 8, &Widths::default()));
    bench.cell((64, 8), LaneSelect::<12>::new(64, 8, &Widths::default()));
    bench.cell((17, 1), LaneSelect::<24>::new(17, 1, &Widths::default()));
    bench.cell((10, 3), LaneSelect::<17>::new(10, 3, &Widths::default()));
    bench.fault("lane_select", "== 2'd1 ?", "== 2'd0 ?");
    bench.wrong("i_group", "6'd0");
    bench.wrong("o_selected_2", "i_value_1");
    bench.check(|cell, &(values, selected): &(usize, usize), chance| {
        let bits = cell.width("i_value_0");
        for _ in 0..2_000 {
            let lanes: Vec<i64> = (0..values).map(|_| signed(chance, bits)).collect();
            for (lane, value) in lanes.iter().enumerate() {
                cell.set_lane("i_value", lane, *value);
            }
            let group = chance.below(values.div_ceil(selected) as u64) as usize;
            cell.set("i_group", group as i64);
            cell.settle();
            // places beyond the last value do not matter
            for (place, value) in lanes
                .iter()
                .skip(group * selected)
                .take(selected)
                .enumerate()
            {
                cell.expect_lane("o_selected", place, *value)?;
            }
        }
        Ok(())
    });
}
