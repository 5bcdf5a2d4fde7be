//! The bytes of a data set's file, decompressed if they are gzip, and never more than fit a data set.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::error::DataError;

/// The largest file that is read, and the most that one may decompress to. MNIST's training images as CSV take 110 MB; what is
/// far larger is almost certainly not a data set, and would only fill the memory.
const MAX_BYTES: u64 = 512 << 20;

/// What gzip files begin with.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The file's bytes. A file that begins as gzip does is decompressed, whatever it is called.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, DataError> {
    let file = File::open(path).map_err(|source| DataError::io(path, source))?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| DataError::io(path, source))?;
    check_size(path, &bytes, "")?;
    if bytes.starts_with(&GZIP) {
        decompress(path, &bytes)
    } else {
        Ok(bytes)
    }
}

/// Decompresses gzip; `path` is the name that errors give.
pub(super) fn decompress(path: &Path, compressed: &[u8]) -> Result<Vec<u8>, DataError> {
    let mut bytes = Vec::new();
    // the decoder checks length and checksum of the whole, but only if it is read to the end
    let read = MultiGzDecoder::new(compressed)
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes);
    if let Err(error) = read {
        let found = match error.kind() {
            ErrorKind::UnexpectedEof => "the end of the file".to_owned(),
            _ => format!("damaged data ({error})"),
        };
        let place = format!("gzip, {} bytes decompressed", bytes.len());
        return Err(DataError::content(path, place, found, "a whole gzip file"));
    }
    check_size(path, &bytes, ", decompressed")?;
    Ok(bytes)
}

fn check_size(path: &Path, bytes: &[u8], how: &str) -> Result<(), DataError> {
    if bytes.len() as u64 <= MAX_BYTES {
        return Ok(());
    }
    let limit = MAX_BYTES >> 20;
    Err(DataError::content(
        path,
        format!("after {limit} MiB{how}"),
        "more data",
        format!("a file of at most {limit} MiB{how}"),
    ))
}

/// The file's name without directory and extension; `.gz` does not count as one.
pub(super) fn stem(path: &Path) -> String {
    let uncompressed = path.with_extension("");
    let named = if path.extension().is_some_and(|extension| extension == "gz") {
        &uncompressed
    } else {
        path
    };
    named
        .file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
