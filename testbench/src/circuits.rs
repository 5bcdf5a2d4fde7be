//! Circuits that several tests need: cores in Verilator, their Verilog, and changes of it.

use std::collections::HashMap;

use verilator_sys::{Build, HostLink, Library};
use yuragi_boards::Board;
use yuragi_boards::toolchain::Order;
use yuragi_engines::rtl::host_port;
use yuragi_hardware as hardware;
use yuragi_hdl::VerilogFile;
use yuragi_model::design::Design;

/// The core of a design in Verilator, and its host port.
///
/// # Panics
/// If it cannot be made.
pub fn core(design: &Design) -> (Library, HostLink) {
    core_of(hardware::verilog(design).expect("exported"))
}

/// A core from its Verilog.
///
/// # Panics
/// If it cannot be made.
pub fn core_of(files: Vec<VerilogFile>) -> (Library, HostLink) {
    let mut build = Build::new("yuragi_core");
    for file in files {
        build = build.source(format!("{}.v", file.module), file.text);
    }
    let library = build.build().expect("a core");
    let host = host_link(&library);
    (library, host)
}

/// The host port of a core.
///
/// # Panics
/// If it has none.
pub fn host_link(library: &Library) -> HostLink {
    library.host(&host_port()).expect("a host port")
}

/// The states of a machine by name, from `localparam [4:0] PHASE_IDLE = 5'd0;` if `PHASE_` is the prefix.
///
/// # Panics
/// If the module is not there, or has not as many states as every machine of the core.
pub fn states(files: &[VerilogFile], module: &str, prefix: &str) -> HashMap<String, u64> {
    let file = files.iter().find(|file| file.cell == module);
    let lines = file.expect(module).text.lines().filter_map(|line| {
        let (name, value) = line.split_once(prefix)?.1.split_once('=')?;
        let value = value.trim().strip_suffix(';')?.split_once("'d")?.1;
        line.contains("localparam")
            .then(|| Some((name.trim().to_owned(), value.parse().ok()?)))?
    });
    let states: HashMap<_, _> = lines.collect();
    assert!(states.len() > 8, "the states were not found: {states:?}");
    states
}

/// Changes a module where a text stands exactly once, to show that a test sees it.
///
/// # Panics
/// If the module is not there, or the text does not stand there just once.
pub fn replace_once(files: &mut [VerilogFile], module: &str, from: &str, to: &str) {
    let file = files.iter_mut().find(|file| file.cell == module);
    let text = &mut file.expect(module).text;
    assert_eq!(text.matches(from).count(), 1, "{module}: {from}");
    *text = text.replace(from, to);
}

/// What `yuragi build` would make of the design `tiny`.
pub fn order<'a>(board: &'a Board, tiny: &'a Design) -> Order<'a> {
    Order {
        board,
        design: tiny,
        weights: None,
        design_name: "tiny",
        seed: 1,
        best_of: 1,
    }
}
