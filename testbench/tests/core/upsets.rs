//! Bits that turn while a core learns; `make faults` has the long runs, `docs/reference/verification.md` what they found.

use yuragi_engines::Engine;
use yuragi_engines::compare::{Pair, RandomSteps, Step};
use yuragi_engines::rtl::{Making, Rtl};
use yuragi_hardware as hardware;
use yuragi_hardware::protocol;
use yuragi_hdl::VerilogFile;
use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::random::{ENCODER, LANES, LaneWord, NEURON, Recurrence, RecurrenceSpec};
use yuragi_testbench::campaigns::faults::{Bit, poisson, turn_model, turn_rtl};
use yuragi_testbench::campaigns::frames::{IDENTIFY, frame};
use yuragi_testbench::campaigns::noise::tiny;
use yuragi_testbench::campaigns::upsets::{Fate, Register, Victim};
use yuragi_testbench::circuits::{replace_once, states};
use yuragi_training::data::DataSet;
use yuragi_training::lesson_steps;

const SEED: u64 = 3;

/// Both learn digits while the same bits turn in both; `spared`: flips that the model alone is spared.
fn under_fire(presentations: usize, spared: usize) -> Result<usize, String> {
    let design = Design::preset("digits").expect("a preset");
    let data = DataSet::digits().expect("digits");
    let mut model = Model::new(&design).expect("a model");
    let mut rtl = Rtl::new(&design).expect("a core");
    let mut chance = SplitMix64::new(SEED);
    let (mut turned, mut presented) = (0, 0);
    for step in lesson_steps(&design, &data, SEED).expect("lessons") {
        step.apply(&mut model).expect("told");
        step.apply(&mut rtl).expect("told");
        if !matches!(step, Step::Present(_)) {
            continue;
        }
        let mut flips = Vec::new();
        for _ in 0..poisson(3.0, &mut chance) {
            flips.push(Bit::of_weights(&design, &mut chance));
        }
        if chance.one_in(4) {
            flips.push(Bit::of_streams(&design, &mut chance));
        }
        turn_rtl(&mut rtl, &design, &flips);
        let kept = if turned == 0 {
            spared.min(flips.len())
        } else {
            0
        };
        turn_model(&mut model, &flips[kept..]);
        turned += flips.len();
        presented += 1;
        if presented % 10 == 0 || presented == presentations {
            let found = Pair::new(&mut model, &mut rtl, &design).whole(true);
            if let Some(difference) = found.expect("snapshots") {
                return Err(format!("{presented} presentations: {difference}"));
            }
        }
        if presented == presentations {
            break;
        }
    }
    Ok(turned)
}

#[test]
fn model_and_core_learn_alike_while_the_same_bits_turn() {
    let turned = under_fire(120, 0).unwrap_or_else(|why| panic!("seed {SEED}: {why}"));
    println!("{turned} bits turned in 120 presentations");
    assert!(turned > 200, "{turned}");
    // a flip that only one of them sees is found
    let why = under_fire(40, 1).expect_err("a difference");
    println!("one flip less: {why}");
}

/// Flips of one bit of many states: a generator goes on with all its period before it, unless the bit was the only one set.
#[test]
fn a_turned_bit_never_stops_a_generator() {
    let mut chance = SplitMix64::new(SEED);
    let mask = (1_u128 << RecurrenceSpec::WIDTH) - 1;
    for spec in [ENCODER, NEURON] {
        let mut zeros = 0;
        let single = (0..RecurrenceSpec::WIDTH).map(|bit| 1 << bit);
        let random =
            (0..300).map(|_| (u128::from(chance.word()) << 64 | u128::from(chance.word())) & mask);
        for state in single.chain(random.collect::<Vec<u128>>()) {
            for bit in 0..RecurrenceSpec::WIDTH {
                let flipped = state ^ 1 << bit;
                assert_eq!(flipped == 0, state == 1 << bit);
                if flipped == 0 {
                    zeros += 1;
                    continue;
                }
                let mut generator = Recurrence::new(spec);
                generator.set_state(flipped);
                // the step can be undone, so nothing else than zero leads to zero
                for _ in 0..20 {
                    let before = generator.state();
                    generator.step();
                    assert!(generator.state() != 0 && generator.state() != before);
                }
            }
        }
        assert_eq!(zeros, RecurrenceSpec::WIDTH);
    }
    for spec in LANES {
        let words = spec.words();
        let mut random = vec![0; words];
        random.fill_with(|| chance.word());
        for bit in 0..spec.width as usize {
            // a state of two bits with one turned, and any state
            let mut two = vec![0_u64; words];
            two[0] = 1;
            two[bit / 64] ^= 1 << (bit % 64);
            let mut any = random.clone();
            any[bit / 64] ^= 1 << (bit % 64);
            for state in [two, any] {
                if state.iter().all(|&word| word == 0) {
                    assert_eq!(bit, 0);
                    continue;
                }
                let mut generator = LaneWord::new(spec);
                generator.set_state(&state);
                for _ in 0..20 {
                    let before = generator.state().to_vec();
                    generator.step();
                    let after = generator.state();
                    assert!(after.iter().any(|&word| word != 0) && after != before);
                }
            }
        }
    }
}

/// State zero, which takes a flip of the only bit that is set: every draw is zero for ever, presentations end all the same, and
/// a reset from a seed gives the streams back.
#[test]
fn generators_at_zero_hang_nothing_and_a_reset_repairs_them() {
    let design = tiny(0);
    let mut rtl = Rtl::new(&design).expect("a core");
    let mut model = Model::new(&design).expect("a model");
    let states = rtl.snapshot().expect("a snapshot").streams;
    let all = [&states.encoder, &states.neuron, &states.lanes];
    let flips: Vec<Bit> = (0..3)
        .flat_map(|which| {
            let words = all[which];
            (0..64 * words.len())
                .filter(|bit| words[bit / 64] >> (bit % 64) & 1 == 1)
                .map(move |bit| Bit::Stream { which, bit })
        })
        .collect();
    turn_rtl(&mut rtl, &design, &flips);
    rtl.present(50).expect("presentations end");
    let states = rtl.snapshot().expect("a snapshot").streams;
    for words in [states.encoder, states.neuron, states.lanes] {
        assert!(words.iter().all(|&word| word == 0), "{words:x?}");
    }
    for engine in [&mut rtl as &mut dyn Engine, &mut model] {
        engine.reset(4).expect("reset");
        engine.present(20).expect("presented");
    }
    let found = Pair::new(&mut model, &mut rtl, &design).whole(true);
    assert_eq!(found.expect("snapshots"), None);
}

/// Registers of the two state machines and of the host port, turned at random times: the host has the core back over the line, by
/// itself or after the watchdog, and it is the model's again.
#[test]
fn a_core_comes_back_from_turned_registers() {
    let mut victim = Victim::new(&tiny(0));
    let mut chance = SplitMix64::new(SEED);
    let mut fates = [0; 6];
    for name in [
        "sequencer.phase",
        "commands.job",
        "host_port.frame",
        "commands.due",
        "sequencer.sweep",
        "registers.learn",
    ] {
        let found = victim.registers.iter().find(|r| r.name.starts_with(name));
        let Register { name, signal } = found.expect(name).clone();
        for bit in 0..signal.width() {
            for _ in 0..2 {
                let cycle = 1 + chance.below(victim.cycles() - 1);
                fates[victim.upset(&name, bit, cycle) as usize] += 1;
            }
        }
    }
    println!("unseen, recovered, late, restarted, by the pin, damaged: {fates:?}; seed {SEED}");
    assert!(fates[Fate::Recovered as usize] > 0);
    assert!(fates[Fate::Restarted as usize] > 0);
    assert_eq!(fates[Fate::Pin as usize..], [0, 0]);
}

/// A command, or a sequencer, that waits for what never comes: the watchdog restarts the core; then it has its weights, and nobody
/// can go on unawares.
#[test]
fn the_watchdog_restarts_a_core_that_hangs_and_keeps_its_weights() {
    let design = tiny(0);
    let files = hardware::verilog(&design).expect("exported");
    let patience = 1 << hardware::parameters(&design).patience_log2();
    for (module, register, prefix, state) in [
        ("commands", "job", "JOB_", "READ_READY"),
        ("sequencer", "phase", "PHASE_", "SUM"),
    ] {
        let code = states(&files, module, prefix)[state];
        let making = Making {
            exposed: vec![(module.into(), register.into())],
            ..Making::default()
        };
        let mut rtl = Rtl::made(&design, making).expect("a core");
        for step in RandomSteps::new(&design, SEED).take(200) {
            step.apply(&mut rtl).expect("told");
        }
        let weights = rtl.snapshot().expect("a snapshot").weights;
        let simulation = rtl.simulation_mut();
        let name = format!("yuragi_core.{module}.{register}");
        let variable = simulation.variable(&name).expect("in reach");
        simulation.poke(variable, code).expect("set");

        let who = frame(9, IDENTIFY, &[]);
        let known = |answer: &[u8]| answer[4..6] == protocol::MAGIC[0].to_le_bytes();
        if let Ok(answer) = rtl.exchange_within(&who, 1, patience / 2) {
            assert!(!known(&answer), "{state}: it does not hang");
        }
        // it restarts itself
        rtl.simulation_mut()
            .step(patience + 5_000)
            .expect("it boots");
        let refused = rtl.present(1).expect_err("a change without an identify");
        assert!(refused.to_string().contains("number"), "{state}: {refused}");
        let answer = rtl.exchange_within(&who, 1, 1_000).expect("an answer");
        assert!(known(&answer), "{state}: {answer:x?}");
        assert_eq!(
            rtl.snapshot().expect("a snapshot").weights,
            weights,
            "{state}"
        );
    }
}

/// Values of a register at random times, and what came of them.
fn set_at_times(victim: &mut Victim, name: &str, value: u64, times: u64) -> [u64; 6] {
    let mut chance = SplitMix64::new(SEED);
    let mut fates = [0; 6];
    for _ in 0..times {
        let cycle = 1 + chance.below(victim.cycles() - 1);
        fates[victim.set(name, value, cycle) as usize] += 1;
    }
    fates
}

/// A counter or a command that goes astray writes over no word that has to stay as it was configured: not the 0 from which a reset
/// clears the totals, whose loss nobody would see, not the identity block. Without what keeps them off they do.
#[test]
fn wrong_counters_do_not_reach_constants() {
    for layers in [vec![2, 5, 1], vec![2, 3, 2], vec![2, 2, 3, 3]] {
        let mut design = tiny(0);
        let deep = layers.len() > 3;
        design.network.layers = layers;
        let map = hardware::scratch_map(&design.shape());
        // so far behind a region that an adder would wrap around to the identity block
        let around = |base: usize| (map.words.next_power_of_two() + map.identity - base) as u64;
        let files = hardware::verilog(&design).expect("exported");
        let jobs = states(&files, "commands", "JOB_");
        let wrong = [
            ("spike_words.place", around(map.spikes), 400),
            ("encoding.word", around(map.spikes), 400),
            ("sequencer.index", around(map.counts), 400),
            ("commands.job", jobs["WRITE_APPLY"], 40),
            ("commands.job", jobs["STIR"], 40),
        ];
        let mut victim = Victim::new(&design);
        let about = design.network.name();
        for (name, value, times) in wrong {
            let fates = set_at_times(&mut victim, name, value, times);
            println!("{about}, {name} = {value}: {fates:?}; seed {SEED}");
            assert_eq!(fates[Fate::Damaged as usize], 0, "{name}");
            let unseen = fates[Fate::Unseen as usize];
            assert!(unseen < times, "{name}: no wrong value is seen");
        }
        if deep {
            let mut open = Victim::of(&design, open_to_counters(files));
            for (name, value, times) in wrong {
                let fates = set_at_times(&mut open, name, value, times);
                println!("nothing keeps them off, {name}: {fates:?}");
                assert!(fates[Fate::Damaged as usize] > 0, "{name}: {fates:?}");
            }
        }
    }
}

/// The core without what keeps wrong counters off the constants.
fn open_to_counters(mut files: Vec<VerilogFile>) -> Vec<VerilogFile> {
    for (module, kept_off, open) in [
        (
            "spike_words",
            "{4'd0, place} | BASE",
            "{4'd0, place} + BASE",
        ),
        (
            "encoding",
            "{4'd0, word} | SPIKES_BASE",
            "{4'd0, word} + SPIKES_BASE",
        ),
        (
            "sequencer",
            "sum_address <= {4'd0, index1} | COUNTS_BASE",
            "sum_address <= {4'd0, index1} + COUNTS_BASE",
        ),
        (
            "commands",
            "o_scratch_write = writing",
            "o_scratch_write = 1'b1",
        ),
        (
            "commands",
            "o_scratch_write = space[2]",
            "o_scratch_write = 1'b1",
        ),
    ] {
        replace_once(&mut files, module, kept_off, open);
    }
    files
}
