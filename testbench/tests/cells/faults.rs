//! Faults put into exported Verilog, to prove that a comparison can fail.

use yuragi_hdl::VerilogFile;

/// A port in the head of an exported module.
#[derive(Clone, Debug)]
pub struct Port {
    pub input: bool,
    /// `signed [9:0]`, or nothing for one bit.
    pub range: String,
    pub name: String,
}

impl Port {
    /// Bits of the port.
    pub fn width(&self) -> usize {
        let top = self
            .range
            .split_once('[')
            .and_then(|(_, rest)| rest.split_once(':'));
        top.map_or(1, |(top, _)| top.parse::<usize>().expect("a number") + 1)
    }
}

/// The ports of a module, in order.
pub fn ports(text: &str) -> Vec<Port> {
    let head = text
        .lines()
        .skip_while(|line| !line.starts_with("module "))
        .take_while(|line| *line != ");");
    head.filter_map(|line| {
        let declared = line.split("//").next().unwrap_or_default().trim();
        let words: Vec<&str> = declared.trim_end_matches(',').split_whitespace().collect();
        let [direction, _, range @ .., name] = words.as_slice() else {
            return None;
        };
        ["input", "output"].contains(direction).then(|| Port {
            input: *direction == "input",
            range: range.join(" "),
            name: (*name).to_owned(),
        })
    })
    .collect()
}

/// Replaces a text in a module, in all its places.
pub fn replace(files: &mut [VerilogFile], module: &str, from: &str, to: &str) {
    let file = files.iter_mut().find(|file| file.module == module);
    let file = file.unwrap_or_else(|| panic!("there is no module {module} to spoil"));
    let spoiled = file.text.replace(from, to);
    assert_ne!(
        file.text, spoiled,
        "{module}: nothing was spoiled, there is no `{from}`"
    );
    file.text = spoiled;
}
