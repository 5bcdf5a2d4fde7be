//! Stored stimuli, against a list of words.

use yuragi_hardware as hardware;
use yuragi_hdl::memory::store::StimulusStore;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

use crate::bench::{Bench, Cell, Verdict, coin, design};

fn stored(network: [usize; 3], stimuli: usize) -> Design {
    let mut design = design(network, [5, 5], [3, 1]);
    design.hardware.stored_stimuli = stimuli;
    design.validate().expect("a design of this test");
    design
}

/// Cycles from a request until the first word, the one of the request included.
const DELAY: usize = 3;

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let p = hardware::parameters(design);
    let (size, base) = (p.map.stimulus_words, p.map.stimulus);
    let mut memory: Vec<u16> = (0..p.stored_words())
        .map(|_| chance.word() as u16)
        .collect();
    cell.set("i_restart", false);
    cell.set("i_begin", false);
    cell.set("i_next_stimulus", false);
    for (address, &item) in memory.iter().enumerate() {
        cell.set("i_write", true);
        cell.set("i_address", address as i64);
        cell.set("i_item", item);
        cell.step();
    }
    for _ in 0..40 {
        // some words are written again
        for _ in 0..chance.below(4) {
            let (address, item) = (chance.below(memory.len() as u64), chance.word() as u16);
            memory[address as usize] = item;
            cell.set("i_write", true);
            cell.set("i_address", address as i64);
            cell.set("i_item", item);
            cell.step();
        }
        cell.set("i_write", false);
        let stimuli = chance.within(1, p.stored_stimuli as i64) as usize;
        let passes = chance.within(1, 3) as usize;
        cell.set("i_stimuli", stimuli as i64);
        cell.set("i_passes", passes as i64);
        cell.set("i_begin", true);
        let mut plays = passes * stimuli;
        // a rehearsal may be cut off
        let cut = chance
            .one_in(4)
            .then(|| chance.below(plays as u64) as usize);
        for turn in (0..stimuli).cycle().take(plays) {
            cell.set("i_next_stimulus", true);
            cell.set("i_address", chance.below(memory.len() as u64) as i64);
            cell.settle();
            cell.expect("o_busy", false)?;
            cell.step();
            cell.set("i_begin", false);
            cell.set("i_next_stimulus", false);
            cell.set("i_stimuli", chance.word() as u16);
            cell.set("i_passes", chance.word() as u16);
            let words = &memory[turn * size..][..size];
            for cycle in 1..DELAY + size {
                cell.settle();
                cell.expect("o_busy", true)?;
                cell.expect("o_copying", cycle >= DELAY)?;
                if cycle >= DELAY {
                    cell.expect("o_word", words[cycle - DELAY])?;
                    cell.expect("o_place", (base + cycle - DELAY) as i64)?;
                }
                let restart = cut == Some(plays) && coin(chance);
                cell.set("i_restart", restart);
                cell.step();
                if restart {
                    break;
                }
            }
            cell.set("i_restart", false);
            cell.settle();
            cell.expect("o_busy", false)?;
            cell.expect("o_copying", false)?;
            plays -= 1;
            if cut.is_some_and(|cut| plays < cut) {
                break;
            }
            cell.expect("o_finished", plays == 0)?;
        }
    }
    Ok(())
}

#[test]
fn stimulus_store() {
    let mut bench = Bench::new("stimulus_store", &[]);
    for (network, stimuli) in [
        ([4, 3, 2], 5),
        ([0, 1, 1], 1),
        ([33, 2, 17], 9),
        ([5, 2, 3], 64),
    ] {
        let design = stored(network, stimuli);
        let block = StimulusStore::new(&hardware::parameters(&design));
        bench.cell(design, block);
    }
    // a word too few; a pass too many; a stimulus is passed over; a word late; a write that was not asked for; no restart
    bench.wrong("i_passes", "$ + 16'd1");
    bench.wrong("i_stimuli", "$ ^ 16'd1");
    bench.wrong("o_place", "$ + 16'd1");
    bench.wrong("i_write", "1'b1");
    bench.wrong("i_restart", "1'b0");
    bench.fault(
        "stimulus_memory",
        "word <= read;",
        "word <= words[address];",
    );
    bench.check(compare);
}
