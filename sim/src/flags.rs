//! Compiler flags and sources shared by the build script and the crate, so that
//! objects compiled by either of them fit together.

/// Flags of every C++ file. No exported symbol but the driver's own, since
/// several designs, each with its own copy of Verilator's runtime, are loaded
/// into one process.
pub const CXX_FLAGS: &[&str] = &[
    "-std=gnu++17",
    "-fPIC",
    "-fvisibility=hidden",
    "-fvisibility-inlines-hidden",
    "-pthread",
    "-DVL_TIME_CONTEXT",
    "-DVM_SC=0",
];

/// What the `cc` crate gives the compiler on its own, without warnings and debug
/// information and if the environment adds no flags.
pub const TOOL_ARGUMENTS: &[&str] = &["-w"];

/// Flags of GCC only: without them, GCC makes some symbols unique in the whole
/// process, which ties designs together and keeps them from being unloaded.
pub const GCC_FLAGS: &[&str] = &["-fno-gnu-unique"];

/// Flags of the objects that do not depend on the design. The `VL_USER_` macros
/// leave the functions that would end the process to `driver.cpp`.
pub const RUNTIME_FLAGS: &[&str] = &[
    "-O2",
    "-DVM_COVERAGE=0",
    "-DVM_TRACE=0",
    "-DVL_USER_FATAL",
    "-DVL_USER_STOP",
    "-DVL_USER_FINISH",
    "-DVL_USER_WARN",
];

/// The crate's own part that does not depend on the design: name and text.
pub const DRIVER: &[(&str, &str)] = &[
    ("driver", include_str!("driver.cpp")),
    ("transact", include_str!("transact.cpp")),
    ("serial", include_str!("serial.cpp")),
    ("files", include_str!("files.cpp")),
];
