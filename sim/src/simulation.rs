//! A running simulation: values in and out, the clock, and the waveform.

use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::ffi::{Done, Failure, Model};
use crate::library::{Inner, Library};
use crate::signal::{Signal, SignalInfo};

/// One simulation of a design.
///
/// Time passes only by [`step`](Self::step) and the other calls that clock the
/// design. A cycle is a rising and a falling edge; between calls the clock is 0.
/// After a [`poke`](Self::poke), outputs that depend on it through logic alone
/// are old until [`eval`](Self::eval) or the next cycle; what the next rising
/// edge sees is always settled.
///
/// A simulation can be sent to another thread, but not shared between threads:
/// nothing on the C++ side is synchronised. To use several threads, make one
/// simulation for each.
///
/// ```compile_fail
/// fn shared(_: impl Sync) {}
/// fn share(simulation: verilator_sys::Simulation) {
///     shared(simulation);
/// }
/// ```
pub struct Simulation {
    pub(crate) inner: Arc<Inner>,
    pub(crate) model: Model,
    /// The waveform that is being written.
    trace: Option<PathBuf>,
}

impl Library {
    /// A new simulation, independent of all others: registers as the source
    /// initialises them (or 0), inputs 0, evaluated once with the clock at 0.
    pub fn simulation(&self) -> Result<Simulation> {
        Ok(Simulation {
            model: self.inner.model()?,
            inner: Arc::clone(&self.inner),
            trace: None,
        })
    }
}

impl Simulation {
    /// The design that this is a simulation of.
    pub fn library(&self) -> Library {
        Library {
            inner: Arc::clone(&self.inner),
        }
    }

    /// A port, as [`Library::port`].
    pub fn port(&self, name: &str) -> Result<Signal> {
        self.inner.port(name)
    }

    /// An exposed variable, as [`Library::variable`].
    pub fn variable(&self, name: &str) -> Result<Signal> {
        self.inner.variable(name)
    }

    /// Rising edges so far.
    pub fn cycles(&self) -> u64 {
        self.model.cycles()
    }

    /// A value of at most 64 bits.
    pub fn peek(&self, signal: Signal) -> Result<u64> {
        self.inner.info(signal)?.check_scalar()?;
        self.peek_element(signal, 0)
    }

    /// An array's element of at most 64 bits.
    pub fn peek_element(&self, signal: Signal, element: u32) -> Result<u64> {
        let info = self.inner.info(signal)?;
        info.check_narrow()?;
        info.check_index(element)?;
        let mut value = [0];
        self.finish(self.model.read(signal.index, element, 1, &mut value))?;
        Ok(value[0])
    }

    /// All elements, each as [`Signal::words`] words, least significant first.
    pub fn peek_words(&self, signal: Signal) -> Result<Vec<u64>> {
        self.inner.info(signal)?;
        let mut words = vec![0; signal.words() * signal.depth as usize];
        self.finish(self.model.read(signal.index, 0, signal.depth, &mut words))?;
        Ok(words)
    }

    /// All elements, each as [`Signal::bytes`] bytes, least significant first.
    pub fn peek_bytes(&self, signal: Signal) -> Result<Vec<u8>> {
        let words = self.peek_words(signal)?;
        let elements = words.chunks_exact(signal.words());
        let bytes = elements.flat_map(|element| {
            element
                .iter()
                .flat_map(|word| word.to_le_bytes())
                .take(signal.bytes())
        });
        Ok(bytes.collect())
    }

    /// Sets a value of at most 64 bits.
    pub fn poke(&mut self, signal: Signal, value: u64) -> Result<()> {
        self.inner.info(signal)?.check_scalar()?;
        self.poke_element(signal, 0, value)
    }

    /// Sets an array's element of at most 64 bits.
    pub fn poke_element(&mut self, signal: Signal, element: u32, value: u64) -> Result<()> {
        let info = self.inner.info(signal)?;
        info.check_narrow()?;
        info.check_index(element)?;
        info.check_value(&[value])?;
        info.check_writable()?;
        let done = self.model.write(signal.index, element, 1, &[value]);
        self.finish(done)
    }

    /// Sets all elements, each from [`Signal::words`] words, least significant
    /// first.
    pub fn poke_words(&mut self, signal: Signal, words: &[u64]) -> Result<()> {
        let info = self.inner.info(signal)?;
        let needed = signal.words() * signal.depth as usize;
        if words.len() != needed {
            return Err(info.shape(format!("{needed} words are needed, not {}", words.len())));
        }
        for element in words.chunks_exact(signal.words()) {
            info.check_value(element)?;
        }
        info.check_writable()?;
        let done = self.model.write(signal.index, 0, signal.depth, words);
        self.finish(done)
    }

    /// Sets all elements, each from [`Signal::bytes`] bytes, least significant
    /// first.
    pub fn poke_bytes(&mut self, signal: Signal, bytes: &[u8]) -> Result<()> {
        let info = self.inner.info(signal)?;
        let needed = signal.bytes() * signal.depth as usize;
        if bytes.len() != needed {
            return Err(info.shape(format!("{needed} bytes are needed, not {}", bytes.len())));
        }
        let word = |bytes: &[u8]| {
            let mut word = [0; 8];
            word[..bytes.len()].copy_from_slice(bytes);
            u64::from_le_bytes(word)
        };
        let elements = bytes.chunks_exact(signal.bytes());
        let words: Vec<u64> = elements
            .flat_map(|element| element.chunks(8).map(word))
            .collect();
        self.poke_words(signal, &words)
    }

    /// Lets the logic settle without a clock edge.
    pub fn eval(&mut self) -> Result<()> {
        let done = self.model.eval();
        self.finish(done)
    }

    /// Runs a number of cycles.
    pub fn step(&mut self, cycles: u64) -> Result<()> {
        self.check_clock()?;
        let done = self.model.step(cycles);
        self.finish(done)
    }

    /// Runs until `signal & mask == value`, at most `max_cycles` cycles. Returns
    /// the cycles used: 0 if it holds already.
    pub fn step_until(
        &mut self,
        signal: Signal,
        mask: u64,
        value: u64,
        max_cycles: u64,
    ) -> Result<u64> {
        self.check_clock()?;
        let inner = Arc::clone(&self.inner);
        let info = inner.info(signal)?;
        info.check_scalar()?;
        info.check_narrow()?;
        info.check_value(&[value])?;
        let (done, used) = self.model.step_until(signal.index, mask, value, max_cycles);
        if done == Err(Failure::TimeOut) {
            let waiting_for = format!("`{}` & {mask:#x} = {value:#x}", info.name());
            return Err(Error::TimeOut {
                waiting_for,
                cycles: used,
                fed: 0,
                received: Vec::new(),
            });
        }
        self.finish(done).map(|()| used)
    }

    /// Starts to write a waveform in GTKWave's FST format, from now on and until
    /// [`trace_close`](Self::trace_close). A cycle is 10 time units long. The
    /// design must be built with [`Build::trace`](crate::Build::trace).
    pub fn trace_open(&mut self, path: impl AsRef<Path>) -> Result<()> {
        let why = if self.model.can_trace() {
            "the file can't be written"
        } else {
            "the design was built without tracing"
        };
        self.trace_close()?;
        self.write(path.as_ref(), why, Model::trace_open)?;
        self.trace = Some(path.as_ref().to_owned());
        Ok(())
    }

    /// Lets the model write a file; `why` it can have refused.
    fn write(
        &mut self,
        path: &Path,
        why: &'static str,
        write: impl FnOnce(&mut Model, &CString) -> Done,
    ) -> Result<()> {
        let fail = |problem| {
            Err(Error::Trace {
                path: path.to_owned(),
                problem,
            })
        };
        let Ok(text) = CString::new(path.as_os_str().as_bytes()) else {
            return fail("the path has a zero byte");
        };
        match write(&mut self.model, &text) {
            Err(Failure::NoTrace) => fail(why),
            done => self.finish(done),
        }
    }

    /// Ends the waveform; does nothing if none is open. Dropping the simulation
    /// does it, too, but tells no error.
    ///
    /// # Errors
    /// If a part of it could not be written, for example because the disk is
    /// full. The file is then removed.
    pub fn trace_close(&mut self) -> Result<()> {
        let fault = self.model.trace_close();
        let (Some(path), Some(number)) = (self.trace.take(), fault) else {
            return Ok(());
        };
        let mut rest = path.clone().into_os_string();
        rest.push(".hier");
        for file in [path.as_os_str(), &rest] {
            // It may be gone already.
            let _ = std::fs::remove_file(file);
        }
        Err(Error::Io {
            action: "write the waveform",
            path,
            source: std::io::Error::from_raw_os_error(number),
        })
    }

    /// Writes which lines ran and which bits changed in this simulation so far, in Verilator's format. The design must be built with [`Build::coverage`](crate::Build::coverage).
    pub fn write_coverage(&mut self, path: impl AsRef<Path>) -> Result<()> {
        let why = "the design was built without coverage";
        self.write(path.as_ref(), why, Model::coverage)
    }

    pub(crate) fn check_clock(&self) -> Result<()> {
        if self.model.has_clock() {
            return Ok(());
        }
        Err(Error::NoClock {
            top: self.inner.top.clone(),
            clock: self.inner.clock.clone(),
        })
    }

    pub(crate) fn info(&self, signal: Signal) -> Result<&SignalInfo> {
        self.inner.info(signal)
    }

    /// Turns a failed call that has no meaning of its own into an error.
    pub(crate) fn finish(&self, done: std::result::Result<(), Failure>) -> Result<()> {
        let message = match done {
            Ok(()) => return Ok(()),
            Err(Failure::Stopped) => self.model.stopped(),
            Err(other) => format!("the driver refused a call ({other:?})"),
        };
        Err(Error::Stopped {
            message,
            cycles: self.cycles(),
        })
    }
}
