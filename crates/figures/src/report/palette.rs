//! The colours, once, for the page and for every plot, in light and in dark.
//!
//! Blue and vermilion are told apart in every common form of colour blindness (after Okabe and Ito,
//! *Color Universal Design*, 2008). Blue is the accent; vermilion appears only as its opposite: a negative weight, a
//! closed synapse, an error. Plots refer to colours by class, so that the reader's preference decides which set applies.

use std::fmt::Write;

/// A named colour, on light and on dark paper.
struct Tone {
    name: &'static str,
    light: Rgb,
    dark: Rgb,
}

type Rgb = [u8; 3];

const TONES: [Tone; 8] = [
    tone("paper", 0xfb_fa_f7, 0x13_16_19),
    tone("tile", 0xff_ff_ff, 0x0b_0d_0f),
    tone("ink", 0x1b_20_26, 0xe9_e6_df),
    tone("muted", 0x5b_65_6f, 0x9d_a6_af),
    tone("rule", 0xe1_de_d6, 0x30_36_3c),
    tone("accent", 0x00_68_a8, 0x62_b5_ec),
    tone("warm", 0xcf_56_00, 0xf0_85_45),
    // Text on a filled accent.
    tone("on", 0xff_ff_ff, 0x0b_0d_0f),
];

/// Steps of the diverging scale on either side of zero.
pub(super) const STEPS: i32 = 8;

/// The diverging scale: its middle, then half-way and far out on the negative and on the positive side.
const DIVERGING: [[Rgb; 5]; 2] = [
    [
        rgb(0x9c_3d_00),
        rgb(0xee_95_59),
        rgb(0xf6_f4_ef),
        rgb(0x62_ab_dc),
        rgb(0x00_45_78),
    ],
    [
        rgb(0xff_c2_98),
        rgb(0xc4_5f_22),
        rgb(0x1c_20_24),
        rgb(0x21_78_b0),
        rgb(0xa4_da_ff),
    ],
];

const fn rgb(code: u32) -> Rgb {
    let [_, red, green, blue] = code.to_be_bytes();
    [red, green, blue]
}

const fn tone(name: &'static str, light: u32, dark: u32) -> Tone {
    Tone {
        name,
        light: rgb(light),
        dark: rgb(dark),
    }
}

fn hexadecimal([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The class of a step of the diverging scale, `step` from −[`STEPS`] to [`STEPS`].
pub(super) fn diverging_class(step: i32) -> String {
    match step.clamp(-STEPS, STEPS) {
        0 => "yu-z".into(),
        step if step > 0 => format!("yu-p{step}"),
        step => format!("yu-n{}", -step),
    }
}

fn diverging([far, half, middle, positive_half, positive_far]: [Rgb; 5], step: i32) -> Rgb {
    let (half, far) = if step < 0 {
        (half, far)
    } else {
        (positive_half, positive_far)
    };
    let at = f64::from(step.abs()) / f64::from(STEPS) * 2.0;
    let (from, to, part) = if at <= 1.0 {
        (middle, half, at)
    } else {
        (half, far, at - 1.0)
    };
    let mix = |a: u8, b: u8| (f64::from(a) + part * (f64::from(b) - f64::from(a))).round() as u8;
    [
        mix(from[0], to[0]),
        mix(from[1], to[1]),
        mix(from[2], to[2]),
    ]
}

/// The rules of one set: fills, lines, and custom properties for the page.
fn rules(dark: bool) -> String {
    let mut css = String::new();
    let mut properties = String::new();
    for tone in &TONES {
        let colour = hexadecimal(if dark { tone.dark } else { tone.light });
        let name = tone.name;
        // Writing to a String cannot fail.
        let _ = write!(
            css,
            ".yu-f-{name}{{fill:{colour}}}.yu-l-{name}{{stroke:{colour};fill:none}}"
        );
        let _ = write!(properties, "--{name}:{colour};");
    }
    for step in -STEPS..=STEPS {
        let class = diverging_class(step);
        let colour = hexadecimal(diverging(DIVERGING[usize::from(dark)], step));
        let _ = write!(css, ".{class}{{fill:{colour}}}");
    }
    format!(":root{{{properties}}}{css}")
}

/// The style sheet of all colours and of the text in plots. Print is always light.
pub(super) fn style_sheet() -> String {
    format!(
        "{}@media screen and (prefers-color-scheme:dark){{{}}}\
         .yu{{font:13px system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;\
         font-variant-numeric:tabular-nums}}\
         .yu-s{{font-size:11px}}.yu-b{{font-weight:600}}.yu-m{{text-anchor:middle}}.yu-e{{text-anchor:end}}",
        rules(false),
        rules(true),
    )
}
