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

/// Replaces what goes through a port of the top module by a wrong expression, in which `$` stands for what is right.
/// Needs no knowledge of the cell's inside.
pub fn miswire(files: &mut [VerilogFile], port: &str, wrong: &str) {
    let text = &mut files.last_mut().expect("a top module").text;
    let found = ports(text).into_iter().find(|p| p.name == port);
    let Port { input, range, name } = found.unwrap_or_else(|| panic!("there is no port {port}"));
    let (head, body) = text.split_once("\n);\n").expect("a port list");
    let inside = format!("spoiled_{name}");
    let body = rename(body, &name, &inside);
    assert!(
        body.contains(&inside),
        "nothing was spoiled: {port} is not used"
    );
    let wire = if input {
        format!("wire {range} {inside} = {};", wrong.replace('$', &name))
    } else {
        // an output may be driven from an `always` block inside
        let wrong = wrong.replace('$', &inside);
        format!("logic {range} {inside};\nassign {name} = {wrong};")
    };
    *text = format!("{head}\n);\n{wire}\n{body}");
}

/// Replaces an identifier, but not the name of a part's port.
fn rename(text: &str, from: &str, to: &str) -> String {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut renamed = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        let (before, after) = (&rest[..at], &rest[at + from.len()..]);
        let whole = !before.ends_with(|c| word(c) || c == '.') && !after.starts_with(word);
        renamed += before;
        renamed += if whole { to } else { from };
        rest = after;
    }
    renamed + rest
}
