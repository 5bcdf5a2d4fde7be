//! Pin files: they say which port is at which pin. They are checked here, because place and route only warns if a port
//! does not exist.

use super::device::Family;
use super::error::BoardError;

/// The ports and their pins, in the order of the file. Errors call the file `file`.
pub fn parse(family: Family, text: &str, file: &str) -> Result<Vec<(String, String)>, BoardError> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let fault = |message: String| BoardError::PinLine {
            file: file.to_owned(),
            line: number + 1,
            message,
        };
        let line = line.split('#').next().unwrap_or("").trim();
        let words: Vec<&str> = line
            .trim_end_matches(';')
            .split_whitespace()
            .map(|word| word.trim_matches('"'))
            .collect();
        let (port, pin) = match (family, words.as_slice()) {
            (_, []) | (Family::Ecp5, ["IOBUF" | "FREQUENCY", "PORT", ..]) => continue,
            (Family::Ice40, ["set_io", port, pin]) => (port, pin),
            (Family::Ecp5, ["LOCATE", "COMP", port, "SITE", pin]) => (port, pin),
            (Family::Ice40, _) => {
                return Err(fault(format!("found `{line}`, expected `set_io PORT PIN`")));
            }
            (Family::Ecp5, _) => {
                return Err(fault(format!(
                    "found `{line}`, expected LOCATE COMP, IOBUF PORT or FREQUENCY PORT"
                )));
            }
        };
        if let Some((first, _)) = found.iter().find(|(p, at)| p == port || at == pin) {
            return Err(fault(format!(
                "{port} is put at {pin}, but this port or this pin is already used by {first}"
            )));
        }
        found.push(((*port).to_owned(), (*pin).to_owned()));
    }
    Ok(found)
}
