//! Lines of Verilog: indents, columns, long lines broken.

/// Columns of a line at most.
pub const COLUMNS: usize = 118;

/// Around a declaration of which some bits are not used.
pub const WAIVER: [&str; 2] = [
    "// verilator lint_off UNUSEDSIGNAL",
    "// verilator lint_on UNUSEDSIGNAL",
];

#[derive(Default)]
pub struct Page {
    text: String,
    depth: usize,
}

impl Page {
    /// A page whose lines are so deep.
    pub fn at(depth: usize) -> Self {
        Page {
            text: String::new(),
            depth,
        }
    }

    pub fn contains(&self, text: &str) -> bool {
        self.text.contains(text)
    }

    /// Adds another page's lines as they are.
    pub fn append(&mut self, other: Page) {
        self.text += &other.text;
    }

    pub fn indent(&mut self) {
        self.depth += 1;
    }

    pub fn outdent(&mut self) {
        self.depth -= 1;
    }

    /// A blank line, never two.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    pub fn line(&mut self, line: &str) {
        if line.is_empty() {
            return self.gap();
        }
        for (i, piece) in broken(line, COLUMNS - 2 * self.depth).iter().enumerate() {
            let depth = self.depth + if i > 0 { 2 } else { 0 };
            for _ in 0..depth {
                self.text.push_str("  ");
            }
            self.text.push_str(piece);
            self.text.push('\n');
        }
    }

    /// A line if it fits, else its head and the pieces of its tail below.
    pub fn line_or_pieces(&mut self, head: &str, pieces: &[String]) {
        let line = format!("{head} {}", pieces.join(" "));
        if pieces.len() < 2 || line.chars().count() <= COLUMNS - 2 * self.depth {
            return self.line(&line);
        }
        self.line(head);
        self.indent();
        pieces.iter().for_each(|piece| self.line(piece));
        self.outdent();
    }

    pub fn comment(&mut self, text: &str) {
        self.line(&format!("// {text}"));
    }

    /// The text, without blank lines at its end.
    pub fn finish(self) -> String {
        let mut text = joined_waivers(&self.text);
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }
}

/// One waiver for lines that follow each other.
pub fn joined_waivers(text: &str) -> String {
    text.replace(&format!("  {}\n  {}\n", WAIVER[1], WAIVER[0]), "")
}

/// A line cut at spaces outside as many brackets as possible.
pub fn broken(line: &str, columns: usize) -> Vec<String> {
    let comment = line.starts_with("//");
    let mut pieces = Vec::new();
    let mut rest = line;
    let mut room = columns;
    while rest.chars().count() > room {
        let Some(cut) = cut(rest, room) else { break };
        pieces.push(rest[..cut].trim_end().to_string());
        rest = rest[cut..].trim_start();
        // continued lines are indented further
        room = columns.saturating_sub(4).max(40);
    }
    pieces.push(rest.to_string());
    if comment {
        pieces
            .iter_mut()
            .skip(1)
            .for_each(|p| p.insert_str(0, "// "));
    }
    pieces
}

/// The best space to cut at: late, and outside brackets.
fn cut(line: &str, room: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut best: Option<(usize, usize)> = None;
    for (column, (at, c)) in line.char_indices().enumerate() {
        if column >= room {
            break;
        }
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth = depth.saturating_sub(1),
            // a break in the right half, and not further inside brackets than another
            ' ' if column >= room * 2 / 5 && best.is_none_or(|(d, _)| depth <= d) => {
                best = Some((depth, at));
            }
            _ => {}
        }
    }
    best.map(|(_, at)| at).or_else(|| {
        line.char_indices()
            .take(room)
            .filter(|(_, c)| *c == ' ')
            .map(|(at, _)| at)
            .last()
    })
}

/// Rows of cells under each other; the last cell of a row is not padded.
pub fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |c: usize| {
        rows.iter()
            .filter(|r| r.len() > c + 1)
            .map(|r| r[c].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        for (c, cell) in row.iter().enumerate() {
            line.push_str(cell);
            if c + 1 < row.len() && widths[c] > 0 {
                let pad = widths[c] + 1 - cell.chars().count();
                line.extend(std::iter::repeat_n(' ', pad));
            }
        }
        line
    };
    rows.iter().map(line).collect()
}
