//! The unpacked text of an iCE40's bitstream: its look-up tables, and faults in them.
//!
//! It panics where a tool fails: it is for tests only.

use std::collections::BTreeMap;
use std::process::Command;

/// Bit of a look-up table's configuration for each index of the table, as Project IceStorm documents it.
const ORDER: [usize; 16] = [4, 14, 15, 5, 6, 16, 17, 7, 3, 13, 12, 2, 1, 11, 10, 0];
/// First column of the cells' bits; each cell has ten in each of two rows.
const COLUMN: usize = 36;

/// One bit of a look-up table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableBit {
    pub tile: (usize, usize),
    pub cell: usize,
    pub index: usize,
}

/// A bitstream as text.
pub struct Asc {
    lines: Vec<String>,
    /// First line of each logic tile.
    tiles: BTreeMap<(usize, usize), usize>,
}

impl Asc {
    /// Unpacks a bitstream.
    pub fn unpack(packed: &[u8]) -> Self {
        let text = convert("iceunpack", &["from", "to"], packed);
        let text = String::from_utf8(text).expect("a text");
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut tiles = BTreeMap::new();
        for (number, line) in lines.iter().enumerate() {
            if let Some(place) = line.strip_prefix(".logic_tile ") {
                let (x, y) = place.split_once(' ').expect("a place");
                let at = |text: &str| text.trim().parse().expect("a number");
                tiles.insert((at(x), at(y)), number + 1);
            }
        }
        Self { lines, tiles }
    }

    /// Packs it.
    pub fn pack(&self) -> Vec<u8> {
        convert("icepack", &["from", "to"], self.text().as_bytes())
    }

    /// A bit of the first look-up table that is the sum modulo two of four wires: random generators and checksums are made
    /// of these, so that each is used, with every value of its inputs. `None` if there is no such table.
    pub fn used_bit(&self) -> Option<TableBit> {
        let verilog = convert("icebox_vlog", &["from"], self.text().as_bytes());
        let verilog = String::from_utf8(verilog).expect("a text");
        verilog.lines().find_map(|line| {
            // assign n1 = /* LUT    2 18  2 */ (n2 ? (n3 ? n4 : !n4) : (n3 ? !n4 : n4));
            let (place, value) = line.split_once("/* LUT ")?.1.split_once("*/")?;
            let place: Vec<usize> = place
                .split_whitespace()
                .filter_map(|word| word.parse().ok())
                .collect();
            let wire = |word: &&str| word.starts_with('n');
            let mut wires: Vec<&str> = value
                .split(|c: char| !c.is_alphanumeric())
                .filter(wire)
                .collect();
            wires.sort_unstable();
            wires.dedup();
            let &[x, y, cell] = place.as_slice() else {
                return None;
            };
            let sum = matches!(self.table((x, y), cell), 0x6996 | 0x9669);
            (sum && wires.len() == 4).then_some(TableBit {
                tile: (x, y),
                cell,
                index: 6,
            })
        })
    }

    /// A bit of a look-up table in the first tile in which nothing is used.
    pub fn unused_bit(&self) -> Option<TableBit> {
        let empty = |first: usize| !self.lines[first..first + 16].concat().contains('1');
        let (&tile, _) = self.tiles.iter().find(|&(_, &first)| empty(first))?;
        Some(TableBit {
            tile,
            cell: 3,
            index: 6,
        })
    }

    /// Inverts a bit.
    pub fn flip(&mut self, bit: TableBit) {
        let (line, column) = self.place(bit.tile, bit.cell, ORDER[bit.index]);
        let turned = if &self.lines[line][column..=column] == "1" {
            "0"
        } else {
            "1"
        };
        self.lines[line].replace_range(column..=column, turned);
    }

    fn text(&self) -> String {
        self.lines.join("\n") + "\n"
    }

    fn table(&self, tile: (usize, usize), cell: usize) -> u16 {
        (0..16).fold(0, |table, index| {
            table | u16::from(self.cell_bit(tile, cell, ORDER[index])) << index
        })
    }

    fn cell_bit(&self, tile: (usize, usize), cell: usize, bit: usize) -> bool {
        let (line, column) = self.place(tile, cell, bit);
        self.lines[line].as_bytes()[column] == b'1'
    }

    fn place(&self, tile: (usize, usize), cell: usize, bit: usize) -> (usize, usize) {
        (self.tiles[&tile] + 2 * cell + bit / 10, COLUMN + bit % 10)
    }
}

/// What a tool makes of a file `from`, in a file `to` or as what it prints.
fn convert(program: &str, words: &[&str], bytes: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("from"), bytes).expect("written");
    let output = Command::new(program)
        .args(words)
        .env("PYTHONHASHSEED", "0")
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}; `make setup` installs it"));
    assert!(output.status.success(), "{program}: {}", output.status);
    if words.contains(&"to") {
        std::fs::read(folder.path().join("to")).expect("a result")
    } else {
        output.stdout
    }
}
