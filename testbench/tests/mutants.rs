//! The mutants of `docs/reference/verification.md` fit the design as it is, and the campaign can tell a broken design from a sound one.
//! `make mutants` runs all of them.

use std::collections::BTreeMap;
use std::fs;

use yuragi_testbench::campaigns::mutants::campaign::{Catch, Verdict};
use yuragi_testbench::campaigns::mutants::report::good;
use yuragi_testbench::campaigns::mutants::tree::counts;
use yuragi_testbench::campaigns::mutants::verilog::mutant_apart;
use yuragi_testbench::campaigns::mutants::{
    DESIGNS, Edit, Kind, Lists, Mutant, Specification, changed, exported, root,
};

fn lists() -> Lists {
    Lists::read().expect("the lists")
}

/// The mutant of this name.
fn mutant(name: &str) -> Mutant {
    let mut mutants = lists().mutants.into_iter();
    let found = mutants.find(|mutant| mutant.name == name);
    found.unwrap_or_else(|| panic!("no mutant {name}"))
}

/// Every edit fits, once: a mutant whose text is gone would otherwise break nothing, or something else.
#[test]
fn edits_fit() {
    let mut verilog = BTreeMap::new();
    for mutant in lists().mutants {
        let first = mutant.designs.first().map_or(DESIGNS[0], String::as_str);
        if mutant.kind == Kind::Verilog {
            let export = || exported(first).expect("exported");
            let files = verilog.entry(first.to_owned()).or_insert_with(export);
            let changed = changed(files, &mutant.edits);
            assert!(
                changed.is_ok(),
                "{}: {:#}",
                mutant.name,
                changed.unwrap_err()
            );
            continue;
        }
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for edit in &mutant.edits {
            let read = || fs::read_to_string(root().join(&edit.file)).expect("a source file");
            let text = texts.entry(&edit.file).or_insert_with(read);
            let changed = edit.apply(text);
            *text = changed.unwrap_or_else(|error| panic!("{}: {error:#}", mutant.name));
        }
    }
}

#[test]
fn there_are_enough_and_every_cell_has_one() {
    let lists = lists();
    let real = |kind: Kind| {
        let mutants = lists.mutants.iter();
        mutants.filter(move |mutant| mutant.kind == kind && !mutant.control)
    };
    let counts = Kind::ALL.map(|kind| real(kind).count());
    assert!(
        counts[0] >= 45 && counts[1] >= 5 && counts[2] >= 5,
        "{counts:?}"
    );
    assert!(counts[3] >= 25, "{counts:?}");
    let broken = |module: &str| {
        let mut edits = real(Kind::Verilog).flat_map(|mutant| &mutant.edits);
        edits.any(|edit| edit.file == format!("{module}.v"))
    };
    for file in exported(DESIGNS[0]).expect("exported") {
        // the core and the variants of a cell are wires between others, or the same text in another width
        let variant = file.cell.ends_with(|c: char| c.is_ascii_digit());
        let covered = variant || ["core", "magnitude"].contains(&&*file.cell);
        assert!(covered || broken(&file.cell), "{}", file.cell);
    }
    let interface = lists.mutants.iter().flat_map(|mutant| &mutant.tests);
    let interface = interface.map(|test| Specification::interface(test));
    for test in lists.specification.iter().cloned().chain(interface) {
        let tests = root().join(test.folder()).join("tests");
        let (file, folder) = (format!("{}.rs", test.binary), tests.join(&test.binary));
        let alone = tests.join(file).exists();
        assert!(alone || folder.join("main.rs").exists(), "{test:?}");
        if let Some(module) = test.filter.strip_suffix("::") {
            assert!(folder.join(format!("{module}.rs")).exists(), "{test:?}");
        }
    }
}

/// A fault is found; where nothing is broken, nothing is.
#[test]
fn a_fault_is_caught_and_a_control_survives() {
    let apart = |name: &str| mutant_apart(&mutant(name)).expect("a core");
    let found = std::thread::scope(|scope| {
        let names = ["sequencer-stale-u", "lane-rail", "control-commutes"];
        let runs = names.map(|name| scope.spawn(move || apart(name)));
        runs.map(|run| run.join().expect("a run"))
    });
    let [stale, rail, control] = found;
    // in which bit of state first, and when, is a matter of the seed
    let stale = stale.expect("potentials that stay as they were are seen");
    let rail = rail.expect("a rail that wraps is seen");
    assert!(stale.presentations < 1_000 && rail.presentations < 1_000);
    assert_eq!(control, None);
}

#[test]
fn a_stale_edit_is_an_error() {
    let edit = |find: &str, put: &str| Edit {
        file: "a.v".into(),
        find: find.into(),
        put: put.into(),
    };
    let text = "one two two";
    assert_eq!(edit("one", "1").apply(text).expect("fits"), "1 two two");
    assert!(edit("two", "2").apply(text).is_err());
    assert!(edit("three", "3").apply(text).is_err());
    assert!(edit("one", "one").apply(text).is_err());
}

/// A survivor that nobody explains is bad, and so is a control that is caught.
#[test]
fn survivors_are_judged() {
    let lists = lists();
    let verdict = |mutant: &Mutant, caught: bool| Verdict {
        name: mutant.name.clone(),
        kind: mutant.kind,
        catches: (0..usize::from(caught))
            .map(|_| Catch {
                by: "lockstep".into(),
                class: "bit-exactness".into(),
                what: "a difference".into(),
            })
            .collect(),
        seconds: 1.0,
    };
    let (fault, control) = (mutant("lane-rail"), mutant("control-commutes"));
    let judged = |mutant: &Mutant, caught| good(mutant, &verdict(mutant, caught), &lists);
    assert!(judged(&fault, true) && !judged(&fault, false));
    assert!(judged(&control, false) && !judged(&control, true));
}

/// A result holds until a library or a test that was asked changes.
#[test]
fn a_result_depends_on_what_was_asked() {
    let asked = ["boards::uart", "sampling"].map(Specification::interface);
    for (name, takes_part) in [
        ("crates/model/src/model.rs", true),
        ("hdl/src/core.rs", true),
        ("sim/src/shim.cpp", true),
        ("testbench/src/oracle/replay.rs", true),
        ("testbench/mutants/designs/four.toml", true),
        ("designs/tiny.toml", true),
        ("testbench/tests/boards/uart.rs", true),
        ("testbench/tests/sampling/gibbs.rs", true),
        ("testbench/tests/boardss.rs", false),
        ("crates/boards/tests/boards.rs", false),
        ("testbench/tests/cells/pbit.rs", false),
        ("testbench/src/bin/faults.rs", false),
        ("testbench/src/campaigns/mutants/tree.rs", false),
        ("tests/cli/main.rs", false),
        ("docs/uart.md", false),
    ] {
        assert_eq!(counts(name, &asked), takes_part, "{name}");
    }
}
