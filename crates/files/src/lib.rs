//! Writes a file as a whole or not at all: a reader never finds half of it. Locks a directory for one program.

#![warn(missing_docs)]

mod lock;

pub use lock::{Busy, Lock};

use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};

/// Writes the bytes to a temporary file in the same directory and then renames it. Makes the directory if there is
/// none.
///
/// # Errors
/// If the directory or the file cannot be written. The text names the file.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let directory = path
        .parent()
        .filter(|d| !d.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let attempt = || -> Result<()> {
        std::fs::create_dir_all(directory)?;
        let mut builder = tempfile::Builder::new();
        // A temporary file is private by default, but this one must get the usual permissions according to the umask.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(directory)?;
        file.write_all(bytes)?;
        file.persist(path)?;
        Ok(())
    };
    attempt().with_context(|| format!("cannot write {}", path.display()))
}

/// Removes a file; it is no error if there is none.
///
/// # Errors
/// If the file is there and cannot be removed. The text names the file.
pub fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}
