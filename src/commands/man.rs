//! `yuragi man`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Command};
use clap_mangen::Man;
use serde_json::json;

use crate::shared::console::Console;
use crate::shared::outputs::check_directory;

/// Print the manual page of the program, or write the pages of all verbs into a directory.
#[derive(Args, Debug)]
pub struct Options {
    /// The directory for yuragi.1 and a page of each verb, such as yuragi-learn.1 [default: only the first page, on
    /// standard output].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Runs the command; `program` is the command line to describe.
pub fn run(options: &Options, program: Command, console: &Console) -> Result<ExitCode> {
    let mut command = program.disable_help_subcommand(true);
    // gives the verbs their full names and the global options
    command.build();
    let Some(out) = &options.out else {
        let (_, page) = page(&command)?;
        if console.is_json() {
            console.json(&json!({ "page": page }))?;
        } else {
            console.say(page.trim_end());
        }
        return Ok(ExitCode::SUCCESS);
    };
    check_directory("--out", out)?;
    let verbs = command.get_subcommands();
    let pages: Vec<_> = std::iter::once(&command)
        .chain(verbs)
        .map(page)
        .collect::<Result<_>>()?;
    let mut files = Vec::new();
    for (name, page) in pages {
        let file = out.join(name);
        yuragi_files::write(&file, page.as_bytes())?;
        files.push(file.display().to_string());
    }
    console.say(format_args!(
        "wrote {} pages to {}",
        files.len(),
        out.display()
    ));
    console.json(&json!({ "files": files }))?;
    Ok(ExitCode::SUCCESS)
}

/// The file name and the text of a page.
fn page(command: &Command) -> Result<(String, String)> {
    let page = Man::new(command.clone());
    let mut text = Vec::new();
    page.render(&mut text)?;
    Ok((page.get_filename(), String::from_utf8(text)?))
}
