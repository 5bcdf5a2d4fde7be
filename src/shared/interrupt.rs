//! Ctrl-C: the first asks the command to stop as soon as it can save its state, the second ends the process at once.

use std::process::{self, ExitCode};
use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);

/// The exit code of a run that was stopped. Shells use the same: 128 + 2, the number of the signal.
const CODE: u8 = 130;

/// Handles Ctrl-C from now on.
pub fn listen() {
    // without a handler Ctrl-C ends the process at once, which leaves the last checkpoint intact
    let heard = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            process::exit(CODE.into());
        }
    });
    if let Err(error) = heard {
        tracing::warn!("Ctrl-C will end the process at once: {error}");
    }
}

/// Whether Ctrl-C was pressed.
pub fn stopped() -> bool {
    STOP.load(Ordering::SeqCst)
}

/// The exit code: success, or 130 if Ctrl-C was pressed.
pub fn code() -> ExitCode {
    if stopped() {
        ExitCode::from(CODE)
    } else {
        ExitCode::SUCCESS
    }
}
