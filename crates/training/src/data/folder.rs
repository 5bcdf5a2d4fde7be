//! PNG images: a folder for each class, or images without labels.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::{ImageFormat, ImageReader, LumaA, Pixel};

use super::error::DataError;
use super::file;
use super::kind::MAX_PIXELS;
use super::raw::{Places, Raw, Values};
use super::reading::Manner;

/// Endings of pictures that are not read. They are an error, because a user would miss them.
const OTHERS: [&str; 8] = ["bmp", "gif", "jpeg", "jpg", "pgm", "tif", "tiff", "webp"];

/// Whether bytes begin like a PNG file.
pub(super) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n")
}

/// Whether a directory has PNG images, or folders, and is not one of IDX files.
pub(super) fn has_images(directory: &Path) -> Result<bool, DataError> {
    let entries = entries(directory)?;
    let idx = |path: &PathBuf| {
        let name = name(path);
        name.contains("images") && name.contains("idx3")
    };
    Ok(!entries.iter().any(idx) && entries.iter().any(|path| path.is_dir() || png(path)))
}

/// Reads a folder of images for each class; the names of the folders are the labels. If there are two folders `train`
/// and `test` with classes in each, one of them is read. A directory of images has no labels.
pub(super) fn read(directory: &Path, manner: Manner) -> Result<Raw<'static>, DataError> {
    let mut root = directory.to_owned();
    let [train, test] = ["train", "test"].map(|part| directory.join(part));
    if is_part(&train)? || is_part(&test)? {
        root = if manner.test { test } else { train };
        if !root.is_dir() {
            let found = format!("no folder {}", name(&root));
            let expected = "a folder of images for each class";
            return Err(DataError::content(
                directory,
                "in the directory",
                found,
                expected,
            ));
        }
    }
    let classes: Vec<PathBuf> = (entries(&root)?.into_iter())
        .filter(|path| path.is_dir())
        .collect();
    let mut images = Vec::new();
    let mut labels = Vec::new();
    if classes.is_empty() {
        images = pictures(&root)?;
    }
    for class in &classes {
        let found = pictures(class)?;
        let label = class.file_name().and_then(|name| name.to_str());
        let label = label.ok_or_else(|| {
            DataError::content(
                class,
                "name",
                "a name that is not UTF-8",
                "the name of a class",
            )
        })?;
        labels.extend(found.iter().map(|_| label.to_owned()));
        images.extend(found);
    }
    let called = root.canonicalize().unwrap_or_else(|_| root.clone());
    let labels = (!classes.is_empty()).then_some(labels);
    gather(&root, name(&called), images, labels)
}

/// Reads one image, which has no label.
pub(super) fn read_one(path: &Path, bytes: &[u8]) -> Result<Raw<'static>, DataError> {
    let (size, values) = decode(path, bytes)?;
    let paths = Files(vec![path.to_owned()]);
    Ok(raw(path, file::stem(path), size, values, None, paths))
}

fn gather(
    root: &Path,
    name: String,
    images: Vec<PathBuf>,
    labels: Option<Vec<String>>,
) -> Result<Raw<'static>, DataError> {
    let mut size = None;
    let mut values = Vec::new();
    for path in &images {
        let (found, grey) = decode(path, &file::read(path)?)?;
        let expected = *size.get_or_insert(found);
        if found != expected {
            return Err(DataError::content(
                path,
                "image",
                format!("{}×{} pixels", found.0, found.1),
                format!(
                    "{}×{}, as in {}",
                    expected.0,
                    expected.1,
                    images[0].display()
                ),
            ));
        }
        values.extend(grey);
    }
    let size = size.ok_or_else(|| {
        DataError::content(root, "in the directory", "no PNG file", "at least one")
    })?;
    Ok(raw(root, name, size, values, labels, Files(images)))
}

fn raw(
    path: &Path,
    name: String,
    (width, height): (usize, usize),
    values: Vec<u8>,
    labels: Option<Vec<String>>,
    places: Files,
) -> Raw<'static> {
    Raw {
        path: path.to_owned(),
        labels_path: path.to_owned(),
        name,
        features: width * height,
        shape: Some((width, height)),
        values: Values::Bytes(values),
        labels,
        label_column: None,
        full: Some(u8::MAX.into()),
        places: Box::new(places),
    }
}

/// Width, height and grey levels of a PNG file: colours by their luminance, and what is transparent over white.
fn decode(path: &Path, bytes: &[u8]) -> Result<((usize, usize), Vec<u8>), DataError> {
    let bad = |found: String| {
        let expected = format!("a PNG image of 1 to {MAX_PIXELS} pixels");
        DataError::content(path, "image", found, expected)
    };
    let damaged = |error: image::ImageError| bad(format!("what cannot be decoded ({error})"));
    let reader = || ImageReader::with_format(Cursor::new(bytes), ImageFormat::Png);
    let (width, height) = reader().into_dimensions().map_err(damaged)?;
    let pixels = u64::from(width) * u64::from(height);
    if !(1..=MAX_PIXELS as u64).contains(&pixels) {
        return Err(bad(format!("{width}×{height} pixels")));
    }
    let image = reader().decode().map_err(damaged)?;
    let over_white = |pixel: &LumaA<u8>| {
        let [grey, alpha] = pixel.to_luma_alpha().0.map(u32::from);
        let white = u32::from(u8::MAX);
        ((grey * alpha + white * (white - alpha) + white / 2) / white) as u8
    };
    let values = image.to_luma_alpha8().pixels().map(over_white).collect();
    Ok(((width as usize, height as usize), values))
}

/// The PNG files of a folder, sorted by name.
fn pictures(folder: &Path) -> Result<Vec<PathBuf>, DataError> {
    let entries = entries(folder)?;
    let bad = |found: String, expected: &str| {
        Err(DataError::content(
            folder,
            "in the directory",
            found,
            expected,
        ))
    };
    if let Some(inner) = entries.iter().find(|path| path.is_dir()) {
        let found = format!("the folder {}", name(inner));
        return bad(found, "only images in the folder of a class");
    }
    if let Some(other) = entries.iter().find(|path| ending(path, &OTHERS)) {
        return bad(name(other), "only images in the format PNG");
    }
    let images: Vec<PathBuf> = entries.into_iter().filter(|path| png(path)).collect();
    if images.is_empty() {
        return bad("no PNG file".into(), "at least one");
    }
    Ok(images)
}

/// Whether a folder is the training part or test part: it has folders itself.
fn is_part(folder: &Path) -> Result<bool, DataError> {
    Ok(folder.is_dir() && entries(folder)?.iter().any(|path| path.is_dir()))
}

/// What is in a directory, sorted by name, without what is hidden.
fn entries(directory: &Path) -> Result<Vec<PathBuf>, DataError> {
    let io = |source| DataError::io(directory, source);
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if !name(&path).starts_with('.') {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn png(path: &Path) -> bool {
    ending(path, &["png"])
}

fn ending(path: &Path, endings: &[&str]) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    endings
        .iter()
        .any(|ending| extension.eq_ignore_ascii_case(ending))
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The files of the images.
struct Files(Vec<PathBuf>);

impl Files {
    fn of(&self, image: usize) -> String {
        self.0.get(image).map_or_else(String::new, |path| {
            let folder = path.parent().map(name).unwrap_or_default();
            format!("{folder}/{}", name(path))
        })
    }
}

impl Places for Files {
    fn value(&self, image: usize, column: usize) -> String {
        format!("{}, pixel {}", self.of(image), column + 1)
    }

    fn label(&self, image: usize) -> String {
        self.of(image)
    }
}
