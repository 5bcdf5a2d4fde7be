//! MNIST's IDX files: big-endian header, then one byte for each pixel or label.
//!
//! The format is described on <http://yann.lecun.com/exdb/mnist/>: bytes 0 and 1 are zero, byte 2 the type (8 is an
//! unsigned byte), byte 3 the number of dimensions, then the dimensions, 32 bits each.

use std::fs;
use std::path::{Path, PathBuf};

use super::{DataError, DataSet, MAX_LABEL, MAX_PIXELS, quantise, read_file, stem};

pub(super) fn load(path: &Path) -> Result<DataSet, DataError> {
    let images_path = if path.is_dir() {
        find_images(path)?
    } else {
        path.to_owned()
    };
    let images = Idx::<3>::read(
        &images_path,
        ["number of images", "rows", "columns"],
        "IDX images",
    )?;
    let labels_path = find_labels(&images_path)?;
    let labels = Idx::<1>::read(&labels_path, ["number of labels"], "IDX labels")?;

    let [count, height, width] = images.dimensions;
    let pixels = height * width;
    if pixels == 0 || pixels > MAX_PIXELS {
        return Err(DataError::content(
            &images_path,
            "bytes 8 to 15 (rows, columns)",
            format!("{height} × {width} = {pixels} pixels"),
            format!("1 to {MAX_PIXELS} pixels"),
        ));
    }
    if count == 0 {
        return Err(DataError::content(
            &images_path,
            "byte 4 (number of images)",
            "0",
            "at least one",
        ));
    }
    if labels.dimensions != [count] {
        return Err(DataError::content(
            &labels_path,
            "byte 4 (number of labels)",
            labels.dimensions[0].to_string(),
            format!("{count}, as many as images in {}", images_path.display()),
        ));
    }
    // A label is a byte, so none can be beyond the limit.
    const { assert!(u8::MAX as u16 <= MAX_LABEL) };
    let intensities = images
        .values()
        .iter()
        .map(|&value| quantise(value.into(), u8::MAX.into()))
        .collect();
    let labels = labels.values().iter().map(|&label| label.into()).collect();
    let mut data = DataSet::new(stem(&images_path), pixels, intensities, labels)?;
    data.shape = Some((width, height));
    Ok(data)
}

/// A file of N dimensions whose size has been checked.
struct Idx<const N: usize> {
    bytes: Vec<u8>,
    dimensions: [usize; N],
}

impl<const N: usize> Idx<N> {
    const HEADER: usize = 4 + 4 * N;

    fn read(path: &Path, names: [&str; N], kind: &str) -> Result<Self, DataError> {
        let bytes = read_file(path, kind)?;
        let bad = |place: String, found: String, expected: String| {
            Err(DataError::content(path, place, found, expected))
        };
        let magic = [0, 0, 8, N as u8];
        if bytes.len() >= 4 && !bytes.starts_with(&magic) {
            return bad(
                "byte 0 (magic number)".into(),
                hexadecimal(&bytes[..4]),
                format!("{}, the magic number of {kind}", hexadecimal(&magic)),
            );
        }
        if bytes.len() < Self::HEADER {
            return bad(
                format!("byte {} (in the header)", bytes.len()),
                "the end of the file".into(),
                format!("a header of {} bytes", Self::HEADER),
            );
        }
        let mut dimensions = [0; N];
        for (dimension, field) in dimensions.iter_mut().zip(bytes[4..].chunks_exact(4)) {
            *dimension = field
                .iter()
                .fold(0, |value, &byte| value << 8 | usize::from(byte));
        }
        let sizes = dimensions.map(|d| d.to_string()).join(" × ");
        let wanted = dimensions
            .iter()
            .try_fold(1, |product: usize, &d| product.checked_mul(d))
            .and_then(|product| product.checked_add(Self::HEADER));
        match wanted {
            Some(wanted) if wanted == bytes.len() => Ok(Self { bytes, dimensions }),
            Some(wanted) => bad(
                format!("byte {} (end of the file)", bytes.len()),
                format!("a file of {} bytes", bytes.len()),
                format!("{wanted} bytes: {} of header and {sizes}", Self::HEADER),
            ),
            None => bad(
                format!("byte 4 ({})", names.join(", ")),
                sizes,
                "sizes that a file can have".into(),
            ),
        }
    }

    fn values(&self) -> &[u8] {
        &self.bytes[Self::HEADER..]
    }
}

/// The images' file of a directory: the one for training, or the only one.
fn find_images(directory: &Path) -> Result<PathBuf, DataError> {
    let io = |source| DataError::io(directory, source);
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).map_err(io)? {
        let path = entry.map_err(io)?.path();
        let name = file_name(&path);
        if name.contains("images") && name.contains("idx3") {
            found.push(path);
        }
    }
    // An uncompressed file goes before its compressed twin: "x-ubyte" sorts before "x-ubyte.gz".
    found.sort();
    let training = found
        .iter()
        .find(|path| file_name(path).starts_with("train"));
    match (training, found.as_slice()) {
        (Some(path), _) => Ok(path.clone()),
        (None, [only]) => Ok(only.clone()),
        (None, several) => Err(DataError::content(
            directory,
            "in the directory",
            match several {
                [] => "no file named *images*idx3*".into(),
                _ => several
                    .iter()
                    .map(|path| file_name(path))
                    .collect::<Vec<_>>()
                    .join(", "),
            },
            "one images' file, like train-images-idx3-ubyte",
        )),
    }
}

/// The labels' file beside the images' file.
fn find_labels(images: &Path) -> Result<PathBuf, DataError> {
    let name = file_name(images);
    let swapped = name.replace("images", "labels").replace("idx3", "idx1");
    if swapped == name {
        return Err(DataError::content(
            images,
            "in its name",
            format!("'{name}'"),
            "a name like train-images-idx3-ubyte, from which the labels' file follows",
        ));
    }
    // Unpackers differ in whether a dash or a dot stands before "idx".
    let mut candidates = vec![swapped.clone()];
    for (from, to) in [("-idx1", ".idx1"), (".idx1", "-idx1")] {
        let other = swapped.replace(from, to);
        if !candidates.contains(&other) {
            candidates.push(other);
        }
    }
    // A compressed labels' file is taken too, so that the message can say what to do about it.
    candidates.extend(
        candidates
            .clone()
            .iter()
            .map(|candidate| format!("{candidate}.gz")),
    );
    let beside = candidates
        .iter()
        .map(|candidate| images.with_file_name(candidate))
        .find(|path| path.is_file());
    beside.ok_or_else(|| {
        DataError::content(
            images,
            "beside it",
            "no file of labels",
            format!(
                "one named {}",
                candidates[..candidates.len() / 2].join(" or ")
            ),
        )
    })
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<Vec<_>>()
        .join(" ")
}
