//! Files that a design is made from beside its sources: what Verilator read
//! because of extra arguments such as `-v` or `-I`.

use std::fs;
use std::path::Path;

use crate::cache::Key;
use crate::error::{IoContext, Result};

/// A list of such files, one a line: the hash of the content, then the path.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outside(String);

impl Outside {
    /// Takes the list from Verilator's record of what it read and wrote, in
    /// which a file read stands as `S <numbers> "<path>"`.
    pub(crate) fn of_record(record: &str) -> Result<Self> {
        let read = record.lines().filter(|line| line.starts_with("S "));
        let paths = read
            .filter_map(|line| line.split('"').nth(1))
            .map(Path::new);
        let mut list = String::new();
        // Sources have relative paths. Verilator itself is known by its version.
        for path in paths.filter(|path| path.is_absolute() && !is_verilator(path)) {
            let hash = hash(path).during("read", path)?;
            list.push_str(&format!("{hash} {}\n", path.display()));
        }
        Ok(Self(list))
    }

    /// Reads a list written before; none if the file is missing or one of the
    /// files has changed since.
    pub(crate) fn if_unchanged(list: &Path) -> Option<Self> {
        let list = fs::read_to_string(list).ok()?;
        let same = |line: &str| {
            line.split_once(' ')
                .is_some_and(|(old, path)| hash(Path::new(path)).is_ok_and(|new| new == old))
        };
        list.lines().all(same).then_some(Self(list))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

fn is_verilator(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with("verilator_bin"))
}

fn hash(path: &Path) -> std::io::Result<String> {
    let bytes = fs::read(path)?;
    Ok(Key::of([bytes.as_slice()]).as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_is_noticed() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("cells.v");
        fs::write(&file, "one").unwrap();
        let record = format!(
            "C \"--cc\"\nS 1 2 \"{}\"\nS 1 2 \"top.v\"\nT 1 2 \"obj/x.cpp\"\n",
            file.display()
        );
        let outside = Outside::of_record(&record).unwrap();
        assert_eq!(outside.text().lines().count(), 1);
        let list = directory.path().join("list");
        fs::write(&list, outside.text()).unwrap();
        assert_eq!(Outside::if_unchanged(&list), Some(outside));
        fs::write(&file, "two").unwrap();
        assert_eq!(Outside::if_unchanged(&list), None);
    }
}
