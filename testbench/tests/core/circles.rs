//! No blocks of statements of the exported Verilog wait for each other in a circle, not even by bits that do not depend on
//! each other: in an event-driven simulator such blocks can wake each other for ever, by values that they only pass through.

use std::collections::{BTreeMap, BTreeSet};

use yuragi_boards::verilog::top_verilog;
use yuragi_hardware as hardware;
use yuragi_hdl::VerilogFile;
use yuragi_model::design::Design;
use yuragi_model::presets::PRESETS;
use yuragi_testbench::circuits::replace_once;

/// Names that a piece of text reads, and those that it assigns.
#[derive(Default)]
struct Names {
    read: BTreeSet<String>,
    written: BTreeSet<String>,
}

/// Each port of an instance, and the names of what stands there.
type Ports = Vec<(String, BTreeSet<String>)>;

/// What matters of a module here.
#[derive(Default)]
struct Module {
    /// Continuous assignments and blocks of statements; a block has `true`.
    drivers: Vec<(Names, bool)>,
    /// Kind, name and ports.
    instances: Vec<(String, String, Ports)>,
    inputs: BTreeSet<String>,
}

/// The words and signs of a Verilog text.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('`')) {
        let line = line.split("//").next().unwrap_or_default();
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let word = |c: char| c.is_ascii_alphanumeric() || "_$'".contains(c);
            let end = match first {
                c if word(c) => rest.find(|c| !word(c)).unwrap_or(rest.len()),
                '"' => rest[1..].find('"').map_or(rest.len(), |at| at + 2),
                _ if ["@*", "(*", "*)", "<=", "=="]
                    .iter()
                    .any(|s| rest.starts_with(s)) =>
                {
                    2
                }
                c => c.len_utf8(),
            };
            tokens.push(rest[..end].to_owned());
            rest = rest[end..].trim_start();
        }
    }
    tokens
}

fn is_name(token: &str) -> bool {
    const KEYWORDS: [&str; 10] = [
        "if", "else", "begin", "end", "case", "endcase", "default", "signed", "posedge", "for",
    ];
    let start = token
        .chars()
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
    start && !KEYWORDS.contains(&token)
}

struct Reader<'a> {
    tokens: &'a [String],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> &str {
        self.tokens.get(self.at).map_or("", String::as_str)
    }

    fn next(&mut self) -> String {
        let token = self.peek().to_owned();
        assert!(!token.is_empty(), "the text ends too early");
        self.at += 1;
        token
    }

    /// The names up to a sign outside of brackets, which is passed.
    fn until(&mut self, sign: &str) -> BTreeSet<String> {
        let (mut depth, mut names) = (0, BTreeSet::new());
        loop {
            let token = self.next();
            match token.as_str() {
                found if depth == 0 && found == sign => return names,
                "(" | "[" | "{" | "(*" => depth += 1,
                ")" | "]" | "}" | "*)" => depth -= 1,
                name if is_name(name) => _ = names.insert(name.to_owned()),
                _ => {}
            }
        }
    }

    /// The names in brackets.
    fn bracket(&mut self) -> BTreeSet<String> {
        assert_eq!(self.next(), "(");
        self.until(")")
    }

    fn statement(&mut self, names: &mut Names) {
        match self.peek() {
            "begin" => {
                self.at += 1;
                while self.peek() != "end" {
                    self.statement(names);
                }
                self.at += 1;
            }
            "if" | "for" => {
                self.at += 1;
                names.read.append(&mut self.bracket());
                self.statement(names);
                if self.peek() == "else" {
                    self.at += 1;
                    self.statement(names);
                }
            }
            "case" => {
                self.at += 1;
                names.read.append(&mut self.bracket());
                while self.peek() != "endcase" {
                    self.until(":");
                    self.statement(names);
                }
                self.at += 1;
            }
            ";" => self.at += 1,
            _ => {
                let target = self.next();
                names.written.insert(target);
                names.read.append(&mut self.until(";"));
            }
        }
    }

    /// `name = expression;`, with the type before the name already read or not.
    fn driver(&mut self) -> Option<Names> {
        let mut target = String::new();
        loop {
            match self.next().as_str() {
                ";" => return None,
                "=" => break,
                "[" => _ = self.until("]"),
                name => target = name.to_owned(),
            }
        }
        let (read, written) = (self.until(";"), BTreeSet::from([target]));
        Some(Names { read, written })
    }

    fn module(&mut self) -> Module {
        let mut module = Module::default();
        while self.next() != "(" {}
        loop {
            match self.next().as_str() {
                ";" => break,
                // the name is the last word before the comma
                "input" => {
                    while ![",", ")"].contains(&self.tokens[self.at + 1].as_str()) {
                        self.at += 1;
                    }
                    module.inputs.insert(self.next());
                }
                _ => {}
            }
        }
        loop {
            match self.next().as_str() {
                "endmodule" => return module,
                "assign" | "wire" => module
                    .drivers
                    .extend(self.driver().map(|names| (names, false))),
                "reg" | "localparam" | "integer" => _ = self.until(";"),
                "initial" => self.statement(&mut Names::default()),
                "(*" => _ = self.until("*)"),
                "always" => {
                    let mut names = Names::default();
                    let always = self.next() == "@*";
                    if !always {
                        self.bracket();
                    }
                    self.statement(&mut names);
                    if always {
                        module.drivers.push((names, true));
                    }
                }
                kind => {
                    if self.peek() == "#" {
                        self.at += 1;
                        self.bracket();
                    }
                    let name = self.next();
                    assert_eq!(self.next(), "(", "after {kind} {name}");
                    let mut ports = Vec::new();
                    while self.next() == "." {
                        let port = self.next();
                        ports.push((port, self.bracket()));
                        self.at += usize::from(self.peek() == ",");
                    }
                    assert_eq!(self.next(), ";", "after {kind} {name}");
                    module.instances.push((kind.to_owned(), name, ports));
                }
            }
        }
    }
}

/// Who waits for whom, over the whole hierarchy.
type Graph = BTreeMap<String, BTreeSet<String>>;

fn walk(modules: &BTreeMap<&str, Module>, kind: &str, path: &str, graph: &mut Graph) {
    let module = &modules[kind];
    let mut edge = |from: String, to: String| _ = graph.entry(to).or_default().insert(from);
    let here = |name: &String| format!("{path}.{name}");
    for (number, (names, block)) in module.drivers.iter().enumerate() {
        let node = format!("{path}: {} {number}", if *block { "block" } else { "wire" });
        // a block does not wait for what it assigns itself
        for name in names
            .read
            .iter()
            .filter(|name| !block || !names.written.contains(*name))
        {
            edge(here(name), node.clone());
        }
        names
            .written
            .iter()
            .for_each(|name| edge(node.clone(), here(name)));
    }
    for (kind, instance, ports) in &module.instances {
        let Some(part) = modules.get(kind.as_str()) else {
            continue;
        };
        for (port, names) in ports {
            let inside = format!("{path}.{instance}.{port}");
            for name in names {
                match part.inputs.contains(port) {
                    true => edge(here(name), inside.clone()),
                    false => edge(inside.clone(), here(name)),
                }
            }
        }
    }
    for (kind, instance, _) in &module.instances {
        if modules.contains_key(kind.as_str()) {
            walk(modules, kind, &format!("{path}.{instance}"), graph);
        }
    }
}

/// A circle, if there is one; and the number of blocks.
fn circle(files: &[VerilogFile]) -> (Option<Vec<String>>, usize) {
    let mut modules = BTreeMap::new();
    for file in files {
        let tokens = tokens(&file.text);
        let mut reader = Reader {
            tokens: &tokens,
            at: 0,
        };
        modules.insert(file.module.as_str(), reader.module());
    }
    let top = files.last().expect("a module").module.as_str();
    let mut graph = Graph::new();
    walk(&modules, top, top, &mut graph);
    let blocks = graph
        .keys()
        .filter(|node| node.contains(": block "))
        .count();
    // what waits for nothing is taken away until nothing is left, or a circle
    loop {
        let waiting: BTreeSet<String> = graph.keys().cloned().collect();
        let before = graph.len();
        for froms in graph.values_mut() {
            froms.retain(|from| waiting.contains(from));
        }
        graph.retain(|_, froms| !froms.is_empty());
        if graph.len() == before {
            break;
        }
    }
    let Some(mut node) = graph.keys().next() else {
        return (None, blocks);
    };
    let mut path: Vec<&String> = Vec::new();
    while !path.contains(&node) {
        path.push(node);
        node = graph[node].iter().next().expect("it waits");
    }
    let from = path.iter().position(|seen| *seen == node).expect("seen");
    (
        Some(path[from..].iter().map(|node| (*node).clone()).collect()),
        blocks,
    )
}

#[test]
fn no_blocks_wait_for_each_other() {
    for (name, _) in PRESETS {
        let design = Design::preset(name).expect("a preset");
        let files = hardware::verilog(&design).expect("exported");
        let (found, blocks) = circle(&files);
        assert_eq!(found, None, "{name}");
        assert!(blocks >= 5, "{name}: {blocks} blocks were found");
    }
    let design = Design::preset("tiny").expect("a preset");
    for board in yuragi_boards::all().expect("the boards") {
        let files = top_verilog(&design, &board).expect("exported");
        assert_eq!(circle(&files).0, None, "{}", board.name);
    }
}

/// Proof that a circle is found: the one that was here once.
#[test]
fn a_circle_is_found() {
    let design = Design::preset("tiny").expect("a preset");
    let mut files = hardware::verilog(&design).expect("exported");
    for (from, to) in [
        ("assign o_busy = phase != PHASE_IDLE;", ""),
        (
            "    phase_next = phase;\n",
            "    phase_next = phase;\n    o_busy = 1'b1;\n",
        ),
    ] {
        replace_once(&mut files, "sequencer", from, to);
    }
    let (found, _) = circle(&files);
    let found = found.expect("a circle").join(", ");
    for word in [
        "core.sequencer.o_busy",
        "core.commands.o_start",
        "core.commands: block",
    ] {
        assert!(found.contains(word), "no {word} in {found}");
    }
}
