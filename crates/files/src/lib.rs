//! Files are written at once or not at all.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

/// Writes a file through a temporary one beside it, then renames; makes its directory if there is none.
///
/// # Errors
/// If the directory or the file cannot be written; the text names it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let directory = path
        .parent()
        .filter(|d| !d.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let attempt = || -> Result<()> {
        std::fs::create_dir_all(directory)?;
        let mut builder = tempfile::Builder::new();
        // a temporary file is private by default; this one becomes a file like any other, as the umask has it
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(directory)?;
        file.write_all(bytes)?;
        file.persist(path)?;
        Ok(())
    };
    attempt().with_context(|| format!("cannot write {}", path.display()))
}
