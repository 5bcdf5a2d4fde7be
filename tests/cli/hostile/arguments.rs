//! Arguments that are refused.

use super::trial::{Case, all_refused, prepare};

const WHOLE: &str = "expected a whole number";

/// Numbers that are not whole, not numbers, or out of range.
const NUMBERS: &[Case] = &[
    (
        "learn --presentations 1.5",
        &["'1.5'", "--presentations", WHOLE, "400k"],
    ),
    ("learn --presentations 0.0001k", &["'0.0001k'", WHOLE]),
    ("learn --presentations 1e", &["'1e'", WHOLE]),
    ("learn --presentations 1e6.5", &["'1e6.5'", WHOLE]),
    (
        "learn --presentations 1e30",
        &["'1e30'", WHOLE, "from 1 to 1000000000000"],
    ),
    ("learn --presentations 2T", &["'2T'", WHOLE]),
    ("learn --presentations 400_", &["'400_'", WHOLE]),
    ("learn --presentations 4__0", &["'4__0'", WHOLE]),
    ("learn --presentations 1,000", &["'1,000'", WHOLE]),
    ("learn --presentations 0x10", &["'0x10'", WHOLE]),
    ("learn --presentations ٣", &["'٣'", WHOLE]),
    ("learn --presentations k", &["'k'", WHOLE]),
    ("learn --presentations NaN", &["'NaN'", WHOLE]),
    ("learn --presentations=", &["--presentations"]),
    ("learn --presentations -5", &["-5"]),
    (
        "learn --presentations 9 --presentations 9",
        &["--presentations", "multiple times"],
    ),
    (
        "learn --seed 18446744073709551616",
        &["'18446744073709551616'", "--seed"],
    ),
    ("learn --split-seed one", &["'one'", "--split-seed", WHOLE]),
    (
        "infer --weights learned --spikes 65.5",
        &["'65.5'", "from 1 to 65535"],
    ),
    (
        "experiment drift --seeds 10001",
        &["'10001'", "from 1 to 10000"],
    ),
    (
        "experiment drift --presentations 99",
        &["'99'", "from 100 to"],
    ),
    (
        "compare model rtl --presentations 0",
        &["'0'", "--presentations"],
    ),
    ("compare model rtl --seed x", &["'x'", "--seed"]),
    (
        "compare --port p --baud 9600 --every 0",
        &["'0'", "--every", "at least 1"],
    ),
    (
        "compare --port p --baud 9600 --checkpoint 1.2",
        &["'1.2'", "--checkpoint"],
    ),
    (
        "compare --port p --baud 1e9",
        &["'1e9'", "--baud", "from 300 to 12000000"],
    ),
    (
        "compare --port p --baud 9600 --patience 0",
        &["--patience", "found 0", "from 1 to 100000"],
    ),
    (
        "compare --port p --baud 9600 --patience nan",
        &["--patience", "found NaN"],
    ),
    (
        "compare --port p --baud 9600 --patience long",
        &["'long'", "--patience"],
    ),
    (
        "compare --port p --baud 9600 --reconnect 86401",
        &["'86401'", "--reconnect"],
    ),
    (
        "build --board icebreaker --best-of 101",
        &["'101'", "from 1 to 100"],
    ),
    (
        "build --board icebreaker --jobs 65",
        &["'65'", "from 1 to 64"],
    ),
    (
        "build --board icebreaker --seed 4294967296",
        &["'4294967296'", "--seed"],
    ),
    ("demo --lockstep 0", &["'0'", "--lockstep"]),
    (
        "generate --weights learned --samples 1001",
        &["'1001'", "--samples"],
    ),
    ("generate --weights learned --label -1", &["-1"]),
    (
        "complete --weights learned --images 0",
        &["'0'", "--images"],
    ),
];

/// Changes of a design.
const CHANGES: &[Case] = &[
    (
        "learn --hidden 0",
        &["digits with network.hidden = 0", "at least one neuron"],
    ),
    (
        "learn --hidden 1k --set hardware.retrograde_lanes=1 --lanes 1",
        &[
            "network.layers = [64, 1000, 10] is not allowed",
            "row memory",
        ],
    ),
    (
        "learn --hidden 4096",
        &["network.layers = [64, 4096, 10] is not allowed"],
    ),
    (
        "learn --bits 1",
        &["synapse.bits = 1 is not allowed", "from 2 to 12"],
    ),
    ("export --bits 13", &["synapse.bits = 13 is not allowed"]),
    (
        "export --prefix 2nd_",
        &["--prefix", "2nd_", "a Verilog name"],
    ),
    (
        "export --prefix my-",
        &["--prefix", "my-", "a Verilog name"],
    ),
    ("export --prefix module", &["--prefix", "module", "keyword"]),
    ("export --prefix=", &["--prefix", "a Verilog name"]),
    (
        "info --quantum 13",
        &["synapse.quantum_log2 = 13 is not allowed"],
    ),
    ("info --lanes 65", &["hardware.lanes = 65 is not allowed"]),
    (
        "info --lanes 9",
        &[
            "hardware.retrograde_lanes = 2",
            "must divide hardware.lanes = 9",
        ],
    ),
    ("info --set", &["--set", "value is required"]),
    ("info --set synapse", &["'synapse'", "expected KEY=VALUE"]),
    ("info --set =3", &["'=3'", "expected KEY=VALUE"]),
    ("info --set synapse=8", &["no key synapse in a design"]),
    (
        "info --set hidden=8",
        &["no key hidden", "did you mean network.hidden?"],
    ),
    (
        "info --set synapse.bit=8",
        &["no key synapse.bit", "did you mean synapse.bits?"],
    ),
    (
        "info --set Network.Hidden=8",
        &["did you mean network.hidden?"],
    ),
    (
        "info --set network.hidden.x=8",
        &["no key network.hidden.x"],
    ),
    (
        "info --set synapse.bits=8.5",
        &["floating point `8.5`", "synapse.bits"],
    ),
    (
        "info --set synapse.bits=\"8\"",
        &["string \"8\"", "synapse.bits"],
    ),
    ("info --set synapse.bits=[8]", &["sequence", "synapse.bits"]),
    (
        "info --set synapse.bits=eight",
        &["synapse.bits: found eight", "expected a number"],
    ),
    (
        "info --set synapse.bits=",
        &["synapse.bits: found ", "expected a number"],
    ),
    (
        "info --set synapse.flip=2",
        &["synapse.flip = 2", "from 0 to 1"],
    ),
    ("info --set synapse.flip=nan", &["synapse.flip = NaN"]),
    (
        "info --set sampling.dwell=65536",
        &["sampling.dwell = 65536"],
    ),
    ("info --set random.seed=-1", &["random.seed = -1"]),
    (
        "info --set random.seed=9223372036854775808",
        &["random.seed"],
    ),
    (
        "info --set hardware.stored_stimuli=65535",
        &["a stimulus has", "at most"],
    ),
    (
        "info --set network.hidden=3 --hidden 3",
        &["--set", "network.hidden a second time"],
    ),
    (
        "info --hidden 3,x",
        &["--hidden", "expected a whole number"],
    ),
    (
        "info --hidden 3 --hidden 4",
        &["--hidden", "multiple times"],
    ),
    (
        "learn --set network.inputs=63",
        &["63 inputs", "none of the built-in data"],
    ),
    (
        "learn --data good.csv --set network.inputs=3",
        &["good", "2 pixels", "3 inputs"],
    ),
    (
        "export --weights learned --hidden 3",
        &["--weights", "cannot be used with", "--hidden"],
    ),
    (
        "export --weights learned --set synapse.bits=4",
        &["cannot be used with", "--set"],
    ),
    (
        "build --board icebreaker --weights learned --lanes 8",
        &["cannot be used with", "--lanes"],
    ),
    (
        "learn --resume learned --hidden 65",
        &["design of the checkpoint", "layers = [64, 65, 10]"],
    ),
    (
        "build --board icestick --hidden 3",
        &["--design", "a design that fits hx1k"],
    ),
    ("compare model rtl --lanes 0", &["hardware.lanes = 0"]),
    (
        "virtual-board --board icebreaker --bits 0",
        &["synapse.bits = 0"],
    ),
];

/// Names that nearly exist.
const NAMES: &[Case] = &[
    ("lern", &["'lern'", "similar", "'learn'"]),
    ("--help-me", &["--help-me"]),
    (
        "learn --desing digits",
        &["--desing", "similar", "'--design'"],
    ),
    (
        "learn --design digit",
        &["digit is neither", "did you mean digits?"],
    ),
    ("learn --design mnits", &["did you mean mnist?"]),
    (
        "learn --data digts",
        &["found digts", "did you mean digits?"],
    ),
    (
        "learn --test-data mnits",
        &["found mnits", "did you mean mnist?"],
    ),
    ("new --data digts", &["did you mean digits?"]),
    (
        "build --board icebraker",
        &["no board icebraker", "did you mean icebreaker?"],
    ),
    ("program --board ulx3s-85", &["did you mean ulx3s-85f?"]),
    (
        "virtual-board --board Icestick",
        &["did you mean icestick?"],
    ),
    (
        "compare --board upduno model netlist",
        &["no board upduno", "did you mean upduino"],
    ),
    ("experiment drfit", &["'drfit'", "similar", "'drift'"]),
    (
        "learn --engine modle",
        &[
            "'modle'",
            "[possible values: model, rtl, serial]",
            "'model'",
        ],
    ),
    (
        "infer --weights learned --engine netlist",
        &["'netlist'", "model, rtl, serial]"],
    ),
    (
        "generate --weights learned --engine serial",
        &["'serial'", "[possible values: model, rtl]"],
    ),
    (
        "complete --weights learned --engine bitstream",
        &["'bitstream'", "model, rtl]"],
    ),
    (
        "experiment drift --engine bitstream",
        &["'bitstream'", "model, rtl, serial]"],
    ),
    (
        "compare serial rtl",
        &["'serial'", "model, rtl, netlist, bitstream"],
    ),
    ("compare model netlst", &["'netlst'", "'netlist'"]),
    ("compare model", &["required", "<RIGHT>"]),
    ("compare model rtl netlist", &["'netlist'"]),
    (
        "virtual-board --board icebreaker --stage rtll",
        &["'rtll'", "'rtl'"],
    ),
    (
        "complete --weights learned --half botom",
        &["'botom'", "'bottom'"],
    ),
    ("completions basch", &["'basch'", "'bash'"]),
    ("completions", &["required", "<SHELL>"]),
    ("completions bash zsh", &["'zsh'"]),
    ("boards --board", &["--board"]),
    ("man learn", &["'learn'"]),
    ("new", &["--data", "found none"]),
    ("new --design digits", &["--design"]),
];

pub fn count() -> usize {
    NUMBERS.len() + CHANGES.len() + NAMES.len()
}

#[test]
fn numbers() {
    all_refused(NUMBERS, prepare);
}

#[test]
fn changes_of_a_design() {
    all_refused(CHANGES, prepare);
}

#[test]
fn names_that_nearly_exist() {
    all_refused(NAMES, prepare);
}
