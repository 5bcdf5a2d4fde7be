//! A core that stores stimuli learns from them as the model does, and refuses what it cannot do.

use yuragi_engines::Engine;
use yuragi_engines::compare::{Pair, RandomSteps, Step};
use yuragi_engines::rtl::Rtl;
use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::{Rehearsal, Stimulus};
use yuragi_testbench::campaigns::frames::{
    ADDRESS, Bench, LENGTH, OPCODE, READ, REHEARSE, STORE, VALUE, WRITE, access, frame, refusal,
};

fn design(text: &str) -> Design {
    Design::parse(text, "of this test").expect("a design of this test")
}

/// Stimuli of random steps: some outputs clamped, some free.
fn stimuli(design: &Design, seed: u64, count: usize) -> Vec<Stimulus> {
    let shown = RandomSteps::new(design, seed).filter_map(|step| match step {
        Step::Show(stimulus) => Some(stimulus),
        _ => None,
    });
    shown.take(count).collect()
}

fn rehearse(design: &Design, seed: u64, rounds: u64) {
    let mut chance = SplitMix64::new(seed);
    let mut model = Model::new(design).expect("a model");
    let mut rtl = Rtl::new(design).expect("a core");
    let mut steps = RandomSteps::new(design, seed);
    let mut presentations = 0;
    for round in 0..rounds {
        // registers, weights, stimuli of the host in between
        for step in steps.by_ref().take(5) {
            step.apply(&mut model).expect("a step");
            step.apply(&mut rtl).expect("a step");
        }
        let room = design.hardware.stored_stimuli as u64;
        let stored = stimuli(design, seed + round, chance.within(1, room as i64) as usize);
        let rehearsal = Rehearsal {
            stimuli: chance.within(1, stored.len() as i64) as u16,
            presentations: chance.within(1, 4) as u16,
            passes: chance.within(1, 3) as u16,
        };
        for engine in [&mut model as &mut dyn Engine, &mut rtl] {
            engine.store(&stored).expect("stored");
            engine.rehearse(rehearsal).expect("rehearsed");
            assert_eq!(
                engine.draw(3).expect("drawn").lost,
                0,
                "seed {seed}, round {round}"
            );
        }
        let Rehearsal {
            stimuli,
            presentations: each,
            passes,
        } = rehearsal;
        presentations += u64::from(stimuli) * u64::from(each) * u64::from(passes);
        let found = Pair::new(&mut model, &mut rtl, design).whole(true);
        let about = format!("seed {seed}, round {round}, {rehearsal:?}");
        assert_eq!(found.expect("snapshots"), None, "{about}");
    }
    println!("{presentations} presentations of stored stimuli; seed {seed}");
}

#[test]
fn a_rehearsal_is_that_of_the_model() {
    rehearse(
        &design("[network]\nlayers = [5, 6, 3]\n[hardware]\nlanes = 4\nstored_stimuli = 9\n"),
        1,
        60,
    );
    // one stimulus; clamp bits of two words; an odd number of units
    rehearse(
        &design(
            "[network]\nlayers = [0, 3, 19]\n[synapse]\nbits = 4\nquantum_log2 = 3\n[hardware]\nlanes = 3\nstored_stimuli = 1\n",
        ),
        2,
        20,
    );
    rehearse(
        &design(
            "[network]\nlayers = [64, 64, 10]\n[sampling]\ndwell = 2\n[hardware]\nstored_stimuli = 30\n",
        ),
        3,
        6,
    );
}

#[test]
fn bad_rehearsals_are_refused() {
    let room = 5;
    let mut text = Design::preset("tiny").expect("a preset");
    text.hardware.stored_stimuli = usize::from(room);
    let mut bench = Bench::learning_of(text.clone());
    let words = room * text.shape().stimulus_words() as u16;
    let stored = stimuli(&text, 1, usize::from(room));
    bench.rtl.identify().expect("identified");
    bench.rtl.store(&stored).expect("stored");
    bench.identify();
    let before = bench.state();
    let rehearse =
        |numbers: [u16; 3]| -> Vec<u8> { numbers.iter().flat_map(|n| n.to_le_bytes()).collect() };
    let mut cases: Vec<(u8, Vec<u8>, u8)> = Vec::new();
    for numbers in [
        [0, 1, 1],
        [1, 0, 1],
        [1, 1, 0],
        [1, room + 1, 1],
        [1, 0xffff, 1],
        [0, 0, 0],
    ] {
        cases.push((REHEARSE, rehearse(numbers), VALUE));
    }
    for length in [0, 1, 2, 4, 5, 7, 8, 160] {
        cases.push((REHEARSE, vec![1; length], LENGTH));
    }
    for (address, count) in [(words, 1), (words - 1, 2), (0xffff, 1), (0, 0)] {
        let items = vec![1; usize::from(count).max(1)];
        cases.push((WRITE, access(STORE, count, address, &items), ADDRESS));
    }
    cases.push((READ, access(STORE, 1, 0, &[]), ADDRESS));
    for (opcode, payload, code) in cases {
        let about = format!("opcode {opcode}, payload {payload:x?}");
        let reply = bench.rtl.exchange(&frame(bench.due, opcode, &payload), 1);
        let reply = reply.unwrap_or_else(|e| panic!("{about}: {e}"));
        assert_eq!(reply, refusal(bench.due, opcode, code), "{about}");
        bench.identify();
        assert_eq!(bench.state(), before, "{about}");
    }
    // what was stored is still there, and a repetition is not rehearsed again
    bench.rtl.identify().expect("identified");
    bench.model.store(&stored).expect("stored");
    let rehearsal = Rehearsal {
        stimuli: room,
        presentations: 2,
        passes: 2,
    };
    bench.rtl.rehearse(rehearsal).expect("rehearsed");
    bench.model.rehearse(rehearsal).expect("rehearsed");
    bench.identify();
    let good = frame(bench.due, REHEARSE, &rehearse([3, room, 4]));
    let answer = frame(bench.due, REHEARSE | 0x80, &[]);
    let reply = bench.rtl.exchange(&[&good[..], &good].concat(), 2);
    assert_eq!(reply.expect("rehearsed"), [&answer[..], &answer].concat());
    bench
        .model
        .rehearse(Rehearsal {
            stimuli: room,
            presentations: 3,
            passes: 4,
        })
        .expect("rehearsed");
    bench.goes_on();
}

#[test]
fn without_a_store_there_is_nothing_to_rehearse() {
    let mut bench = Bench::learning();
    for (opcode, payload, code) in [
        (REHEARSE, vec![1, 0, 1, 0, 1, 0], OPCODE),
        (WRITE, access(STORE, 1, 0, &[1]), ADDRESS),
        (READ, access(STORE, 1, 0, &[]), ADDRESS),
    ] {
        let reply = bench.rtl.exchange(&frame(bench.due, opcode, &payload), 1);
        assert_eq!(reply.expect("refused"), refusal(bench.due, opcode, code));
    }
    bench.goes_on();
    let shown = stimuli(&bench.design, 1, 1);
    for engine in [&mut bench.model as &mut dyn Engine, &mut bench.rtl] {
        let error = engine.store(&shown).expect_err("no room").to_string();
        assert!(error.contains("can store only 0"), "{error}");
    }
}
