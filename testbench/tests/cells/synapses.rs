//! Row memory, lanes, their generator and their counts together, against the specification and `yuragi_model::random`.

use yuragi_hardware as hardware;
use yuragi_hdl::synapse::array::Synapses;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

use crate::bench::{Bench, Cell, Verdict, coin, design, pack, signed};
use crate::lane_lfsr::{advance, draws, start};
use crate::synapse_lane::Request;

/// What the word of a cycle is read for.
#[derive(Clone, Copy, PartialEq)]
enum Task {
    Evidence,
    Noise,
    /// All weights move one lane down, and a new one, an initial one or the first one enters above the last.
    Load,
    Initialise,
    Turn,
}

/// An initial weight: the upper N bits of a draw as a signed number, 0 for none.
fn initial_weight(draw: u16, initial: u32) -> i64 {
    match initial {
        0 => 0,
        _ => i64::from(draw as i16 >> (16 - initial)),
    }
}

/// Evidence of both kinds, but not at once.
fn evidence(chance: &mut SplitMix64) -> (bool, bool) {
    let up = coin(chance);
    (up, !up && coin(chance))
}

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let depth = design.shape().depth();
    let (lanes, bits, selected) = (
        design.hardware.lanes,
        design.synapse.bits,
        design.hardware.retrograde_lanes,
    );
    let memory = |words: &[Vec<i64>]| -> Vec<u64> {
        let word = |word: &Vec<i64>| pack(word.iter().map(|&weight| (weight, bits as usize)));
        words.iter().flat_map(word).collect()
    };
    let mut words: Vec<Vec<i64>> = (0..depth)
        .map(|_| (0..lanes).map(|_| signed(chance, bits)).collect())
        .collect();
    cell.set_register("row_memory.words", &memory(&words));
    cell.set("i_read_address", 0);
    cell.step();
    let mut word = words[0].clone();
    let mut stream = start(lanes);
    // what the lanes made of the word before: it leaves a cycle later
    let mut stepped: Option<Vec<i64>> = None;
    // draws and threshold come a cycle before their word
    let mut drawn = vec![0_u8; lanes];
    // so does what a load puts into the last lane
    let mut entering = 0;
    let mut threshold = 0;
    // counted three cycles after
    let (mut moved, mut kept, mut flips) = ([0, 0], [0, 0], [0, 0]);

    for turn in 0..3_000 {
        let task = match chance.below(9) {
            0 => Task::Load,
            1 => Task::Initialise,
            2 => Task::Turn,
            3..=4 => Task::Noise,
            _ => Task::Evidence,
        };
        let loading = matches!(task, Task::Load | Task::Initialise | Task::Turn);
        // no address is read and written in one cycle
        let read = chance.below(depth as u64) as usize;
        let write = chance.below(depth as u64) as usize;
        let writing = turn > 0 && coin(chance) && read != write;
        cell.set("i_read_address", read as i64);
        cell.set("i_write", writing);
        cell.set("i_write_address", write as i64);

        let next_threshold = match chance.below(3) {
            0 => 2 * chance.below(129),
            1 => chance.below(257),
            _ => 256,
        } as u16;
        let requests: Vec<Request> = (0..lanes)
            .map(|lane| {
                let (open, close) = evidence(chance);
                cell.set_lane("i_open", lane, open);
                cell.set_lane("i_close", lane, close);
                Request {
                    open,
                    close,
                    noise: task == Task::Noise,
                    draw: drawn[lane],
                    threshold,
                }
            })
            .collect();
        cell.set("i_noise", task == Task::Noise);
        cell.set("i_threshold", next_threshold);
        (drawn, threshold) = (draws(&stream)[..lanes].to_vec(), next_threshold);
        // of the weights that the word before moved
        let counting = coin(chance);
        cell.set("i_count_flips", counting);

        let (loaded, random_word) = (signed(chance, bits), chance.word() as u16);
        cell.set("i_load", loading);
        cell.set("i_initialise", task == Task::Initialise);
        cell.set("i_turn", task == Task::Turn);
        cell.set("i_loaded", loaded);
        cell.set("i_random_word", random_word);

        let (reset, draw) = (chance.one_in(100), coin(chance));
        let absorb = if coin(chance) { chance.word() as u8 } else { 0 };
        cell.set("i_reset", reset);
        cell.set("i_draw", draw);
        cell.set("i_absorb", absorb);

        let group = chance.below((lanes / selected) as u64) as usize;
        cell.set("i_group", group as i64);

        cell.settle();
        cell.expect_register("lane_lfsr.state", stream.state())?;
        if turn % 50 == 0 {
            cell.expect_register("row_memory.words", &memory(&words))?;
        }
        cell.expect("o_random_bit", draws(&stream)[0] & 1)?;
        for (lane, weight) in word.iter().enumerate() {
            cell.expect_lane("o_weight", lane, *weight)?;
        }
        for (place, weight) in word[group * selected..][..selected].iter().enumerate() {
            cell.expect_lane("o_selected", place, *weight)?;
        }
        cell.expect("o_flips_up", flips[0])?;
        cell.expect("o_flips_down", flips[1])?;
        cell.step();

        // what the lanes make of the word
        let changes: Vec<i64> = word
            .iter()
            .zip(&requests)
            .map(|(&w, r)| r.change(w, bits))
            .collect();
        let count = |sign: i64| changes.iter().filter(|&&change| change == sign).count() as i64;
        flips = kept;
        kept = if counting { moved } else { [0, 0] };
        moved = [count(1), count(-1)];
        let made = word.iter().zip(&changes).map(|(w, change)| w + change);
        let mut next = stepped.replace(made.collect());
        if loading {
            let next = next.insert(word.clone());
            next.remove(0);
            next.push(match task {
                Task::Initialise => initial_weight(random_word, design.initial()),
                _ => entering,
            });
        }
        entering = if task == Task::Turn { word[0] } else { loaded };
        word = words[read].clone();
        if let (true, Some(next)) = (writing, next) {
            words[write] = next;
        }
        advance(&mut stream, reset, draw, absorb);
    }
    cell.expect_register("row_memory.words", &memory(&words))
}

#[test]
fn synapses() {
    let mut bench = Bench::new("synapses", &["row_memory.words", "lane_lfsr.state"]);
    let wide = |initial: u32| {
        let mut design = design([33, 4, 6], [8, 8], [24, 3]);
        design.synapse.initial = Some(initial);
        design
    };
    for design in [
        design([0, 1, 1], [2, 11], [1, 1]),
        design([0, 5, 4], [3, 1], [3, 1]),
        design([10, 5, 7], [12, 10], [33, 3]),
        wide(0),
        wide(8),
        design([6, 3, 9], [4, 3], [4, 4]),
        design([13, 8, 11], [10, 9], [10, 5]),
    ] {
        let p = hardware::parameters(&design);
        bench.part(design, Synapses::new(&p), &p);
    }
    // a turn that loads; evidence of another lane; draws from 240; a bit of an initial weight; a group; a shift
    bench.wrong("i_turn", "1'b0");
    bench.wrong("i_open_2", "i_open_3");
    bench.wrong("i_threshold", "$ == 9'd256 ? 9'd240 : $");
    bench.wrong("i_random_word", "$ & 16'hfdff");
    bench.wrong("i_group", "6'd0");
    bench.fault("lane_lfsr", "state << 19", "state << 20");
    bench.check(compare);
}
