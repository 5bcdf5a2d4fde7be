//! The bytes of a file of data, decompressed if necessary, and limited in size.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::error::DataError;

/// The largest size of a file, before and after decompression. MNIST's training images as CSV take 110 MB; a much
/// larger file is almost certainly no data set and would only fill the memory.
pub(super) const MAX_BYTES: u64 = 512 << 20;

/// The first bytes of every gzip file.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The bytes of a file. A file that begins like gzip is decompressed, whatever its name is.
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

/// Decompresses gzip; `path` is the file in error messages.
pub(super) fn decompress(path: &Path, compressed: &[u8]) -> Result<Vec<u8>, DataError> {
    let mut bytes = Vec::new();
    // the decoder checks length and checksum only if it is read to the end
    let read = MultiGzDecoder::new(compressed)
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes);
    if let Err(error) = read {
        let found = match error.kind() {
            ErrorKind::UnexpectedEof => "the end of the file".to_owned(),
            _ => format!("damaged data ({error})"),
        };
        let place = format!("gzip, {} bytes decompressed", bytes.len());
        return Err(DataError::content(
            path,
            place,
            found,
            "a complete gzip file",
        ));
    }
    check_size(path, &bytes, ", decompressed")?;
    Ok(bytes)
}

pub(super) fn check_size(path: &Path, bytes: &[u8], how: &str) -> Result<(), DataError> {
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

/// The name of a file without directory, `.gz` and extension.
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
