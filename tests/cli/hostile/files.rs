//! Paths that are refused.

use super::trial::{Case, all_refused, prepare};

/// Paths at which something else is, or nothing.
const PATHS: &[Case] = &[
    ("infer --weights nowhere", &["nowhere"]),
    ("infer --weights good.csv", &["good.csv"]),
    ("infer --weights folder", &["folder"]),
    ("infer --weights /dev/null", &["/dev/null"]),
    (
        "infer --weights learned --data good.csv",
        &["good.csv", "3 columns", "64 pixels"],
    ),
    (
        "infer --weights learned --data nowhere.csv",
        &["nowhere.csv"],
    ),
    ("infer --weights learned --data folder", &["folder"]),
    (
        "infer --weights learned --data digits --test-data digits",
        &["--test-data", "only one"],
    ),
    ("generate --weights d.toml", &["d.toml"]),
    ("complete --weights nowhere", &["nowhere"]),
    ("export --weights s.toml", &["s.toml"]),
    ("learn --data /dev/null", &["/dev/null"]),
    ("learn --data folder", &["folder"]),
    ("learn --data learned", &["learned"]),
    ("learn --data empty.csv", &["empty.csv"]),
    ("learn --data taken", &["taken"]),
    ("learn --design /dev/null", &["/dev/null"]),
    ("learn --design folder", &["folder"]),
    ("learn --design ..", &[".."]),
    ("learn --design good.csv", &["good.csv", "line 1"]),
    (
        "learn --design d.toml",
        &["2 inputs", "none of the built-in data"],
    ),
    (
        "learn --design d.toml --data digits",
        &["digits", "64 pixels", "2 inputs"],
    ),
    (
        "learn --design d.toml --data good.csv --stored",
        &["stored_stimuli"],
    ),
    (
        "learn --data good.csv --test-data nowhere.csv",
        &["nowhere.csv"],
    ),
    ("learn --data digits --test-data good.csv", &["good.csv"]),
    ("learn --out /dev/null", &["--out", "/dev/null"]),
    (
        "learn --out taken/deep/er",
        &["--out", "taken, which is a file"],
    ),
    ("learn --resume nowhere", &["nowhere"]),
    ("learn --resume taken", &["taken"]),
    ("learn --resume folder", &["folder"]),
    (
        "learn --resume learned",
        &["--resume", "complete after 1,500"],
    ),
    (
        "learn --resume learned --seed 9 --presentations 9",
        &["--seed", "found 9"],
    ),
    (
        "learn --resume learned --split-seed 9 --presentations 9",
        &["--split-seed", "found 9"],
    ),
    (
        "learn --resume learned --design mnist --presentations 9",
        &["design of the checkpoint"],
    ),
    (
        "learn --resume learned --stored --presentations 9",
        &["--stored"],
    ),
    (
        "learn --resume learned --data mnist --presentations 9",
        &["mnist"],
    ),
    (
        "learn --resume learned --test-data digits --presentations 9",
        &["digits"],
    ),
    ("sweep", &["required", "SWEEP"]),
    ("sweep nowhere.toml", &["nowhere.toml"]),
    ("sweep folder", &["folder"]),
    ("sweep good.csv", &["good.csv", "line 1"]),
    ("sweep d.toml", &["d.toml", "unknown field `network`"]),
    ("sweep s.toml --task", &["--task"]),
    ("sweep s.toml --task zz", &["--task", "found zz"]),
    ("sweep s.toml --plan --task zz", &["--plan", "--task"]),
    ("sweep s.toml --out taken", &["--out", "taken"]),
    ("new --data nowhere.csv", &["nowhere.csv"]),
    (
        "new --data good.csv --hidden 5k",
        &["network.hidden = 5000", "5004 neurons"],
    ),
    ("new --data good.csv --set x.y=1", &["no key x.y"]),
    ("man --out taken", &["--out", "taken, which is a file"]),
    ("export --out taken", &["--out", "taken, which is a file"]),
    ("export --design nowhere.toml", &["nowhere.toml"]),
    ("info digits", &["'digits'"]),
    ("build", &["required", "--board"]),
    ("build --board folder", &["folder"]),
    ("build --board taken", &["no board taken"]),
    (
        "build --board icebreaker --design nowhere.toml",
        &["nowhere.toml"],
    ),
    ("build --board icebreaker --weights nowhere", &["nowhere"]),
    ("program", &["required", "--board"]),
    (
        "program --board icebreaker --bitstream nowhere",
        &["--bitstream", "nowhere"],
    ),
    (
        "program --board icebreaker --bitstream folder",
        &["--bitstream", "folder"],
    ),
    ("virtual-board", &["required", "--board"]),
    (
        "virtual-board --board icebreaker --bitstream nowhere",
        &["--bitstream", "nowhere"],
    ),
    (
        "virtual-board --board icebreaker --bitstream folder",
        &["--bitstream", "folder"],
    ),
    (
        "virtual-board --board icebreaker --link folder",
        &["--link", "folder"],
    ),
    (
        "virtual-board --board icebreaker --link taken/link",
        &["--link", "taken"],
    ),
    ("compare --port /dev/null --baud 9600", &["/dev/null"]),
    ("compare --port folder --baud 9600", &["folder"]),
    (
        "compare --port /dev/full --board icebreaker",
        &["/dev/full"],
    ),
    ("compare model model --data nowhere.csv", &["nowhere.csv"]),
    ("compare model model --data good.csv", &["good", "2 pixels"]),
    ("compare model rtl --wave folder", &["--wave", "folder"]),
    ("compare model rtl --wave taken/w.fst", &["--wave", "taken"]),
    ("experiment tuning --photographs nowhere", &["nowhere"]),
    ("experiment tuning --photographs folder", &["no photograph"]),
    (
        "experiment tuning --photographs pictures",
        &["pictures/one.png", "expected a PNG"],
    ),
    (
        "experiment drift --design d.toml --data digits",
        &["2 inputs"],
    ),
];

pub fn count() -> usize {
    PATHS.len()
}

#[test]
fn paths() {
    all_refused(PATHS, prepare);
}
