//! Spikes of hidden neurons and read-out spikes, against the words of the host's part of the scratch memory.

use yuragi_hardware as hardware;
use yuragi_hdl::host::words::SpikeWords;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

use crate::bench::{Bench, Cell, Verdict, coin, deep, same, shapes};

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let p = hardware::parameters(design);
    let (hidden, outputs) = (p.hidden, p.outputs);
    let units = (2 * (p.inputs + outputs).div_ceil(2)).div_ceil(16);
    cell.set_all(&[
        ("i_begin", 0),
        ("i_begin_readout", 0),
        ("i_put", 0),
        ("i_readout", 0),
    ]);
    for _ in 0..60 {
        // at times a presentation ends early, as at a restart
        for (readout, count) in [(false, hidden), (true, outputs)] {
            let begin = if readout {
                "i_begin_readout"
            } else {
                "i_begin"
            };
            let base = p.map.spikes + units + if readout { hidden.div_ceil(8) } else { 0 };
            let cut = chance
                .one_in(8)
                .then(|| chance.below(count as u64 + 1) as usize);
            cell.set(begin, true);
            cell.set("i_readout", readout);
            cell.set("i_put", false);
            cell.step();
            cell.set(begin, false);
            let size = if readout { 16 } else { 8 };
            let mut neurons: Vec<[bool; 2]> = Vec::new();
            // words on their way: in how many cycles, which one, and the bits that count
            let mut due: Option<(usize, usize, u64, u64)> = None;
            let mut idle = 0;
            while idle < 4 {
                // behind a whole word of outputs there is a pause of two cycles
                let pause = matches!(due, Some((1.., ..)));
                let put = neurons.len() < cut.unwrap_or(count) && !pause && coin(chance);
                let neuron = [coin(chance), coin(chance)];
                cell.set_all(&[
                    ("i_put", put.into()),
                    ("i_spike", neuron[0].into()),
                    ("i_predicted", neuron[1].into()),
                    ("i_last", (neurons.len() + 1 == count).into()),
                ]);
                cell.settle();
                let writes = due.filter(|(wait, ..)| *wait == 0);
                cell.expect("o_write", writes.is_some())?;
                if let Some((_, word, bits, mask)) = writes {
                    cell.expect("o_address", (base + word) as i64)?;
                    same("the spikes", cell.get("o_word") & mask, bits)?;
                    due = None;
                }
                cell.step();
                due = due.map(|(wait, word, bits, mask)| (wait - 1, word, bits, mask));
                idle = if neurons.len() == cut.unwrap_or(count) {
                    idle + 1
                } else {
                    0
                };
                if !put {
                    continue;
                }
                neurons.push(neuron);
                if neurons.len().is_multiple_of(size) || neurons.len() == count {
                    let word = (neurons.len() - 1) / size;
                    let some = &neurons[word * size..];
                    let above = size - some.len();
                    let place = |bit: usize| 1_u64 << (above + bit);
                    let (mut bits, mut mask) = (0, 0);
                    for (at, [spike, predicted]) in some.iter().enumerate() {
                        bits |= u64::from(*predicted) * place(at);
                        mask |= place(at);
                        if !readout {
                            bits |= u64::from(*spike) * place(at + 8);
                            mask |= place(at + 8);
                        }
                    }
                    due = Some((2 * usize::from(readout), word, bits, mask));
                }
            }
        }
    }
    Ok(())
}

#[test]
fn spike_words() {
    let mut bench = Bench::new("spike_words", &[]);
    let mut designs: Vec<Design> = shapes()
        .into_iter()
        .filter(|d| d.network.hidden() > 0)
        .collect();
    designs.push(deep(&[3, 8, 16], &[], [3, 1], [4, 2]));
    designs.push(deep(&[20, 23, 33], &[], [3, 1], [4, 2]));
    for design in designs {
        let p = hardware::parameters(&design);
        bench.part(design, SpikeWords::new(&p), &p);
    }
    bench.wrong("i_predicted", "$ ^ i_last");
    bench.wrong("i_last", "1'b0");
    bench.wrong("o_address", "{$[15:1], 1'b0}");
    bench.wrong("i_begin", "1'b0");
    bench.check(compare);
}
