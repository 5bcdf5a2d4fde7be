//! What the experiment `energy` counts, on circuits whose changes are known, and its sums.

use verilator_sys::Build;
use yuragi_experiments::energy::activity::{Activity, Driver, Structure};
use yuragi_experiments::energy::counting::{Counter, Phase};
use yuragi_experiments::energy::estimate::{
    self, Chip, Events, Parts, Range, counter, product_toggles,
};
use yuragi_hardware::costs;
use yuragi_hdl::VerilogFile;
use yuragi_model::design::Design;
use yuragi_training::Lessons;
use yuragi_training::data::DataSet;

/// Two counters under a top that gives their nets other names, a Gray code, and a memory that is written in every fourth cycle.
const TOP: &str = "module top (
  input  wire       clock,
  output wire [7:0] o_gray,
  output wire [7:0] o_slow,
  output wire [7:0] o_word
);
  wire [7:0] fast;
  wire [7:0] slow;
  wire [3:0] upper = fast[7:4];
  wire [7:0] another = fast;
  assign o_gray = another ^ {1'b0, upper, fast[3:1]};
  assign o_slow = slow;
  counter first (.clock (clock), .i_step (1'b1), .o_count (fast));
  counter second (.clock (clock), .i_step (&fast[3:0]), .o_count (slow));
  store store (.clock (clock), .i_write (&fast[1:0]), .i_address (fast[3:0]), .i_word (fast), .o_word (o_word));
endmodule
";
const COUNTER: &str = "module counter (
  input  wire       clock,
  input  wire       i_step,
  output wire [7:0] o_count
);
  reg [7:0] count = 8'd0;
  always @(posedge clock) if (i_step) count <= count + 8'd1;
  assign o_count = count;
endmodule
";
const STORE: &str = "module store (
  input  wire       clock,
  input  wire       i_write,
  input  wire [3:0] i_address,
  input  wire [7:0] i_word,
  output wire [7:0] o_word
);
  reg [7:0] words [0:15];
  reg [7:0] word = 8'd0;
  integer i;
  initial for (i = 0; i < 16; i = i + 1) words[i] = 8'd0;
  always @(posedge clock) begin
    word <= words[i_address];
    if (i_write) words[i_address] <= i_word;
  end
  assign o_word = word;
endmodule
";

fn files() -> Vec<VerilogFile> {
    let all = [("counter", COUNTER), ("store", STORE), ("top", TOP)];
    all.map(|(module, text)| VerilogFile {
        cell: module.into(),
        module: module.into(),
        black_box: false,
        text: text.into(),
    })
    .to_vec()
}

/// Counts from cycle `skipped` on for `cycles`.
fn counted(skipped: u64, cycles: u64) -> (Activity, u64, Structure) {
    let files = files();
    let structure = Structure::of(&files, "top").expect("a structure");
    let mut build = Build::new("top").coverage(true).optimisation(0);
    for file in &files {
        build = build.source(format!("{}.v", file.module), file.text.clone());
    }
    let mut simulation = build.build().expect("built").simulation().expect("runs");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("counts");
    let written = |simulation: &mut verilator_sys::Simulation| {
        simulation.write_coverage(&path).expect("written");
        std::fs::read_to_string(&path).expect("text")
    };
    simulation.step(skipped).expect("steps");
    let text = written(&mut simulation);
    let points = structure.points(&text).expect("points");
    let before = points.counts(&text).expect("counts");
    simulation.step(cycles).expect("steps");
    let after = points.counts(&written(&mut simulation)).expect("counts");
    let activity = points.activity(&before, &after);
    (activity, points.uncounted, structure)
}

/// Bits that differ between neighbours of a sequence.
fn changes(values: impl Iterator<Item = u64> + Clone) -> u64 {
    let pairs = values.clone().zip(values.skip(1));
    pairs.map(|(a, b)| u64::from((a ^ b).count_ones())).sum()
}

#[test]
fn changes_of_known_circuits_are_counted_once() {
    let (skipped, cycles) = (5, 300);
    let (activity, uncounted, structure) = counted(skipped, cycles);
    let range = skipped..=skipped + cycles;
    let fast = changes(range.clone().map(|n| n % 256));
    let slow = changes(range.clone().map(|n| n / 16 % 256));
    let of = |cell, driver| activity.toggles(Some(cell), Some(driver));
    assert_eq!(of("counter", Driver::Register), fast + slow);
    assert_eq!(
        of("counter", Driver::Logic),
        0,
        "ports are no nets of their own"
    );
    // a Gray code changes one bit a step; where the count wraps, too
    assert_eq!(of("top", Driver::Logic), cycles);
    assert_eq!(of("top", Driver::Register), 0);
    // the memory by hand: it reads the word before it writes it
    let (mut words, mut word, mut memory) = ([0u64; 16], 0u64, 0u64);
    for cycle in 0..skipped + cycles {
        let (count, at) = (cycle % 256, (cycle % 16) as usize);
        let next = words[at];
        if cycle >= skipped {
            memory += u64::from((word ^ next).count_ones());
        }
        word = next;
        if count % 4 == 3 {
            words[at] = count;
        }
    }
    assert_eq!(of("store", Driver::Memory), memory);
    let writes = (skipped..skipped + cycles).filter(|n| n % 4 == 3).count() as u64;
    assert_eq!(activity.writes["store"], writes);
    assert_eq!(uncounted, 0);
    assert_eq!(structure.registers(), 16);
    assert_eq!(structure.nets(Driver::Memory), 8);
    assert_eq!(structure.instances["counter"], 2);
}

#[test]
fn words_written_and_cycles_are_those_of_the_specification() {
    let mut design = Design::preset("digits").expect("a preset");
    design.network.set_hidden(&[6]);
    design.hardware.lanes = 4;
    design.synapse.noise = 0.5;
    let data = DataSet::digits().expect("data");
    let lessons = Lessons::new(&design, &data).expect("lessons");
    let mut counter = Counter::new(&design).expect("a core");
    // Verilator does not count some bits within generate loops; the page says how many
    assert!(counter.uncounted() <= 48, "{}", counter.uncounted());
    counter.prepare(3, None).expect("prepared");
    let images: Vec<usize> = (0..12).collect();
    let mut run = |phase, repeats| {
        counter
            .run(phase, (&data, &lessons), &images, repeats)
            .expect("a run")
    };
    let learning = run(Phase::Learning, 2);
    let inference = run(Phase::Inference, 3);
    assert!(learning.words.written > 0 && learning.updates.flipped > 0);
    assert_eq!(
        learning.activity.writes["row_memory"],
        learning.words.written
    );
    assert_eq!(inference.activity.writes["row_memory"], 0);
    assert_eq!(learning.presentations, 24);
    assert_eq!(inference.presentations, 36);
    assert_eq!(inference.updates.all(), 36 * (64 + 6 + 10));
    let each = learning.updates.all() - learning.updates.synapses;
    assert_eq!(each, 24 * (64 + 10 + 6 + 6 + 10));
    // beside what the phases take: the row that fluctuates, the command and its answer
    let cycles = costs::cycles(&design);
    let beside = 30 + 100;
    assert!(learning.cycles > 24 * cycles.total_min);
    assert!(learning.cycles < 24 * (cycles.total + beside));
    let free = cycles.total_min - cycles.resample_min - cycles.flip_min;
    assert!(inference.cycles > 36 * free);
    assert!(inference.cycles < 36 * (cycles.total - cycles.resample - cycles.flip + beside));
    // every p-bit that is drawn takes fresh bits; a core at rest would not change
    assert!(learning.activity.toggles(Some("lane_lfsr"), None) > 0);
    assert_eq!(inference.activity.toggles(Some("lane_lfsr"), None), 0);
}

#[test]
fn energies_follow_from_the_assumptions() {
    // (641.3 − 613.5) µA · 1.219 V / 12 MHz / 7 by hand
    assert!((counter() - 0.403_431e-12).abs() < 1e-17, "{}", counter());
    // two counters that go around by odd steps and their product, bit by bit
    let mut bits = 0;
    for n in 0..256u32 {
        for bit in 0..16 {
            let at = |n: u32, step: u32| n * step % 256;
            let own =
                |n: u32| [at(n, 3), at(n, 5), at(n, 3) * at(n, 5)].map(|value| value >> bit & 1);
            let pairs = own(n).into_iter().zip(own(n + 1));
            bits += pairs.filter(|(a, b)| a != b).count();
        }
    }
    assert!((product_toggles() - bits as f64 / 256.0).abs() < 1e-9);
    let range = |low, high| Range { low, high };
    let chip = Chip {
        name: "known",
        clock: 1e6,
        cycle: range(1.0, 2.0),
        flip_flop: range(0.0, 0.5),
        toggle: range(3.0, 5.0),
        access: range(10.0, 100.0),
        rest: range(7e6, 8e6),
    };
    let events = Events {
        cycles: 10.0,
        flip_flops: 4.0,
        toggles: 20.0,
        accesses: range(2.0, 3.0),
    };
    let parts = Parts::of(&chip, &events);
    assert_eq!(parts.clock, range(10.0, 40.0));
    assert_eq!(parts.toggles, range(60.0, 100.0));
    assert_eq!(parts.memory, range(20.0, 300.0));
    assert_eq!(parts.rest, range(70.0, 80.0));
    assert_eq!(parts.total(), range(160.0, 520.0));
    for chip in estimate::chips() {
        for range in [
            chip.cycle,
            chip.flip_flop,
            chip.toggle,
            chip.access,
            chip.rest,
        ] {
            assert!(range.low >= 0.0 && range.low < range.high, "{}", chip.name);
        }
    }
}
