//! Board files and pin files.

use yuragi_boards::{BoardError, all, parse};
use yuragi_model::design::Design;

const BOARD: &str = include_str!("../../../constraints/icebreaker/board.toml");
const PINS: &str = include_str!("../../../constraints/icebreaker/pins.pcf");
const WIDE: &str = include_str!("../../../constraints/ulx3s/board.toml");
const WIDE_PINS: &str = include_str!("../../../constraints/ulx3s/pins.lpf");

fn refused(result: Result<Vec<yuragi_boards::Board>, BoardError>, words: &[&str]) {
    let text = result.expect_err("refused").to_string();
    for word in words {
        assert!(text.contains(word), "no {word:?} in {text:?}");
    }
}

#[test]
fn built_in_boards_are_whole() {
    let boards = all().unwrap_or_else(|error| panic!("{error}"));
    assert!(boards.len() >= 12);
    let mut names: Vec<&str> = boards.iter().map(|board| board.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), boards.len(), "two boards of one name");
    for board in &boards {
        if let Some(name) = &board.design {
            Design::preset(name).unwrap_or_else(|error| panic!("{}: {error}", board.name));
        }
        assert!(board.top.divisor >= 8, "{}", board.name);
    }
}

#[test]
fn each_fault_of_a_board_file_is_named() {
    for (from, to, words) in [
        (
            "family = \"ice40\"",
            "family = \"xc7\"",
            &["family = xc7", "ice40 or ecp5"][..],
        ),
        (
            "family = \"ice40\"",
            "family = \"ecp5\"",
            &["speed = nothing", "6, 7 or 8"],
        ),
        (
            "package",
            "speed = 6\npackage",
            &["speed = 6", "an iCE40 has none"],
        ),
        (
            "package",
            "colour = 6\npackage",
            &["colour", "unknown field"],
        ),
        (
            "\"up5k\"",
            "\"up9k\"",
            &["variants.device = up9k", "up5k, hx1k"],
        ),
        (
            "core_mhz = 24.0",
            "core_mhz = 25.0",
            &["clock.core_mhz = 25", "24 MHz"],
        ),
        (
            "device = \"up5k\"",
            "device = \"up5k\"\ncore_mhz = 25.0",
            &["clock.core_mhz = 25", "12 MHz"],
        ),
        (
            "device = \"up5k\"",
            "device = \"up5k\"\nice40_pll = { pad = true, divr = 0, divf = 63, divq = 5, filter_range = 1 }",
            &["variants.core_mhz = nothing", "which clock it makes"],
        ),
        ("mhz = 12.0", "mhz = 0.5", &["clock.mhz = 0.5", "1 to 400"]),
        (
            "divf = 63",
            "divf = 128",
            &["clock.ice40_pll.divf = 128", "0 to 127"],
        ),
        (
            "divf = 63",
            "divf = 10",
            &["clock.ice40_pll", "oscillator", "533"],
        ),
        (
            "divr = 0",
            "divr = 1",
            &["clock.ice40_pll", "phase detector", "10"],
        ),
        (
            "filter_range = 1",
            "filter_range = 2",
            &["filter_range = 2", "must be 1", "12.000 MHz"],
        ),
        (
            "baud = 3_000_000",
            "baud = 2_600_000",
            &["uart.baud = 2600000", "within 1 %"],
        ),
        (
            "baud = 3_000_000",
            "baud = 4_000_000",
            &["uart.baud = 4000000", "from 8"],
        ),
        ("baud = 3_000_000", "baud = 0", &["uart.baud = 0"]),
        (
            "\"evidence\"",
            "\"mood\"",
            &["leds.shows = mood", "learning, evidence or errors"],
        ),
        (
            "\"{bitstream}\"",
            "\"bitstream\"",
            &["program.command", "{bitstream}"],
        ),
        (
            "rx = \"6\"",
            "rx = \"7\"",
            &["i_rx", "pin 6", "uart.rx = \"7\"", "board.toml"],
        ),
        (
            "[reset]\npin = \"10\"\nactive_low = true\n",
            "",
            &["pins.pcf", "no port i_button_0"],
        ),
    ] {
        let text = BOARD.replacen(from, to, 1);
        assert_ne!(text, BOARD, "{from} is not in the board file");
        let file = ["board.toml"];
        let result = parse(&text, "a/board.toml", PINS, "a/pins.pcf");
        let words = if words.contains(&"pins.pcf") {
            words.to_vec()
        } else {
            [words, &file].concat()
        };
        refused(result, &words);
    }
    for (from, to, words) in [
        (
            "clkop_div = 8",
            "clkop_div = 80",
            &["clock.ecp5_pll", "oscillator", "800"][..],
        ),
        (
            "clki_div = 1",
            "clki_div = 0",
            &["clock.ecp5_pll.clki_div = 0", "1 to 128"],
        ),
        (
            "clkfb_div = 3",
            "clkfb_div = 81",
            &["clock.ecp5_pll.clkfb_div = 81", "1 to 80"],
        ),
        (
            "clkfb_div = 3",
            "clkfb_div = 2",
            &["clock.core_mhz = 75", "50 MHz"],
        ),
        (
            "[clock.ecp5_pll]\nclki_div = 1\nclkfb_div = 3\nclkop_div = 8",
            "[clock.ice40_pll]\npad = true\ndivr = 0\ndivf = 1\ndivq = 1\nfilter_range = 1",
            &["clock.ice40_pll", "ecp5_pll"],
        ),
    ] {
        let text = WIDE.replacen(from, to, 1);
        assert_ne!(text, WIDE, "{from} is not in the board file");
        refused(parse(&text, "a/board.toml", WIDE_PINS, "a/pins.lpf"), words);
    }
}

#[test]
fn each_fault_of_a_pin_file_is_named() {
    for (from, to, words) in [
        ("set_io o_tx 9\n", "", &["a/pins.pcf", "o_tx", "no pin"][..]),
        (
            "set_io o_tx 9\n",
            "set_io o_tx 12\n",
            &["a/pins.pcf", "o_tx is at pin 12", "uart.tx = \"9\""],
        ),
        (
            "set_io o_tx 9\n",
            "set_io o_tx\n",
            &["a/pins.pcf, line 5", "set_io PORT PIN"],
        ),
        (
            "set_io o_tx 9\n",
            "set_io o_tx 9\nset_io other 3\n",
            &["a/pins.pcf", "no port other"],
        ),
        (
            "set_io o_tx 9\n",
            "set_io o_tx 6\n",
            &["line 5", "o_tx is put at 6", "i_rx"],
        ),
    ] {
        let text = PINS.replacen(from, to, 1);
        assert_ne!(text, PINS);
        let words: Vec<&str> = words.to_vec();
        refused(parse(BOARD, "a/board.toml", &text, "a/pins.pcf"), &words);
    }
    let text = WIDE_PINS.replacen("LOCATE COMP \"o_tx\"", "PLACE \"o_tx\"", 1);
    refused(
        parse(WIDE, "a/board.toml", &text, "a/pins.lpf"),
        &["a/pins.lpf, line 7", "LOCATE COMP"],
    );
}
