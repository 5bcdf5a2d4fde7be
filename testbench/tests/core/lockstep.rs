//! The exported Verilog computes what the reference model computes: every state bit, after every presentation.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use yuragi_engines::compare::{Pair, Plan, RandomSteps};
use yuragi_engines::rtl::Rtl;
use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::{Design, Hardware, Network, Random, Sampling, Synapse};
use yuragi_testbench::campaigns::side_by_side::{Agreed, side_by_side};

/// Presentations of each design in `cargo test`.
const PRESENTATIONS: u64 = 1_250;
/// Of these, after the state went from the model into a fresh core.
const RESTORED: u64 = 300;

/// A design in short.
struct Size {
    layers: Vec<usize>,
    skips: Vec<[usize; 2]>,
    bits: u32,
    quantum_log2: u32,
    lanes: usize,
    retrograde_lanes: usize,
}

impl Size {
    fn design(self, seed: u64) -> Design {
        let design = Design {
            network: Network {
                layers: self.layers,
                skips: self.skips,
            },
            synapse: Synapse {
                bits: self.bits,
                quantum_log2: self.quantum_log2,
                initial: None,
                flip: 0.75,
                noise: 0.125,
            },
            sampling: Sampling {
                sweeps: 2,
                dwell: 3,
            },
            hardware: Hardware {
                lanes: self.lanes,
                retrograde_lanes: self.retrograde_lanes,
                stored_stimuli: 0,
            },
            random: Random { seed },
        };
        design.validate().expect("a design of this test");
        design
    }
}

/// A core and a model of a design side by side, from power-on.
fn campaign(design: &Design, seed: u64, presentations: u64) {
    let about = format!("seed {seed}, design\n{}", design.to_toml());
    let core = || Rtl::new(design);
    let agreed = side_by_side(design, core, seed, presentations, RESTORED);
    let Agreed { bits, cycles } = agreed.unwrap_or_else(|found| panic!("{found}; {about}"));
    println!("{presentations} presentations, {bits} bits equal, {cycles} cycles; seed {seed}");
}

macro_rules! designs {
    ($($name:ident: $layers:tt skips $skips:tt, $bits:literal bits, G $quantum:literal, $lanes:literal lanes, $retrograde:literal retrograde;)*) => {
        $(#[test]
        fn $name() {
            let skips: &[[usize; 2]] = &$skips;
            let size = Size { layers: $layers.to_vec(), skips: skips.to_vec(), bits: $bits, quantum_log2: $quantum,
                lanes: $lanes, retrograde_lanes: $retrograde };
            let seed = 0x1000 + 100 * $bits + $quantum;
            campaign(&size.design(seed), seed, PRESENTATIONS);
        })*
    };
}

designs! {
    smallest_of_all: [0, 1, 1] skips [], 2 bits, G 11, 1 lanes, 1 retrograde;
    two_bits_and_four_lanes: [5, 7, 3] skips [], 2 bits, G 0, 4 lanes, 2 retrograde;
    no_hidden_layer: [9, 5] skips [], 5 bits, G 3, 2 lanes, 1 retrograde;
    no_inputs_three_lanes: [0, 5, 4] skips [], 3 bits, G 1, 3 lanes, 1 retrograde;
    no_inputs_and_a_skip: [0, 6, 7, 9] skips [[1, 3]], 6 bits, G 5, 6 lanes, 3 retrograde;
    more_outputs_than_lanes: [6, 3, 19] skips [], 4 bits, G 3, 4 lanes, 4 retrograde;
    one_lane: [9, 6, 5] skips [], 5 bits, G 5, 1 lanes, 1 retrograde;
    more_lanes_than_neurons: [3, 4, 2] skips [[0, 2]], 6 bits, G 4, 16 lanes, 8 retrograde;
    seventeen_lanes: [20, 5, 37] skips [], 7 bits, G 6, 17 lanes, 1 retrograde;
    twenty_four_lanes: [33, 40, 6] skips [], 8 bits, G 8, 24 lanes, 8 retrograde;
    six_of_six_retrograde: [11, 9, 19] skips [], 9 bits, G 7, 6 lanes, 6 retrograde;
    ten_bits: [13, 8, 11] skips [], 10 bits, G 9, 10 lanes, 5 retrograde;
    eleven_bits_finest_quantum: [7, 6, 13] skips [], 11 bits, G 12, 14 lanes, 7 retrograde;
    twelve_bits_thirty_three_lanes: [10, 12, 8, 7] skips [], 12 bits, G 10, 33 lanes, 3 retrograde;
    two_hidden_layers_and_skips: [6, 9, 5, 4] skips [[0, 2], [1, 3]], 8 bits, G 5, 4 lanes, 2 retrograde;
    three_hidden_layers_and_long_skips: [8, 10, 9, 7, 5] skips [[0, 3], [1, 4], [0, 4]], 7 bits, G 4, 5 lanes, 5 retrograde;
    eight_layers: [4, 3, 5, 2, 6, 3, 4, 3] skips [[0, 7], [1, 3], [2, 7], [3, 6]], 8 bits, G 6, 2 lanes, 2 retrograde;
    sixty_four_lanes: [70, 67, 66] skips [[0, 2]], 6 bits, G 2, 64 lanes, 8 retrograde;
    many_outputs_and_no_inputs: [0, 12, 70] skips [], 10 bits, G 6, 16 lanes, 2 retrograde;
}

/// A network without hidden neurons and with one target group: its last word that flips is all of the bias neuron's row, which may
/// fluctuate next.
#[test]
fn a_single_target_group() {
    let size = Size {
        layers: vec![5, 3],
        skips: Vec::new(),
        bits: 3,
        quantum_log2: 1,
        lanes: 4,
        retrograde_lanes: 2,
    };
    let mut design = size.design(0x2000);
    design.synapse.noise = 1.0;
    campaign(&design, 0x2000, PRESENTATIONS);
}

/// The first preset, with the sizes that people use.
#[test]
fn digits() {
    let design = Design::preset("digits").expect("a preset");
    campaign(&design, 0xd161, PRESENTATIONS);
}

/// The layers and skips of a random design: up to eight layers, and each skip that there may be with a chance of a quarter.
fn random_network(chance: &mut SplitMix64) -> (Vec<usize>, Vec<[usize; 2]>) {
    let hidden = [1, 1, 1, 2, 2, 3, 4, 6, 0][chance.below(9) as usize];
    let mut layers = vec![chance.within(0, 90) as usize];
    layers.extend((0..hidden).map(|_| chance.within(1, 40) as usize));
    layers.push(chance.within(1, 70) as usize);
    let pairs =
        (0..layers.len()).flat_map(|from| (from + 2..layers.len()).map(move |to| [from, to]));
    let skips = pairs.filter(|_| chance.one_in(4)).collect();
    (layers, skips)
}

/// Random designs, each for long: run with `--ignored`, an hour or so. `YURAGI_SEED` chooses others.
#[test]
#[ignore = "long"]
fn lockstep_campaign() {
    let seed =
        std::env::var("YURAGI_SEED").map_or(1, |text| text.parse().expect("a seed in YURAGI_SEED"));
    let mut chance = SplitMix64::new(seed);
    for _ in 0..40 {
        let retrograde_lanes = chance.within(1, 8) as usize;
        let (layers, skips) = random_network(&mut chance);
        let size = Size {
            layers,
            skips,
            bits: chance.within(2, 12) as u32,
            quantum_log2: chance.within(0, 12) as u32,
            lanes: retrograde_lanes * chance.within(1, (64 / retrograde_lanes) as i64) as usize,
            retrograde_lanes,
        };
        campaign(&size.design(chance.word() >> 1), chance.word(), 20_000);
    }
}

/// A Verilator that spoils one module before it does its work; `sed` must change the file, or it fails.
const SPOILER: &str = r#"#!/bin/sh
if [ -f "$SPOILED_FILE" ]; then
  cp "$SPOILED_FILE" before
  sed -i "$SPOILED_BY" "$SPOILED_FILE"
  if cmp -s before "$SPOILED_FILE"; then echo "nothing was spoiled" >&2; exit 1; fi
  rm before
fi
exec verilator "$@"
"#;

/// One fault each: the module, how `sed` makes it, and whether it must be seen.
const FAULTS: [(&str, &str, bool); 14] = [
    // the control: what is spoiled is a comment
    ("core", "s/^endmodule/endmodule \\/\\/ spoiled/", false),
    // flips go on beyond the rails
    ("synapse_lane", "s/moving & (i_weight == rail)/1'b0/", true),
    // a tap of the encoder's generator
    ("lfsr", r"s/current\[35:20\]/current[36:21]/", true),
    // one threshold of 256
    (
        "sigmoid_rom",
        r"s/entries\[8\] = 16'h..../entries[8] = 16'h7fff/",
        true,
    ),
    // the surprise of a child takes its spike for its silence
    (
        "retrograde_lane",
        r"s/(magnitude_negative == y)/(magnitude_negative != y)/",
        true,
    ),
    // a potential keeps the one before it
    ("accumulators", "s/if (i_clear) sums/if (1'b0) sums/", true),
    // a flip of the last lane of a word is not counted
    ("flip_count", r"s/{2'd0, moved\[4\*k + 3\]}/3'd0/", true),
    // the encoder's highest intensity is no longer certain
    ("encoder", r"s/ | (&low)//", true),
    // of a pair of inputs that both spiked, the second one is passed over
    ("walker", "s/known & i_both & !i_end & !second/1'b0/", true),
    // a neuron that spiked counts what its silence would save as what it would cost
    ("weighing", "s/right = spike4 ?/right = !spike4 ?/", true),
    // what is weighed ahead is written over the potentials that are in use
    (
        "schedule",
        "s/TOP_OFFSET) issued_offset <= 2'd1/TOP_OFFSET) issued_offset <= 2'd0/",
        true,
    ),
    // the potentials of a layer that a changed neuron reaches by a skip stay as they were
    (
        "bank_pointers",
        r"s/i_advance & i_reached\[i\]/i_advance \& i_reached[i] \& (i != 3)/",
        true,
    ),
    // a hidden neuron that has no evidence takes part in learning
    (
        "neuron_states",
        r"s/own\[1:0\] & ~own\[3:2\]/own[1:0]/",
        true,
    ),
    // the words of a group without evidence are changed, too
    ("evidence_ring", r"s/i_any & i_enter/i_enter/", true),
];

/// Presentations within which a fault must show.
const SOON: u64 = 1_000;

fn spoiled_design() -> Design {
    let size = Size {
        layers: vec![6, 4, 3, 5],
        skips: vec![[1, 3]],
        bits: 4,
        quantum_log2: 2,
        lanes: 4,
        retrograde_lanes: 2,
    };
    size.design(77)
}

/// Proof that the comparison can fail: each fault in the Verilog is found, and a spoiled comment is not.
#[test]
fn faults_are_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let spoiler = folder.path().join("verilator");
    fs::write(&spoiler, SPOILER).expect("written");
    fs::set_permissions(&spoiler, fs::Permissions::from_mode(0o755)).expect("executable");
    for (module, sed, seen) in FAULTS {
        let file = format!("yuragi_{module}.v");
        let cache = folder.path().join("cache").join(format!("{module}{seen}"));
        let child = Command::new(std::env::current_exe().expect("this test"))
            .args([
                "--ignored",
                "--exact",
                "lockstep::spoiled_core",
                "--nocapture",
            ])
            .env("VERILATOR", &spoiler)
            .env("YURAGI_CACHE", &cache)
            .env("SPOILED_FILE", &file)
            .env("SPOILED_BY", sed)
            .output()
            .expect("a child");
        let text = String::from_utf8_lossy(&child.stdout).into_owned()
            + &String::from_utf8_lossy(&child.stderr);
        assert!(child.status.success(), "{file}, {sed}: {text}");
        let verdict = text
            .lines()
            .find_map(|line| line.split_once("verdict: "))
            .map(|(_, verdict)| verdict);
        let verdict = verdict.unwrap_or_else(|| panic!("{file}, {sed}: no verdict in {text}"));
        println!("{file}: {verdict}");
        assert_eq!(
            verdict.starts_with("difference"),
            seen,
            "{file}, {sed}: {verdict}"
        );
    }
}

/// Runs in a process of its own, with the spoiling Verilator in its environment.
#[test]
#[ignore = "a part of faults_are_found"]
fn spoiled_core() {
    let design = spoiled_design();
    let mut rtl = match Rtl::new(&design) {
        Ok(rtl) => rtl,
        // a spoiled identity would be found here; a spoiled build must not count as found
        Err(error) => panic!("no core: {error}"),
    };
    let mut model = Model::new(&design).expect("a model");
    let mut pair = Pair::new(&mut model, &mut rtl, &design);
    if let Some(difference) = pair.whole(true).expect("two snapshots") {
        println!("verdict: difference at power-on: {difference}");
        return;
    }
    let steps = RandomSteps::new(&design, 5);
    let outcome = pair.run(steps, &Plan::closely(SOON), &mut |_| true);
    let outcome = outcome.expect("two engines");
    match outcome.difference {
        Some(difference) => println!(
            "verdict: difference after {} presentations: {difference}",
            outcome.presentations
        ),
        None => println!("verdict: equal for {} presentations", outcome.presentations),
    }
}
