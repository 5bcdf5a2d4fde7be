//! The order of the help: headings for the options that several verbs share, and examples below each verb's help. A
//! test runs the parser on every example.

use clap::{Arg, Command};

/// The headings, each with its options in the order in which they are shown.
const HEADINGS: [(&str, &[&str]); 4] = [
    ("Data", &["data", "test_data"]),
    (
        "Design",
        &["design", "hidden", "bits", "quantum", "lanes", "set"],
    ),
    (
        "Engine",
        &["engine", "port", "board", "baud", "patience", "reconnect"],
    ),
    (
        "Global options",
        &["json", "quiet", "verbose", "help", "version"],
    ),
];

/// For each verb: command lines, each with what it does.
const EXAMPLES: [(&str, &[(&str, &str)]); 21] = [
    (
        "new",
        &[
            (
                "yuragi new --data my.csv > my.toml",
                "write a design for own data, with comments",
            ),
            (
                "yuragi new --data my.csv --hidden 200 > my.toml",
                "the same with more hidden neurons",
            ),
        ],
    ),
    (
        "learn",
        &[
            ("yuragi learn", "learn the built-in digits"),
            (
                "yuragi learn --data my.csv --out out/my",
                "learn own data; the sizes follow from the data",
            ),
            (
                "yuragi learn --data my.csv --hidden 200 --presentations 1M",
                "with other sizes, and for longer",
            ),
            (
                "yuragi learn --resume out/my --presentations 400k",
                "continue a run",
            ),
        ],
    ),
    (
        "cross-validate",
        &[
            (
                "yuragi cross-validate --data my.csv --out out/my-folds",
                "five folds of own data",
            ),
            (
                "yuragi cross-validate --folds 10 --jobs 2",
                "ten folds of the built-in digits, two at the same time",
            ),
        ],
    ),
    (
        "infer",
        &[
            (
                "yuragi infer --weights out/my",
                "classify the test images of the run",
            ),
            (
                "yuragi infer --weights out/my --data new.csv --out predictions.csv",
                "classify other images, and write the predictions",
            ),
        ],
    ),
    (
        "repeat",
        &[(
            "yuragi repeat out/my/result.json",
            "learn again, and compare every weight",
        )],
    ),
    (
        "report",
        &[
            ("yuragi report out/my", "a page about a run"),
            (
                "yuragi report out/my out/other --out both.html",
                "two runs side by side",
            ),
        ],
    ),
    (
        "generate",
        &[
            (
                "yuragi learn --design generative --out out/generative",
                "learn to draw digits first",
            ),
            (
                "yuragi generate --weights out/generative --label 3",
                "draw threes",
            ),
        ],
    ),
    (
        "complete",
        &[(
            "yuragi complete --weights out/generative --half top",
            "complete digits from their upper halves",
        )],
    ),
    (
        "sweep",
        &[
            (
                "yuragi sweep sweeps/digits.toml",
                "run a sweep, or what is left of it",
            ),
            ("yuragi sweep sweeps/digits.toml --plan", "list its tasks"),
        ],
    ),
    (
        "experiment",
        &[
            ("yuragi experiment drift", "run one experiment"),
            (
                "yuragi experiment synapse --seeds 3 --presentations 20k",
                "a quick look at another",
            ),
        ],
    ),
    (
        "info",
        &[
            ("yuragi info --design digits", "what a design consists of"),
            (
                "yuragi info --design digits --hidden 128 --lanes 12",
                "the same with other sizes",
            ),
        ],
    ),
    (
        "export",
        &[
            (
                "yuragi export --design digits --out out/verilog",
                "write the Verilog of a design",
            ),
            (
                "yuragi export --weights out/my --out out/verilog",
                "of a core that has learned",
            ),
        ],
    ),
    (
        "compare",
        &[
            (
                "yuragi compare model rtl",
                "the simulated Verilog and the model",
            ),
            (
                "yuragi compare model rtl --wave out/wave.fst --from 5 --to 6",
                "with a waveform",
            ),
            (
                "yuragi compare --port /dev/ttyUSB0 --board icebreaker",
                "a board and the model",
            ),
        ],
    ),
    ("boards", &[("yuragi boards", "list the boards")]),
    (
        "build",
        &[
            (
                "yuragi build --board icebreaker",
                "build the usual design of a board",
            ),
            (
                "yuragi build --board icebreaker --weights out/my",
                "with weights that were learned",
            ),
        ],
    ),
    (
        "pll",
        &[(
            "yuragi pll --board icebreaker --clock 24",
            "the clocks that a board's loop reaches",
        )],
    ),
    (
        "program",
        &[(
            "yuragi program --board icebreaker --dry-run",
            "show the command that loads the bitstream",
        )],
    ),
    (
        "virtual-board",
        &[(
            "yuragi virtual-board --board icebreaker --link board",
            "simulate a board at the path ./board",
        )],
    ),
    (
        "demo",
        &[(
            "yuragi demo --out out/demo",
            "learn, draw, compare, and write a report",
        )],
    ),
    (
        "completions",
        &[(
            "yuragi completions bash > yuragi.bash",
            "write the script for bash",
        )],
    ),
    ("man", &[("yuragi man --out man", "write all manual pages")]),
];

/// The examples of the program itself.
const FIRST: [(&str, &str); 4] = [
    ("yuragi learn", "learn the built-in digits"),
    ("yuragi learn --data my.csv --out out/my", "learn own data"),
    ("yuragi infer --weights out/my", "classify the test images"),
    ("yuragi learn --help", "every option of a verb"),
];

/// Adds headings and examples to the help of the program and of its verbs.
pub fn arrange(command: Command) -> Command {
    let command = under_headings(command).after_help(text(&FIRST));
    EXAMPLES.iter().fold(command, |command, (verb, examples)| {
        command.mut_subcommand(verb, |verb| under_headings(verb).after_help(text(examples)))
    })
}

fn under_headings(command: Command) -> Command {
    // some verbs are about a board, others only need one for the port
    let with_port = command.get_arguments().any(|arg| arg.get_id() == "port");
    command.mut_args(|arg| under_heading(arg, with_port))
}

fn under_heading(arg: Arg, with_port: bool) -> Arg {
    let place = HEADINGS
        .iter()
        .enumerate()
        .find_map(|(order, (heading, ids))| {
            let at = ids.iter().position(|id| arg.get_id() == id)?;
            Some((heading, 1000 * (order + 1) + at))
        });
    match place {
        Some(_) if arg.get_id() == "board" && !with_port => arg,
        Some((heading, order)) => arg.help_heading(*heading).display_order(order),
        None => arg,
    }
}

fn text(examples: &[(&str, &str)]) -> String {
    let line = |(command, what): &(&str, &str)| format!("\n  {command}\n      {what}");
    format!("Examples:{}", examples.iter().map(line).collect::<String>())
}
