//! The IDX files of MNIST: a big-endian header, then one byte for each pixel or label.
//!
//! The format is described on <http://yann.lecun.com/exdb/mnist/>: bytes 0 and 1 are zero, byte 2 the type (8 is an
//! unsigned byte), byte 3 the number of dimensions, then the dimensions, 32 bits each.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::DataError;
use super::file::{self, stem};
use super::kind::MAX_PIXELS;
use super::raw::{Numbers, Raw, Values};
use super::reading::Manner;

/// Whether bytes begin like an IDX file, which no text file does.
pub(super) fn is_idx(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0, 0])
}

/// Reads the file of images in a directory, and its file of labels.
pub(super) fn read_directory(path: &Path, manner: Manner) -> Result<Raw<'static>, DataError> {
    let images = find_images(path, manner.test)?;
    read(&images, file::read(&images)?, manner)
}

/// The images in these bytes of a file, and the labels from the file of labels in the same directory. Images for a
/// network that has learned may be without.
pub(super) fn read(path: &Path, bytes: Vec<u8>, manner: Manner) -> Result<Raw<'static>, DataError> {
    let images = Idx::images(path, bytes)?;
    let labels = match find_labels(path) {
        Ok(labels) => labels,
        Err(_) if manner.like.is_some() => return join(images, None),
        Err(error) => return Err(error),
    };
    let bytes = file::read(&labels)?;
    join(images, Some(Idx::labels(&labels, bytes)?))
}

/// Images and labels from the bytes of two files; the paths are for error messages.
pub(super) fn parse(
    (images_path, images): (&Path, Vec<u8>),
    (labels_path, labels): (&Path, Vec<u8>),
) -> Result<Raw<'static>, DataError> {
    join(
        Idx::images(images_path, images)?,
        Some(Idx::labels(labels_path, labels)?),
    )
}

fn join(images: Idx<3>, labels: Option<Idx<1>>) -> Result<Raw<'static>, DataError> {
    let path = images.path;
    let [count, height, width] = images.dimensions;
    let pixels = height * width;
    if pixels == 0 || pixels > MAX_PIXELS {
        return Err(DataError::content(
            path,
            "bytes 8 to 15 (rows, columns)",
            format!("{height} × {width} = {pixels} pixels"),
            format!("1 to {MAX_PIXELS} pixels"),
        ));
    }
    if count == 0 {
        return Err(DataError::content(
            path,
            "byte 4 (number of images)",
            "0",
            "at least one",
        ));
    }
    if let Some(labels) = &labels
        && labels.dimensions != [count]
    {
        return Err(DataError::content(
            labels.path,
            "byte 4 (number of labels)",
            labels.dimensions[0].to_string(),
            format!("{count}, the number of images in {}", path.display()),
        ));
    }
    Ok(Raw {
        path: path.to_owned(),
        labels_path: labels
            .as_ref()
            .map_or(path, |labels| labels.path)
            .to_owned(),
        name: stem(path),
        features: pixels,
        shape: Some((width, height)),
        labels: labels.map(|labels| labels.values().iter().map(u8::to_string).collect()),
        values: Values::Bytes(images.into_values()),
        label_column: None,
        full: Some(u8::MAX.into()),
        places: Box::new(Numbers),
    })
}

/// A file of N dimensions whose size has been checked.
struct Idx<'a, const N: usize> {
    path: &'a Path,
    bytes: Vec<u8>,
    dimensions: [usize; N],
}

impl<'a> Idx<'a, 3> {
    fn images(path: &'a Path, bytes: Vec<u8>) -> Result<Self, DataError> {
        let names = ["number of images", "rows", "columns"];
        Self::read(path, bytes, names, "IDX images")
    }
}

impl<'a> Idx<'a, 1> {
    fn labels(path: &'a Path, bytes: Vec<u8>) -> Result<Self, DataError> {
        Self::read(path, bytes, ["number of labels"], "IDX labels")
    }
}

impl<'a, const N: usize> Idx<'a, N> {
    const HEADER: usize = 4 + 4 * N;

    fn read(
        path: &'a Path,
        bytes: Vec<u8>,
        names: [&str; N],
        kind: &str,
    ) -> Result<Self, DataError> {
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
            Some(wanted) if wanted == bytes.len() => Ok(Self {
                path,
                bytes,
                dimensions,
            }),
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

    fn into_values(mut self) -> Vec<u8> {
        self.bytes.drain(..Self::HEADER);
        self.bytes
    }
}

/// The file of images in a directory: the one for training or for testing, or the only one.
fn find_images(directory: &Path, test: bool) -> Result<PathBuf, DataError> {
    let io = |source| DataError::io(directory, source);
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).map_err(io)? {
        let path = entry.map_err(io)?.path();
        let name = file_name(&path);
        if name.contains("images") && name.contains("idx3") {
            found.push(path);
        }
    }
    found.sort();
    // if a file is also there in compressed form, the uncompressed one is read
    let names: Vec<String> = found.iter().map(|path| file_name(path)).collect();
    found.retain(|path| match file_name(path).strip_suffix(".gz") {
        Some(uncompressed) => !names.iter().any(|name| name == uncompressed),
        None => true,
    });
    let begins = |path: &PathBuf, begin: &str| file_name(path).starts_with(begin);
    if test {
        // training images are no test set, even if they are the only file
        found.retain(|path| !begins(path, "train"));
    }
    let beginnings: &[&str] = if test { &["t10k", "test"] } else { &["train"] };
    let wanted = beginnings
        .iter()
        .find_map(|begin| found.iter().find(|path| begins(path, begin)));
    match (wanted, found.as_slice()) {
        (Some(path), _) => Ok(path.clone()),
        (None, [only]) => Ok(only.clone()),
        (None, several) => Err(DataError::content(
            directory,
            "in the directory",
            match several {
                [] if test => "no file named *images*idx3* that does not begin with train".into(),
                [] => "no file named *images*idx3*".into(),
                _ => several
                    .iter()
                    .map(|path| file_name(path))
                    .collect::<Vec<_>>()
                    .join(", "),
            },
            format!(
                "one file of images, for example {}-images-idx3-ubyte{}",
                beginnings[0],
                if several.is_empty() && !test {
                    ", or a folder of PNG images for each class"
                } else {
                    ""
                }
            ),
        )),
    }
}

/// The file of labels in the directory of the file of images.
fn find_labels(images: &Path) -> Result<PathBuf, DataError> {
    let name = file_name(images);
    let swapped = name.replace("images", "labels").replace("idx3", "idx1");
    if swapped == name {
        return Err(DataError::content(
            images,
            "file name",
            format!("'{name}'"),
            "a name like train-images-idx3-ubyte, from which the name of the file of labels follows",
        ));
    }
    // some unpackers write a dot instead of the dash before "idx", and either file may be compressed
    let plain = swapped.strip_suffix(".gz").unwrap_or(&swapped);
    let dots = [
        plain.replace("-idx1", ".idx1"),
        plain.replace(".idx1", "-idx1"),
    ];
    let mut names = vec![plain.to_owned()];
    names.extend(dots.into_iter().filter(|other| other != plain));
    names.dedup();
    let candidates: Vec<String> = ["", ".gz"]
        .iter()
        .flat_map(|suffix| names.iter().map(move |name| format!("{name}{suffix}")))
        .collect();
    let found = candidates
        .iter()
        .map(|candidate| images.with_file_name(candidate))
        .find(|path| path.is_file());
    found.ok_or_else(|| {
        DataError::content(
            images,
            "same directory",
            "no file of labels",
            format!("one named {}, or the same with .gz", names.join(" or ")),
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
