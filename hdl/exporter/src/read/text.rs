//! Which names reach which others in a text by hand, without a clock between them.

use std::collections::{BTreeMap, BTreeSet};

/// Names, and those that they follow in the same step of time.
pub type Sources = BTreeMap<String, BTreeSet<String>>;

/// The names that each name of a module's text follows.
///
/// It reads declarations, continuous assignments, blocks of statements and generated loops; of a vector it knows the whole only.
/// Instances in the text are passed over: nothing is known of what they hold.
pub fn sources(text: &str) -> Sources {
    let tokens = tokens(text);
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        sources: Sources::new(),
    };
    while reader.at < tokens.len() {
        reader.item();
    }
    reader.sources
}

/// Every name that a name follows.
pub fn behind(sources: &Sources, name: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![name.to_string()];
    while let Some(name) = open.pop() {
        for source in sources.get(&name).into_iter().flatten() {
            if seen.insert(source.clone()) {
                open.push(source.clone());
            }
        }
    }
    seen
}

/// A name that follows itself.
pub fn circle(sources: &Sources) -> Option<&String> {
    sources
        .keys()
        .find(|name| behind(sources, name).contains(*name))
}

/// The words and signs of a text.
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
                _ if ["@*", "<=", "=="].iter().any(|s| rest.starts_with(s)) => 2,
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
    let start = token.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    start && !KEYWORDS.contains(&token)
}

struct Reader<'a> {
    tokens: &'a [String],
    at: usize,
    sources: Sources,
}

/// Names that a piece of text reads, and those that it assigns.
#[derive(Default)]
struct Names {
    read: BTreeSet<String>,
    written: BTreeSet<String>,
}

impl Reader<'_> {
    fn peek(&self) -> &str {
        self.tokens.get(self.at).map_or("", String::as_str)
    }

    /// The next token; the last one is followed by empty ones.
    fn next(&mut self) -> String {
        let token = self.peek().to_owned();
        self.at += 1;
        token
    }

    /// The names up to a sign outside of brackets, which is passed.
    fn until(&mut self, sign: &str) -> BTreeSet<String> {
        let (mut depth, mut names) = (0usize, BTreeSet::new());
        loop {
            let token = self.next();
            match token.as_str() {
                "" => return names,
                found if depth == 0 && found == sign => return names,
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                name if is_name(name) => _ = names.insert(name.to_owned()),
                _ => {}
            }
        }
    }

    /// The names in brackets.
    fn bracket(&mut self) -> BTreeSet<String> {
        self.next();
        self.until(")")
    }

    fn statement(&mut self, names: &mut Names) {
        match self.peek() {
            "" => {}
            "begin" => {
                self.at += 1;
                self.label();
                while !["end", ""].contains(&self.peek()) {
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
                while !["endcase", ""].contains(&self.peek()) {
                    self.until(":");
                    self.statement(names);
                }
                self.at += 1;
            }
            ";" => self.at += 1,
            _ => {
                let (target, mut read) = self.assignment();
                names.written.extend(target);
                names.read.append(&mut read);
            }
        }
    }

    fn label(&mut self) {
        if self.peek() == ":" {
            self.at += 2;
        }
    }

    /// `target = expression;`, with the type before the target already read or not: the targets, and what is read.
    fn assignment(&mut self) -> (Vec<String>, BTreeSet<String>) {
        let (mut targets, mut read) = (Vec::new(), BTreeSet::new());
        let mut joined = false;
        loop {
            match self.next().as_str() {
                "" | ";" => return (Vec::new(), BTreeSet::new()),
                "=" | "<=" => break,
                "[" => read.append(&mut self.until("]")),
                "{" => joined = true,
                name if is_name(name) => {
                    if !joined {
                        targets.clear();
                    }
                    targets.push(name.to_owned());
                }
                _ => {}
            }
        }
        read.append(&mut self.until(";"));
        (targets, read)
    }

    fn note(&mut self, written: impl IntoIterator<Item = String>, read: &BTreeSet<String>) {
        for name in written {
            self.sources
                .entry(name)
                .or_default()
                .extend(read.iter().cloned());
        }
    }

    /// A piece of a module.
    fn item(&mut self) {
        match self.next().as_str() {
            "assign" | "wire" => {
                let (targets, read) = self.assignment();
                self.note(targets, &read);
            }
            "reg" | "localparam" | "integer" | "genvar" => _ = self.until(";"),
            "initial" => self.statement(&mut Names::default()),
            "always" => {
                let mut names = Names::default();
                let mut always = self.next() == "@*";
                if !always {
                    always = self.tokens.get(self.at + 1).is_some_and(|t| t == "*");
                    self.bracket();
                }
                self.statement(&mut names);
                if always {
                    let read = names.read.difference(&names.written).cloned().collect();
                    self.note(names.written, &read);
                }
            }
            "for" => _ = self.bracket(),
            "begin" => self.label(),
            "generate" | "endgenerate" | "end" | ";" => {}
            "(" => _ = self.until(")"),
            // an instance
            _ => _ = self.until(";"),
        }
    }
}
