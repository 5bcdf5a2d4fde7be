//! What the commands write: places that are checked before the work, runs that are not overwritten, and pictures.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use yuragi_figures::{Drawing, Theme};
use yuragi_training::{STATE_FILE, WEIGHTS_FILE};

use super::failure::bad_argument;

/// Checks before any work that an output directory exists or can be made, and that a file can be written there.
pub fn check_directory(argument: &str, path: &Path) -> Result<()> {
    let whole = match path.as_os_str().is_empty() {
        true => Path::new("."),
        false => path,
    };
    let made = whole.ancestors().find(|ancestor| ancestor.exists());
    let made = match made {
        Some(ancestor) if ancestor.as_os_str().is_empty() => Path::new("."),
        Some(ancestor) => ancestor,
        None => Path::new("."),
    };
    if !made.is_dir() {
        let found = format!("{}, which is a file", made.display());
        let expected = "a directory, or a path at which one can be made";
        return Err(bad_argument(argument, found, expected));
    }
    probe(argument, made)
}

/// The bytes of the file that is written to try a directory.
const PROBE: [u8; 4096] = [0; 4096];

/// Makes a file in a directory and removes it.
fn probe(argument: &str, directory: &Path) -> Result<()> {
    let tried = tempfile::Builder::new()
        .prefix(".yuragi-probe-")
        .tempfile_in(directory)
        .and_then(|mut file| {
            file.write_all(&PROBE)?;
            // a file system may find out only now that it is full
            file.as_file().sync_all()
        });
    let Err(error) = tried else {
        return Ok(());
    };
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            let found = format!(
                "{}, in which no file can be written ({error})",
                directory.display()
            );
            Err(bad_argument(
                argument,
                found,
                "a directory that you may write",
            ))
        }
        _ => Err(error).with_context(|| {
            format!(
                "{argument}: no file can be written in {}",
                directory.display()
            )
        }),
    }
}

/// Checks before any work that an output file can be written.
pub fn check_file(argument: &str, path: &Path) -> Result<()> {
    if path.is_dir() || path.file_name().is_none() {
        return Err(bad_argument(
            argument,
            format!("{}, which is a directory", path.display()),
            "a file",
        ));
    }
    check_directory(argument, path.parent().unwrap_or(Path::new("")))
}

/// Checks that a directory holds no learning run, which would be lost.
pub fn check_no_run(argument: &str, directory: &Path) -> Result<()> {
    let run = [STATE_FILE, WEIGHTS_FILE];
    let Some(file) = run.iter().find(|name| directory.join(name).exists()) else {
        return Ok(());
    };
    let (shown, there) = (directory.display(), directory.join(file));
    let resume = match *file {
        STATE_FILE => format!("--resume {shown} to go on with it, "),
        _ => String::new(),
    };
    let found = format!("{shown}, which holds a run already ({})", there.display());
    let expected = format!("a new directory; or {resume}or --force to overwrite it");
    Err(bad_argument(argument, found, expected))
}

/// A picture file, whose format follows from the ending of its name.
#[derive(Clone, Debug)]
pub struct Picture {
    path: PathBuf,
    png: bool,
}

impl Picture {
    /// Checks before any work that the file can be written and has a known format.
    pub fn check(argument: &str, path: &Path) -> Result<Self> {
        check_file(argument, path)?;
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        let png = match ending.to_str() {
            Some("svg") => false,
            Some("png") => true,
            _ => {
                let expected = "a name that ends in .svg or .png, the formats that are written";
                return Err(bad_argument(argument, path.display(), expected));
            }
        };
        let path = path.to_owned();
        Ok(Self { path, png })
    }

    /// Writes a drawing to the file.
    pub fn write(&self, drawing: &Drawing) -> Result<()> {
        let bytes = match self.png {
            true => drawing.png(Theme::Light)?,
            false => drawing.svg().into_bytes(),
        };
        yuragi_files::write(&self.path, &bytes)
    }
}
