//! Reads the ports of a verilated top module from its generated header, and the
//! names that Verilator writes in C++.

use std::fmt::Write as _;

/// The shim's table of ports: one `VSIM_PORT` line for each port declared in
/// the model's header, as in `VL_IN8(&i_host_data,7,0);`.
pub(crate) fn table(header: &str) -> String {
    let mut table = String::new();
    for line in header.lines() {
        if let Some(port) = Port::parse(line.trim()) {
            let Port {
                member,
                msb,
                lsb,
                flags,
            } = port;
            let name = plain_name(member);
            let _ = writeln!(
                table,
                "VSIM_PORT(\"{name}\", {member}, {msb}, {lsb}, {flags})"
            );
        }
    }
    table
}

struct Port<'a> {
    member: &'a str,
    msb: u32,
    lsb: u32,
    flags: &'static str,
}

impl<'a> Port<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let (kind, rest) = line.strip_prefix("VL_")?.split_once("(&")?;
        let flags = match kind.trim_end_matches(['0', '1', '2', '3', '4', '6', '8', 'W']) {
            "IN" => "vsim::INPUT",
            "OUT" => "vsim::OUTPUT",
            "INOUT" => "vsim::INPUT | vsim::OUTPUT",
            _ => return None,
        };
        let mut parts = rest.strip_suffix(");")?.split(',');
        let member = parts.next()?;
        let msb = parts.next()?.parse().ok()?;
        let lsb = parts.next()?.parse().ok()?;
        // An array of ports is written "name)[4]" and is left out.
        let plain = member
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_');
        plain.then_some(Self {
            member,
            msb,
            lsb,
            flags,
        })
    }
}

/// Undoes Verilator's encoding of names: `__024` is `$` (hexadecimal), and
/// `__BRA__`, `__KET__` and `__DOT__` are brackets and dots.
pub(crate) fn plain_name(encoded: &str) -> String {
    let mut plain = String::new();
    let mut rest = encoded;
    while let Some(at) = rest.find("__") {
        let (before, after) = rest.split_at(at);
        plain.push_str(before);
        let code = after.get(2..5).and_then(|code| code.strip_prefix('0'));
        let code = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let words = [("__BRA__", '['), ("__KET__", ']'), ("__DOT__", '.')];
        let word = words.iter().find(|(word, _)| after.starts_with(word));
        if let Some((word, character)) = word {
            plain.push(*character);
            rest = &after[word.len()..];
        } else if let Some(code) = code {
            plain.push(char::from(code));
            rest = &after[5..];
        } else {
            plain.push_str("__");
            rest = &after[2..];
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_read_from_the_header() {
        let header = "
    VL_IN8(&clock,0,0);
    VL_OUT16(&o_all,15,0);
    VL_INW(&i_wide,136,0,5);
    VL_INOUT8(&pad,0,0);
    VL_IN8((&grid)[4],7,0);
    Vdesign___024root* const rootp;";
        assert_eq!(
            table(header),
            "VSIM_PORT(\"clock\", clock, 0, 0, vsim::INPUT)\n\
             VSIM_PORT(\"o_all\", o_all, 15, 0, vsim::OUTPUT)\n\
             VSIM_PORT(\"i_wide\", i_wide, 136, 0, vsim::INPUT)\n\
             VSIM_PORT(\"pad\", pad, 0, 0, vsim::INPUT | vsim::OUTPUT)\n"
        );
    }

    #[test]
    fn encoded_names_are_undone() {
        assert_eq!(plain_name("a__024b"), "a$b");
        assert_eq!(plain_name("gen__BRA__3__KET____DOT__u"), "gen[3].u");
        assert_eq!(plain_name("a__05Fb"), "a_b");
        assert_eq!(plain_name("under_score"), "under_score");
        assert_eq!(plain_name("__x__"), "__x__");
    }
}
