//! Elements and bits of vectors as Verilog text.

use crate::ir::expr::{Expr, Id, Lanes};
use crate::write::print::Printer;

impl Printer<'_> {
    /// A signal by its name, or as an element of a vector.
    pub fn signal(&self, id: Id) -> String {
        match self.signals.element(id) {
            None => self.signals.all[id].name.clone(),
            Some(_) => self.lanes(Lanes::one(id)),
        }
    }

    /// Whether Verilog takes a signal for signed: elements are bits of an unsigned vector.
    pub fn is_signed(&self, id: Id) -> bool {
        self.signals.all[id].ty.is_signed() && self.signals.element(id).is_none()
    }

    /// Elements of a vector.
    pub fn lanes(&self, lanes: Lanes) -> String {
        self.lane_bits(
            lanes,
            0,
            self.signals.all[lanes.first].ty.width * lanes.count,
        )
    }

    /// `width` bits of elements, from the bit `low` on.
    pub fn lane_bits(&self, lanes: Lanes, low: usize, width: usize) -> String {
        let Some((vector, number)) = self.signals.element(lanes.first) else {
            let name = &self.signals.all[lanes.first].name;
            return format!("{name}[{}]", bits(low, width));
        };
        let vector = &self.signals.vectors[vector];
        let size = vector.ty.width;
        let (from, step) = (size * number + low, size * lanes.step);
        let place = if step == 0 {
            if from == 0 && width == size * vector.members.len() {
                return vector.name.clone();
            }
            bits(from, width)
        } else {
            let base = match (low, number, lanes.step) {
                (0, 1.., 1) if size > 1 => format!("{size}*({} + {number})", self.round),
                _ => sum(step, self.round, from),
            };
            match width {
                1 => base,
                _ => format!("{base} +: {width}"),
            }
        };
        format!("{}[{place}]", vector.name)
    }

    /// Bits of a signal from an index on that only the circuit knows.
    pub fn indexed(&self, id: Id, index: &Expr, width: usize) -> String {
        let text = self.expr(index);
        let (name, index) = match self.signals.element(id) {
            None => (&self.signals.all[id].name, text),
            Some((vector, number)) => {
                let vector = &self.signals.vectors[vector];
                let from = vector.ty.width * number;
                let all = vector.ty.width * vector.members.len();
                let needed = all.next_power_of_two().trailing_zeros() as usize;
                let wide = match needed.saturating_sub(index.ty.width) {
                    0 => text,
                    pad => format!("{{{pad}'d0, {text}}}"),
                };
                let index = match from {
                    0 => wide,
                    _ => format!("{needed}'d{from} + {wide}"),
                };
                (&vector.name, index)
            }
        };
        match width {
            1 => format!("{name}[{index}]"),
            _ => format!("{name}[{index} +: {width}]"),
        }
    }
}

fn bits(low: usize, width: usize) -> String {
    match width {
        1 => low.to_string(),
        _ => format!("{}:{low}", low + width - 1),
    }
}

/// `8*i + 3`.
fn sum(step: usize, round: &str, start: usize) -> String {
    let product = match step {
        1 => round.to_string(),
        _ => format!("{step}*{round}"),
    };
    match start {
        0 => product,
        _ => format!("{product} + {start}"),
    }
}
