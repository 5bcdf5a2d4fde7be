//! The phase-locked loops: the limits of the data sheets, what is reachable, and boards with another clock or rate.

use yuragi_boards::pll::{self, ClockSource, Limits, Loop};
use yuragi_boards::{Board, BoardError, Family, all, parse};

fn ice40(divr: u8, divf: u8, divq: u8) -> ClockSource {
    ClockSource::Ice40Pll {
        pad: false,
        divr,
        divf,
        divq,
        filter_range: 1,
    }
}

fn ecp5(clki_div: u8, clkfb_div: u8, clkop_div: u8) -> ClockSource {
    ClockSource::Ecp5Pll {
        clki_div,
        clkfb_div,
        clkop_div,
    }
}

/// Checks a setting; gives the name of the clock that is out of its limits.
fn check(family: Family, source: ClockSource, input: f64) -> Option<&'static str> {
    let made = Loop::new(source, input).expect("a loop");
    made.check(&Limits::of(family)).err().map(|out| out.what)
}

/// Each bound of the data sheets from both sides: just inside it is taken, just outside refused.
#[test]
fn the_bounds_are_those_of_the_data_sheets() {
    use Family::{Ecp5, Ice40};
    for (family, source, inside, outside, what) in [
        // FPGA-DS-02029 and FPGA-DS-02008: f_IN 10 to 133 MHz, f_PFD 10 to 133, f_VCO 533 to 1066, f_OUT 16 to 275
        (Ice40, ice40(0, 63, 4), 10.0, 9.99, "the clock pin"),
        (Ice40, ice40(1, 9, 2), 133.0, 133.3, "the clock pin"),
        (Ice40, ice40(1, 63, 4), 20.0, 19.9, "the phase detector"),
        (Ice40, ice40(0, 40, 4), 13.0, 12.99, "the oscillator"),
        (Ice40, ice40(0, 40, 4), 26.0, 26.01, "the oscillator"),
        (Ice40, ice40(0, 63, 5), 10.0, 16.7, "the oscillator"),
        (
            Ice40,
            ice40(0, 54, 1),
            10.0,
            10.01,
            "the output of the loop",
        ),
        (
            Ice40,
            ice40(0, 63, 6),
            16.0,
            15.99,
            "the output of the loop",
        ),
        // FPGA-DS-02012: f_IN 8 to 400, f_PFD 10 to 400, f_VCO 400 to 800, f_OUT 3.125 to 400
        (Ecp5, ecp5(1, 1, 1), 400.0, 400.1, "the clock pin"),
        (Ecp5, ecp5(1, 5, 10), 10.0, 9.99, "the phase detector"),
        (Ecp5, ecp5(1, 5, 10), 10.0, 7.99, "the clock pin"),
        (Ecp5, ecp5(4, 13, 6), 40.0, 25.0, "the phase detector"),
        (Ecp5, ecp5(1, 3, 8), 16.7, 16.6, "the oscillator"),
        (Ecp5, ecp5(1, 3, 8), 33.3, 33.4, "the oscillator"),
        (Ecp5, ecp5(1, 2, 1), 200.0, 201.0, "the output of the loop"),
    ] {
        assert_eq!(
            check(family, source, inside),
            None,
            "{source:?} at {inside} MHz"
        );
        let found = check(family, source, outside);
        assert_eq!(found, Some(what), "{source:?} at {outside} MHz");
    }
}

/// `icepll -i 12 -o F` and the settings that it prints: some with DIVF above 63.
#[test]
fn what_icepll_finds_is_found() {
    for (mhz, divf, divq) in [
        (60.0, 79, 4),
        (54.0, 71, 4),
        (48.0, 63, 4),
        (24.0, 63, 5),
        (16.5, 87, 6),
    ] {
        let loops = pll::reachable(Family::Ice40, false, 12.0);
        let [found, same] = pll::around(&loops, mhz).map(|found| found.expect("reachable"));
        assert_eq!(found, same);
        assert_eq!(found.source, ice40(0, divf, divq), "{mhz} MHz");
    }
    for (phase, range) in [
        (10.0, 1),
        (16.9, 1),
        (17.0, 2),
        (25.0, 2),
        (26.0, 3),
        (50.0, 4),
        (66.0, 5),
        (133.0, 6),
    ] {
        assert_eq!(pll::filter_range(phase), range, "{phase} MHz");
    }
}

/// All that is reachable keeps every limit, is sorted, and nothing between two neighbours was left out.
#[test]
fn reachable_clocks_keep_the_limits_and_are_all() {
    for (family, input) in [
        (Family::Ice40, 12.0),
        (Family::Ice40, 100.0),
        (Family::Ecp5, 12.0),
        (Family::Ecp5, 25.0),
        (Family::Ecp5, 100.0),
    ] {
        let limits = Limits::of(family);
        let loops = pll::reachable(family, false, input);
        assert!(loops.len() > 30, "{family:?}, {input} MHz: {}", loops.len());
        assert!(loops.iter().all(|found| found.check(&limits).is_ok()));
        assert!(
            loops
                .windows(2)
                .all(|pair| pair[0].output_mhz < pair[1].output_mhz)
        );
        // A search of another kind: by the fractions themselves.
        let denominators = 1..=(input / limits.phase.0) as u32;
        for down in denominators {
            for up in 1..=80u32 {
                let output = input * f64::from(up) / f64::from(down);
                let reachable = match family {
                    Family::Ecp5 => {
                        (3.125..=400.0).contains(&output)
                            && (1..=128).any(|k| (400.0..=800.0).contains(&(output * f64::from(k))))
                    }
                    Family::Ice40 => continue,
                };
                let [below, above] = pll::around(&loops, output);
                let met = below == above && below.is_some();
                assert_eq!(met, reachable, "{input} MHz x {up} / {down}");
            }
        }
    }
    assert!(pll::reachable(Family::Ecp5, false, 5.0).is_empty());
    assert!(pll::reachable(Family::Ice40, false, 9.0).is_empty());
}

#[test]
fn built_in_boards_keep_the_limits() {
    let mut loops = 0;
    for board in all().expect("the boards") {
        let made = Loop::new(board.top.clock, board.pin_mhz).expect("every board has a loop");
        assert_eq!(
            made.check(&Limits::of(board.device.family)),
            Ok(()),
            "{}",
            board.name
        );
        assert!((made.output_mhz / board.core_mhz - 1.0).abs() < 1e-6);
        loops += 1;
    }
    assert!(loops >= 12);
}

fn said<T: std::fmt::Debug>(result: Result<T, BoardError>) -> String {
    result.expect_err("refused").to_string()
}

#[test]
fn a_board_takes_another_clock_and_rate() {
    let board = Board::load("ulx3s-25f").expect("a board");
    let other = board.tuned(Some(50.0), Some(1_000_000)).expect("reachable");
    assert_eq!(
        (other.core_mhz, other.baud, other.top.divisor),
        (50.0, 1_000_000, 50)
    );
    let made = Loop::new(other.top.clock, 25.0).expect("a loop");
    assert!((made.output_mhz - 50.0).abs() < 1e-9 && made.check(&Limits::of(Family::Ecp5)).is_ok());
    // what is close enough is taken, and said exactly
    let close = board
        .tuned(Some(66.667), Some(115_200))
        .expect_err("25 MHz has no third");
    assert!(
        close
            .to_string()
            .contains("nearest: 62.5000 MHz, 75.0000 MHz"),
        "{close}"
    );
    // the file's own setting is kept
    let same = board.tuned(Some(75.0), None).expect("the same");
    assert_eq!(same.top, board.top);
    let slow = board.tuned(None, Some(115_200)).expect("reachable");
    assert_eq!(slow.top.divisor, 651);

    let text = said(board.tuned(Some(72.0), None));
    for word in ["--clock: found 72 MHz", "nearest: 62.5000 MHz, 75.0000 MHz"] {
        assert!(text.contains(word), "no {word} in {text}");
    }
    let text = said(board.tuned(None, Some(11_000_000)));
    assert!(
        text.contains("--baud: found 11000000") && text.contains("nearest is 9375000"),
        "{text}"
    );
    let text = said(board.tuned(None, Some(300)));
    assert!(text.contains("nearest is 18315"), "{text}");
    // the line of the board file cannot be had from every clock
    let text = said(board.tuned(Some(12.5), None));
    assert!(
        text.contains("--clock: found 12.5 MHz") && text.contains("nearest is 1562500"),
        "{text}"
    );
    let text = said(board.tuned(Some(1000.0), None));
    assert!(text.contains("nearest: 400.0000 MHz"), "{text}");
}

#[test]
fn a_board_file_without_a_loop_or_a_command_has_defaults() {
    let text = include_str!("../../../constraints/hx8k-breakout/board.toml");
    let pins = include_str!("../../../constraints/hx8k-breakout/pins.pcf");
    let (before, _) = text.split_once("[program]").expect("a command");
    let read = |text: &str| parse(text, "b.toml", pins, "p.pcf").map(|mut boards| boards.remove(0));
    let board = read(before).expect("defaults");
    assert_eq!(board.program, ["iceprog", "{bitstream}"]);
    assert!(board.install.contains("fpga-icestorm"));
    let board = read(&format!(
        "{before}[program]\ncommand = [\"dfu-util\", \"{{bitstream}}\"]\n"
    ));
    assert_eq!(
        board.expect("a command").install,
        "apt-get install dfu-util"
    );
    let board = read(&format!(
        "{before}[program]\ncommand = [\"mine\", \"{{bitstream}}\"]\n"
    ));
    assert!(board.expect("a command").install.contains("does not say"));
    let text = said(read(&format!("{before}[program]\ncommand = []\n")));
    assert!(text.contains("program.command"), "{text}");

    let (start, rest) = before.split_once("[clock.ice40_pll]").expect("a loop");
    let (_, end) = rest.split_once("[uart]").expect("a line");
    let text = format!("{start}[uart]{end}").replace("core_mhz = 48.0", "core_mhz = 12.0");
    let board = read(&text.replace("3_000_000", "1_000_000")).expect("the pin");
    assert!(board.loops().is_empty());
    let text = said(board.tuned(Some(24.0), None));
    assert!(
        text.contains("12 MHz, because the board file has no loop"),
        "{text}"
    );
    assert_eq!(
        board
            .tuned(Some(12.0), Some(500_000))
            .expect("the pin")
            .top
            .divisor,
        24
    );
}
