//! The whole state of a network as bytes: a line that says what they are, and JSON.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use yuragi_model::Snapshot;
use yuragi_model::design::Design;

/// The first line, before the hash of all that follows it.
const FORMAT: &str = "yuragi network state 2, sha-256 ";

/// The first line of states of the older core, which had one hidden layer and another order of weights and draws.
const OLDER: &str = "yuragi network state 1, ";

/// What the bytes hold.
#[derive(Serialize, Deserialize)]
struct Content {
    design: Design,
    snapshot: Snapshot,
}

/// The bytes of a state.
pub fn bytes(design: &Design, snapshot: Snapshot) -> Vec<u8> {
    let content = Content {
        design: design.clone(),
        snapshot,
    };
    let json = serde_json::to_vec(&content).expect("a state is numbers and names");
    let mut bytes = format!("{FORMAT}{}\n", hash(&json)).into_bytes();
    bytes.extend(json);
    bytes
}

/// The design and the state that bytes hold.
///
/// # Errors
/// If they are something else, or were damaged. The text says what was found and what was expected.
pub fn read(bytes: &[u8]) -> Result<(Design, Snapshot), String> {
    let expected = "expected what Network.state() returned";
    if bytes.starts_with(OLDER.as_bytes()) {
        return Err(
            "state: found version 1, of the older core, expected version 2; the weights and draws of the older core \
             have another order, so learn again"
                .to_owned(),
        );
    }
    let end = bytes.iter().position(|&byte| byte == b'\n');
    let head = end.and_then(|end| std::str::from_utf8(&bytes[..end]).ok());
    let Some((hash_found, json)) = head
        .and_then(|head| head.strip_prefix(FORMAT))
        .zip(end.map(|end| &bytes[end + 1..]))
    else {
        return Err(format!(
            "state: found {} bytes of another kind, {expected}",
            bytes.len()
        ));
    };
    if hash(json) != hash_found {
        return Err(format!("state: found damaged bytes, {expected}"));
    }
    let content: Content = serde_json::from_slice(json)
        .map_err(|error| format!("state: found {error}, {expected}"))?;
    Ok((content.design, content.snapshot))
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
