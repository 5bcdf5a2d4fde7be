//! Ctrl-C: the first asks to stop at the next good moment, the second stops at once.

use std::process::{self, ExitCode};
use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);

/// The exit code of a run that was stopped, as shells have it: 128 and the number of the signal.
const CODE: u8 = 130;

/// Listens from now on.
pub fn listen() {
    // Without a handler Ctrl-C ends the process at once: the last checkpoint is still whole.
    let heard = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            process::exit(CODE.into());
        }
    });
    if let Err(error) = heard {
        tracing::warn!("Ctrl-C will stop at once: {error}");
    }
}

/// Whether to stop.
pub fn stopped() -> bool {
    STOP.load(Ordering::SeqCst)
}

/// The exit code: success, or that of a run that was stopped.
pub fn code() -> ExitCode {
    if stopped() {
        ExitCode::from(CODE)
    } else {
        ExitCode::SUCCESS
    }
}
