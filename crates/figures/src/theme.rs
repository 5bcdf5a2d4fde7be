//! The colours of every drawing and of the report page, once, for light and for dark paper.
//!
//! The categorical palette is that of Okabe and Ito (*Color Universal Design*, 2008), whose colours people with any common form of colour
//! blindness can tell apart; on dark paper each colour is a lighter tint of the same hue. Drawings refer to a colour by its CSS class only, so
//! that the reader's preference decides which set applies.

use std::fmt::Write;

/// Which set of colours a drawing uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The set that the reader's system prefers; light on paper and where there is no preference.
    #[default]
    Auto,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// A colour, by what it is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// The ground of a drawing.
    Paper,
    /// The ground of an image or of spikes.
    Tile,
    /// Text and axes.
    Ink,
    /// Text that matters less.
    Muted,
    /// Thin lines.
    Rule,
    /// What matters most: right answers, the test set. It is the first colour of the palette.
    Accent,
    /// The opposite of the accent: wrong answers. It is the second colour of the palette.
    Warm,
    /// Text on a filled accent.
    On,
    /// A colour of the palette, counted from 0; the numbers begin again after the last.
    Series(usize),
    /// A step of the diverging scale, from −[`STEPS`] to [`STEPS`].
    Step(i32),
}

/// Steps of the diverging scale on either side of zero.
pub(crate) const STEPS: i32 = 16;

/// Colours of the categorical palette.
const SERIES: usize = 7;

type Rgb = [u8; 3];

/// A named colour, on light and on dark paper.
struct Colour {
    name: &'static str,
    light: Rgb,
    dark: Rgb,
}

/// The first seven are Okabe and Ito's, those that are easiest to tell apart first. Their yellow is left out because it is too light for lines.
const COLOURS: [Colour; 13] = [
    colour("accent", 0x00_72_b2, 0x62_b5_ec),
    colour("warm", 0xd5_5e_00, 0xf0_85_45),
    colour("green", 0x00_9e_73, 0x3f_c8_9e),
    colour("purple", 0xcc_79_a7, 0xe0_9f_c4),
    colour("orange", 0xe6_9f_00, 0xf2_c1_4e),
    colour("sky", 0x56_b4_e9, 0xa9_dc_fb),
    colour("ink", 0x1b_20_26, 0xe9_e6_df),
    colour("paper", 0xfb_fa_f7, 0x13_16_19),
    colour("tile", 0xff_ff_ff, 0x0b_0d_0f),
    colour("muted", 0x5b_65_6f, 0x9d_a6_af),
    colour("rule", 0xe1_de_d6, 0x30_36_3c),
    colour("on", 0xff_ff_ff, 0x0b_0d_0f),
    // Neither side of the diverging scale: zero.
    colour("zero", 0xf6_f4_ef, 0x1c_20_24),
];

/// The diverging scale from the negative end to the positive: its end, half-way, half-way, its end.
const DIVERGING: [[Rgb; 4]; 2] = [
    [
        rgb(0x9c_3d_00),
        rgb(0xee_95_59),
        rgb(0x62_ab_dc),
        rgb(0x00_45_78),
    ],
    [
        rgb(0xff_c2_98),
        rgb(0xc4_5f_22),
        rgb(0x21_78_b0),
        rgb(0xa4_da_ff),
    ],
];

const fn rgb(code: u32) -> Rgb {
    let [_, red, green, blue] = code.to_be_bytes();
    [red, green, blue]
}

const fn colour(name: &'static str, light: u32, dark: u32) -> Colour {
    Colour {
        name,
        light: rgb(light),
        dark: rgb(dark),
    }
}

impl Tone {
    /// The class of an area of this colour.
    pub fn fill(self) -> String {
        format!("yu-f-{}", self.name())
    }

    /// The class of a line of this colour.
    pub fn line(self) -> String {
        format!("yu-l-{}", self.name())
    }

    fn name(self) -> String {
        let name = match self {
            Self::Paper => "paper",
            Self::Tile => "tile",
            Self::Ink => "ink",
            Self::Muted => "muted",
            Self::Rule => "rule",
            Self::Accent => "accent",
            Self::Warm => "warm",
            Self::On => "on",
            Self::Series(index) => COLOURS[index % SERIES].name,
            Self::Step(0) => "zero",
            Self::Step(step) if step > 0 => return format!("p{}", step.min(STEPS)),
            Self::Step(step) => return format!("n{}", step.unsigned_abs().min(STEPS as u32)),
        };
        name.into()
    }
}

/// The colour of a step of the diverging scale.
fn diverging(step: i32, dark: bool) -> Rgb {
    let [far, half, positive_half, positive_far] = DIVERGING[usize::from(dark)];
    let (half, far) = if step < 0 {
        (half, far)
    } else {
        (positive_half, positive_far)
    };
    let zero = COLOURS.iter().find(|colour| colour.name == "zero");
    let zero = zero.map_or(half, |zero| if dark { zero.dark } else { zero.light });
    let at = f64::from(step.abs()) / f64::from(STEPS) * 2.0;
    let (from, to, part) = if at <= 1.0 {
        (zero, half, at)
    } else {
        (half, far, at - 1.0)
    };
    [0, 1, 2].map(|n| {
        let (from, to) = (f64::from(from[n]), f64::from(to[n]));
        (from + part * (to - from)).round() as u8
    })
}

/// The colours of one set as `name`, `#rrggbb`.
fn codes(dark: bool) -> impl Iterator<Item = (&'static str, String)> {
    COLOURS.iter().map(move |colour| {
        let rgb = if dark { colour.dark } else { colour.light };
        (colour.name, hexadecimal(rgb))
    })
}

fn hexadecimal([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The rules of one set: classes of fills and lines.
fn rules(dark: bool) -> String {
    let mut css = String::new();
    for (name, code) in codes(dark) {
        // Writing to a String cannot fail.
        let _ = write!(
            css,
            ".yu-f-{name}{{fill:{code}}}.yu-l-{name}{{stroke:{code};fill:none}}"
        );
    }
    for step in (-STEPS..=STEPS).filter(|&step| step != 0) {
        let class = Tone::Step(step).fill();
        let code = hexadecimal(diverging(step, dark));
        let _ = write!(css, ".{class}{{fill:{code}}}");
    }
    css
}

/// Rules for light paper, and those for dark paper where the reader's system prefers them. Print is always light.
fn both(rules: impl Fn(bool) -> String) -> String {
    format!(
        "{}@media screen and (prefers-color-scheme:dark){{{}}}",
        rules(false),
        rules(true)
    )
}

/// The colours as custom properties of the page: `--ink` and so on.
pub(crate) fn properties() -> String {
    both(|dark| {
        let all = codes(dark).map(|(name, code)| format!("--{name}:{code};"));
        format!(":root{{{}}}", all.collect::<String>())
    })
}

/// The style sheet of all colours and of the text in drawings.
pub(crate) fn style_sheet(theme: Theme) -> String {
    let colours = match theme {
        Theme::Light => rules(false),
        Theme::Dark => rules(true),
        Theme::Auto => both(rules),
    };
    format!(
        "{colours}\
         .yu{{font-family:Roboto,system-ui,-apple-system,'Segoe UI','Noto Sans',sans-serif;font-size:13px;\
         font-variant-numeric:tabular-nums}}\
         .yu-b{{font-weight:600}}.yu-m{{text-anchor:middle}}.yu-e{{text-anchor:end}}"
    )
}
