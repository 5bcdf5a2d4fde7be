//! Ctrl-C, SIGTERM and SIGHUP: the first one asks the command to stop as soon as it has saved its state and removed its
//! temporary files, the second ends the process at once. Child processes end with the first.

use std::fs;
use std::process::{self, ExitCode};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// The first signal, or 0.
static SIGNAL: AtomicI32 = AtomicI32::new(0);

/// Whether the command looks at [`stopped`] and ends by itself.
static ENDS_ITSELF: AtomicBool = AtomicBool::new(false);

/// How long children have to end by themselves.
const CHILDREN: Duration = Duration::from_secs(2);

/// How long a command whose children were ended has to remove its temporary files.
const TIDY: Duration = Duration::from_secs(10);

/// Handles the signals from now on.
pub fn listen() {
    let mut signals = vec![SIGINT, SIGTERM];
    // `nohup` ignores the end of the terminal, and this is left so.
    if !ignored(SIGHUP) {
        signals.push(SIGHUP);
    }
    let listening = Signals::new(signals).and_then(|mut signals| {
        thread::Builder::new()
            .name("signals".into())
            .spawn(move || signals.forever().for_each(heard))
    });
    if let Err(error) = listening {
        tracing::warn!("Ctrl-C will end the process at once: {error}");
    }
}

/// Says that the command looks at [`stopped`] from now on, so that the first signal does not end the process.
pub fn ends_itself() {
    ENDS_ITSELF.store(true, Ordering::SeqCst);
}

fn heard(signal: i32) {
    let first = SIGNAL.compare_exchange(0, signal, Ordering::SeqCst, Ordering::SeqCst);
    if first.is_err() {
        verilator_sys::process::end_all(true);
        end();
    }
    let children = verilator_sys::process::end_all(false);
    let later = |time: Duration, work: fn()| {
        thread::spawn(move || {
            thread::sleep(time);
            work();
        });
    };
    later(CHILDREN, || {
        verilator_sys::process::end_all(true);
    });
    if !ENDS_ITSELF.load(Ordering::SeqCst) {
        match children {
            0 => end(),
            // The command notices that a child ended.
            _ => later(TIDY, || end()),
        }
    }
}

fn end() -> ! {
    process::exit(number().into())
}

/// Whether a signal was ignored when the process started.
fn ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

/// Whether a signal asked the command to stop.
pub fn stopped() -> bool {
    SIGNAL.load(Ordering::SeqCst) != 0
}

/// Whether it was Ctrl-C.
pub fn by_hand() -> bool {
    SIGNAL.load(Ordering::SeqCst) == SIGINT
}

/// The signal that asked the command to stop, in the words of a message.
pub fn name() -> &'static str {
    match SIGNAL.load(Ordering::SeqCst) {
        SIGINT => "Ctrl-C",
        SIGTERM => "the signal SIGTERM",
        SIGHUP => "the end of the terminal (SIGHUP)",
        _ => "nothing",
    }
}

/// 128 and the number of the signal, as in shells.
fn number() -> u8 {
    128 + SIGNAL.load(Ordering::SeqCst) as u8
}

/// The exit code: success, or 128 and the number of the signal that asked the command to stop.
pub fn code() -> ExitCode {
    match stopped() {
        true => ExitCode::from(number()),
        false => ExitCode::SUCCESS,
    }
}
