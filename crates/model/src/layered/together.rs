//! Presentations of one network, or of several of one design side by side.
//!
//! A network waits for itself most of the time: each neuron for the one before it, and each phase for the last results of the
//! one before. Several networks do not wait for each other, so the processor works at one while another waits.

use std::sync::Arc;

use super::events::{DRAWS, Events, Ready};
use super::few::Few;
use super::pass::Block;
use super::state::State;
#[cfg(target_arch = "x86_64")]
use crate::fast::avx2::Avx2;
use crate::fast::vector::{LANES, Portable, Vector};
use crate::options::Ablation;

/// A network.
pub(super) struct Chain<'a> {
    pub events: &'a mut Events,
    pub state: &'a mut State,
}

/// Presents the stimuli of K networks once.
pub(super) fn present<const K: usize>(chains: &mut [Chain; K]) {
    if !alike(chains) {
        for Chain { events, state } in chains {
            compiled(&mut [Chain { events, state }]);
        }
        return;
    }
    compiled(chains);
}

/// Whether the networks are of one design and have as many passes.
fn alike<const K: usize>(chains: &[Chain; K]) -> bool {
    chains.windows(2).all(|pair| {
        let [a, b] = [&pair[0], &pair[1]];
        Arc::ptr_eq(a.events.common(), b.events.common())
            && a.state.any_clamped == b.state.any_clamped
            && a.state.registers.sweeps == b.state.registers.sweeps
            && a.state.options == b.state.options
    })
}

fn compiled<const K: usize>(chains: &mut [Chain; K]) {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
        fn with_avx2<const K: usize>(chains: &mut [Chain; K]) {
            present_with::<Avx2, K>(chains);
        }
        if chains[0].events.common().avx2 {
            // SAFETY: the processor was found to have these features.
            unsafe { with_avx2(chains) };
            return;
        }
    }
    present_with::<Portable, K>(chains);
}

#[inline(always)]
fn present_with<V: Vector, const K: usize>(chains: &mut [Chain; K]) {
    let common = Arc::clone(chains[0].events.common());
    let last = chains[0].state.shape.last();
    for Chain { events, state } in chains.iter_mut() {
        events.encode(state);
    }
    for layer in 1..=last {
        for Chain { events, state } in chains.iter_mut() {
            events.sum::<V>(state, layer);
        }
        if layer < last {
            for Chain { events, state } in chains.iter_mut() {
                events.predict::<V>(state, layer);
            }
        }
    }
    if chains[0].state.any_clamped {
        let sweeps = chains[0].state.registers.sweeps;
        let retrograde = chains[0].state.options.keeps(Ablation::Retrograde);
        for sweep in 1..=sweeps {
            for hidden in &common.hidden {
                for done in (0..hidden.neurons).step_by(DRAWS) {
                    let mut ready = [const { None }; K];
                    for (ready, Chain { events, state }) in ready.iter_mut().zip(chains.iter_mut())
                    {
                        *ready = Some(events.prepare::<V>(state, hidden, sweep == sweeps, done));
                    }
                    match *hidden.blocks {
                        // Ten is the number of classes of the usual data sets.
                        [block] if retrograde => match block.children {
                            ..=4 => few::<V, 4, K>(ready, block),
                            5..=10 => few::<V, 10, K>(ready, block),
                            _ => few::<V, LANES, K>(ready, block),
                        },
                        _ => {
                            for ready in ready.into_iter().flatten() {
                                one_by_one::<V>(ready, &hidden.blocks, retrograde);
                            }
                        }
                    }
                }
            }
        }
    }
    for Chain { events, state } in chains.iter_mut() {
        events.read_out::<V>(state);
    }
    for Chain { events, state } in chains.iter_mut() {
        if state.registers.learn {
            events.flip::<V>(state);
            if state.registers.noise > 0 {
                events.fluctuate::<V>(state);
            }
        }
        state.grow_older();
    }
}

/// Resamples a layer of all networks, a candidate of each in turn.
#[inline(always)]
fn few<V: Vector, const CHILDREN: usize, const K: usize>(ready: [Option<Ready>; K], block: Block) {
    let mut all: [Option<Few<V, CHILDREN>>; K] = [const { None }; K];
    // No closures: code that the compiler does not put in place would not use AVX2.
    for (few, ready) in all.iter_mut().zip(ready) {
        if let Some(ready) = ready {
            let (signs, signed) = (&ready.children.signs, &ready.children.signed);
            let look_up = &ready.common.look_up;
            *few = Some(Few::new(ready.pass, block, signs, signed, look_up));
        }
    }
    let groups = all[0].as_ref().map_or(0, Few::groups);
    for group in 0..groups {
        let mut waiting = false;
        for few in all.iter_mut().flatten() {
            few.enter(group);
            waiting |= few.waits();
        }
        while waiting {
            waiting = false;
            for few in all.iter_mut().flatten() {
                if few.waits() {
                    few.resample::<K>();
                    waiting |= few.waits();
                }
            }
        }
    }
}

#[inline(always)]
fn one_by_one<V: Vector>(ready: Ready, blocks: &[Block], retrograde: bool) {
    let Ready {
        pass,
        children,
        common,
    } = ready;
    if retrograde {
        children.many::<V>(pass, blocks, &common.bound, &common.look_up);
    } else {
        children.deaf::<V>(pass, blocks, &common.look_up);
    }
}
