//! The designs that the tests share.

use verilator_sys::{Build, HostLink, HostPort, Library, Simulation};

/// Where the tests keep what they compile, inside the target directory.
pub const CACHE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/verilator");

pub const REGISTER_FILE: &str = include_str!("../verilog/register_file.v");
pub const ECHO: &str = include_str!("../verilog/echo.v");
pub const ADDER: &str = include_str!("../verilog/adder.v");

pub fn build(top: &str, text: &str) -> Build {
    Build::new(top)
        .source("design.v", text)
        .cache_directory(CACHE)
}

pub fn register_file() -> Library {
    build("register_file", REGISTER_FILE)
        .expose("counter", "inverted")
        .expose_writable("counter", "count")
        .expose_writable("register_file", "bytes")
        .expose_writable("register_file", "rows")
        .build()
        .unwrap()
}

pub fn echo() -> (Simulation, HostLink) {
    let library = build("echo", ECHO).build().unwrap();
    let link = library.host(&HostPort::with_stem("host")).unwrap();
    (library.simulation().unwrap(), link)
}
