//! The built-in boards, and boards in other folders.

use std::path::Path;

use yuragi_names::did_you_mean;

use super::description::Board;
use super::error::BoardError;
use super::parse::parse;

macro_rules! folder {
    ($name:literal, $suffix:literal) => {
        (
            concat!("constraints/", $name, "/board.toml"),
            include_str!(concat!("../../constraints/", $name, "/board.toml")),
            concat!("constraints/", $name, "/pins.", $suffix),
            include_str!(concat!("../../constraints/", $name, "/pins.", $suffix)),
        )
    };
}

/// For every built-in folder: the name and text of its board file, and the name and text of its pin file.
const FOLDERS: [(&str, &str, &str, &str); 10] = [
    folder!("icebreaker", "pcf"),
    folder!("upduino3", "pcf"),
    folder!("hx8k-breakout", "pcf"),
    folder!("icestick", "pcf"),
    folder!("tinyfpga-bx", "pcf"),
    folder!("ulx3s", "lpf"),
    folder!("colorlight-i5", "lpf"),
    folder!("orangecrab", "lpf"),
    folder!("ecp5-evn", "lpf"),
    folder!("ecpix5", "lpf"),
];

/// The names of all built-in boards.
pub fn names() -> Vec<String> {
    all().map_or_else(
        |error| vec![format!("(none: {error})")],
        |boards| boards.into_iter().map(|board| board.name).collect(),
    )
}

/// The names of all built-in boards, and the one that is most like a name.
fn known(name: &str) -> String {
    let names = names();
    let near = did_you_mean(name, names.iter().map(String::as_str));
    names.join(", ") + &near
}

/// Every built-in board.
///
/// # Errors
/// If a built-in file is not valid. The tests make sure that this does not happen.
pub fn all() -> Result<Vec<Board>, BoardError> {
    let mut boards = Vec::new();
    for (file, text, pins_file, pins) in FOLDERS {
        boards.extend(parse(text, file, pins, pins_file)?);
    }
    Ok(boards)
}

impl Board {
    /// The built-in board of this name, or else the first board of the folder at this path.
    ///
    /// # Errors
    /// If there is no such board, or one of its files is not valid. The text says where and why.
    pub fn load(name_or_folder: &str) -> Result<Self, BoardError> {
        let folder = Path::new(name_or_folder);
        if let Some(board) = all()?
            .into_iter()
            .find(|board| board.name == name_or_folder)
        {
            return Ok(board);
        }
        let unknown = || BoardError::Unknown {
            name: name_or_folder.to_owned(),
            known: known(name_or_folder),
        };
        if !folder.is_dir() {
            return Err(unknown());
        }
        self::folder(folder)?.into_iter().next().ok_or_else(unknown)
    }
}

/// Every board of the folder at this path, which has a board file and a pin file.
///
/// # Errors
/// If one of the files cannot be read, is not valid, or does not fit the other. The text says where and why.
pub fn folder(folder: &Path) -> Result<Vec<Board>, BoardError> {
    let read = |path: &Path| {
        std::fs::read_to_string(path).map_err(|source| BoardError::Read {
            file: path.display().to_string(),
            source,
        })
    };
    let (file, mut pins) = (folder.join("board.toml"), folder.join("pins.pcf"));
    if !pins.is_file() {
        pins.set_extension("lpf");
    }
    parse(
        &read(&file)?,
        &file.display().to_string(),
        &read(&pins)?,
        &pins.display().to_string(),
    )
}
