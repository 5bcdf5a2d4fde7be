//! Spikes and random bits for the host, against the words of a memory and the bits of three streams.

use yuragi_hardware as hardware;
use yuragi_hdl::host::reader::ItemReader;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

use crate::bench::{Bench, Cell, Verdict, coin, shapes};

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let p = hardware::parameters(design);
    let words = p.spike_words();
    cell.set_all(&[("i_start", 0), ("i_resume", 0)]);
    for _ in 0..200 {
        let memory: Vec<u16> = (0..words).map(|_| chance.word() as u16).collect();
        let draw = coin(chance);
        let items = if draw {
            1 + chance.below(4) as usize
        } else {
            words
        };
        for item in 0..items {
            cell.set("i_start", item == 0);
            cell.set("i_resume", item > 0);
            cell.set("i_draw", draw);
            cell.step();
            cell.set_all(&[("i_start", 0), ("i_resume", 0)]);
            let mut expected = memory.get(item).copied().unwrap_or(0);
            if draw {
                expected = 0;
            }
            for cycle in 0..if draw { 16 } else { 2 } {
                let mut bit = false;
                for stream in 0..3 {
                    let one = coin(chance);
                    cell.set_lane("i_stream", stream, one);
                    bit ^= one;
                }
                if draw {
                    expected |= u16::from(bit) << cycle;
                }
                let reads = !draw && cycle == 0;
                cell.shows(&[
                    ("o_ready", 0),
                    ("o_step_streams", draw.into()),
                    ("o_read", reads.into()),
                ])?;
                if reads {
                    cell.expect("o_address", (p.map.spikes + item) as i64)?;
                }
                cell.step();
                // the word comes a cycle after its address
                let word = if reads {
                    memory[item]
                } else {
                    chance.word() as u16
                };
                cell.set("i_word", word);
            }
            for _ in 0..1 + chance.below(3) {
                cell.shows(&[
                    ("o_ready", 1),
                    ("o_item", expected.into()),
                    ("o_step_streams", 0),
                    ("o_read", 0),
                ])?;
                if !draw {
                    cell.expect("o_finished", item + 1 == words)?;
                }
                cell.step();
                cell.set("i_word", chance.word() as u16);
            }
        }
    }
    Ok(())
}

#[test]
fn item_reader() {
    let mut bench = Bench::new("item_reader", &[]);
    for design in shapes() {
        let p = hardware::parameters(&design);
        bench.part(design, ItemReader::new(&p), &p);
    }
    bench.wrong("i_stream_2", "1'b0");
    bench.wrong("i_draw", "1'b0");
    bench.wrong("o_finished", "1'b0");
    bench.wrong("i_resume", "$ & !o_finished & o_address[0]");
    bench.check(compare);
}
