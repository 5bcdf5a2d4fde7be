//! Spike, prediction spike and mask of each neuron, against words kept here.

use yuragi_hardware as hardware;
use yuragi_hdl::memory::states::NeuronStates;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

use crate::bench::{Bench, Cell, Verdict, coin, shapes};

/// Spike, prediction spike, mask.
type State = [bool; 3];

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let p = hardware::parameters(design);
    let (r, depth) = (p.retrograde_lanes, p.geometry.all_steps());
    let mut words: Vec<Option<Vec<State>>> = vec![None; depth];
    let mut begun = vec![[false; 3]; r];
    let (mut child, mut own): (Option<Vec<State>>, Option<Vec<State>>) = (None, None);
    let mut own_lane = 0;
    for _ in 0..6_000 {
        let mut place = || chance.below(depth as u64) as usize;
        let (read_word, own_word, word) = (place(), place(), place());
        // neurons come one after another, outputs of a stimulus when no word is begun
        let seed = chance.one_in(6);
        let put = !seed && coin(chance);
        let lane = chance.below(r as u64) as usize;
        let store = put && coin(chance);
        let clear = !put && chance.one_in(4);
        let decided: State = [(); 3].map(|()| coin(chance));
        let writes = store || seed;
        let read = coin(chance) && !(writes && read_word == word);
        let own_read = coin(chance) && !(writes && own_word == word);
        let next_lane = chance.below(r as u64) as usize;
        cell.set_all(&[
            ("i_read", read.into()),
            ("i_read_word", read_word as i64),
            ("i_own_read", own_read.into()),
            ("i_own_word", own_word as i64),
            ("i_own_lane", next_lane as i64),
            ("i_clear", clear.into()),
            ("i_put", put.into()),
            ("i_put_lane", lane as i64),
            ("i_put_spike", decided[0].into()),
            ("i_put_predicted", decided[1].into()),
            ("i_put_mask", decided[2].into()),
            ("i_store", store.into()),
            ("i_word", word as i64),
            ("i_seed", seed.into()),
        ]);
        let seeds: Vec<State> = (0..r)
            .map(|_| [coin(chance), false, coin(chance)])
            .collect();
        for (lane, [spike, _, mask]) in seeds.iter().enumerate() {
            cell.set_lane("i_seed_spike", lane, *spike);
            cell.set_lane("i_seed_mask", lane, *mask);
        }
        cell.settle();
        for (lane, [spike, _, mask]) in child.iter().flatten().enumerate() {
            cell.expect_lane("o_spiked", lane, *spike)?;
            cell.expect_lane("o_masked", lane, *mask)?;
        }
        for (lane, [spike, predicted, mask]) in own.iter().flatten().enumerate() {
            cell.expect_lane("o_up", lane, *spike && !predicted)?;
            cell.expect_lane("o_down", lane, !spike && *predicted)?;
            if lane == own_lane {
                cell.expect("o_own_spike", *spike)?;
                cell.expect("o_own_mask", *mask)?;
            }
        }
        cell.step();
        if read {
            child = words[read_word].clone();
        }
        if own_read {
            own = words[own_word].clone();
        }
        own_lane = next_lane;
        if seed {
            words[word] = Some(seeds);
        }
        if put {
            for (kept, new) in begun[lane].iter_mut().zip(decided) {
                *kept |= new;
            }
        }
        if store {
            words[word] = Some(begun.clone());
        }
        if store || clear {
            begun = vec![[false; 3]; r];
        }
    }
    Ok(())
}

#[test]
fn neuron_states() {
    let mut bench = Bench::new("neuron_states", &[]);
    for design in shapes() {
        let p = hardware::parameters(&design);
        bench.part(design, NeuronStates::new(&p), &p);
    }
    // a word that is begun is not forgotten; a seed with prediction spikes; masks of children; the lane of a cycle later
    bench.wrong("i_clear", "1'b0");
    bench.wrong("o_down_1", "$ | (o_up_1 & i_put_spike)");
    bench.fault(
        "neuron_states",
        "{next[5:4], next[1:0]}",
        "{next[3:2], next[1:0]}",
    );
    bench.fault(
        "neuron_states",
        "2'd1 << lane[0:0]",
        "2'd1 << i_own_lane[0:0]",
    );
    bench.check(compare);
}
