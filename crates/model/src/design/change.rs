//! Changes of a design: new values for some of its keys.

use std::path::Path;

use toml::{Table, Value};

use super::keys::{KEYS, PART_KEYS, PARTS};
use super::{Design, DesignError, form};

impl Design {
    /// The keys of a design file, each with its section.
    pub const KEYS: [&str; 13] = KEYS;

    /// The design that [`load`](Self::load) takes, with new values for some keys. A change is a key of
    /// [`KEYS`](Self::KEYS) and a value of TOML. `network.inputs`, `network.hidden` and `network.outputs` stand for parts
    /// of `network.layers`: the first number, those between, of which there may be a list, and the last one.
    ///
    /// A key that the file leaves out gets its default as usual, even if the default depends on a changed key.
    ///
    /// # Errors
    /// Those of [`load`](Self::load), if there is no such key, and if a value is not allowed.
    pub fn load_with(
        path_or_preset: &str,
        changes: &[(String, String)],
    ) -> Result<Self, DesignError> {
        let (file, text) = Self::source(path_or_preset, Path::new(""))?;
        // parsed unchanged first, so that errors in the design file have its line numbers
        let design = Self::parse(&text, &file)?;
        if changes.is_empty() {
            return Ok(design);
        }
        let table = text.parse().expect("a design was parsed from it");
        changed(table, &file, changes)
    }

    /// This design with new values for some keys; errors call it `name`.
    ///
    /// # Errors
    /// If there is no such key, or a value is not allowed.
    pub fn with(&self, changes: &[(String, String)], name: &str) -> Result<Self, DesignError> {
        let table = self.to_toml().parse().expect("a design is TOML");
        changed(table, name, changes)
    }
}

fn changed(
    mut table: Table,
    name: &str,
    changes: &[(String, String)],
) -> Result<Design, DesignError> {
    write_layers(&mut table);
    for (key, value) in changes {
        let unknown = || DesignError::Key { key: key.clone() };
        if !KEYS.iter().chain(&PART_KEYS).any(|known| known == key) {
            return Err(unknown());
        }
        let (section, last) = key.split_once('.').ok_or_else(unknown)?;
        let section = table.entry(section).or_insert(Table::new().into());
        let section = section.as_table_mut().ok_or_else(unknown)?;
        let value = parsed(key, value)?;
        match section.get_mut("layers").and_then(Value::as_array_mut) {
            Some(layers) if PART_KEYS.contains(&key.as_str()) => replace(layers, last, value),
            _ => {
                section.insert(last.to_owned(), value);
            }
        }
    }
    let said: Vec<String> = changes
        .iter()
        .map(|(key, value)| format!("{key} = {value}"))
        .collect();
    let file = format!("{name} with {}", said.join(", "));
    let form: form::Design = table.try_into().map_err(|error| DesignError::Syntax {
        file: file.clone(),
        // the parser puts the key on a line of its own
        message: error.to_string().trim_end().replace('\n', " "),
    })?;
    Design::try_from(form).map_err(|error| error.in_file(&file))
}

/// Writes a network in the old form in the new one.
fn write_layers(table: &mut Table) {
    let Some(network) = table.get_mut("network").and_then(Value::as_table_mut) else {
        return;
    };
    if PARTS.iter().all(|part| network.contains_key(*part)) {
        let layers = PARTS.into_iter().filter_map(|part| network.remove(part));
        let layers = layers.collect();
        network.insert("layers".to_owned(), Value::Array(layers));
    }
}

/// Replaces a part of the layers.
fn replace(layers: &mut Vec<Value>, part: &str, value: Value) {
    let last = layers.len().saturating_sub(1);
    let places = match part {
        "inputs" => 0..1.min(layers.len()),
        "outputs" => last..layers.len(),
        _ => 1.min(last)..last,
    };
    let new = match value {
        Value::Array(values) => values,
        value => vec![value],
    };
    layers.splice(places, new);
}

/// A value of TOML.
fn parsed(key: &str, text: &str) -> Result<Value, DesignError> {
    let table = format!("value = {text}").parse::<Table>().ok();
    table
        .filter(|table| table.len() == 1)
        .and_then(|mut table| table.remove("value"))
        .ok_or_else(|| DesignError::NoValue {
            key: key.to_owned(),
            value: text.to_owned(),
        })
}
