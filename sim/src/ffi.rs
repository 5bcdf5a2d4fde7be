//! The border to C++: the only unsafe code of the crate.
//!
//! [`Model`] is one simulation in C++ behind safe methods. Its contract:
//!
//! * The C++ side checks every index and length it is given, and copies; it keeps
//!   no pointer of ours after a call. So no argument can break memory safety.
//! * It catches every C++ exception, so none unwinds into Rust.
//! * What changes the model takes `&mut self`. What takes `&self` only reads.
#![allow(unsafe_code)]

use std::ffi::{CStr, CString, c_char, c_void};
use std::path::Path;
use std::ptr::NonNull;
use std::sync::Arc;

use libloading::os::unix::{Library, RTLD_LOCAL, RTLD_NOW};

use crate::error::{Error, Result};

/// How a call ended (`Status` in `driver.h`), if it did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    TimeOut,
    Stopped,
    BadArgument,
    NoTrace,
}

fn outcome(status: i32) -> std::result::Result<(), Failure> {
    match status {
        0 => Ok(()),
        1 => Err(Failure::TimeOut),
        2 => Err(Failure::Stopped),
        4 => Err(Failure::NoTrace),
        _ => Err(Failure::BadArgument),
    }
}

/// `Flag` in `driver.h`.
pub(crate) mod flag {
    pub(crate) const INPUT: u32 = 1;
    pub(crate) const OUTPUT: u32 = 2;
    pub(crate) const INTERNAL: u32 = 4;
    pub(crate) const WRITABLE: u32 = 8;
}

/// `VsimVar` in `driver.cpp`.
#[repr(C)]
struct RawVariable {
    name: *const c_char,
    width: u32,
    depth: u32,
    flags: u32,
}

/// A port or exposed variable as C++ describes it.
pub(crate) struct Variable {
    pub(crate) name: String,
    pub(crate) width: u32,
    pub(crate) depth: u32,
    pub(crate) flags: u32,
}

/// `FrameRule` in `driver.h`.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub(crate) struct RawFrameRule {
    pub(crate) start: u32,
    pub(crate) length_at: u32,
    pub(crate) overhead: u32,
}

/// `VsimSerial` in `serial.cpp`.
#[repr(C)]
pub(crate) struct Serial {
    pub(crate) rx: u32,
    pub(crate) tx: u32,
    pub(crate) divisor: u64,
    pub(crate) input: *const u8,
    pub(crate) input_length: u64,
    pub(crate) count: u64,
    pub(crate) frames: u32,
    pub(crate) rule: RawFrameRule,
    pub(crate) max_cycles: u64,
    pub(crate) used: u64,
    pub(crate) fed: u64,
    pub(crate) skipped: u64,
    pub(crate) broken: u64,
}

impl Default for Serial {
    fn default() -> Self {
        Self {
            rx: 0,
            tx: 0,
            divisor: 1,
            input: std::ptr::null(),
            input_length: 0,
            count: 0,
            frames: 0,
            rule: RawFrameRule::default(),
            max_cycles: 0,
            used: 0,
            fed: 0,
            skipped: 0,
            broken: 0,
        }
    }
}

/// `VsimTransaction` in `transact.cpp`.
#[repr(C)]
pub(crate) struct Transaction {
    ports: [u32; 6],
    input: *const u8,
    input_length: u64,
    pub(crate) count: u64,
    pub(crate) frames: u32,
    pub(crate) rule: RawFrameRule,
    pub(crate) stall_in: u32,
    pub(crate) stall_out: u32,
    pub(crate) seed: u64,
    pub(crate) max_cycles: u64,
    pub(crate) used: u64,
    pub(crate) fed: u64,
    pub(crate) skipped: u64,
}

impl Transaction {
    /// A transaction on these ports that waits for nothing.
    pub(crate) fn on(ports: [u32; 6]) -> Self {
        Self {
            ports,
            input: std::ptr::null(),
            input_length: 0,
            count: 0,
            frames: 0,
            rule: RawFrameRule::default(),
            stall_in: 0,
            stall_out: 0,
            seed: 0,
            max_cycles: 0,
            used: 0,
            fed: 0,
            skipped: 0,
        }
    }
}

/// Declares the table of functions and how it is filled from a library.
macro_rules! functions {
    ($($name:ident: fn($($argument:ty),*) $(-> $result:ty)?;)*) => {
        struct Functions { $($name: unsafe extern "C" fn($($argument),*) $(-> $result)?,)* }

        impl Functions {
            fn find(library: &Library) -> std::result::Result<Self, libloading::Error> {
                Ok(Self { $($name: {
                    // SAFETY: the signature is the one in driver.cpp and transact.cpp, whose
                    // text is part of the library's cache key.
                    *unsafe { library.get(concat!("vsim_", stringify!($name)))? }
                },)* })
            }
        }
    };
}

functions! {
    create: fn(*mut c_char, usize) -> *mut c_void;
    destroy: fn(*mut c_void);
    stopped: fn(*const c_void) -> *const c_char;
    cycles: fn(*const c_void) -> u64;
    has_clock: fn(*const c_void) -> i32;
    can_trace: fn(*const c_void) -> i32;
    var_count: fn(*const c_void) -> u32;
    var: fn(*const c_void, u32, *mut RawVariable) -> i32;
    read: fn(*const c_void, u32, u32, u32, *mut u64, usize) -> i32;
    write: fn(*mut c_void, u32, u32, u32, *const u64, usize) -> i32;
    eval: fn(*mut c_void) -> i32;
    step: fn(*mut c_void, u64) -> i32;
    step_until: fn(*mut c_void, u32, u64, u64, u64, *mut u64) -> i32;
    vectors: fn(*mut c_void, *const u32, usize, *const u32, usize, *const u64, usize, *mut u64, usize, usize) -> i32;
    transact: fn(*mut c_void, *mut Transaction) -> i32;
    serial: fn(*mut c_void, *mut Serial) -> i32;
    received: fn(*const c_void, *mut u64) -> *const u8;
    trace_open: fn(*mut c_void, *const c_char) -> i32;
    trace_close: fn(*mut c_void) -> i32;
    coverage: fn(*mut c_void, *const c_char) -> i32;
}

/// A design's shared library, loaded. It stays loaded as long as a [`Model`] of
/// it lives.
pub(crate) struct Code {
    functions: Functions,
    // Declared last, so that it is dropped after the pointers into it.
    _library: Library,
}

impl Code {
    pub(crate) fn load(path: &Path) -> Result<Arc<Self>> {
        let load = || {
            // SAFETY: the library was compiled by this crate. Its initialisers are those of
            // Verilator's runtime and touch only the library's own state.
            // All symbols are looked for now: one that is missing later would end the process.
            let library = unsafe { Library::open(Some(path), RTLD_NOW | RTLD_LOCAL)? };
            Ok(Self {
                functions: Functions::find(&library)?,
                _library: library,
            })
        };
        load().map(Arc::new).map_err(|source| Error::Load {
            path: path.to_owned(),
            source,
        })
    }

    /// Makes a model, evaluated once with its clock at 0. The error is the
    /// reason why the design stopped at once.
    pub(crate) fn model(self: &Arc<Self>) -> std::result::Result<Model, String> {
        let mut why = [0_u8; 512];
        // SAFETY: the buffer is writable for its length; C++ ends the text with a zero.
        let raw = unsafe { (self.functions.create)(why.as_mut_ptr().cast(), why.len()) };
        match NonNull::new(raw) {
            Some(raw) => Ok(Model {
                code: Arc::clone(self),
                raw,
            }),
            None => {
                let text = CStr::from_bytes_until_nul(&why).unwrap_or_default();
                Err(text.to_string_lossy().into_owned())
            }
        }
    }
}

/// One simulation in C++.
pub(crate) struct Model {
    code: Arc<Code>,
    raw: NonNull<c_void>,
}

// SAFETY: a model is not tied to the thread that made it: every call sets the
// thread's Verilator context to the model's own first. (It also sets Verilator's
// process-wide "last context", a plain pointer that nothing reads, since each
// thread has its own by then.) It is not Sync, since C++ synchronises nothing;
// the pointer keeps it so.
unsafe impl Send for Model {}

impl Drop for Model {
    fn drop(&mut self) {
        // SAFETY: `raw` came from `create` and is not used after this.
        unsafe { (self.code.functions.destroy)(self.raw.as_ptr()) }
    }
}

pub(crate) type Done = std::result::Result<(), Failure>;

// SAFETY of all calls below: `raw` is a live model of the library that the
// functions belong to, and each slice is passed with its own length.
impl Model {
    pub(crate) fn stopped(&self) -> String {
        // SAFETY: see above; C++ returns a text that lives until the next call.
        let text = unsafe { CStr::from_ptr((self.code.functions.stopped)(self.raw.as_ptr())) };
        text.to_string_lossy().into_owned()
    }

    pub(crate) fn cycles(&self) -> u64 {
        // SAFETY: see above.
        unsafe { (self.code.functions.cycles)(self.raw.as_ptr()) }
    }

    pub(crate) fn has_clock(&self) -> bool {
        // SAFETY: see above.
        unsafe { (self.code.functions.has_clock)(self.raw.as_ptr()) != 0 }
    }

    pub(crate) fn can_trace(&self) -> bool {
        // SAFETY: see above.
        unsafe { (self.code.functions.can_trace)(self.raw.as_ptr()) != 0 }
    }

    pub(crate) fn variables(&self) -> Vec<Variable> {
        // SAFETY: see above.
        let count = unsafe { (self.code.functions.var_count)(self.raw.as_ptr()) };
        let describe = |index| {
            let mut raw = RawVariable {
                name: c"".as_ptr(),
                width: 0,
                depth: 0,
                flags: 0,
            };
            // SAFETY: see above; C++ fills `raw`, whose text lives as long as the model.
            let name = unsafe {
                (self.code.functions.var)(self.raw.as_ptr(), index, &mut raw);
                CStr::from_ptr(raw.name)
            };
            let name = name.to_string_lossy().into_owned();
            Variable {
                name,
                width: raw.width,
                depth: raw.depth,
                flags: raw.flags,
            }
        };
        (0..count).map(describe).collect()
    }

    /// Copies `count` elements from `first` on; `to` must be just as long.
    pub(crate) fn read(&self, index: u32, first: u32, count: u32, to: &mut [u64]) -> Done {
        let (pointer, words) = (to.as_mut_ptr(), to.len());
        // SAFETY: see above.
        outcome(unsafe {
            (self.code.functions.read)(self.raw.as_ptr(), index, first, count, pointer, words)
        })
    }

    pub(crate) fn write(&mut self, index: u32, first: u32, count: u32, from: &[u64]) -> Done {
        let (pointer, words) = (from.as_ptr(), from.len());
        // SAFETY: see above.
        outcome(unsafe {
            (self.code.functions.write)(self.raw.as_ptr(), index, first, count, pointer, words)
        })
    }

    pub(crate) fn eval(&mut self) -> Done {
        // SAFETY: see above.
        outcome(unsafe { (self.code.functions.eval)(self.raw.as_ptr()) })
    }

    pub(crate) fn step(&mut self, cycles: u64) -> Done {
        // SAFETY: see above.
        outcome(unsafe { (self.code.functions.step)(self.raw.as_ptr(), cycles) })
    }

    /// Returns the cycles used, too.
    pub(crate) fn step_until(
        &mut self,
        index: u32,
        mask: u64,
        value: u64,
        max: u64,
    ) -> (Done, u64) {
        let mut used = 0;
        // SAFETY: see above.
        let status = unsafe {
            (self.code.functions.step_until)(self.raw.as_ptr(), index, mask, value, max, &mut used)
        };
        (outcome(status), used)
    }

    /// `inputs` and `outputs` hold `rows` rows of the words of the variables `ins`
    /// and `outs`.
    pub(crate) fn vectors(
        &mut self,
        (ins, inputs): (&[u32], &[u64]),
        (outs, outputs): (&[u32], &mut [u64]),
        rows: usize,
    ) -> Done {
        // SAFETY: see above; C++ compares the lengths with the variables' widths.
        outcome(unsafe {
            (self.code.functions.vectors)(
                self.raw.as_ptr(),
                ins.as_ptr(),
                ins.len(),
                outs.as_ptr(),
                outs.len(),
                inputs.as_ptr(),
                inputs.len(),
                outputs.as_mut_ptr(),
                outputs.len(),
                rows,
            )
        })
    }

    /// Runs a transaction; its results are in `transaction` and the bytes received
    /// are returned, also when it did not succeed.
    pub(crate) fn transact(
        &mut self,
        transaction: &mut Transaction,
        input: &[u8],
    ) -> (Done, Vec<u8>) {
        transaction.input = input.as_ptr();
        transaction.input_length = input.len() as u64;
        // SAFETY: see above; the input is readable for its length.
        let status = unsafe { (self.code.functions.transact)(self.raw.as_ptr(), transaction) };
        transaction.input = std::ptr::null();
        (outcome(status), self.received())
    }

    /// Moves bytes over a serial line; as [`transact`](Self::transact).
    pub(crate) fn serial(&mut self, serial: &mut Serial, input: &[u8]) -> (Done, Vec<u8>) {
        serial.input = input.as_ptr();
        serial.input_length = input.len() as u64;
        // SAFETY: see above; the input is readable for its length.
        let status = unsafe { (self.code.functions.serial)(self.raw.as_ptr(), serial) };
        serial.input = std::ptr::null();
        (outcome(status), self.received())
    }

    /// The bytes of the last transaction.
    fn received(&self) -> Vec<u8> {
        let mut length = 0;
        // SAFETY: see above; the bytes are C++'s own and are copied before the next call.
        unsafe {
            let bytes = (self.code.functions.received)(self.raw.as_ptr(), &mut length);
            match length {
                0 => Vec::new(),
                _ => std::slice::from_raw_parts(bytes, length as usize).to_vec(),
            }
        }
    }

    pub(crate) fn trace_open(&mut self, path: &CString) -> Done {
        // SAFETY: see above; the path ends with a zero.
        outcome(unsafe { (self.code.functions.trace_open)(self.raw.as_ptr(), path.as_ptr()) })
    }

    /// The number of the error, if a part of the waveform could not be written.
    pub(crate) fn trace_close(&mut self) -> Option<i32> {
        // SAFETY: see above.
        let error = unsafe { (self.code.functions.trace_close)(self.raw.as_ptr()) };
        (error != 0).then_some(error)
    }

    pub(crate) fn coverage(&mut self, path: &CString) -> Done {
        // SAFETY: see above; the path ends with a zero.
        outcome(unsafe { (self.code.functions.coverage)(self.raw.as_ptr(), path.as_ptr()) })
    }
}
