//! Tables of test vectors.

use crate::support::{ADDER, build, register_file};
use verilator_sys::Error;

/// A cheap, fixed sequence of test values.
fn noise(count: usize) -> Vec<u64> {
    let next = |state: &mut u64| {
        *state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        Some(*state >> 16)
    };
    std::iter::repeat_with({
        let mut state = 1;
        move || next(&mut state).unwrap()
    })
    .take(count)
    .collect()
}

#[test]
fn a_clocked_cell_is_sampled_before_its_edge() {
    let library = build("registered_adder", ADDER).build().unwrap();
    let mut sim = library.simulation().unwrap();
    let inputs = [library.port("i_a").unwrap(), library.port("i_b").unwrap()];
    let outputs = [
        library.port("o_sum").unwrap(),
        library.port("o_last").unwrap(),
    ];
    let rows: Vec<u64> = noise(200_000)
        .into_iter()
        .map(|value| value & 0xffff)
        .collect();
    let results = sim.run_vectors(&inputs, &outputs, &rows).unwrap();
    assert_eq!(results.len(), 200_000);
    let mut last = 0;
    for (row, result) in rows.chunks(2).zip(results.chunks(2)) {
        assert_eq!(result, [row[0] + row[1], last]);
        last = row[0] + row[1];
    }
    assert_eq!(sim.cycles(), 100_000);
    assert_eq!(
        sim.peek(outputs[1]).unwrap(),
        last,
        "the last row was clocked, too"
    );
}

#[test]
fn a_cell_without_a_clock_is_only_evaluated() {
    let library = build("adder", ADDER).build().unwrap();
    let mut sim = library.simulation().unwrap();
    let inputs = [library.port("i_a").unwrap(), library.port("i_b").unwrap()];
    let outputs = [library.port("o_b").unwrap(), library.port("o_sum").unwrap()];
    let rows = [1, 2, 3, 0xffff, 0xffff, 1 << 35];
    let results = sim.run_vectors(&inputs, &outputs, &rows).unwrap();
    let top = (1 << 36) - 1;
    assert_eq!(results, [!2, top - 3, 3, !0xffff, top - (1 << 35), 0x1fffe]);
    assert_eq!(sim.cycles(), 0);
    assert!(matches!(sim.step(1), Err(Error::NoClock { .. })));
}

#[test]
fn internals_can_be_set_and_sampled() {
    let library = register_file();
    let mut sim = library.simulation().unwrap();
    let count = library.variable("register_file.u_counter.count").unwrap();
    let inverted = library
        .variable("register_file.u_counter.inverted")
        .unwrap();
    let output = library.port("o_inverted").unwrap();
    let results = sim
        .run_vectors(&[count], &[inverted, output], &[3, 250, 0])
        .unwrap();
    assert_eq!(results, [0xfc, 0xfc, 5, 5, 0xff, 0xff]);
}

#[test]
fn tables_are_checked() {
    let library = build("registered_adder", ADDER).build().unwrap();
    let mut sim = library.simulation().unwrap();
    let (a, b) = (library.port("i_a").unwrap(), library.port("i_b").unwrap());
    let sum = library.port("o_sum").unwrap();
    let error = sim.run_vectors(&[a, b], &[sum], &[1, 2, 3]).unwrap_err();
    assert!(
        matches!(error, Error::InvalidTable { words: 3, row: 2 }),
        "{error}"
    );
    let error = sim.run_vectors(&[a, b], &[sum], &[1, 0x10000]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`i_b` is 16 bits wide: 0x10000 does not fit"
    );
    let error = sim.run_vectors(&[sum], &[sum], &[1]).unwrap_err();
    assert!(matches!(error, Error::ReadOnly { .. }), "{error}");
    assert!(sim.run_vectors(&[], &[sum], &[1]).is_err());
    assert_eq!(sim.run_vectors(&[a, b], &[sum], &[]).unwrap(), [0; 0]);
    assert_eq!(sim.cycles(), 0, "nothing ran");
}
