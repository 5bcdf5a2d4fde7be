//! The directory of compiled designs: found by content, published atomically.
//!
//! ```text
//! <cache>/runtime/<key>.o         objects of Verilator's runtime and of the driver
//! <cache>/headers/<key>.h         headers of Verilator, and beside them the same precompiled
//! <cache>/design/<key>.outside    files that a design read beside its sources
//! <cache>/design/<key>.so         a compiled design; the key covers those files too
//! <cache>/.../<file>.sha256       the hash of a file, which is checked before the file is used
//! <cache>/tmp/                    builds under way
//! ```
//!
//! Every file is made in `tmp` and then renamed, so that it is complete or
//! absent, and two processes that make the same entry at once both succeed.

use std::env;
use std::fs::{self, DirEntry, File};
use std::path::{self, Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::error::{Error, IoContext, Result};

#[derive(Clone, Debug)]
pub(crate) struct Cache {
    root: PathBuf,
}

impl Cache {
    pub(crate) fn new(root: Option<&Path>) -> Result<Self> {
        let root = root.map_or_else(default_root, Path::to_owned);
        // The tools run in other directories.
        let root = path::absolute(&root).during("find", root)?;
        Ok(Self { root })
    }

    /// Where the compiled design of this key is, or will be.
    pub(crate) fn design(&self, key: &Key) -> PathBuf {
        self.root.join("design").join(format!("{}.so", key.0))
    }

    /// How many compiled designs there are.
    pub(crate) fn designs(&self) -> usize {
        let entries = fs::read_dir(self.root.join("design")).into_iter().flatten();
        let names = entries.flatten().map(|entry| entry.path());
        names
            .filter(|path| path.extension().is_some_and(|end| end == "so"))
            .count()
    }

    /// Where the list of a design's outside files is, or will be.
    pub(crate) fn outside(&self, key: &Key) -> PathBuf {
        self.root.join("design").join(format!("{}.outside", key.0))
    }

    /// Where the runtime object of this key is, or will be.
    pub(crate) fn runtime(&self, key: &Key) -> PathBuf {
        self.root.join("runtime").join(format!("{}.o", key.0))
    }

    /// Where the headers of this key are, or will be.
    pub(crate) fn headers(&self, key: &Key) -> PathBuf {
        self.root.join("headers").join(format!("{}.h", key.0))
    }

    /// A directory to build in, removed when dropped.
    pub(crate) fn scratch(&self) -> Result<TempDir> {
        let path = self.root.join("tmp");
        let made = fs::create_dir_all(&path).and_then(|()| {
            remove_old(&path);
            tempfile::Builder::new().prefix("build-").tempdir_in(&path)
        });
        made.map_err(|source| Error::Cache { path, source })
    }

    /// Moves a finished file to its place, with its hash beside it; one that is there already is as good.
    pub(crate) fn publish(&self, made: &Path, place: &Path) -> Result<()> {
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).during("create", parent)?;
        }
        // The hash comes first. If the machine stops between the two, it fits no file, and the entry is made anew.
        let hash = content(made).during("read", made)?;
        let made_hash = beside(made);
        fs::write(&made_hash, hash).during("write", &made_hash)?;
        for (made, place) in [(made_hash, beside(place)), (made.into(), place.into())] {
            // The name must not reach the disk before the content does.
            let file = File::open(&made).during("read", &made)?;
            file.sync_all().during("write", &made)?;
            fs::rename(&made, &place).during("create", place)?;
        }
        Ok(())
    }

    /// Whether a file is there and is as it was published. One that was cut short or damaged is made anew.
    pub(crate) fn has(&self, place: &Path) -> bool {
        if !place.is_file() {
            return false;
        }
        let wanted = fs::read_to_string(beside(place));
        let whole = wanted.is_ok_and(|wanted| content(place).is_ok_and(|found| found == wanted));
        if !whole {
            tracing::info!(file = %place.display(), "damaged in the cache, and made anew");
        }
        whole
    }
}

/// The file with the hash of a file.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".sha256");
    name.into()
}

/// The hash of a file's content, in hexadecimal.
fn content(path: &Path) -> std::io::Result<String> {
    let hash = Sha256::digest(fs::read(path)?);
    Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Removes what builds that were killed left behind more than a day ago.
fn remove_old(directory: &Path) {
    let old = |entry: &DirEntry| {
        let age = entry.metadata().ok()?.modified().ok()?.elapsed().ok()?;
        Some(age > Duration::from_secs(24 * 3600))
    };
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| old(entry) == Some(true)) {
        // Another process may be about to do the same.
        let _ = fs::remove_dir_all(entry.path());
    }
}

/// The directory of everything that is made from content and kept: `$YURAGI_CACHE`, else `yuragi` in the user's cache.
pub fn cache_directory() -> PathBuf {
    let set = |name: &str| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    if let Some(path) = set("YURAGI_CACHE") {
        return path;
    }
    let user = set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")));
    user.unwrap_or_else(env::temp_dir).join("yuragi")
}

fn default_root() -> PathBuf {
    cache_directory().join("verilator")
}

/// The name of an entry: a hash of everything that it is made from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key(String);

impl Key {
    /// Hashes a list of parts; their borders count.
    pub(crate) fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        // 128 bits are enough to tell designs apart, and make shorter paths.
        Self(
            hash.finalize()
                .iter()
                .take(16)
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        )
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_between_parts_count() {
        let one = Key::of([b"ab".as_slice(), b"c"]);
        let other = Key::of([b"a".as_slice(), b"bc"]);
        assert_ne!(one, other);
        assert_eq!(one.as_str().len(), 32);
    }

    #[test]
    fn a_relative_directory_is_made_absolute() {
        let cache = Cache::new(Some(Path::new("here"))).unwrap();
        assert!(cache.design(&Key::of([])).is_absolute());
    }
}
