//! The design file: valid files give the design that they describe, and invalid ones are refused with a reason.

use std::fs;

use proptest::prelude::*;
use yuragi_model::design::{Design, DesignError};
use yuragi_model::presets::PRESETS;

const NETWORK: &str = "[network]\nlayers = [64, 64, 10]\n";

fn parse(text: &str) -> Result<Design, DesignError> {
    Design::parse(text, "my.toml")
}

/// The message with which a text is refused.
fn refusal(text: &str) -> String {
    parse(text).expect_err("a refusal").to_string()
}

/// The message for a network of usual size with these lines added.
fn refusal_with(lines: &str) -> String {
    refusal(&format!("{NETWORK}{lines}"))
}

#[test]
fn everything_but_the_network_has_a_default() {
    let design = parse(NETWORK).expect("a design");
    assert_eq!(design, Design::preset("digits").expect("preset"));
    assert_eq!((design.synapse.bits, design.synapse.quantum_log2), (8, 5));
    assert_eq!((design.synapse.flip, design.synapse.noise), (1.0, 0.0));
    assert_eq!((design.sampling.sweeps, design.sampling.dwell), (1, 1));
    assert_eq!(
        (design.hardware.lanes, design.hardware.retrograde_lanes),
        (16, 2)
    );
    assert_eq!(design.random.seed, 1);
}

#[test]
fn retrograde_lanes_default_to_the_largest_of_two_and_one() {
    for (lanes, expected) in [(1, 1), (2, 2), (7, 1), (64, 2)] {
        let design = parse(&format!("{NETWORK}[hardware]\nlanes = {lanes}\n")).expect("a design");
        assert_eq!(design.hardware.retrograde_lanes, expected, "{lanes} lanes");
    }
}

#[test]
fn the_network_is_required() {
    assert!(refusal("").contains("missing field `network`"));
    assert!(refusal("[network]\n").contains("my.toml: [network] needs the key layers"));
}

/// Both ends of every range are accepted. A value beyond it is refused, and the error names key, value and range.
#[test]
fn ranges_are_checked() {
    let integers = [
        ("synapse", "bits", 2, 12),
        ("synapse", "quantum_log2", 0, 12),
        ("synapse", "initial", 0, 8),
        ("sampling", "sweeps", 1, 255),
        ("sampling", "dwell", 1, 65_535),
        ("hardware", "lanes", 1, 64),
        ("hardware", "retrograde_lanes", 1, 8),
        ("random", "seed", 0, i64::MAX),
    ];
    for (section, key, min, max) in integers {
        let text = |value: i64| {
            let mut table: toml::Table = NETWORK.parse().expect("TOML");
            let section = table.entry(section).or_insert(toml::Table::new().into());
            section
                .as_table_mut()
                .expect("a table")
                .insert(key.to_owned(), value.into());
            // The largest numbers of neurons fit only with the widest words.
            let hardware = table.entry("hardware").or_insert(toml::Table::new().into());
            let lanes = hardware.as_table_mut().expect("a table").entry("lanes");
            lanes.or_insert(64.into());
            table.to_string()
        };
        for good in [min, max] {
            parse(&text(good)).unwrap_or_else(|error| panic!("{error}"));
        }
        for bad in [min.checked_sub(1), max.checked_add(1)]
            .into_iter()
            .flatten()
        {
            let message = refusal(&text(bad));
            let expected = format!(
                "my.toml: {section}.{key} = {bad} is not allowed: it must be from {min} to {max}"
            );
            assert_eq!(message, expected);
        }
    }
    for key in ["flip", "noise"] {
        for good in ["0", "0.0", "1", "1.0", "0.3"] {
            parse(&format!("{NETWORK}[synapse]\n{key} = {good}\n")).expect("a design");
        }
        for bad in ["-0.1", "1.001", "nan", "inf"] {
            let message = refusal_with(&format!("[synapse]\n{key} = {bad}\n"));
            assert!(message.contains(&format!("synapse.{key} = ")), "{message}");
            assert!(message.contains("it must be from 0 to 1"), "{message}");
        }
    }
}

#[test]
fn retrograde_lanes_must_divide_lanes() {
    let message = refusal_with("[hardware]\nlanes = 16\nretrograde_lanes = 3\n");
    let expected =
        "my.toml: hardware.retrograde_lanes = 3 is not allowed: it must divide hardware.lanes = 16";
    assert_eq!(message, expected);
}

#[test]
fn the_network_is_limited() {
    let with = |network: &str| format!("[network]\n{network}\n[hardware]\nlanes = 16\n");
    // An input has 64 words, a hidden neuron 4, the bias neuron 68.
    parse(&with("layers = [959, 1023, 50]")).expect("65,536 words");
    parse(&with("layers = [4093, 1, 1]")).expect("4,095 neurons");
    parse(&with("layers = [0, 1]")).expect("no hidden neuron");
    parse(&with("layers = [1, 1, 1, 1, 1, 1, 1, 1]\nskips = [[0, 7]]")).expect("eight layers");
    for (network, words) in [
        (
            "layers = [960, 1023, 50]",
            "needs 65600 words of row memory, of which there are 65536",
        ),
        ("layers = [4093, 2, 1]", "these are 4096 neurons"),
        ("layers = [5]", "from 2 to 8 layers"),
        (
            "layers = [5, 0, 3]",
            "my.toml: network.layers = [5, 0, 3] is not allowed: layer 1",
        ),
        (
            "layers = [5, -1, 3]",
            "network.layers = [5, -1, 3] is not allowed: a layer has at least",
        ),
        (
            "layers = [5, 4, 3]\nskips = [[0, 1]]",
            "network.skips = [0, 1] is not allowed",
        ),
        (
            "layers = [5, 4, 3]\nskips = [[-1, 1]]",
            "network.skips = [[-1, 1]] is not allowed",
        ),
        ("layers = [5, 4, 3]\nskips = [[0, 2], [0, 2]]", "only once"),
        ("layers = [5, 4.5, 3]", "invalid type"),
    ] {
        let message = refusal(&with(network));
        assert!(message.contains(words), "{message}");
    }
}

/// The three numbers that a design file had when there was one hidden layer are still read.
#[test]
fn the_old_form_is_read_and_noted() {
    let old = "[network]\ninputs = 64\nhidden = 64\noutputs = 10\n";
    assert_eq!(
        parse(old).expect("a design"),
        parse(NETWORK).expect("a design")
    );
    let note = Design::old_form(old).expect("a note");
    assert!(note.contains("write layers = [64, 64, 10]"), "{note}");
    assert_eq!(Design::old_form(NETWORK), None);
    let both = refusal(&format!("{old}layers = [64, 64, 10]\n"));
    assert!(both.contains("keep layers only"), "{both}");
    let part = refusal("[network]\ninputs = 1\nhidden = 2\n");
    assert!(part.contains("only a part of"), "{part}");
}

/// The first weights have B − 3 bits, unless the design says otherwise.
#[test]
fn first_weights_follow_the_bits() {
    for (bits, initial) in [(2, 0), (3, 0), (4, 1), (8, 5), (12, 9)] {
        let design = parse(&format!("{NETWORK}[synapse]\nbits = {bits}\n")).expect("a design");
        assert_eq!(design.initial(), initial, "{bits} bits");
    }
    let design = parse(&format!("{NETWORK}[synapse]\ninitial = 7\n")).expect("a design");
    assert_eq!(design.initial(), 7);
}

#[test]
fn syntax_errors_name_the_line() {
    let message = refusal_with("[synapse]\nbits = = 3\n");
    assert!(message.starts_with("my.toml: "), "{message}");
    assert!(message.contains("line 4"), "{message}");
}

#[test]
fn unknown_keys_are_named_with_those_that_exist() {
    let message = refusal_with("[synapse]\nbit = 3\n");
    assert!(message.contains("line 4"), "{message}");
    assert!(message.contains("unknown field `bit`"), "{message}");
    assert!(
        message.contains("`bits`, `quantum_log2`, `initial`, `flip`, `noise`"),
        "{message}"
    );
    let message = refusal_with("[synapses]\nbits = 3\n");
    assert!(
        message.contains("unknown field `synapses`") && message.contains("`hardware`"),
        "{message}"
    );
}

#[test]
fn wrong_types_are_named() {
    for (line, expected) in [
        ("bits = \"ten\"", "invalid type: string \"ten\""),
        ("bits = 2.5", "invalid type: floating point `2.5`"),
        ("flip = true", "invalid type: boolean `true`"),
    ] {
        let message = refusal_with(&format!("[synapse]\n{line}\n"));
        assert!(
            message.contains("line 4") && message.contains(expected),
            "{message}"
        );
    }
}

#[test]
fn registers_hold_rounded_probabilities() {
    let mut design = parse(NETWORK).expect("a design");
    for (flip, register) in [
        (0.0, 0),
        (0.0019, 0),
        (0.002, 1),
        (0.25, 64),
        (0.3, 77),
        (1.0, 256),
    ] {
        design.synapse.flip = flip;
        assert_eq!(design.flip_register(), register, "{flip}");
        assert_eq!(design.flip_rounded(), f64::from(register) / 256.0);
    }
    for (noise, register) in [(0.0, 0), (0.0039, 0), (0.004, 1), (0.0625, 8), (1.0, 128)] {
        design.synapse.noise = noise;
        assert_eq!(design.noise_register(), register, "{noise}");
        assert_eq!(design.noise_rounded(), f64::from(register) / 128.0);
    }
}

/// A probability that is not 0 does not become 0, and one that is not 1 does not become 1.
#[test]
fn no_probability_rounds_to_nothing_or_to_certainty() {
    for (key, steps) in [("flip", 256), ("noise", 128)] {
        let with = |value: f64| parse(&format!("{NETWORK}[synapse]\n{key} = {value:?}\n"));
        let steps = f64::from(steps);
        for k in 0..=steps as u32 {
            with(f64::from(k) / steps).unwrap_or_else(|error| panic!("{error}"));
        }
        let half = 0.5 / steps;
        for value in [half, 1.01 * half, 1.0 - 1.01 * half] {
            let design = with(value).unwrap_or_else(|error| panic!("{error}"));
            let drawn = match key {
                "flip" => design.flip_rounded(),
                _ => design.noise_rounded(),
            };
            assert!(0.0 < drawn && drawn < 1.0, "{key} = {value}: {drawn}");
        }
        for (value, nearest, other) in [
            (0.99 * half, 0.0, 1.0 / steps),
            (f64::MIN_POSITIVE, 0.0, 1.0 / steps),
            (1.0 - 0.99 * half, 1.0, 1.0 - 1.0 / steps),
        ] {
            let error = with(value).expect_err("an error").to_string();
            let expected = format!("the nearest that can be drawn are {nearest} and {other}");
            assert!(error.contains(&format!("synapse.{key} = ")), "{error}");
            assert!(error.ends_with(&expected), "{error}: {expected}");
        }
    }
    // a design that was changed is checked as well
    let mut design = parse(NETWORK).expect("a design");
    design.synapse.flip = 0.0019;
    assert!(design.validate().is_err());
}

#[test]
fn presets_are_designs() {
    for (name, _) in PRESETS {
        let design = Design::load(name).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(design, Design::preset(name).expect("preset"));
        design.validate().expect("valid");
        let expected: &[usize] = match name {
            "digits" | "digits-stored" | "digits-wide" => &[64, 64, 10],
            "generative" => &[0, 32, 74],
            "digits-20" => &[64, 20, 10],
            "digits-128" => &[64, 128, 10],
            "mnist" => &[784, 128, 10],
            "mnist-256" => &[784, 256, 10],
            "tiny" => &[2, 2, 1],
            "deep" => &[64, 64, 64, 10],
            other => panic!("{other} has no test"),
        };
        assert_eq!(design.network.layers, expected, "{name}");
    }
}

#[test]
fn files_come_before_presets_and_missing_ones_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("small.toml");
    fs::write(&path, "[network]\nlayers = [1, 2, 3]\n").expect("a file");
    let path = path.to_str().expect("a name");
    assert_eq!(Design::load(path).expect("a design").network.outputs(), 3);

    fs::write(path, "[network]\nlayers = [1, 0, 3]\n").expect("a file");
    let message = Design::load(path).expect_err("a refusal").to_string();
    assert!(
        message.starts_with(&format!("{path}: network.layers = [1, 0, 3]")),
        "{message}"
    );

    let missing = folder.path().join("missing.toml");
    let message = Design::load(missing.to_str().expect("a name"))
        .expect_err("a refusal")
        .to_string();
    assert!(
        message.contains("cannot read the design file") && message.contains("missing.toml"),
        "{message}"
    );

    let message = Design::load("digit").expect_err("a refusal").to_string();
    assert!(
        message.contains("digit is neither a design file nor a preset"),
        "{message}"
    );
    for (name, _) in PRESETS {
        assert!(message.contains(name), "{message}");
    }
}

#[test]
fn changed_fields_are_checked() {
    let mut design = parse(NETWORK).expect("a design");
    design.network.layers[1] = usize::MAX;
    assert!(design.validate().is_err());
    design.network.layers[1] = 64;
    design.random.seed = u64::MAX;
    assert!(design.validate().is_err());
    design.random.seed = 5;
    design.hardware.retrograde_lanes = 0;
    assert!(design.validate().is_err());
}

prop_compose! {
    fn texts()(
        (inputs, hidden, outputs) in (0..2048, 1..1024, 1..1024),
        (bits, quantum, flip, noise) in (2..13, 0..13, 0.0..1.0, 0.0..1.0),
        (sweeps, dwell) in (1..256, 1..65_536),
        (retrograde, times) in (1..9, 1..9),
        seed in 0..i64::MAX,
    ) -> String {
        let lanes = retrograde * times;
        format!(
            "[network]\nlayers = [{inputs}, {hidden}, {outputs}]\n\
             [synapse]\nbits = {bits}\nquantum_log2 = {quantum}\nflip = {flip:?}\nnoise = {noise:?}\n\
             [sampling]\nsweeps = {sweeps}\ndwell = {dwell}\n\
             [hardware]\nlanes = {lanes}\nretrograde_lanes = {retrograde}\n\
             [random]\nseed = {seed}\n"
        )
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(text in texts()) {
        // Some of these designs need more memory than is allowed.
        if let Ok(design) = parse(&text) {
            prop_assert_eq!(&parse(&design.to_toml()).expect("the same"), &design);
            let json = serde_json::to_string(&design).expect("JSON");
            prop_assert_eq!(serde_json::from_str::<Design>(&json).expect("the same"), design);
        }
    }

    #[test]
    fn no_text_panics(text in "(\\[?[a-z_.]{1,9}\\]? ?=? ?[-0-9\"a-z.]{0,20}\n){0,5}") {
        let _ = parse(&text);
        let _ = parse(&format!("{NETWORK}{text}"));
    }
}

/// The changes of `--set`, as pairs.
fn changes(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |&(key, value): &(&str, &str)| (key.to_owned(), value.to_owned());
    pairs.iter().map(owned).collect()
}

/// Every key can be changed, and the design file has no other keys.
#[test]
fn changes_reach_every_key() {
    let new = [
        ("network.layers", "[65, 33, 12, 11]"),
        ("network.skips", "[[0, 2]]"),
        ("synapse.bits", "7"),
        ("synapse.quantum_log2", "4"),
        ("synapse.initial", "6"),
        ("synapse.flip", "0.5"),
        ("synapse.noise", "0.25"),
        ("sampling.sweeps", "2"),
        ("sampling.dwell", "3"),
        ("hardware.lanes", "12"),
        ("hardware.retrograde_lanes", "4"),
        ("hardware.stored_stimuli", "10"),
        ("random.seed", "9"),
    ];
    assert_eq!(new.map(|(key, _)| key), Design::KEYS);
    let design = Design::load_with("digits", &changes(&new)).expect("a design");
    let table: toml::Table = design.to_toml().parse().expect("TOML");
    let mut found = Vec::new();
    for (section, keys) in &table {
        for (key, value) in keys.as_table().expect("a section") {
            found.push((format!("{section}.{key}"), value.to_string()));
        }
    }
    let mut expected = changes(&new);
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    let base = Design::preset("digits").expect("a preset");
    assert_eq!(base.with(&changes(&new), "it").expect("a design"), design);
}

/// The inputs, the hidden layers and the outputs can be changed on their own.
#[test]
fn changes_reach_a_part_of_the_layers() {
    for (pair, layers) in [
        (("network.inputs", "65"), &[65, 64, 10][..]),
        (("network.hidden", "20"), &[64, 20, 10]),
        (("network.hidden", "[40, 30]"), &[64, 40, 30, 10]),
        (("network.hidden", "[]"), &[64, 10]),
        (("network.outputs", "11"), &[64, 64, 11]),
    ] {
        let design = Design::load_with("digits", &changes(&[pair])).expect("a design");
        assert_eq!(design.network.layers, layers);
    }
    // the old form of a file can be changed in both ways
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("my.toml");
    let old = "[network]\ninputs = 5\nhidden = 4\noutputs = 3\n";
    std::fs::write(&path, old).expect("a file");
    let name = path.to_str().expect("UTF-8");
    for (pair, layers) in [
        (("network.hidden", "6"), [5, 6, 3]),
        (("network.layers", "[7, 8, 9]"), [7, 8, 9]),
    ] {
        let design = Design::load_with(name, &changes(&[pair])).expect("a design");
        assert_eq!(design.network.layers, layers);
    }
}

#[test]
fn no_change_is_the_design_itself() {
    let design = Design::load_with("digits", &[]).expect("a design");
    assert_eq!(design, Design::preset("digits").expect("a preset"));
}

/// `retrograde_lanes` is 2 for an even number of lanes and 1 for an odd one, if the file leaves it out.
#[test]
fn a_default_follows_a_changed_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("my.toml");
    std::fs::write(&path, NETWORK).expect("a file");
    let name = path.to_str().expect("UTF-8");
    let odd = Design::load_with(name, &changes(&[("hardware.lanes", "9")]));
    assert_eq!(odd.expect("a design").hardware.retrograde_lanes, 1);
}

#[test]
fn changes_are_refused_with_key_and_value() {
    for (pair, words) in [
        (
            ("synapse.bit", "8"),
            "there is no key synapse.bit in a design",
        ),
        (("synapse.bit", "8"), "did you mean synapse.bits?"),
        (("hidden", "8"), "did you mean network.hidden?"),
        (
            ("synapse.bits", "13"),
            "digits with synapse.bits = 13: synapse.bits = 13 is not allowed",
        ),
        (
            ("synapse.bits", "8.5"),
            "invalid type: floating point `8.5`",
        ),
        (("synapse.bits", "\"8\""), "invalid type: string"),
        (("synapse.bits", "8\nflip = 0.5"), "expected a number"),
        (("synapse.bits", ""), "expected a number"),
        (
            ("synapse.bits", "many"),
            "synapse.bits: found many, expected a number",
        ),
        (
            ("hardware.lanes", "9"),
            "hardware.retrograde_lanes = 2 is not allowed: it must divide",
        ),
    ] {
        let error = Design::load_with("digits", &changes(&[pair])).expect_err("it is refused");
        assert!(error.to_string().contains(words), "{pair:?}: {error}");
    }
}
