//! `yuragi export`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_hardware as hardware;

use crate::shared::console::Console;
use crate::shared::design::{DesignOption, TrainedOption};
use crate::shared::failure::bad_argument;
use crate::shared::outputs::check_directory;

/// Write the Verilog of a design: one file for each module, and their list yuragi_core.f; the top module is `yuragi_core`.
///
/// With --weights, the core is trained when it starts: its row memory holds the learned weights from the beginning.
#[derive(Args, Debug)]
pub struct Options {
    #[command(flatten)]
    design: DesignOption,
    #[command(flatten)]
    trained: TrainedOption,
    /// What the names of all modules and files begin with, so that two designs can stand side by side.
    #[arg(long, value_name = "NAME_", default_value = hardware::PREFIX)]
    prefix: String,
    /// The output directory.
    #[arg(long, value_name = "DIR", default_value = "out/verilog")]
    out: PathBuf,
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let trained = options.trained.load()?;
    let design = match &trained {
        Some(trained) => trained.design.clone(),
        None => options.design.load(console)?,
    };
    if options.prefix.is_empty() || hardware::check_prefix(&options.prefix).is_err() {
        let found = format!("{:?}", options.prefix);
        let expected =
            "a Verilog name: letters, digits and underscores, no digit first, and no keyword";
        return Err(bad_argument("--prefix", found, expected));
    }
    check_directory("--out", &options.out)?;
    let start = Instant::now();
    let spinner = console.spinner("exporting");
    let files = hardware::export_named(
        &design,
        trained.as_ref().map(|t| &t.weights),
        &options.prefix,
        &options.out,
    );
    spinner.finish_and_clear();
    let files = files?;
    let seconds = start.elapsed().as_secs_f64();
    console.say(format_args!(
        "wrote {} files to {} in {seconds:.1} s",
        files.len(),
        options.out.display()
    ));
    let names: Vec<String> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    console.json(&json!({ "files": names, "seconds": seconds }))?;
    Ok(ExitCode::SUCCESS)
}
