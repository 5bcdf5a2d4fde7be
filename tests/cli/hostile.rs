//! Bad inputs and hostile surroundings, as tables: each must give an error that names what is wrong, the right exit code,
//! no panic, and no file; with `--json` the error is one object on standard output.

mod arguments;
mod contents;
mod files;
mod surroundings;
mod trial;

use crate::command::Refusal;
use crate::{
    bad_arguments, bad_checkpoints, bad_data, bad_designs, bad_sweeps, boards, experiments, ports,
    test_data,
};

/// The tables of all other modules.
fn elsewhere() -> Vec<Vec<Refusal>> {
    vec![
        bad_arguments::verbs(),
        bad_arguments::places(),
        bad_arguments::waveforms(),
        bad_checkpoints::bad_weights(),
        bad_checkpoints::bad_states(),
        bad_checkpoints::other_runs(),
        bad_data::bad_csv(),
        bad_data::bad_sizes(),
        bad_data::bad_idx(),
        bad_designs::bad_forms(),
        bad_designs::bad_values(),
        bad_sweeps::bad_forms(),
        bad_sweeps::bad_values(),
        bad_sweeps::bad_designs(),
        bad_sweeps::bad_arguments(),
        boards::builds(),
        experiments::experiments(),
        ports::ports(),
        test_data::test_sets(),
        test_data::changed_test_sets(),
    ]
}

/// The number of cases in all tables.
#[test]
fn there_are_enough_cases() {
    let before: usize = elsewhere().iter().map(Vec::len).sum();
    let here = arguments::count() + contents::count() + files::count() + surroundings::count();
    println!(
        "{before} cases in other tables and {here} in these: {}",
        before + here
    );
    assert!(before + here >= 250, "{before} and {here}");
}
