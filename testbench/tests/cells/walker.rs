//! The rows that a target group reads, against the lists of spikes: all of them, each once, in order, and no entry before it is
//! written.

use yuragi_hardware as hardware;
use yuragi_hdl::Parameters;
use yuragi_hdl::control::walker::Walker;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::shape::{Shape, Source};

use crate::bench::{Bench, Cell, Verdict, coin, same, shapes};

/// An entry of a list: a row, or the end; whether the row after it spiked, too.
#[derive(Clone, Copy)]
struct Entry {
    end: bool,
    both: bool,
    row: usize,
}

/// Random spikes, list by list: where each begins, and its entries.
fn lists(shape: &Shape, p: &Parameters, chance: &mut SplitMix64) -> Vec<(usize, Vec<Entry>)> {
    let rate = 1 + chance.below(4);
    (0..shape.last())
        .map(|layer| {
            let rows = shape.rows(Source::Layer(layer));
            let spikes: Vec<bool> = (0..shape.neurons(layer))
                .map(|_| chance.one_in(rate))
                .collect();
            let width = if layer == 0 { 2 } else { 1 };
            let entry = |(number, pair): (usize, &[bool])| {
                let first = pair.iter().position(|spike| *spike)?;
                Some(Entry {
                    end: false,
                    both: pair.iter().filter(|spike| **spike).count() == 2,
                    row: rows.first + (width * number + first) * rows.words,
                })
            };
            let mut entries: Vec<Entry> =
                spikes.chunks(width).enumerate().filter_map(entry).collect();
            let (both, row) = (coin(chance), chance.below(shape.depth() as u64) as usize);
            entries.push(Entry {
                end: true,
                both,
                row,
            });
            (p.geometry.list(layer), entries)
        })
        .collect()
}

/// The addresses that belong to a target group.
fn expected(
    shape: &Shape,
    lists: &[(usize, Vec<Entry>)],
    layer: usize,
    group: usize,
) -> Vec<usize> {
    let mut all = Vec::new();
    for source in shape.sources(layer) {
        let word = shape.part(source, layer).expect("a source").word + group;
        match source {
            Source::Bias => all.push(shape.rows(source).first + word),
            Source::Layer(below) => {
                for entry in lists[below].1.iter().filter(|entry| !entry.end) {
                    all.push(entry.row + word);
                    if entry.both {
                        all.push(entry.row + shape.rows(source).words + word);
                    }
                }
            }
        }
    }
    all
}

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let (shape, p) = (design.shape(), hardware::parameters(design));
    let blank = Entry {
        end: true,
        both: true,
        row: 0,
    };
    let mut memory = vec![blank; p.geometry.list_depth()];
    let mut read = blank;
    for walk in 0..400 {
        let lists = lists(&shape, &p, chance);
        let layer = chance.within(1, shape.last() as i64) as usize;
        let group = chance.below(shape.neurons(layer).div_ceil(shape.lanes()) as u64) as usize;
        // the list of the layer below it may yet have to be written: at times slowly, at times without a pause
        let late = if walk % 2 == 0 {
            lists[layer - 1].1.len()
        } else {
            0
        };
        let pause = 1 + chance.below(4);
        for (first, entries) in &lists {
            memory[*first..][..entries.len()].copy_from_slice(entries);
        }
        let (first, all) = &lists[layer - 1];
        let mut written = match late {
            0 => p.geometry.list(layer),
            _ => {
                // what stood there before misleads
                for entry in &mut memory[*first..][..all.len()] {
                    entry.end = coin(chance);
                    entry.row = chance.below(shape.depth() as u64) as usize;
                }
                *first
            }
        };
        let wanted = expected(&shape, &lists, layer, group);
        let stopped = chance
            .one_in(8)
            .then(|| 1 + chance.below(wanted.len() as u64 + 4));
        let mut issued = Vec::new();
        let sources = shape.sources(layer).count() - 1;
        let mut waited = 0;
        for cycle in 0.. {
            let stop = stopped == Some(cycle);
            cell.set_all(&[
                ("i_begin", (cycle == 0).into()),
                ("i_stop", stop.into()),
                ("i_layer", layer as i64),
                ("i_group", group as i64),
                ("i_written", written as i64),
                ("i_end", read.end.into()),
                ("i_both", read.both.into()),
                ("i_row", read.row as i64),
            ]);
            cell.settle();
            let ends = cell.get("o_last") == 1;
            if cell.get("o_issue") == 1 {
                let address = cell.get("o_address") as usize;
                let right = wanted.get(issued.len());
                same(
                    "an address",
                    address as u64,
                    right.map_or(u64::MAX, |&a| a as u64),
                )?;
                issued.push(address);
                same(
                    "the last one",
                    ends.into(),
                    (issued.len() == wanted.len()).into(),
                )?;
            }
            let reads = cell.get("o_read") == 1;
            let place = cell.get("o_read_address") as usize;
            if reads && late > 0 && (written..first + all.len()).contains(&place) {
                return Err(format!(
                    "entry {place} is read, and {written} is written next"
                ));
            }
            cell.step();
            if reads {
                read = memory[place];
            }
            if stop || issued.len() == wanted.len() {
                break;
            }
            // an entry a cycle, two for a pair; two cycles more for the end of each list
            let done = late == 0 || written >= first + all.len();
            waited += u64::from(done);
            if waited > wanted.len() as u64 + 2 * sources as u64 + 1 {
                return Err(format!(
                    "{} of {} after {cycle} cycles",
                    issued.len(),
                    wanted.len()
                ));
            }
            if late > 0 && written < first + all.len() && chance.one_in(pause) {
                memory[written] = all[written - first];
                written += 1;
                if written == first + all.len() {
                    written = p.geometry.list(layer);
                }
            }
        }
        // nothing follows the last one, or a stop
        cell.set_all(&[("i_begin", 0), ("i_stop", 0)]);
        for cycle in 0..6 {
            let left = stopped.is_some() && cycle == 0 && issued.len() < wanted.len();
            cell.settle();
            if cell.get("o_issue") == 1 && !left {
                return Err("an address that nobody asked for".to_owned());
            }
            cell.step();
        }
    }
    Ok(())
}

#[test]
fn walker() {
    let mut bench = Bench::new("walker", &[]);
    for design in shapes() {
        let p = hardware::parameters(&design);
        bench.part(design, Walker::new(&p), &p);
    }
    // an entry before it is written; the second of a pair; a list that is left out; the wrong part of the row; no stop
    bench.wrong("i_written", "~$");
    bench.wrong("i_both", "1'b0");
    bench.wrong("o_address", "$ ^ {8'd0, o_last}");
    bench.fault("walker", "!finished & !i_stop", "!finished");
    bench.wrong("i_group", "12'd0");
    bench.check(compare);
}
