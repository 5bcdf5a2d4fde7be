//! The compiled part of the Python package `yuragi`.
//!
//! It hands arrays and calls on to the crates of the project and decides nothing itself. What users see is in
//! `python/yuragi`, whose modules check arguments and give them the forms that this part expects.

#![warn(missing_docs)]

mod board;
mod chains;
mod data;
mod design;
mod errors;
mod interrupt;
mod machine;
mod pending;
mod run;
mod state;
mod stimuli;
#[allow(
    unsafe_code,
    reason = "arrays of NumPy that look into the row memory without a copy"
)]
mod views;

use pyo3::pymodule;

/// The compiled part of the package.
#[pymodule]
mod _core {
    #[pymodule_export]
    use crate::board::{VirtualBoard, boards, build, export_verilog};
    #[pymodule_export]
    use crate::data::Data;
    #[pymodule_export]
    use crate::design::Design;
    #[pymodule_export]
    use crate::machine::Machine;
    #[pymodule_export]
    use crate::run::{read_run, write_run};

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "the name that Python expects")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
