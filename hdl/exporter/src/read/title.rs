//! What a cell says of itself: its name, its purpose, and comments.

/// From `cell name: purpose`.
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    pub name: String,
    pub purpose: String,
}

impl Title {
    /// From `cell name: purpose`.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, purpose) = text.trim().strip_prefix("cell ")?.split_once(':')?;
        let name = name.trim().to_string();
        (!name.contains(' ')).then(|| Title {
            name,
            purpose: purpose.trim().to_string(),
        })
    }
}

/// The text of a `println!` or `comment!`: the macro hands over its invocation, more or less stripped.
pub fn comment_text(raw: &str) -> String {
    let text = match ["println", "comment"]
        .iter()
        .find_map(|m| raw.trim_start().strip_prefix(m))
    {
        Some(rest) => {
            let rest =
                rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '!' | '('));
            rest.strip_prefix('"').unwrap_or(rest)
        }
        None => raw,
    };
    let mut result = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some('n') => result.push('\n'),
                Some(other) => result.push(other),
                None => {}
            },
            c => result.push(c),
        }
    }
    result.trim().to_string()
}
