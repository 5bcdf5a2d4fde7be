//! The known name that is nearest to an unknown one, for error messages that ask "did you mean …?".

#![warn(missing_docs)]

/// How alike two names must be, from 0 to 1, to be taken for each other. The command line's parser uses the same bound.
const ALIKE: f64 = 0.7;

/// The known name that is most like a name; none if no name is like it. Upper and lower case do not matter.
///
/// Of a key with dots, such as `network.hidden`, the last part alone is enough.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let last = |key: &str| key.rsplit('.').next().unwrap_or_default().to_lowercase();
    let whole = |key: &str| strsim::jaro(&name, &key.to_lowercase());
    let best = known.into_iter().map(|key| {
        // a whole name that is equally like comes first
        let part = 0.99 * strsim::jaro(&last(&name), &last(key));
        (key, whole(key).max(part))
    });
    best.filter(|&(_, likeness)| likeness > ALIKE)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(key, _)| key)
}

/// The end of an error message: `; did you mean NAME?` with the known name that is most like a name, or nothing.
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!("; did you mean {near}?"))
}

/// A message of a TOML parser, with the nearest key if it complains of an unknown one.
///
/// Such a message has the form "unknown field `bit`, expected one of `bits`, `flip`".
pub fn with_nearest_key(message: &str) -> String {
    let message = message.trim_end();
    let near = message
        .rsplit_once("unknown field `")
        .and_then(|(_, rest)| rest.split_once('`'))
        // every second part stands between backquotes
        .map(|(name, known)| did_you_mean(name, known.split('`').skip(1).step_by(2)));
    format!("{message}{}", near.unwrap_or_default())
}
