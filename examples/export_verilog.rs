//! Writes the Verilog of a design and prints the names of the files:
//!
//! ```sh
//! cargo run --release --example export_verilog -- [DESIGN] [DIRECTORY]
//! ```
//!
//! A design is a preset such as `digits`, or a file; `docs/reference` describes its keys.

use std::path::Path;

use yuragi_model::Design;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or("tiny".into());
    let directory = arguments.next().unwrap_or("out/examples/verilog".into());

    let design = Design::load(&name)?;
    // learned weights in the place of `None` make a core that is trained when it is switched on
    let files = yuragi_hardware::export(&design, None, Path::new(&directory))?;
    for file in files {
        println!("{}", file.display());
    }
    Ok(())
}
