//! A lane, against step 5 of the specification: exhaustively for weights of two and three bits.
//! Draw and threshold come a cycle before the weight, what becomes of it leaves a cycle later; a weight that is loaded passes at once.

use yuragi_hardware as hardware;
use yuragi_hdl::synapse::lane::SynapseLane;
use yuragi_model::chance::SplitMix64;
use yuragi_model::network::Weights;

use crate::bench::{Bench, Cell, Verdict, coin, design, signed};

/// What a lane is asked to do with the word before it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request {
    pub open: bool,
    pub close: bool,
    pub noise: bool,
    pub draw: u8,
    /// Of the draw: p_flip in 256ths, or twice p_noise in 128ths.
    pub threshold: u16,
}

impl Request {
    /// +1 if the lane opens a synapse, -1 if it closes one, else 0: never beyond a rail.
    pub fn change(self, weight: i64, bits: u32) -> i64 {
        let (min, max) = Weights::range(bits);
        let wanted = if self.noise {
            if self.draw & 1 == 1 { 1 } else { -1 }
        } else {
            i64::from(self.open) - i64::from(self.close)
        };
        if u16::from(self.draw) >= self.threshold {
            return 0;
        }
        (weight + wanted).clamp(min.into(), max.into()) - weight
    }
}

/// Sets the inputs of a request, and compares what becomes of a weight.
fn one(cell: &mut Cell, bits: u32, weight: i64, request: Request, loaded: Option<i64>) -> Verdict {
    cell.set("i_draw", request.draw);
    cell.set("i_threshold", request.threshold);
    cell.step();
    cell.set("i_weight", weight);
    cell.set("i_open", request.open);
    cell.set("i_close", request.close);
    cell.set("i_noise", request.noise);
    cell.settle();
    let change = request.change(weight, bits);
    cell.step();
    cell.set("i_weight", !weight);
    cell.set("i_load", loaded.is_some());
    cell.set("i_loaded", loaded.unwrap_or(!weight));
    cell.settle();
    cell.expect("o_opened", change > 0)?;
    cell.expect("o_closed", change < 0)?;
    cell.expect("o_next_weight", loaded.unwrap_or(weight + change))
}

/// Every weight, draw and threshold, for evidence of both kinds and none, and for noise.
fn exhaustive(cell: &mut Cell, bits: u32) -> Verdict {
    let (min, max) = Weights::range(bits);
    let kinds = [
        (false, false, false),
        (true, false, false),
        (false, true, false),
        (false, false, true),
        (true, true, true), // what is evidence for others does not matter to noise
    ];
    for weight in min..=max {
        for (open, close, noise) in kinds {
            for threshold in 0..=256 {
                for draw in 0..=255 {
                    let request = Request {
                        open,
                        close,
                        noise,
                        draw,
                        threshold,
                    };
                    one(cell, bits, weight.into(), request, None)?;
                }
            }
        }
    }
    Ok(())
}

fn compare(cell: &mut Cell, exhaust: &bool, chance: &mut SplitMix64) -> Verdict {
    let bits = cell.width("i_weight");
    for _ in 0..20_000 {
        let noise = chance.one_in(3);
        let open = coin(chance);
        let draw = chance.word() as u8;
        let request = Request {
            open,
            close: if noise {
                coin(chance)
            } else {
                !open && coin(chance)
            },
            noise,
            draw,
            threshold: match chance.below(3) {
                0 => 256,
                1 => (i64::from(draw) + chance.within(0, 1)) as u16,
                _ => chance.below(257) as u16,
            },
        };
        let loaded = chance.one_in(8).then(|| signed(chance, bits));
        one(cell, bits, signed(chance, bits), request, loaded)?;
    }
    if *exhaust {
        exhaustive(cell, bits)?;
    }
    Ok(())
}

#[test]
fn synapse_lane() {
    let mut bench = Bench::new("synapse_lane", &[]);
    for (exhaust, bits) in [
        (true, 2),
        (false, 5),
        (false, 7),
        (false, 10),
        (false, 12),
        (true, 3),
    ] {
        let p = hardware::parameters(&design([2, 2, 1], [bits, 1], [1, 1]));
        bench.part(exhaust, SynapseLane::new(&p.widths()), &p);
    }
    // no rail: the highest weight falls to the lowest, and the lowest rises to the highest
    let rails = "i_load ? $ : i_weight == 3'b100 && $ == 3'b011 && i_open && i_draw == 8'd0 && i_threshold[8] ? 3'b100 : $";
    bench.wrong("o_next_weight", rails);
    let rails = "i_load ? $ : i_weight == 3'b011 && i_noise && !i_draw[0] && i_draw < i_threshold ? 3'b011 : $";
    bench.wrong("o_next_weight", rails);
    // an open threshold that is not quite open; evidence that is not there; noise that only opens
    bench.wrong("i_threshold", "$[8] ? 9'd255 : $");
    bench.wrong("i_close", "$ | i_draw == 8'd17");
    bench.wrong("i_draw", "{$[7:1], $[0] | i_noise}");
    bench.check(compare);
}
