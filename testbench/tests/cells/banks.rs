//! Potentials with their softplus in four banks, and the bank that is the present one of each layer.

use yuragi_hardware as hardware;
use yuragi_hdl::memory::outputs::BankPointers;
use yuragi_hdl::memory::potentials::PotentialBanks;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

use crate::bench::{Bench, Cell, Verdict, coin, deep, design, signed};
use crate::position::first_word;

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let p = hardware::parameters(design);
    let r = p.retrograde_lanes;
    let (base, second) = (first_word(design, 1), first_word(design, 2));
    let last = design.shape().last();
    let end = first_word(design, last) + p.outputs.div_ceil(r);
    let depth = end - base;
    // layer 1 has one bank only
    let place = |at: usize| match base + at % depth < second {
        true => at % depth,
        false => at,
    };
    /// Potentials and softplus of a word, once it was written.
    type Word = Option<Vec<(i64, i64)>>;
    let mut words: Vec<Word> = vec![None; 4 * depth];
    let mut word: Word = None;
    let mut own: Word = None;
    let mut own_lane = 0;
    for cycle in 0..8 * depth + 3_000 {
        let mut any = || chance.below(4 * depth as u64) as usize;
        let (read_at, own_at) = (any(), any());
        let write_at = if cycle < 4 * depth { cycle } else { any() };
        let write = cycle < 4 * depth || coin(chance);
        let read = coin(chance) && !(write && place(read_at) == place(write_at));
        let own_read = coin(chance) && !(write && place(own_at) == place(write_at));
        let next_lane = chance.below(r as u64) as usize;
        let next: Vec<(i64, i64)> = (0..r)
            .map(|_| {
                let softplus = chance.below(1 << p.softplus_bits()) as i64;
                (signed(chance, p.potential_bits() as u32), softplus)
            })
            .collect();
        cell.set_all(&[
            ("i_read", read.into()),
            ("i_read_bank", (read_at / depth) as i64),
            ("i_read_word", (base + read_at % depth) as i64),
            ("i_own_read", own_read.into()),
            ("i_own_bank", (own_at / depth) as i64),
            ("i_own_word", (base + own_at % depth) as i64),
            ("i_own_lane", next_lane as i64),
            ("i_write", write.into()),
            ("i_write_bank", (write_at / depth) as i64),
            ("i_write_word", (base + write_at % depth) as i64),
        ]);
        for (lane, (potential, softplus)) in next.iter().enumerate() {
            cell.set_lane("i_next_potential", lane, *potential);
            cell.set_lane("i_next_softplus", lane, *softplus);
        }
        cell.settle();
        for (lane, (potential, softplus)) in word.iter().flatten().enumerate() {
            cell.expect_lane("o_potential", lane, *potential)?;
            cell.expect_lane("o_softplus", lane, *softplus)?;
        }
        if let Some(own) = &own {
            cell.expect("o_own", own[own_lane].0)?;
        }
        cell.step();
        if read {
            word = words[place(read_at)].clone();
        }
        if own_read {
            own = words[place(own_at)].clone();
        }
        own_lane = next_lane;
        if write {
            words[place(write_at)] = Some(next);
        }
    }
    Ok(())
}

#[test]
fn potential_banks() {
    let mut bench = Bench::new("potential_banks", &[]);
    for design in [
        design([0, 1, 1], [2, 11], [1, 1]),
        design([7, 6, 13], [11, 12], [14, 7]),
        design([3, 40, 9], [6, 0], [16, 8]),
        deep(&[7, 3, 4, 5, 6], &[[0, 3], [1, 4]], [8, 6], [6, 3]),
    ] {
        let p = hardware::parameters(&design);
        bench.part(design, PotentialBanks::new(&p), &p);
    }
    bench.wrong("o_softplus_2", "$ & 12'hffe");
    bench.wrong("i_next_potential_1", "-$");
    bench.wrong("i_write_bank", "{$[1], 1'b0}");
    bench.fault("potential_banks", "own[lane[1:0]*", "own[i_own_lane[1:0]*");
    bench.check(compare);
}

#[test]
fn bank_pointers() {
    let mut bench = Bench::new("bank_pointers", &["banks"]);
    bench.cell((), BankPointers::new());
    bench.wrong("i_reached", "{$[7:1], 1'b0}");
    bench.wrong("i_amount", "2'd1");
    bench.wrong("i_clear", "$ & !i_advance");
    bench.check(|cell, (), chance| {
        let mut banks = [0_i64; 8];
        for _ in 0..5_000 {
            let (clear, advance) = (chance.one_in(20), coin(chance));
            let (reached, amount) = (chance.below(256) as i64, chance.below(4) as i64);
            let [layer, own_layer] = [(); 2].map(|()| chance.below(8) as usize);
            cell.set_all(&[
                ("i_clear", clear.into()),
                ("i_advance", advance.into()),
                ("i_reached", reached),
                ("i_amount", amount),
                ("i_layer", layer as i64),
                ("i_own_layer", own_layer as i64),
            ]);
            cell.shows(&[("o_bank", banks[layer]), ("o_own_bank", banks[own_layer])])?;
            cell.step();
            for (layer, bank) in banks.iter_mut().enumerate() {
                if clear {
                    *bank = 0;
                } else if advance && reached >> layer & 1 == 1 {
                    *bank = (*bank + amount) % 4;
                }
            }
        }
        Ok(())
    });
}
