//! The exported Verilog computes what the reference model computes: every state bit, after every presentation.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use yuragi_engines::compare::{Pair, Plan, RandomSteps};
use yuragi_engines::rtl::Rtl;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::{Design, Hardware, Network, Random, Sampling, Synapse};
use yuragi_model::Model;
use yuragi_testbench::campaigns::side_by_side::{Agreed, side_by_side};

/// Presentations of each design in `cargo test`.
const PRESENTATIONS: u64 = 2_000;
/// Of these, after the state went from the model into a fresh core.
const RESTORED: u64 = 300;

struct Size {
    inputs: usize,
    hidden: usize,
    outputs: usize,
    bits: u32,
    quantum_log2: u32,
    lanes: usize,
    retrograde_lanes: usize,
}

impl Size {
    fn design(&self, seed: u64) -> Design {
        let design = Design {
            network: Network {
                inputs: self.inputs,
                hidden: self.hidden,
                outputs: self.outputs,
            },
            synapse: Synapse {
                bits: self.bits,
                quantum_log2: self.quantum_log2,
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
    ($($name:ident: $inputs:literal $hidden:literal $outputs:literal, $bits:literal bits, G $quantum:literal, $lanes:literal lanes, $retrograde:literal retrograde;)*) => {
        $(#[test]
        fn $name() {
            let size = Size { inputs: $inputs, hidden: $hidden, outputs: $outputs, bits: $bits, quantum_log2: $quantum,
                lanes: $lanes, retrograde_lanes: $retrograde };
            let seed = 0x1000 + 100 * $bits + $quantum;
            campaign(&size.design(seed), seed, PRESENTATIONS);
        })*
    };
}

designs! {
    smallest_of_all: 0 1 1, 2 bits, G 11, 1 lanes, 1 retrograde;
    two_bits_and_four_lanes: 5 7 3, 2 bits, G 0, 4 lanes, 2 retrograde;
    no_inputs_three_lanes: 0 5 4, 3 bits, G 1, 3 lanes, 1 retrograde;
    more_outputs_than_lanes: 6 3 9, 4 bits, G 3, 4 lanes, 4 retrograde;
    one_lane: 9 6 5, 5 bits, G 5, 1 lanes, 1 retrograde;
    more_lanes_than_neurons: 3 4 2, 6 bits, G 4, 16 lanes, 8 retrograde;
    seventeen_lanes: 20 5 37, 7 bits, G 6, 17 lanes, 1 retrograde;
    twenty_four_lanes: 33 4 6, 8 bits, G 8, 24 lanes, 3 retrograde;
    six_of_six_retrograde: 11 9 19, 9 bits, G 7, 6 lanes, 6 retrograde;
    ten_bits: 13 8 11, 10 bits, G 9, 10 lanes, 5 retrograde;
    eleven_bits_finest_quantum: 7 6 13, 11 bits, G 12, 14 lanes, 7 retrograde;
    twelve_bits_thirty_three_lanes: 10 5 7, 12 bits, G 10, 33 lanes, 3 retrograde;
    sixty_four_lanes: 70 3 67, 6 bits, G 2, 64 lanes, 8 retrograde;
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
        let size = Size {
            inputs: chance.within(0, 90) as usize,
            hidden: chance.within(1, 40) as usize,
            outputs: chance.within(1, 70) as usize,
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
const FAULTS: [(&str, &str, bool); 9] = [
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
    // the surprise of an output takes its spike for its silence
    (
        "retrograde_lane",
        r"s/(magnitude_negative == y)/(magnitude_negative != y)/",
        true,
    ),
    // a potential keeps the one before it
    (
        "dendrite",
        "s/first ? word : total + word/total + word/",
        true,
    ),
    // a flip of the last lane of a word is not counted
    ("flip_count", r"s/{2'd0, moved\[4\*k + 3\]}/3'd0/", true),
    // the rotated order of a ring
    ("spike_ring", r"s/{i_spike, spikes/{!i_spike, spikes/", true),
    // the encoder's highest intensity is no longer certain
    ("encoder", r"s/ | (&low)//", true),
];

/// Presentations within which a fault must show.
const SOON: u64 = 1_000;

fn spoiled_design() -> Design {
    let size = Size {
        inputs: 6,
        hidden: 4,
        outputs: 5,
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
