//! What the cells cost and whether other tools take them: yosys, the lint of Verilator, Icarus Verilog.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use yuragi_hardware as hardware;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::presets::PRESETS;

/// Most LUTs of the digits design: the figure of README has room for the noise of the optimiser.
const LUTS: usize = 3_700;
/// Most block RAMs of the digits design: the UP5K has 30, and a board needs some for itself.
const RAMS: usize = 28;
/// Longest time for the export of the largest preset.
const EXPORT_TIME: Duration = Duration::from_secs(10);

/// Runs a tool on the exported files of a design, which the shell finds as `*.v`.
fn run(design: &Design, command: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    hardware::export(design, None, folder.path()).expect("exported");
    run_in(folder.path(), command)
}

fn run_in(folder: &Path, command: &str) -> String {
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .output()
        .expect("a shell");
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command}: {text}");
    text
}

/// How many cells of a type the report of yosys counts.
fn cells(report: &str, kind: &str) -> usize {
    let mut lines = report
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>());
    lines
        .find_map(|words| match words.as_slice() {
            [name, count] if *name == kind => count.parse().ok(),
            _ => None,
        })
        .unwrap_or(0)
}

#[test]
fn digits_fits_its_budget() {
    let digits = Design::preset("digits").expect("a preset");
    let command = "yosys -q -p 'read_verilog *.v; synth_ice40 -top yuragi_core; tee -q -o report stat' && cat report";
    let report = run(&digits, command);
    let (luts, rams) = (cells(&report, "SB_LUT4"), cells(&report, "SB_RAM40_4K"));
    println!("{luts} LUT4, {rams} block RAMs");
    assert!(luts > 0 && rams > 0, "no counts in {report}");
    assert!(luts <= LUTS, "{luts} LUT4, at most {LUTS} are wanted");
    assert!(rams <= RAMS, "{rams} block RAMs, at most {RAMS} are wanted");
}

#[test]
fn other_tools_take_every_preset() {
    for (name, _) in PRESETS {
        check_lint(&Design::preset(name).expect("a preset"), name);
    }
}

fn check_lint(design: &Design, about: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    hardware::export(design, None, folder.path()).expect("exported");
    for command in [
        "verilator --lint-only -Wall --top-module yuragi_core *.v",
        "iverilog -g2005 -Wall -t null -s yuragi_core *.v",
    ] {
        let said = run_in(folder.path(), command);
        assert_eq!(said, "", "{about}: {command}");
    }
}

/// Designs of odd shapes: many lanes and few inputs, one lane, no hidden neurons, many layers with skips, stores; and random ones.
#[test]
fn other_tools_take_designs_of_every_shape() {
    let mut chance = SplitMix64::new(29);
    let mut within = |low, high| chance.within(low, high) as usize;
    let mut shapes = vec![
        // layers, skips; bits, quantum, lanes, retrograde lanes, stored stimuli
        ("[0, 3, 2]".to_owned(), "[]", [11, 0, 64, 1, 100]),
        ("[1, 3, 2]".to_owned(), "[]", [10, 6, 64, 8, 0]),
        ("[3, 1, 2]".to_owned(), "[]", [12, 10, 14, 7, 1]),
        ("[0, 2, 2]".to_owned(), "[]", [10, 9, 43, 1, 0]),
        ("[0, 1, 1]".to_owned(), "[]", [2, 11, 1, 1, 0]),
        ("[65, 3, 2]".to_owned(), "[]", [12, 3, 64, 4, 2]),
        ("[900, 2, 3]".to_owned(), "[]", [9, 5, 60, 5, 0]),
        ("[5, 3]".to_owned(), "[]", [3, 1, 2, 2, 0]),
        ("[0, 2]".to_owned(), "[]", [3, 1, 2, 1, 0]),
        (
            "[7, 3, 4, 5, 6]".to_owned(),
            "[[0, 3], [1, 4]]",
            [8, 6, 6, 3, 0],
        ),
        (
            "[1, 2, 3, 2, 1, 2, 3, 4]".to_owned(),
            "[[0, 2], [1, 7], [3, 6]]",
            [5, 5, 1, 1, 0],
        ),
    ];
    for _ in 0..6 {
        let retrograde = within(1, 8);
        let lanes = retrograde * within(1, 64 / retrograde as i64);
        let mut layers = vec![within(0, 90)];
        layers.extend((0..within(0, 3)).map(|_| within(1, 40)));
        layers.push(within(1, 70));
        let numbers = [
            within(2, 12),
            within(0, 12),
            lanes,
            retrograde,
            within(0, 3),
        ];
        let skips = if layers.len() > 3 { "[[0, 2]]" } else { "[]" };
        shapes.push((format!("{layers:?}"), skips, numbers));
    }
    for (layers, skips, [bits, quantum, lanes, retrograde, stored]) in shapes {
        let text = format!(
            "[network]\nlayers = {layers}\nskips = {skips}\n\
             [synapse]\nbits = {bits}\nquantum_log2 = {quantum}\nflip = 0.75\n\
             [hardware]\nlanes = {lanes}\nretrograde_lanes = {retrograde}\nstored_stimuli = {stored}\n"
        );
        let design = Design::parse(&text, "a shape").expect("a design");
        check_lint(&design, &text);
    }
}

/// Proof that these checks can fail.
#[test]
fn other_tools_refuse_a_fault() {
    let tiny = Design::preset("tiny").expect("a preset");
    let spoiled = "sed -i 's/reg \\[1:0\\] groups/reg [2:0] groups/' yuragi_evidence_ring.v";
    let lint = format!("{spoiled} && ! verilator --lint-only -Wall --top-module yuragi_core *.v");
    assert!(run(&tiny, &lint).contains("%Warning"));
    let refused = "echo 'module spare; endmodule endmodule' > spare.v && ! iverilog -g2005 -t null -s yuragi_core *.v";
    assert!(run(&tiny, refused).contains("error"));
    assert_eq!(
        cells("     SB_LUT4   17\n     SB_LUT40   3\n", "SB_LUT4"),
        17
    );
}

#[test]
fn the_largest_preset_is_exported_in_time() {
    let mnist = Design::preset("mnist").expect("a preset");
    let start = Instant::now();
    let files = hardware::verilog(&mnist).expect("exported");
    let taken = start.elapsed();
    println!("{} modules in {taken:?}", files.len());
    assert!(taken < EXPORT_TIME, "{taken:?}");
}
