//! The variants of a synapse.

use serde::Serialize;

use yuragi_figures::Axis;
use yuragi_model::design::Design;

/// The values that replace those of the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Variant {
    pub bits: u32,
    pub quantum_log2: u32,
    /// p_flip in steps of 1/256.
    pub flip: u16,
    pub hidden: usize,
    /// Whether the count of open synapses has a uniform prior; otherwise the synapses are independent.
    pub uniform: bool,
}

/// A line of a panel: its name, and its variants with their positions on the axis.
pub(super) struct Line {
    pub name: String,
    pub places: Vec<(f64, Variant)>,
}

/// A panel of the figure, in which one parameter varies.
pub(super) struct Sweep {
    /// Its name in the table.
    pub name: &'static str,
    /// The title of its panel.
    pub title: &'static str,
    pub axis: Axis,
    pub lines: Vec<Line>,
}

impl Variant {
    /// The variant without changes.
    pub(super) fn of(design: &Design) -> Self {
        Self {
            bits: design.synapse.bits,
            quantum_log2: design.synapse.quantum_log2,
            flip: design.flip_register(),
            hidden: design.network.hidden(),
            uniform: true,
        }
    }

    /// The design of the variant.
    pub(super) fn design(&self, design: &Design) -> Design {
        let mut design = design.clone();
        design.synapse.bits = self.bits;
        design.synapse.quantum_log2 = self.quantum_log2;
        design.synapse.flip = f64::from(self.flip) / 256.0;
        design.network.set_hidden(&[self.hidden]);
        design
    }

    fn allowed(&self, design: &Design) -> bool {
        self.flip >= 1 && self.flip <= 256 && self.design(design).validate().is_ok()
    }
}

/// A weight with another number of bits and the same range in nats as in the design. The larger the synapses, the rarer
/// their flips. p_flip is the nearest probability that can be drawn, from 1/256 to 1; see [`wanted_flip`].
pub(super) fn scaled(design: &Design, bits: u32) -> Variant {
    let base = Variant::of(design);
    Variant {
        bits,
        quantum_log2: scaled_quantum(&base, bits),
        flip: wanted_flip(design, bits).round().clamp(1.0, 256.0) as u16,
        ..base
    }
}

fn scaled_quantum(base: &Variant, bits: u32) -> u32 {
    (base.quantum_log2 + bits).saturating_sub(base.bits)
}

/// The p_flip in steps of 1/256 that would be in proportion to the quantum of [`scaled`], which may be more than 256 or
/// less than 1.
pub(super) fn wanted_flip(design: &Design, bits: u32) -> f64 {
    let base = Variant::of(design);
    let coarser = base.quantum_log2 as i32 - scaled_quantum(&base, bits) as i32;
    f64::from(base.flip) / 2_f64.powi(coarser)
}

/// The numbers of bits of a weight that are compared.
pub(super) fn widths(design: &Design) -> impl Iterator<Item = u32> + use<> {
    let base = Variant::of(design);
    let reach = base.bits.saturating_sub(base.quantum_log2);
    (3..=12).filter(move |bits| *bits >= reach)
}

/// All panels.
pub(super) fn sweeps(design: &Design) -> Vec<Sweep> {
    let base = Variant::of(design);
    let line = |name: &str, places: Vec<(f64, Variant)>| Line {
        name: name.into(),
        places: places
            .into_iter()
            .filter(|(_, v)| v.allowed(design))
            .collect(),
    };
    let widths = || widths(design);
    let always = |bits| {
        (
            f64::from(bits),
            Variant {
                flip: base.flip,
                ..scaled(design, bits)
            },
        )
    };
    let rarer = |bits| (f64::from(bits), scaled(design, bits));
    let quanta = |uniform| {
        let one = |quantum_log2: u32| {
            (
                f64::from(quantum_log2),
                Variant {
                    quantum_log2,
                    uniform,
                    ..base
                },
            )
        };
        (2..=12).map(one).collect()
    };
    let named = |v: Variant| format!("B = {}, G = {}", v.bits, v.quantum_log2);
    let widths_kept = [
        base.bits,
        base.bits.saturating_sub(2),
        base.bits.saturating_sub(4),
    ];
    let kept: Vec<Variant> = widths_kept
        .into_iter()
        .map(|bits| scaled(design, bits))
        .collect();
    let flips = kept.iter().map(|&variant| {
        let one = |flip: u16| (f64::from(flip) / 256.0, Variant { flip, ..variant });
        line(&named(variant), [1, 4, 16, 64, 128, 256].map(one).to_vec())
    });
    let sizes = kept.iter().map(|&variant| {
        let one = |hidden: usize| (hidden as f64, Variant { hidden, ..variant });
        line(&named(variant), [4, 8, 16, 32, 64, 128].map(one).to_vec())
    });
    vec![
        Sweep {
            name: "bits",
            title: "Bits of a weight",
            axis: Axis::new("B: bits of a weight, 2^B − 1 synapses"),
            lines: vec![
                line(
                    "p_flip scaled with the quantum",
                    widths().map(rarer).collect(),
                ),
                line("p_flip of the design", widths().map(always).collect()),
            ],
        },
        Sweep {
            name: "quantum",
            title: "Size of a synapse",
            axis: Axis::new("G: a synapse is 2^−G nats"),
            lines: vec![
                line("uniform prior", quanta(true)),
                line("independent synapses", quanta(false)),
            ],
        },
        Sweep {
            name: "flip",
            title: "Probability of a flip",
            axis: Axis::log("p_flip"),
            lines: flips.collect(),
        },
        Sweep {
            name: "hidden",
            title: "Number of hidden neurons",
            axis: Axis::log("hidden neurons"),
            lines: sizes.collect(),
        },
    ]
}
