//! The memory of spike lists: what is written is read, only when it is asked for.

use yuragi_hardware as hardware;
use yuragi_hdl::memory::list::SpikeList;

use crate::bench::{Bench, coin, shapes};

#[test]
fn spike_list() {
    let mut bench = Bench::new("spike_list", &[]);
    for design in shapes() {
        let p = hardware::parameters(&design);
        bench.part(design, SpikeList::new(&p.geometry), &p);
    }
    bench.wrong("i_read", "1'b1");
    bench.wrong("i_next_both", "$ & !i_next_end");
    bench.wrong("i_next_row", "{$[10:1], 1'b0}");
    bench.wrong("i_write", "$ | i_write_address[3:0] == 4'd3");
    bench.check(|cell, design, chance| {
        let p = hardware::parameters(design);
        // a list for the inputs if there are any, an entry for each pair, and one for each hidden layer; each with its end
        let shape = design.shape();
        let hidden: usize = (1..shape.last())
            .map(|layer| shape.neurons(layer) + 1)
            .sum();
        let depth = shape.inputs().div_ceil(2) + 1 + hidden;
        assert_eq!(p.geometry.list_depth(), depth, "of {design:?}");
        let mut entries: Vec<Option<[i64; 3]>> = vec![None; depth];
        let mut entry: Option<[i64; 3]> = None;
        for cycle in 0..2 * depth + 3_000 {
            let place = match cycle < depth {
                true => cycle,
                false => chance.below(depth as u64) as usize,
            };
            let read_place = chance.below(depth as u64) as usize;
            let write = (cycle < depth || coin(chance)) && (place != read_place || depth == 1);
            let read = coin(chance) && !(write && place == read_place);
            let next = [
                i64::from(coin(chance)),
                i64::from(coin(chance)),
                chance.below(shape.depth() as u64) as i64,
            ];
            cell.set_all(&[
                ("i_read", read.into()),
                ("i_read_address", read_place as i64),
                ("i_write", write.into()),
                ("i_write_address", place as i64),
                ("i_next_end", next[0]),
                ("i_next_both", next[1]),
                ("i_next_row", next[2]),
            ]);
            cell.settle();
            if let Some([end, both, row]) = entry {
                cell.shows(&[("o_end", end), ("o_both", both), ("o_row", row)])?;
            }
            cell.step();
            if read {
                entry = entries[read_place];
            }
            if write {
                entries[place] = Some(next);
            }
        }
        Ok(())
    });
}
