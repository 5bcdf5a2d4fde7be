//! Words of a command that the user is shown.

/// A word in quotes, as any shell takes it.
pub fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}
