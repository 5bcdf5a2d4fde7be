//! A strict check that markup is well formed, enough for what the report writes.

/// The tags of `text` in order, or what is wrong and where.
///
/// Every element must be closed, by name or by `/>`, in the right order; attributes are quoted and differ from one
/// another; `&` begins a known reference; no control character occurs.
pub fn tags(text: &str) -> Result<Vec<String>, String> {
    if let Some(c) = text
        .chars()
        .find(|c| c.is_control() && !"\n\t".contains(*c))
    {
        return Err(format!("control character {c:?}"));
    }
    let mut tags = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text.strip_prefix("<!DOCTYPE html>").unwrap_or(text);
    while let Some(start) = rest.find('<') {
        references(&rest[..start])?;
        rest = &rest[start + 1..];
        let end = rest
            .find('>')
            .ok_or_else(|| format!("no end of <{rest:.30}"))?;
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(last) if last == name => {}
                last => return Err(format!("</{name}> closes {last:?}")),
            }
            continue;
        }
        let (tag, closed) = match tag.strip_suffix('/') {
            Some(tag) => (tag, true),
            None => (tag, false),
        };
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(format!("tag {name:?}"));
        }
        check_attributes(attributes).map_err(|error| format!("<{tag}>: {error}"))?;
        tags.push(name.to_owned());
        if !closed {
            open.push(name);
        }
    }
    references(rest)?;
    if open.is_empty() {
        Ok(tags)
    } else {
        Err(format!("never closed: {open:?}"))
    }
}

fn check_attributes(text: &str) -> Result<(), String> {
    let mut rest = text.trim();
    let mut names = Vec::new();
    while !rest.is_empty() {
        let (name, after) = rest
            .split_once("=\"")
            .ok_or_else(|| format!("attribute {rest:?}"))?;
        let (value, after) = after
            .split_once('"')
            .ok_or_else(|| format!("value {after:?}"))?;
        if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') || names.contains(&name) {
            return Err(format!("attribute name {name:?}"));
        }
        references(value)?;
        names.push(name);
        rest = after.trim_start();
    }
    Ok(())
}

fn references(text: &str) -> Result<(), String> {
    for (at, _) in text.match_indices('&') {
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#39;"];
        if !known
            .iter()
            .any(|reference| text[at..].starts_with(reference))
        {
            return Err(format!(
                "reference {:?}",
                text[at..].chars().take(12).collect::<String>()
            ));
        }
    }
    Ok(())
}
