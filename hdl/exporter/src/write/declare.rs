//! Declarations: ports, columns of nets, and waivers for bits that nobody uses.

use crate::ir::types::Type;
use crate::write::layout::{Page, WAIVER, aligned};

/// `signed [7:0]`.
pub fn range(ty: &Type) -> String {
    let sign = if ty.is_signed() { "signed" } else { "" };
    let bits = if ty.width > 1 {
        format!("[{}:0]", ty.width - 1)
    } else {
        String::new()
    };
    match (sign, bits.as_str()) {
        ("", _) | (_, "") => format!("{sign}{bits}"),
        _ => format!("{sign} {bits}"),
    }
}

/// `[7:0]`, also for a single bit, which can be counted like others.
pub fn vector_range(width: usize) -> String {
    format!("[{}:0]", width.saturating_sub(1))
}

/// Rows under each other, after a blank line.
pub fn section(page: &mut Page, rows: &[Vec<String>]) {
    page.gap();
    aligned(rows).iter().for_each(|line| page.line(line));
}

/// A line that declares a signal of which a tool finds bits unused.
pub fn waived(page: &mut Page, line: &str, reason: Option<&str>) {
    match reason {
        None => page.line(line),
        Some(reason) => {
            page.line(WAIVER[0]);
            page.line(&format!("{line} // {reason}"));
            page.line(WAIVER[1]);
        }
    }
}

pub struct Port<'a> {
    pub kind: &'a str,
    pub range: String,
    pub width: usize,
    pub name: &'a str,
    /// Why unused bits are to be waived.
    pub waiver: Option<String>,
}

/// A port a line, under `Control` and `Data` where the ports stand in that order.
pub fn write_ports(page: &mut Page, ports: &[Port]) {
    let rows: Vec<Vec<String>> = ports
        .iter()
        .enumerate()
        .map(|(i, p)| {
            let comma = if i + 1 < ports.len() { "," } else { "" };
            vec![
                p.kind.to_string(),
                p.range.clone(),
                format!("{}{comma}", p.name),
            ]
        })
        .collect();
    let first_data = ports
        .iter()
        .position(|p| p.width > 1)
        .unwrap_or(ports.len());
    let grouped = first_data > 0
        && first_data < ports.len()
        && ports[first_data..].iter().all(|p| p.width > 1);
    for (i, (line, port)) in aligned(&rows).iter().zip(ports).enumerate() {
        if grouped && i == 0 {
            page.line("// Control");
        } else if grouped && i == first_data {
            page.line("// Data");
        }
        waived(page, line, port.waiver.as_deref());
    }
}
