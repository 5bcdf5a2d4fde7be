//! A directory that only one program writes at a time.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock, fstat, stat};
use rustix::io::Errno;

/// The name of the lock file.
const NAME: &str = ".yuragi.lock";

/// A directory that another process is writing.
#[derive(Debug)]
pub struct Busy {
    /// The directory.
    pub directory: PathBuf,
    /// What the lock file says of the other process.
    pub holder: String,
}

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { directory, holder } = self;
        write!(
            f,
            "{}: {holder} writes to this directory now; wait for its end, or give another --out",
            directory.display()
        )
    }
}

impl std::error::Error for Busy {}

/// The lock of a directory. It ends when this is dropped, or with the process, however that ends.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// The directories that were made for it, the innermost first.
    made: Vec<PathBuf>,
    _file: File,
}

impl Lock {
    /// Locks a directory, which is made if there is none. A lock file that a dead process left behind is taken over,
    /// because the operating system ends the lock itself with the process.
    ///
    /// # Errors
    /// [`Busy`] if another process has locked it, or an error of the file system.
    pub fn of(directory: &Path) -> anyhow::Result<Self> {
        let path = directory.join(NAME);
        let missing = directory.ancestors().filter(|part| {
            let named = !part.as_os_str().is_empty();
            named && !part.exists()
        });
        let made: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        let attempt = || -> io::Result<Option<File>> {
            fs::create_dir_all(directory)?;
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            loop {
                let mut file = options.open(&path)?;
                match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                    Ok(()) => {}
                    Err(Errno::WOULDBLOCK) => return Ok(None),
                    // Some file systems of networks have no locks; the directory can still be used.
                    Err(Errno::NOSYS | Errno::OPNOTSUPP | Errno::NOLCK) => return Ok(Some(file)),
                    Err(error) => return Err(error.into()),
                }
                // The file that was locked may have been removed by its last holder meanwhile.
                let (locked, there) = (fstat(&file)?, stat(&path));
                if there.is_ok_and(|there| there.st_ino == locked.st_ino) {
                    file.set_len(0)?;
                    file.rewind()?;
                    writeln!(file, "process {}", std::process::id())?;
                    return Ok(Some(file));
                }
            }
        };
        match attempt() {
            Ok(Some(file)) => Ok(Self {
                path,
                made,
                _file: file,
            }),
            Ok(None) => {
                let mut holder = String::new();
                let read = File::open(&path).and_then(|mut file| file.read_to_string(&mut holder));
                let holder = match holder.trim() {
                    "" => "another process",
                    _ if read.is_err() => "another process",
                    text => text,
                };
                let (directory, holder) = (directory.to_owned(), holder.to_owned());
                Err(Busy { directory, holder }.into())
            }
            Err(error) => {
                let context = format!("cannot lock {}", directory.display());
                Err(anyhow::Error::from(error).context(context))
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // It is removed while it is still locked, so that nobody else's file is.
        let _ = fs::remove_file(&self.path);
        // A directory into which nothing was written goes, too; others are not empty.
        for directory in &self.made {
            let _ = fs::remove_dir(directory);
        }
    }
}
