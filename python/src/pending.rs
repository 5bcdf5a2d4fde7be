//! Ctrl-C while an engine waits for a device.

use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;

/// The exception of a signal that an engine saw while it waited for a device.
static PENDING: Mutex<Option<PyErr>> = Mutex::new(None);

/// Whether a signal came, for an engine that waits. Its exception is kept for [`pending`].
pub fn stopped() -> bool {
    Python::attach(|py| match py.check_signals() {
        Ok(()) => false,
        Err(exception) => {
            *PENDING.lock().unwrap_or_else(PoisonError::into_inner) = Some(exception);
            true
        }
    })
}

/// The exception of a signal that [`stopped`] saw.
pub fn pending() -> Option<PyErr> {
    PENDING
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take()
}
