//! Arrays of NumPy: an NPZ file with images and labels, or a pair of NPY files.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use npyz::{DType, NpyFile, Order, TypeChar};
use zip::ZipArchive;

use super::error::DataError;
use super::file::{self, MAX_BYTES, stem};
use super::kind::MAX_PIXELS;
use super::raw::{Places, Raw, Values};
use super::reading::Manner;

const NPY: &[u8] = b"\x93NUMPY";
const ZIP: &[u8] = b"PK\x03\x04";

/// The names of arrays of images and of labels in an NPZ file, in the order in which they are looked for.
const IMAGES: [&str; 6] = ["X", "x", "images", "data", "features", "inputs"];
const LABELS: [&str; 7] = ["y", "Y", "labels", "label", "target", "targets", "classes"];

/// Whether bytes begin like NPY or NPZ.
pub(super) fn is_array(bytes: &[u8]) -> bool {
    bytes.starts_with(NPY) || bytes.starts_with(ZIP)
}

/// Reads the arrays of an NPZ file, or an NPY file of images and the NPY file of labels beside it.
pub(super) fn read(path: &Path, bytes: Vec<u8>, manner: Manner) -> Result<Raw<'static>, DataError> {
    if bytes.starts_with(ZIP) {
        return read_npz(path, bytes, manner);
    }
    let images = Array::new(path, "", &bytes)?;
    let labels = match labels_beside(path) {
        Ok(path) => path,
        Err(_) if manner.like.is_some() => return join(images, None),
        Err(error) => return Err(error),
    };
    let bytes = file::read(&labels)?;
    if !bytes.starts_with(NPY) {
        let expected = "the beginning of an NPY file";
        return Err(DataError::content(
            &labels,
            "byte 0",
            "something else",
            expected,
        ));
    }
    join(images, Some(Array::new(&labels, "", &bytes)?))
}

/// The file of labels beside a file of images: `y` for `X` as a word of the name, or `labels` for `images`.
fn labels_beside(images: &Path) -> Result<PathBuf, DataError> {
    let name = images.file_name().unwrap_or_default().to_string_lossy();
    let mut swapped = String::new();
    for word in name.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        let plain = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let other = match plain {
            "X" | "x" => "y",
            "images" => "labels",
            same => same,
        };
        swapped += other;
        swapped += &word[plain.len()..];
    }
    if swapped == name {
        return Err(DataError::content(
            images,
            "file name",
            format!("'{name}'"),
            "an NPZ file with the arrays X and y, or a name like X.npy, from which the name y.npy of the labels follows",
        ));
    }
    let plain = swapped.strip_suffix(".gz").unwrap_or(&swapped);
    let found = ["", ".gz"]
        .iter()
        .map(|suffix| images.with_file_name(format!("{plain}{suffix}")))
        .find(|path| path.is_file());
    found.ok_or_else(|| {
        let expected = format!("one named {plain}, or the same with .gz");
        DataError::content(images, "same directory", "no file of labels", expected)
    })
}

fn read_npz(path: &Path, bytes: Vec<u8>, manner: Manner) -> Result<Raw<'static>, DataError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
        let found = format!("damaged data ({error})");
        DataError::content(path, "zip", found, "a complete NPZ file")
    })?;
    let names: Vec<String> = (archive.file_names())
        .filter_map(|name| {
            let name = name.ok()?;
            npyz::npz::array_name_from_file_name(&name).map(str::to_owned)
        })
        .collect();
    let part = if manner.test { "test" } else { "train" };
    let find = |bases: &[&str]| {
        let parts = bases
            .iter()
            .flat_map(|base| [format!("{base}_{part}"), format!("{part}_{base}")]);
        let plain = bases.iter().map(|&base| base.to_owned());
        parts.chain(plain).find(|name| names.contains(name))
    };
    let Some(images) = find(&IMAGES) else {
        let found = match names.is_empty() {
            true => "no array".to_owned(),
            false => format!("the arrays {}", names.join(", ")),
        };
        let expected = format!(
            "an array of images named X or X_{part}, and one of labels named y or y_{part}"
        );
        return Err(DataError::content(path, "names of arrays", found, expected));
    };
    let labels = find(&LABELS);
    if labels.is_none() && manner.like.is_none() {
        let found = format!("the arrays {}", names.join(", "));
        let expected = format!("an array of labels named y or y_{part}");
        return Err(DataError::content(path, "names of arrays", found, expected));
    }
    let mut extract = |name: &str| {
        let bytes = extract(&mut archive, path, name)?;
        Array::new(path, name, &bytes)
    };
    let images = extract(&images)?;
    let labels = labels.map(|name| extract(&name)).transpose()?;
    join(images, labels)
}

/// The bytes of an array of an NPZ file.
fn extract(
    archive: &mut ZipArchive<Cursor<Vec<u8>>>,
    path: &Path,
    name: &str,
) -> Result<Vec<u8>, DataError> {
    let place = format!("array {name}");
    let damaged = |error: &dyn std::fmt::Display| {
        let found = format!("damaged data ({error})");
        DataError::content(path, place.clone(), found, "an array as NumPy writes it")
    };
    let file = npyz::npz::file_name_from_array_name(name);
    let entry = archive.by_name(&file).map_err(|error| damaged(&error))?;
    let mut bytes = Vec::new();
    entry
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(&error))?;
    file::check_size(path, &bytes, ", decompressed")?;
    Ok(bytes)
}

/// An array whose size has been checked.
struct Array {
    path: PathBuf,
    name: String,
    shape: Vec<usize>,
    items: Items,
}

/// The items of an array in C order.
enum Items {
    Numbers(Values<'static>),
    Words(Vec<String>),
}

impl Array {
    fn new(path: &Path, name: &str, bytes: &[u8]) -> Result<Self, DataError> {
        let place = match name {
            "" => "array".to_owned(),
            name => format!("array {name}"),
        };
        let bad = |found: String, expected: &str| {
            DataError::content(path, place.clone(), found, expected)
        };
        let damaged = |error: std::io::Error| {
            bad(
                format!("damaged data ({error})"),
                "an array as NumPy writes it",
            )
        };
        let mut rest = bytes;
        let header = npyz::NpyHeader::from_reader(&mut rest).map_err(damaged)?;
        let sizes = header.shape().to_vec();
        let DType::Plain(item) = header.dtype() else {
            return Err(bad("records with fields".into(), "numbers or words"));
        };
        let (kind, size) = (item.type_char(), item.num_bytes().unwrap_or(0));
        if kind == TypeChar::Object {
            return Err(bad(
                "Python objects".into(),
                "numbers or words; save the array with another dtype",
            ));
        }
        let wanted = (sizes.iter())
            .try_fold(1_usize, |product, &n| {
                product.checked_mul(usize::try_from(n).ok()?)
            })
            .and_then(|items| items.checked_mul(size));
        if wanted != Some(rest.len()) {
            let sizes: Vec<String> = sizes.iter().map(u64::to_string).collect();
            return Err(bad(
                format!("{} bytes", rest.len()),
                &format!("{} items of {size} bytes", sizes.join(" × ")),
            ));
        }
        let shape: Vec<usize> = sizes.iter().map(|&n| n as usize).collect();
        let fortran = header.order() == Order::Fortran;
        let npy = NpyFile::with_header(header, rest);
        macro_rules! floats {
            ($type:ty) => {
                npy.into_vec::<$type>()
                    .map(|items| Values::Floats(items.into_iter().map(|n| n as f64).collect()))
            };
        }
        let numbers = match (kind, size) {
            (TypeChar::Uint, 1) => npy.into_vec::<u8>().map(Values::Bytes),
            (TypeChar::Bool, 1) => (npy.into_vec::<bool>())
                .map(|items| Values::Bytes(items.into_iter().map(u8::from).collect())),
            (TypeChar::Uint, 2) => floats!(u16),
            (TypeChar::Uint, 4) => floats!(u32),
            (TypeChar::Uint, 8) => floats!(u64),
            (TypeChar::Int, 1) => floats!(i8),
            (TypeChar::Int, 2) => floats!(i16),
            (TypeChar::Int, 4) => floats!(i32),
            (TypeChar::Int, 8) => floats!(i64),
            (TypeChar::Float, 4) => floats!(f32),
            (TypeChar::Float, 8) => floats!(f64),
            (TypeChar::UnicodeStr | TypeChar::ByteStr, _) => {
                let words = words(npy, kind).map_err(damaged)?;
                let items = Items::Words(words);
                return Ok(Self::from_parts(path, name, shape, items));
            }
            _ => {
                let found = format!("items of the type {item}");
                return Err(bad(found, "whole numbers, float32, float64, bool or words"));
            }
        };
        let mut numbers = numbers.map_err(damaged)?;
        if fortran {
            numbers = match numbers {
                Values::Bytes(items) => Values::Bytes(c_order(&items, &shape)),
                Values::Floats(items) => Values::Floats(c_order(&items, &shape)),
                Values::Lent(table) => Values::Lent(table),
            };
        }
        Ok(Self::from_parts(path, name, shape, Items::Numbers(numbers)))
    }

    fn from_parts(path: &Path, name: &str, shape: Vec<usize>, items: Items) -> Self {
        Self {
            path: path.to_owned(),
            name: name.to_owned(),
            shape,
            items,
        }
    }

    fn place(&self) -> String {
        match self.name.as_str() {
            "" => "array".to_owned(),
            name => format!("array {name}"),
        }
    }

    fn bad(&self, expected: impl Into<String>) -> DataError {
        let sizes: Vec<String> = self.shape.iter().map(usize::to_string).collect();
        let found = match (&self.items, sizes.as_slice()) {
            (Items::Words(_), _) => "words".to_owned(),
            (_, []) => "a single number".to_owned(),
            (_, sizes) => format!("a size of {}", sizes.join(" × ")),
        };
        DataError::content(&self.path, self.place(), found, expected)
    }
}

fn words(npy: NpyFile<&[u8]>, kind: TypeChar) -> std::io::Result<Vec<String>> {
    match kind {
        TypeChar::UnicodeStr => npy.into_vec::<String>(),
        _ => (npy.into_vec::<Vec<u8>>()?.into_iter())
            .map(|bytes| {
                let invalid = |error| std::io::Error::new(std::io::ErrorKind::InvalidData, error);
                String::from_utf8(bytes).map_err(invalid)
            })
            .collect(),
    }
}

/// Items whose first index runs fastest, in the order in which the last one does.
fn c_order<T: Copy>(items: &[T], shape: &[usize]) -> Vec<T> {
    let mut strides = vec![1; shape.len()];
    for axis in 1..shape.len() {
        strides[axis] = strides[axis - 1] * shape[axis - 1];
    }
    let source = |mut index: usize| {
        let mut place = 0;
        for axis in (0..shape.len()).rev() {
            place += index % shape[axis] * strides[axis];
            index /= shape[axis];
        }
        items[place]
    };
    (0..items.len()).map(source).collect()
}

fn join(images: Array, labels: Option<Array>) -> Result<Raw<'static>, DataError> {
    let (count, shape) = match images.shape[..] {
        [count, features] => (count, (features, None)),
        [count, height, width] | [count, height, width, 1] | [count, 1, height, width] => {
            (count, (height.saturating_mul(width), Some((width, height))))
        }
        _ => {
            return Err(images.bad("images × values, or images × rows × columns of grey levels"));
        }
    };
    let (features, shape) = shape;
    if count == 0 || features == 0 || features > MAX_PIXELS {
        return Err(images.bad(format!("at least one image of 1 to {MAX_PIXELS} values")));
    }
    let place = images.place();
    let values = match images.items {
        Items::Numbers(values) => values,
        Items::Words(_) => return Err(images.bad("numbers")),
    };
    let labels_path = labels
        .as_ref()
        .map_or(&images.path, |array| &array.path)
        .clone();
    let label_place = labels.as_ref().map_or_else(String::new, Array::place);
    let labels = match labels {
        None => None,
        Some(array) => Some(texts(array, count)?),
    };
    Ok(Raw {
        name: stem(&images.path),
        path: images.path,
        labels_path,
        features,
        shape,
        values,
        labels,
        label_column: None,
        full: None,
        places: Box::new(Indices {
            values: place,
            labels: label_place,
        }),
    })
}

/// The labels of an array, one an image.
fn texts(array: Array, count: usize) -> Result<Vec<String>, DataError> {
    if !matches!(array.shape[..], [n] | [n, 1] if n == count) {
        let expected = format!("{count} labels, one for each image");
        return Err(array.bad(expected));
    }
    Ok(match array.items {
        Items::Words(words) => words,
        Items::Numbers(numbers) => numbers.iter().map(|n| n.to_string()).collect(),
    })
}

/// Places in arrays.
struct Indices {
    values: String,
    labels: String,
}

impl Places for Indices {
    fn value(&self, image: usize, column: usize) -> String {
        format!("{}, [{image}, {column}]", self.values)
    }

    fn label(&self, image: usize) -> String {
        format!("{}, [{image}]", self.labels)
    }
}
