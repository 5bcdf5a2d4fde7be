//! A compiled design, loaded: its signals, and simulations of it.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::error::{Error, Result};
use crate::ffi::{Code, Model, Variable, flag};
use crate::signal::{Signal, SignalInfo, SignalKind, near_names};

/// A compiled design, loaded into the process.
///
/// Cheap to clone. It is unloaded when it and all its simulations are gone.
#[derive(Clone)]
pub struct Library {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    id: u32,
    pub(crate) top: String,
    pub(crate) clock: String,
    code: Arc<Code>,
    signals: Vec<SignalInfo>,
    by_name: HashMap<String, usize>,
}

impl Library {
    pub(crate) fn load(path: &Path, top: &str, clock: &str) -> Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let code = Code::load(path)?;
        let model = new_model(&code)?;
        let variables = (0..).zip(model.variables());
        let signals: Vec<SignalInfo> = variables
            .map(|(index, variable)| describe(id, index, variable))
            .collect();
        let names = signals.iter().map(|info| info.name.clone());
        let by_name = names.zip(0..).collect();
        let (top, clock) = (top.to_owned(), clock.to_owned());
        let inner = Inner {
            id,
            top,
            clock,
            code,
            signals,
            by_name,
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// Name of the top module.
    pub fn top(&self) -> &str {
        &self.inner.top
    }

    /// All ports and exposed variables.
    pub fn signals(&self) -> &[SignalInfo] {
        &self.inner.signals
    }

    /// A port of the top module, such as `i_enable`.
    pub fn port(&self, name: &str) -> Result<Signal> {
        self.inner.port(name)
    }

    /// An exposed variable by its hierarchical name, which starts with the top
    /// module: `top.u_core.state`, or `top.gen[3].u_cell.weight` in a generate
    /// block.
    pub fn variable(&self, name: &str) -> Result<Signal> {
        self.inner.variable(name)
    }
}

fn new_model(code: &Arc<Code>) -> Result<Model> {
    code.model()
        .map_err(|message| Error::Stopped { message, cycles: 0 })
}

fn describe(library: u32, index: u32, variable: Variable) -> SignalInfo {
    let has = |flag: u32| variable.flags & flag != 0;
    let kind = match (has(flag::INTERNAL), has(flag::INPUT), has(flag::OUTPUT)) {
        (true, _, _) => SignalKind::Internal,
        (false, true, false) => SignalKind::Input,
        (false, true, true) => SignalKind::InOut,
        (false, false, _) => SignalKind::Output,
    };
    let signal = Signal {
        library,
        index,
        width: variable.width,
        depth: variable.depth,
    };
    SignalInfo {
        writable: has(flag::WRITABLE),
        name: variable.name,
        signal,
        kind,
    }
}

impl Inner {
    /// A new instance of the design in its first state.
    pub(crate) fn model(&self) -> Result<Model> {
        new_model(&self.code)
    }

    pub(crate) fn port(&self, name: &str) -> Result<Signal> {
        self.find(name, "port", |kind| kind != SignalKind::Internal)
    }

    pub(crate) fn variable(&self, name: &str) -> Result<Signal> {
        self.find(name, "exposed variable", |kind| {
            kind == SignalKind::Internal
        })
    }

    /// What is known of a signal; an error if it belongs to another library.
    pub(crate) fn info(&self, signal: Signal) -> Result<&SignalInfo> {
        let own = self
            .signals
            .get(signal.index as usize)
            .filter(|_| signal.library == self.id);
        own.ok_or(Error::ForeignSignal)
    }

    fn find(&self, name: &str, what: &'static str, fits: fn(SignalKind) -> bool) -> Result<Signal> {
        let found = self.by_name.get(name).map(|&index| &self.signals[index]);
        if let Some(info) = found.filter(|info| fits(info.kind)) {
            return Ok(info.signal);
        }
        let names = self
            .signals
            .iter()
            .filter(|info| fits(info.kind))
            .map(|i| i.name.as_str());
        let (name, top, near) = (name.to_owned(), self.top.clone(), near_names(name, names));
        Err(Error::UnknownSignal {
            what,
            name,
            top,
            near,
        })
    }
}
