//! The nearest of known names.

use yuragi_names::{did_you_mean, nearest, with_nearest_key};

const KEYS: [&str; 5] = [
    "network.inputs",
    "network.hidden",
    "synapse.bits",
    "hardware.lanes",
    "hardware.retrograde_lanes",
];

#[test]
fn is_the_one_with_the_fewest_differences() {
    assert_eq!(
        nearest("icebraker", ["upduino", "icebreaker"]),
        Some("icebreaker")
    );
    assert_eq!(
        nearest("DIGITS", ["mnist", "digits-20", "digits"]),
        Some("digits")
    );
    assert_eq!(nearest("zzz", ["mnist", "digits"]), None);
    assert_eq!(nearest("", ["mnist", "digits"]), None);
}

#[test]
fn of_a_key_may_be_found_by_its_last_part() {
    assert_eq!(nearest("hidden", KEYS), Some("network.hidden"));
    assert_eq!(nearest("synapse.bit", KEYS), Some("synapse.bits"));
    assert_eq!(nearest("net.hiden", KEYS), Some("network.hidden"));
    assert_eq!(nearest("lanes", KEYS), Some("hardware.lanes"));
}

#[test]
fn ends_a_message() {
    assert_eq!(
        did_you_mean("digit", ["digits", "mnist"]),
        "; did you mean digits?"
    );
    assert_eq!(did_you_mean("zzz", ["digits", "mnist"]), "");
}

#[test]
fn is_added_to_a_message_of_toml() {
    let said =
        "line 3\nunknown field `flips`, expected one of `bits`, `quantum_log2`, `flip`, `noise`\n";
    assert_eq!(
        with_nearest_key(said),
        format!("{}; did you mean flip?", said.trim_end())
    );
    let said = "unknown field `sede`, expected `seed`";
    assert_eq!(
        with_nearest_key(said),
        format!("{said}; did you mean seed?")
    );
    // nothing is like it, or nothing is unknown
    for said in [
        "unknown field `zzz`, expected `seed`",
        "missing field `seed`",
    ] {
        assert_eq!(with_nearest_key(said), said);
    }
}
