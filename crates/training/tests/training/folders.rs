//! Folders of PNG images by class.

use std::fs;
use std::path::Path;

use image::{DynamicImage, GrayAlphaImage, GrayImage, ImageBuffer, Luma, RgbImage};
use yuragi_training::data::{DataError, DataSet, Reading, Scale, Scaling, Source};

fn grey(width: u32, height: u32, levels: &[u8]) -> DynamicImage {
    GrayImage::from_raw(width, height, levels.to_vec())
        .unwrap()
        .into()
}

fn put(directory: &Path, name: &str, image: &DynamicImage) {
    let path = directory.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    image.save(path).unwrap();
}

fn refused(result: Result<DataSet, DataError>, words: &[&str]) {
    let message = result.expect_err("it is bad").to_string();
    for word in words {
        assert!(message.contains(word), "no {word:?} in {message}");
    }
}

#[test]
fn the_name_of_a_folder_is_the_class() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path().join("pets");
    put(&at, "dog/b.png", &grey(3, 1, &[0, 128, 255]));
    put(&at, "dog/a.PNG", &grey(3, 1, &[1, 2, 3]));
    put(&at, "cat/z.png", &grey(3, 1, &[9, 8, 7]));
    fs::write(at.join("cat/.DS_Store"), "x").unwrap();
    fs::write(at.join("cat/notes.txt"), "x").unwrap();
    let data = DataSet::load(&at).unwrap();
    assert_eq!((data.name(), data.shape()), ("pets", Some((3, 1))));
    assert_eq!(data.class_names(), ["cat", "dog"]);
    assert_eq!(data.labels(), [0, 1, 1]);
    // sorted by name, on the scale of bytes whatever the highest level is
    let images: Vec<&[u8]> = data.iter().map(|(image, _)| image).collect();
    assert_eq!(images, [[9, 8, 7], [1, 2, 3], [0, 129, 255]]);
    assert_eq!(data.kind().scale, Scale::Full(255.0));
    // numbers are classes themselves
    fs::rename(at.join("cat"), at.join("3")).unwrap();
    fs::rename(at.join("dog"), at.join("0")).unwrap();
    let data = DataSet::load(&at).unwrap();
    assert_eq!((data.labels(), data.classes()), (&[0, 0, 3][..], 4));
    let reading = Reading {
        scale: Some(Scaling::Full(3.0)),
        ..Reading::default()
    };
    let data = Source::File(at).load_with(&reading).unwrap();
    assert_eq!(data.image(0), [85, 171, 255]);
}

#[test]
fn every_image_becomes_grey() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    // what is transparent is white
    let alpha = [0, 255, 0, 0, 100, 128, 255, 255];
    let alpha = GrayAlphaImage::from_raw(4, 1, alpha.to_vec()).unwrap();
    put(at, "0/a.png", &alpha.into());
    let rgb = [255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255];
    put(
        at,
        "0/b.png",
        &RgbImage::from_raw(4, 1, rgb.to_vec()).unwrap().into(),
    );
    let deep = vec![0_u16, 257, 32_896, 65_535];
    let deep: ImageBuffer<Luma<u16>, _> = ImageBuffer::from_raw(4, 1, deep).unwrap();
    put(at, "0/c.png", &deep.into());
    let data = DataSet::load(at).unwrap();
    let level = |level: u8| yuragi_training::data::quantise(level.into(), 255.0);
    assert_eq!(data.image(0), [0, 255, 177, 255].map(level));
    // the luminance of red and blue
    assert_eq!(data.image(1), [255, 0, 54, 18].map(level));
    assert_eq!(data.image(2), [0, 1, 128, 255].map(level));
}

#[test]
fn images_without_labels_are_for_networks_that_have_learned() {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    put(at, "train/a/1.png", &grey(2, 1, &[0, 255]));
    put(at, "train/b/1.png", &grey(2, 1, &[255, 0]));
    put(at, "test/b/9.png", &grey(2, 1, &[200, 10]));
    put(at, "new/2.png", &grey(2, 1, &[1, 2]));
    put(at, "new/1.png", &grey(2, 1, &[3, 255]));
    let source = |name: &str| Source::File(at.join(name));
    let root = source("");
    let train = root.load().unwrap();
    assert_eq!(train.labels(), [0, 1]);
    let test = root.load_test(Some(&train.kind())).unwrap();
    assert_eq!((test.labels(), test.image(0)), (&[1][..], &[201, 10][..]));
    let new = source("new").load_like(&train.kind()).unwrap();
    assert!(!new.is_labelled());
    assert_eq!(new.image(0), [3, 255]);
    let one = source("new/1.png").load_like(&train.kind()).unwrap();
    assert!(!one.is_labelled());
    assert_eq!((one.len(), one.image(0)), (1, &[3, 255][..]));
    refused(source("new").load(), &["new: labels", "no labels"]);
    refused(source("new/1.png").load(), &["1.png: labels", "no labels"]);
    fs::remove_dir_all(at.join("test")).unwrap();
    refused(root.load_test(Some(&train.kind())), &["no folder test"]);
}

#[test]
fn what_is_no_folder_of_classes_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let case = |prepare: &dyn Fn(&Path), words: &[&str]| {
        let at = directory.path().join("f");
        put(&at, "a/1.png", &grey(2, 1, &[0, 255]));
        put(&at, "b/1.png", &grey(2, 1, &[0, 255]));
        prepare(&at);
        refused(DataSet::load(&at), words);
        fs::remove_dir_all(at).unwrap();
    };
    let write = |name: &'static str, bytes: &'static [u8]| {
        move |at: &Path| fs::write(at.join(name), bytes).unwrap()
    };
    case(
        &|at| put(at, "b/2.png", &grey(1, 2, &[0, 255])),
        &[
            "b/2.png: image",
            "found 1×2 pixels",
            "2×1, as in",
            "a/1.png",
        ],
    );
    case(
        &|at| put(at, "b/in/2.png", &grey(2, 1, &[0, 1])),
        &["f/b", "the folder in"],
    );
    case(
        &|at| fs::create_dir(at.join("c")).unwrap(),
        &["f/c", "no PNG file"],
    );
    case(
        &write("a/x.jpg", b""),
        &["f/a", "found x.jpg", "only images in the format PNG"],
    );
    case(
        &write("a/x.png", b"no image"),
        &["x.png", "cannot be decoded", "PNG"],
    );
    case(
        &write("a/x.png", b"\x89PNG\r\n\x1a\n"),
        &["x.png", "cannot be decoded"],
    );
    case(
        &|at| put(at, "a/0.png", &grey(64, 32, &[0; 2048])),
        &["a/0.png", "64×32 pixels", "1 to 2047 pixels"],
    );
    case(
        &|at| {
            let path = at.join("a/1.png");
            let bytes = fs::read(&path).unwrap();
            fs::write(path, &bytes[..bytes.len() - 20]).unwrap();
        },
        &["a/1.png", "cannot be decoded"],
    );
    let empty = directory.path().join("empty");
    fs::create_dir(&empty).unwrap();
    refused(DataSet::load(&empty), &["empty", "PNG"]);
}
