//! Names of array elements: `lane[i * 2 + j]$gated` is text in the syntax tree, its index still to be computed.

/// Values of the enclosing loops, innermost last.
pub type Loops = Vec<(String, i128)>;

pub fn loop_value(loops: &Loops, name: &str) -> Option<i128> {
    loops
        .iter()
        .rev()
        .find(|(n, _)| n == name)
        .map(|(_, value)| *value)
}

/// `lane[i + 1]$gated` becomes `lane$3$gated`; the index that cannot be computed is the error.
pub fn flatten(text: &str, loops: &Loops) -> Result<String, String> {
    let mut flat = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        flat.push_str(&rest[..open]);
        let close = rest[open..]
            .find(']')
            .map(|c| open + c)
            .ok_or_else(|| text.to_string())?;
        let index = &rest[open + 1..close];
        let value = evaluate(index, loops)
            .filter(|v| *v >= 0)
            .ok_or_else(|| index.to_string())?;
        flat.push('$');
        flat.push_str(&value.to_string());
        rest = &rest[close + 1..];
    }
    flat.push_str(rest);
    Ok(flat)
}

fn evaluate(text: &str, loops: &Loops) -> Option<i128> {
    let mut parser = Parser {
        text: text.as_bytes(),
        at: 0,
        loops,
    };
    let value = parser.sum()?;
    (parser.peek().is_none()).then_some(value)
}

struct Parser<'a> {
    text: &'a [u8],
    at: usize,
    loops: &'a Loops,
}

impl Parser<'_> {
    fn peek(&mut self) -> Option<u8> {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    fn sum(&mut self) -> Option<i128> {
        let mut value = self.product()?;
        while let Some(op @ (b'+' | b'-')) = self.peek() {
            self.at += 1;
            let right = self.product()?;
            value = if op == b'+' {
                value.checked_add(right)?
            } else {
                value.checked_sub(right)?
            };
        }
        Some(value)
    }

    fn product(&mut self) -> Option<i128> {
        let mut value = self.factor()?;
        while let Some(op @ (b'*' | b'/' | b'%')) = self.peek() {
            self.at += 1;
            let right = self.factor()?;
            value = match op {
                b'*' => value.checked_mul(right)?,
                b'/' => value.checked_div(right)?,
                _ => value.checked_rem(right)?,
            };
        }
        Some(value)
    }

    fn factor(&mut self) -> Option<i128> {
        if self.peek()? == b'(' {
            self.at += 1;
            let value = self.sum()?;
            (self.peek()? == b')').then_some(())?;
            self.at += 1;
            return Some(value);
        }
        let start = self.at;
        while self
            .text
            .get(self.at)
            .is_some_and(|c| c.is_ascii_alphanumeric() || *c == b'_')
        {
            self.at += 1;
        }
        let word = std::str::from_utf8(&self.text[start..self.at]).ok()?;
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            integer(word)
        } else {
            loop_value(self.loops, word)
        }
    }
}

/// A Rust integer literal, with its underscores, base and suffix.
pub fn integer(text: &str) -> Option<i128> {
    let text: String = text.chars().filter(|c| !matches!(c, '_' | ' ')).collect();
    let suffixes = [
        "usize", "u128", "u64", "u32", "u16", "u8", "i128", "i64", "i32", "i16", "i8", "isize",
    ];
    let digits = suffixes
        .iter()
        .find_map(|s| text.strip_suffix(s))
        .unwrap_or(&text);
    let (digits, base) = match digits.get(..2) {
        Some("0x") => (&digits[2..], 16),
        Some("0b") => (&digits[2..], 2),
        Some("0o") => (&digits[2..], 8),
        _ => (digits, 10),
    };
    i128::from_str_radix(digits, base).ok()
}
