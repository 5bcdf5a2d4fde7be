//! Potentials and logits, against step 3 of the specification, in the order and timing in which the core drives the cell.

use yuragi_hardware as hardware;
use yuragi_hdl::memory::ram::PotentialMemory;
use yuragi_hdl::neuron::retrograde::Retrograde;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::Weights;
use yuragi_model::tables::Tables;

use crate::bench::{Bench, Cell, Verdict, coin, design, pack, same};
use crate::retrograde_lane::surprise;

/// Inputs that are 1 for a cycle only.
const PULSES: [&str; 5] = [
    "i_resample",
    "i_load",
    "i_hidden_read",
    "i_hidden_write",
    "i_toggle",
];

/// The cell, and the state that it must have.
struct Drive<'a> {
    cell: &'a mut Cell,
    design: &'a Design,
    tables: Tables,
    /// Of the last cycles, the newest first: was a step issued, was it the last of a row?
    issued: [bool; 3],
    last: [bool; 4],
    bank: bool,
    /// Address of the second bank, and of hidden neuron 0.
    bases: [usize; 2],
    /// Bits of an entry of softplus in the memory.
    softplus_bits: usize,
    /// Potentials of the outputs, with as many more as fill the last step; of the hidden neurons.
    u: Vec<i64>,
    v: Vec<i64>,
}

/// A number up to a bound: at it, near zero, at the end of the table, or any.
fn bounded(bound: i64, quantum_log2: u32, chance: &mut SplitMix64) -> i64 {
    let end = 8 << quantum_log2;
    let number = match chance.below(5) {
        0 => bound,
        1 => chance.within(-3, 3),
        2 => end + chance.within(-3, 3),
        _ => chance.within(-bound, bound),
    };
    (if coin(chance) { -number } else { number }).clamp(-bound, bound)
}

impl Drive<'_> {
    /// Outputs of a step.
    fn places(&self) -> usize {
        self.design.hardware.retrograde_lanes
    }

    fn steps(&self) -> usize {
        self.u.len() / self.places()
    }

    /// Most that an output's potential can be in this design.
    fn bound(&self) -> i64 {
        (self.v.len() as i64 + 1) << (self.design.synapse.bits - 1)
    }

    /// Issues a step in this cycle.
    fn issue(&mut self, port: &str, step: usize) {
        self.cell.set(port, true);
        self.cell.set("i_step", step as i64);
        self.cell.set("i_first", step == 0);
        self.cell.set("i_last", step + 1 == self.steps());
    }

    /// One cycle with what is set, in which a step was issued, perhaps the last of a row.
    fn cycle(&mut self, issued: bool, last: bool) -> Verdict {
        self.cell.settle();
        self.cell.expect("o_idle", !self.issued.contains(&true))?;
        // four cycles after the last step of a row
        self.cell.expect("o_logit_valid", self.last[3])?;
        self.cell.expect_register("bank", &[self.bank.into()])?;
        self.cell.step();
        self.issued = [issued, self.issued[0], self.issued[1]];
        self.last = [last, self.last[0], self.last[1], self.last[2]];
        for pulse in PULSES {
            self.cell.set(pulse, false);
        }
        Ok(())
    }

    /// Compares what goes to the neuron cell.
    fn speaks(&mut self, logit: i64) -> Verdict {
        self.cell.settle();
        self.cell.expect("o_logit", logit)?;
        self.cell.expect("o_lowered", logit - 1)
    }

    /// Cycles in which nothing is issued, with anything at the inputs that then do not matter.
    fn idle(&mut self, cycles: u64, chance: &mut SplitMix64) -> Verdict {
        for _ in 0..cycles {
            self.cell.set("i_first", coin(chance));
            self.cell.set("i_last", coin(chance));
            self.cell.set("i_row", chance.below(2) as i64);
            self.cycle(false, false)?;
        }
        Ok(())
    }

    /// Compares a bank of the memory with potentials and their softplus.
    fn bank_holds(&self, second: bool, u: &[i64]) -> Verdict {
        let width = self.cell.width("o_logit") as usize;
        let memory = self.cell.words("potential_memory.words");
        for (step, u) in u.chunks(self.places()).enumerate() {
            let fields = u.iter().flat_map(|&u| {
                let softplus = self.tables.softplus_tail(u as i32).into();
                [(u, width), (softplus, self.softplus_bits)]
            });
            let word = pack(fields);
            let address = step + if second { self.bases[0] } else { 0 };
            for (at, expected) in word.iter().enumerate() {
                let what = format!("bank {}, step {step}", u8::from(second));
                same(&what, memory[address * word.len() + at], *expected)?;
            }
        }
        Ok(())
    }

    /// The hidden neurons' potentials enter, one by one.
    fn hidden_potentials(&mut self, chance: &mut SplitMix64) -> Verdict {
        let bound = (self.design.network.inputs as i64 + 1) << (self.design.synapse.bits - 1);
        for row in 0..self.v.len() {
            self.v[row] = bounded(bound, self.design.synapse.quantum_log2, chance);
            self.cell.set("i_hidden_write", true);
            self.cell.set("i_hidden_row", row as i64);
            self.cell.set("i_hidden_potential", self.v[row]);
            self.speaks(self.v[row])?;
            self.cycle(false, false)?;
            self.idle(chance.below(3), chance)?;
        }
        let width = self.cell.width("o_logit");
        let memory = self.cell.words("potential_memory.words");
        let words = (self.places() * (width as usize + self.softplus_bits)).div_ceil(64);
        for (row, v) in self.v.iter().enumerate() {
            let mask = (1 << width) - 1;
            let found = memory[(self.bases[1] + row) * words] & mask;
            same(&format!("hidden neuron {row}"), found, *v as u64 & mask)?;
        }
        Ok(())
    }

    /// The outputs' potentials are loaded into the other bank, which then becomes the current one.
    fn load(&mut self, chance: &mut SplitMix64) -> Verdict {
        let bound = self.bound();
        for u in &mut self.u {
            *u = bounded(bound, self.design.synapse.quantum_log2, chance);
        }
        let lanes = self.places();
        for step in 0..self.steps() {
            self.issue("i_load", step);
            self.cycle(true, false)?;
            // the sums come in the next cycle, and the next step may be issued
            for lane in 0..lanes {
                self.cell
                    .set_lane("i_sum", lane, self.u[step * lanes + lane]);
            }
            self.idle(
                chance.below(3).max(u64::from(step + 1 == self.steps())),
                chance,
            )?;
        }
        self.idle(3, chance)?;
        self.cell.set("i_toggle", true);
        self.cycle(false, false)?;
        self.bank = !self.bank;
        self.bank_holds(self.bank, &self.u)
    }

    /// One hidden neuron: its logit from the clamped outputs, and the potentials with it flipped.
    fn resample(
        &mut self,
        row: usize,
        y: &[bool],
        clamped: &[bool],
        chance: &mut SplitMix64,
    ) -> Verdict {
        let hidden = coin(chance);
        let sign = if hidden { -1 } else { 1 };
        let (lanes, bound) = (self.places(), self.bound());
        let (min, max) = Weights::range(self.design.synapse.bits);
        let mut logit = self.v[row];
        let mut weights = Vec::new();
        let mut flipped = Vec::new();
        for (k, &u) in self.u.iter().enumerate() {
            let mut weight = chance.within(min.into(), max.into());
            if (u + sign * weight).abs() > bound {
                weight = (-weight).min(max.into());
            }
            let other = u + sign * weight;
            if clamped[k] {
                logit +=
                    sign * (surprise(&self.tables, y[k], u) - surprise(&self.tables, y[k], other));
            }
            weights.push(weight);
            flipped.push(other);
        }

        self.cell.set("i_hidden", hidden);
        for step in 0..self.steps() {
            self.issue("i_resample", step);
            for lane in 0..lanes {
                self.cell.set_lane("i_output", lane, y[step * lanes + lane]);
                self.cell
                    .set_lane("i_clamped", lane, clamped[step * lanes + lane]);
            }
            self.cycle(true, step + 1 == self.steps())?;
            if step == 0 {
                // two cycles after its read the neuron's potential passes alone
                self.speaks(self.v[row])?;
            }
            // its weights come in the next cycle
            for lane in 0..lanes {
                self.cell
                    .set_lane("i_weight", lane, weights[step * lanes + lane]);
            }
        }
        self.idle(3, chance)?;
        self.speaks(logit)?;
        self.idle(1, chance)?;
        self.bank_holds(self.bank, &self.u)?;
        self.bank_holds(!self.bank, &flipped)?;
        // the decision comes with the read of the next row
        let flip = coin(chance);
        self.cell.set("i_toggle", flip);
        self.cell.set("i_hidden_read", true);
        self.cell.set("i_row", ((row + 1) % self.v.len()) as i64);
        self.cycle(false, false)?;
        if flip {
            self.bank = !self.bank;
            self.u = flipped;
        }
        Ok(())
    }

    /// Every output's potential is read, one a cycle.
    fn read_out(&mut self) -> Verdict {
        let lanes = self.places();
        // a potential leaves two cycles after its step
        for output in 0..=self.u.len() + 1 {
            self.cell
                .set("i_step", (output / lanes).min(self.steps() - 1) as i64);
            if let Some(before) = output.checked_sub(1) {
                self.cell.set("i_readout_lane", (before % lanes) as i64);
            }
            if let Some(before) = output.checked_sub(2) {
                self.cell.set("i_readout", true);
                self.speaks(self.u[before])?;
            }
            self.cycle(false, false)?;
        }
        self.cell.set("i_readout", false);
        Ok(())
    }
}

fn compare(cell: &mut Cell, design: &Design, chance: &mut SplitMix64) -> Verdict {
    let p = hardware::parameters(design);
    assert!(p.potential_bits() <= cell.width("o_logit") as usize);
    let (outputs, count) = (p.outputs, p.steps() * p.retrograde_lanes);
    let mut drive = Drive {
        cell,
        design,
        tables: Tables::new(design.synapse.quantum_log2),
        issued: Default::default(),
        last: Default::default(),
        bank: false,
        bases: [
            PotentialMemory::<16>::second_bank(&p),
            PotentialMemory::<16>::hidden_base(&p),
        ],
        softplus_bits: p.softplus_bits(),
        u: vec![0; count],
        v: vec![0; p.hidden],
    };
    for _ in 0..60 {
        drive.hidden_potentials(chance)?;
        drive.load(chance)?;
        let y: Vec<bool> = (0..count).map(|_| coin(chance)).collect();
        let few = coin(chance);
        let clamped: Vec<bool> = (0..count)
            .map(|k| {
                k < outputs
                    && if few {
                        chance.one_in(5)
                    } else {
                        !chance.one_in(5)
                    }
            })
            .collect();
        drive.cell.set("i_hidden_read", true);
        drive.cell.set("i_row", 0);
        drive.cycle(false, false)?;
        for _ in 0..chance.within(1, 2) {
            for row in 0..p.hidden {
                drive.resample(row, &y, &clamped, chance)?;
            }
        }
        drive.read_out()?;
        drive.idle(chance.below(4), chance)?;
    }
    Ok(())
}

#[test]
fn retrograde() {
    let mut bench = Bench::new("retrograde", &["bank", "potential_memory.words"]);
    macro_rules! cells {
        ($($weight:literal $potential:literal: $design:expr;)*) => {
            $(let design = $design;
            bench.cell(design.clone(), Retrograde::<$weight, $potential>::new(&hardware::parameters(&design)));)*
        };
    }
    cells! {
        2 16: design([0, 1, 1], [2, 11], [1, 1]);
        3 16: design([0, 5, 4], [3, 0], [3, 1]);
        6 16: design([3, 4, 2], [6, 4], [16, 8]);
        12 20: design([10, 5, 7], [12, 10], [33, 3]);
        11 24: design([700, 20, 130], [11, 12], [14, 7]);
        10 17: design([13, 8, 11], [10, 8], [10, 5]);
    }
    // y for not y; a free output that speaks; a flip the wrong way; a bank that stays; rows that move by one
    bench.wrong("i_output_1", "!$");
    bench.wrong("i_clamped_0", "1'b1");
    bench.wrong("i_hidden", "!$");
    bench.wrong("i_hidden_row", "$ ^ 10'd1");
    bench.wrong("i_weight_4", "$ - 10'd1");
    bench.fault("retrograde", "bank <= !bank", "bank <= bank");
    bench.fault("retrograde", "write_step + 10'd1", "write_step + 10'd2");
    bench.fault("softplus_rom", "entries[3] = 8'ha4", "entries[3] = 8'ha5");
    bench.check(compare);
}
