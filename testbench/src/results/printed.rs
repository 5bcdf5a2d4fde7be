//! What commands print, made fit for a page.

/// A line without what `cargo test` prints around the tests' own text; nothing if there is no more in it.
pub(super) fn of_command(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix("test ") {
        if rest.starts_with("result: ") {
            return None;
        }
        // the first line that a test prints follows its name
        if let Some((_, own)) = rest.split_once(" ... ") {
            return (own != "ok").then_some(own).filter(|own| !own.is_empty());
        }
    }
    let counted =
        line.starts_with("running ") && (line.ends_with(" test") || line.ends_with(" tests"));
    (!counted && line != "ok").then_some(line)
}

/// The parts of a text: tables and headings of Markdown as they are, everything between them as a block.
pub(super) fn parts(text: &str) -> Vec<String> {
    let markdown = |line: &str| line.starts_with('|') || line.starts_with('#');
    let mut parts: Vec<(bool, String)> = Vec::new();
    for line in text.lines() {
        // a blank line ends a table, and is a line of other text
        let kind = !line.trim().is_empty() && markdown(line);
        match parts.last_mut() {
            Some((last, part)) if *last == kind => {
                *part += line;
                part.push('\n');
            }
            _ => parts.push((kind, format!("{line}\n"))),
        }
    }
    let whole = parts
        .into_iter()
        .filter(|(_, part)| !part.trim().is_empty());
    whole
        .map(|(kind, part)| match kind {
            true => part,
            false => format!("```text\n{}\n```", part.trim_matches('\n')),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{of_command, parts};

    #[test]
    fn tables_stay_and_text_becomes_blocks() {
        let text = "first\nsecond\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n| c |\n|---|\nlast\n";
        let expected = [
            "```text\nfirst\nsecond\n```",
            "| a | b |\n|---|---|\n| 1 | 2 |\n",
            "| c |\n|---|\n",
            "```text\nlast\n```",
        ];
        assert_eq!(parts(text), expected);
    }

    #[test]
    fn lines_of_cargo_are_left_out() {
        for line in [
            "running 3 tests",
            "running 1 test",
            "test gibbs::long_table ... ok",
            "test gibbs::long_table ... ",
            "test result: ok. 1 passed; 0 failed",
            "ok",
        ] {
            assert_eq!(of_command(line), None, "{line}");
        }
        for line in ["test accuracy 0.9", "running the core", "okay", ""] {
            assert_eq!(of_command(line), Some(line));
        }
        assert_eq!(of_command("test a::b ... 12 cycles"), Some("12 cycles"));
    }
}
