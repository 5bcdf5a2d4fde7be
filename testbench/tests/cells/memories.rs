//! Row memory and scratch memory: what is written is read, and nothing else changes.

use yuragi_hardware as hardware;
use yuragi_hardware::protocol;
use yuragi_hdl::memory::ram::{RowMemory, ScratchMemory};
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

use crate::bench::{Bench, Cell, Verdict, coin, design, pack, signed};

/// A field of a word: its ports without `i_next_`, `o_` and number, its lane, the bits that are kept.
#[derive(Clone, Debug)]
struct Field {
    port: &'static str,
    lane: Option<usize>,
    bits: u32,
}

/// A word of a memory, field by field.
type Word = Vec<i64>;

/// A memory: the fields of a word from the lowest, and its contents at power-on, if they are defined.
#[derive(Clone, Debug)]
struct Shape {
    fields: Vec<Field>,
    /// Words that are needed; a cell may have more.
    depth: usize,
    contents: Option<Vec<u16>>,
}

impl Shape {
    fn bits(&self, word: &Word) -> Vec<u64> {
        let widths = self.fields.iter().map(|field| field.bits as usize);
        pack(word.iter().copied().zip(widths))
    }

    /// A random word, each field of as many bits as are kept: ports may be wider.
    fn draw(&self, chance: &mut SplitMix64) -> Word {
        let kept = |field: &Field| signed(chance, field.bits.max(2)) & ((1 << field.bits) - 1);
        self.fields.iter().map(kept).collect()
    }
}

/// The name of a port of a field.
fn port(prefix: &str, field: &Field) -> String {
    match field.lane {
        Some(lane) => format!("{prefix}{}_{lane}", field.port),
        None => format!("{prefix}{}", field.port),
    }
}

fn compare(cell: &mut Cell, shape: &Shape, chance: &mut SplitMix64) -> Verdict {
    let zero = vec![0; shape.fields.len()];
    let depth = cell.words("words").len() / shape.bits(&zero).len();
    if depth < shape.depth {
        return Err(format!("{depth} words, {} are needed", shape.depth));
    }
    let mut words: Vec<Option<Word>> = match &shape.contents {
        Some(contents) => contents.iter().map(|w| Some(vec![i64::from(*w)])).collect(),
        None => vec![None; depth],
    };
    let mut read = None;
    for cycle in 0..2 * depth + 3_000 {
        // first every word is read or written once, then at random
        let write_address = if cycle < depth {
            cycle
        } else {
            chance.below(depth as u64) as usize
        };
        let write = if cycle < depth {
            shape.contents.is_none()
        } else {
            coin(chance)
        };
        let mut read_address = if cycle < depth && !write {
            cycle
        } else {
            chance.below(depth as u64) as usize
        };
        // no address is read and written in one cycle
        if write && read_address == write_address {
            read_address = (read_address + 1) % depth;
        }
        let write = write && read_address != write_address;
        let next = shape.draw(chance);
        cell.set("i_read_address", read_address as i64);
        cell.set("i_write", write);
        cell.set("i_write_address", write_address as i64);
        for (field, value) in shape.fields.iter().zip(&next) {
            cell.set(&port("i_next_", field), *value);
        }
        cell.settle();
        if let Some(read) = &read {
            let read: &Word = read;
            for (field, value) in shape.fields.iter().zip(read) {
                cell.expect(&port("o_", field), *value)?;
            }
        }
        cell.step();
        read = words[read_address].clone();
        if write {
            words[write_address] = Some(next);
        }
    }
    let all: Vec<u64> = words
        .iter()
        .flatten()
        .flat_map(|word| shape.bits(word))
        .collect();
    cell.expect_register("words", &all)
}

/// Registers and layout of the row memory of a design.
fn rows(design: &Design) -> Shape {
    let shape = design.shape();
    let field = |lane| Field {
        port: "weight",
        lane: Some(lane),
        bits: design.synapse.bits,
    };
    Shape {
        fields: (0..shape.lanes()).map(field).collect(),
        depth: shape.depth(),
        contents: None,
    }
}

#[test]
fn row_memory() {
    let mut bench = Bench::new("row_memory", &["words"]);
    macro_rules! cells {
        ($($bits:literal: $design:expr;)*) => {
            $(let design = $design;
            let shape = rows(&design);
            bench.cell(shape.clone(), RowMemory::<$bits>::new(&hardware::parameters(&design)));)*
        };
    }
    cells! {
        2: design([0, 1, 1], [2, 0], [1, 1]);
        12: design([10, 5, 7], [12, 10], [33, 3]);
        7: design([20, 5, 37], [7, 6], [17, 1]);
        10: design([13, 8, 11], [10, 9], [5, 5]);
    }
    // one lane in the place of another; an address loses a bit; a write that nobody asked for
    bench.wrong("i_next_weight_1", "i_next_weight_0");
    bench.wrong("i_read_address", "$ & 16'hfffe");
    bench.wrong("i_write", "$ | i_write_address[4:0] == 5'd3");
    bench.check(compare);
}

#[test]
fn scratch_memory() {
    let mut bench = Bench::new("scratch_memory", &["words"]);
    for design in [
        design([0, 1, 1], [2, 11], [1, 1]),
        design([300, 9, 70], [11, 12], [14, 7]),
        design([64, 8, 10], [10, 8], [16, 2]),
    ] {
        let p = hardware::parameters(&design);
        let mut contents = p.scratch.clone();
        contents.resize(p.map.words, 0);
        // what a core says of itself, and the registers it begins with
        assert_eq!(contents[p.map.identity..][..2], protocol::MAGIC);
        assert_eq!(
            contents[p.map.registers + 1],
            u16::from(design.sampling.sweeps)
        );
        let fields = vec![Field {
            port: "word",
            lane: None,
            bits: 16,
        }];
        let shape = Shape {
            fields,
            depth: contents.len(),
            contents: Some(contents),
        };
        bench.cell(shape, ScratchMemory::new(&p));
    }
    // one word at power-on; an address without its lowest bit
    let magic = |word: u16| format!("= 16'h{word:04x};");
    bench.fault(
        "scratch_memory",
        &magic(protocol::MAGIC[1]),
        &magic(protocol::MAGIC[1] ^ 0x0100),
    );
    bench.wrong("i_read_address", "{$[15:1], 1'b0}");
    bench.check(compare);
}
