//! Words of commands that are printed for the user to copy.

/// A word in single quotes, which every shell reads as it is.
pub fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}
