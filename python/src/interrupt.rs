//! Ctrl-C during long calls, which run without Python's global lock.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use pyo3::prelude::*;

use crate::errors;

/// The time between two looks at the signals.
const EVERY: Duration = Duration::from_millis(50);

/// Looks for signals now and then.
pub struct Watch {
    last: Instant,
    /// The number of calls from one look at the clock to the next.
    skip: u32,
    /// The number of calls until the next one.
    left: u32,
}

impl Watch {
    /// A watch that has just looked.
    pub fn new() -> Self {
        Self {
            last: Instant::now(),
            skip: 0,
            left: 0,
        }
    }

    /// Looks if the last look is some time ago. If the calls come quickly, not each of them reads the clock.
    ///
    /// # Errors
    /// The exception of a signal, usually KeyboardInterrupt.
    pub fn look(&mut self) -> PyResult<()> {
        if self.left > 0 {
            self.left -= 1;
            return Ok(());
        }
        let elapsed = self.last.elapsed();
        if elapsed < EVERY / 4 {
            self.skip = (2 * self.skip + 1).min(255);
        }
        self.left = self.skip;
        if elapsed < EVERY {
            return Ok(());
        }
        self.last = Instant::now();
        (self.skip, self.left) = (0, 0);
        Python::attach(|py| py.check_signals())
    }
}

/// Does work in another thread and waits for it without the global lock.
///
/// # Errors
/// The exception of a signal. Programs that the work has started are ended then.
pub fn waited<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    let (done, result) = sync_channel(1);
    let name = thread::Builder::new().name("yuragi".into());
    // nobody listens any more after a signal
    name.spawn(move || done.send(work()))
        .map_err(errors::failed)?;
    let result = &Mutex::new(result);
    loop {
        let next = py.detach(|| {
            let result = result.lock().unwrap_or_else(PoisonError::into_inner);
            result.recv_timeout(EVERY)
        });
        match next {
            Ok(value) => return Ok(value),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(errors::failed("the work ended without a result"));
            }
            Err(RecvTimeoutError::Timeout) => {
                if let Err(exception) = py.check_signals() {
                    verilator_sys::process::end_running();
                    return Err(exception);
                }
            }
        }
    }
}
