//! The reference documents say what the program does: keys, ranges and defaults of its files, and the bytes of frames.

use std::fs;
use std::path::Path;

use yuragi_boards::parse;
use yuragi_engines::rtl::Rtl;
use yuragi_model::design::Design;

const NETWORK: &str = "[network]\nlayers = [64, 64, 10]\n";

/// The text of a page of `docs/reference`.
fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference");
    fs::read_to_string(path.join(name)).expect("a page")
}

/// The first fenced block of a kind.
fn block<'a>(page: &'a str, kind: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("```{kind}\n")).expect("a block");
    rest.split_once("```").expect("its end").0
}

/// The cells of the table row that is about a key: its first cell names the key, perhaps among others.
fn row<'a>(page: &'a str, key: &str) -> Option<Vec<&'a str>> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| "));
    rows.map(|line| line.split(" | ").collect::<Vec<_>>())
        .find(|cells| cells.len() > 2 && cells[0].contains(&format!("`{key}`")))
}

/// Keys of a design, with their values as TOML writes them.
fn keys(design: &Design) -> Vec<(String, String)> {
    let table: toml::Table = design.to_toml().parse().expect("TOML");
    let sections = table.into_iter().flat_map(|(section, keys)| {
        let toml::Value::Table(keys) = keys else {
            panic!("{section} is no section");
        };
        keys.into_iter()
            .map(move |(key, value)| (format!("{section}.{key}"), value.to_string()))
    });
    sections.collect()
}

#[test]
fn every_key_of_a_design_has_a_row_with_its_range_and_default() {
    let page = page("design-file.md");
    let usual = Design::parse(NETWORK, "usual").expect("a design");
    let mut whole = usual.clone();
    // left out of the file if it is 0
    whole.hardware.stored_stimuli = 1;
    // likewise without skips, and if it is not given
    whole.network.skips = vec![[0, 2]];
    whole.synapse.initial = Some(5);
    let all = keys(&whole);
    assert!(all.len() >= 13, "{all:?}");
    for (key, default) in all {
        let cells = row(&page, &key).unwrap_or_else(|| panic!("there is no row about {key}"));
        if key.starts_with("network.") {
            continue;
        }
        // no key may be negative, and the refusal names what it may be
        let (section, name) = key.split_once('.').expect("a section");
        let mut table: toml::Table = whole.to_toml().parse().expect("TOML");
        let keys = table.get_mut(section).and_then(toml::Value::as_table_mut);
        let value = keys.and_then(|keys| keys.get_mut(name)).expect("the key");
        *value = match value {
            toml::Value::Float(_) => toml::Value::Float(-1.0),
            _ => toml::Value::Integer(-1),
        };
        let refusal = Design::parse(&table.to_string(), "negative").expect_err("negative");
        let refusal = refusal.to_string();
        let (_, range) = refusal.split_once("it must be from ").expect("a range");
        let range = match name {
            "initial" => "0 to B",
            _ => range,
        };
        assert!(cells[1].starts_with(range), "{key}: {range}, {cells:?}");
        let expected = match (section, name) {
            ("synapse", "initial") => "B − 3",
            (_, "stored_stimuli") => "0",
            _ => &default,
        };
        let given = cells[2].split(',').next().unwrap_or_default();
        assert_eq!(given, expected, "default of {key}");
    }
}

#[test]
fn the_example_of_a_design_file_is_digits() {
    let page = page("design-file.md");
    let example = Design::parse(block(&page, "toml"), "the example").expect("a design");
    assert_eq!(example, Design::preset("digits").expect("a preset"));
}

/// The refusal of a board file of this text; its pins do not matter.
fn refused_board(text: &str) -> String {
    let refused = parse(text, "board.toml", "", "pins.pcf");
    refused.expect_err("a refusal").to_string()
}

#[test]
fn every_key_of_a_board_file_has_a_row() {
    let page = page("board-file.md");
    let mut seen = 0;
    for section in [
        "",
        "[[variants]]",
        "[clock]",
        "[clock.ice40_pll]",
        "[clock.ecp5_pll]",
        "[uart]",
        "[reset]",
        "[[leds]]",
        "[[high]]",
        "[program]",
    ] {
        // the refusal of an unknown key lists those that are known
        let refusal = refused_board(&format!("{section}\nunknown = 1\n"));
        let (_, known) = refusal.split_once(", expected ").expect("a list of keys");
        let known = known.split('`').skip(1).step_by(2);
        for key in known {
            let section = section.trim_matches(['[', ']']);
            let key = match section {
                "" if page.contains(&format!("[{key}]")) => continue,
                "" => key.to_owned(),
                "clock" if key.ends_with("_pll") => continue,
                _ => format!("{section}.{key}"),
            };
            assert!(row(&page, &key).is_some(), "there is no row about {key}");
            seen += 1;
        }
    }
    assert!(seen >= 30, "{seen} keys");
}

#[test]
fn the_example_of_a_board_file_is_one() {
    let page = page("board-file.md");
    let pins =
        "set_io clock 35\nset_io i_rx 6\nset_io o_tx 9\nset_io i_button_0 10\nset_io o_led_0 11\n";
    let boards = parse(block(&page, "toml"), "board.toml", pins, "pins.pcf");
    assert_eq!(boards.expect("a board")[0].name, "icebreaker");
}

/// The bytes of a line of the worked example after the name of the sender.
fn bytes(line: &str) -> Vec<u8> {
    let words = line.split_whitespace().skip(1);
    words
        .map(|word| u8::from_str_radix(word, 16).expect("a byte in hexadecimal"))
        .collect()
}

#[test]
fn worked_example() {
    let page = page("protocol.md");
    let lines: Vec<&str> = block(&page, "frames").lines().collect();
    assert!(lines.len() >= 8, "{lines:?}");
    let design = Design::preset("tiny").expect("a preset");
    let mut core = Rtl::new(&design).expect("a core");
    for pair in lines.chunks(2) {
        let [host, answer] = pair else {
            panic!("{pair:?}: a question and its answer are expected");
        };
        assert!(host.starts_with("host ") && answer.starts_with("core "));
        let found = core.exchange(&bytes(host), 1).expect("an answer");
        assert_eq!(found, bytes(answer), "{host}");
    }
}
