//! From light to the spikes of ON and OFF channels: photographs and gratings as stimuli.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use yuragi_model::chance::SplitMix64;
use yuragi_model::network::Stimulus;

use crate::error::ExperimentError;

/// The number of pixels along a side of a patch.
pub const SIDE: usize = 8;
/// The number of channels of a patch: an ON channel for each pixel, then an OFF channel for each.
pub const CHANNELS: usize = 2 * SIDE * SIDE;

/// The standard deviation of the centre in pixels; the surround is 1.6 times as wide (Marr and Hildreth, 1980).
const CENTRE: f64 = 1.4;
const SURROUND: f64 = 1.6 * CENTRE;
/// The number of taps of a Gaussian on each side, which is more than three standard deviations of the surround.
const TAPS: usize = 8;
/// The root mean square of the responses of a patch, as a spike probability.
const CONTRAST: f64 = 0.8;
/// Patches whose contrast is below this share of that of the photograph are left out, such as sky.
const FLAT: f64 = 0.5;

/// The built-in photographs.
const BUILT_IN: [(&str, &[u8]); 2] = [
    ("china.png", include_bytes!("../data/photographs/china.png")),
    (
        "flower.png",
        include_bytes!("../data/photographs/flower.png"),
    ),
];

/// Light, or the responses of ganglion cells, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub width: usize,
    pub height: usize,
    pub values: Vec<f64>,
}

/// The responses of ganglion cells to photographs.
#[derive(Clone, Debug)]
pub struct Photographs {
    filtered: Vec<Field>,
    /// A hash of all values.
    pub fingerprint: String,
}

/// A part of the photographs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The left three quarters.
    Learned,
    /// The rest, which has no pixel in common with the left part.
    Unseen,
}

impl Photographs {
    /// Loads the photographs of a folder (PNG, JPEG or PNM), or the built-in ones.
    ///
    /// # Errors
    /// If a file is not an image, or no image has at least 64×64 pixels.
    pub fn load(folder: Option<&Path>) -> Result<Self> {
        let mut images = Vec::new();
        match folder {
            None => {
                for (name, bytes) in BUILT_IN {
                    images.push(image::load_from_memory(bytes).context(name)?);
                }
            }
            Some(folder) => {
                let refused =
                    |path: &Path, found: String, expected: &str| ExperimentError::Setting {
                        name: "tuning",
                        found: format!("{}: {found}", path.display()),
                        expected: expected.into(),
                    };
                let entries = std::fs::read_dir(folder).map_err(|error| {
                    refused(folder, error.to_string(), "a folder of photographs")
                })?;
                let mut files: Vec<PathBuf> = entries
                    .filter_map(|entry| Some(entry.ok()?.path()))
                    .filter(|file| image::ImageFormat::from_path(file).is_ok())
                    .collect();
                files.sort();
                for file in files {
                    let image = image::open(&file).map_err(|error| {
                        refused(&file, error.to_string(), "a PNG, JPEG or PNM file")
                    })?;
                    images.push(image);
                }
            }
        }
        let mut hash = Sha256::new();
        let mut filtered = Vec::new();
        for image in images {
            let grey = image.to_luma8();
            let field = Field {
                width: grey.width() as usize,
                height: grey.height() as usize,
                values: grey
                    .as_raw()
                    .iter()
                    .map(|&v| f64::from(v) / 255.0)
                    .collect(),
            };
            if field.width >= 64 && field.height >= 64 {
                hash.update(grey.width().to_le_bytes());
                hash.update(grey.as_raw());
                filtered.push(field.filtered());
            }
        }
        if filtered.is_empty() {
            return Err(ExperimentError::Setting {
                name: "tuning",
                found: "no photograph of 64 by 64 pixels or more".into(),
                expected: "a folder of PNG, JPEG or PNM files".into(),
            }
            .into());
        }
        let fingerprint = hash.finalize()[..8]
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        Ok(Self {
            filtered,
            fingerprint,
        })
    }

    /// [`patches`](Self::patches) as stimuli.
    pub fn stimuli(&self, part: Part, number: usize, seed: u64) -> Vec<Stimulus> {
        self.patches(part, number, seed)
            .into_iter()
            .map(clamped)
            .collect()
    }

    /// Patches from random places of a part, from each photograph in turn. Patches with little contrast are left out.
    ///
    /// If 1,000 trials find no patch with enough contrast in a photograph, the last one is taken.
    pub fn patches(&self, part: Part, number: usize, seed: u64) -> Vec<Vec<u8>> {
        let mut chance = SplitMix64::new(seed);
        let contrasts: Vec<f64> = self
            .filtered
            .iter()
            .map(|f| root_mean_square(&f.values))
            .collect();
        let mut patch = |n: usize| {
            let place = n % self.filtered.len();
            let field = &self.filtered[place];
            let border = field.width * 3 / 4;
            let (from, to) = match part {
                Part::Learned => (0, border - SIDE),
                Part::Unseen => (border, field.width - SIDE),
            };
            for trial in 0.. {
                let x = chance.within(from as i64, to as i64) as usize;
                let y = chance.below((field.height - SIDE + 1) as u64) as usize;
                let values = field.patch(x, y);
                if trial == 1000 || root_mean_square(&values) >= FLAT * contrasts[place] {
                    return channels(&values);
                }
            }
            unreachable!("the loop has no end")
        };
        (0..number).map(&mut patch).collect()
    }
}

impl Field {
    /// The difference of Gaussians, centre minus surround. The border pixels are continued outwards.
    pub fn filtered(&self) -> Self {
        let (centre, surround) = (self.blurred(CENTRE), self.blurred(SURROUND));
        let values = centre.iter().zip(surround).map(|(c, s)| c - s);
        Self {
            values: values.collect(),
            ..*self
        }
    }

    fn blurred(&self, deviation: f64) -> Vec<f64> {
        let taps: Vec<f64> = (0..=2 * TAPS)
            .map(|n| (n as f64 - TAPS as f64) / deviation)
            .map(|z| (-z * z / 2.0).exp())
            .collect();
        let sum: f64 = taps.iter().sum();
        let along = |values: &[f64], x_step: usize, y_step: usize| -> Vec<f64> {
            let mut blurred = Vec::with_capacity(values.len());
            for y in 0..self.height {
                for x in 0..self.width {
                    let tap = |n: usize| {
                        let x = (x + n * x_step)
                            .saturating_sub(TAPS * x_step)
                            .min(self.width - 1);
                        let y = (y + n * y_step)
                            .saturating_sub(TAPS * y_step)
                            .min(self.height - 1);
                        values[y * self.width + x]
                    };
                    let total: f64 = taps
                        .iter()
                        .enumerate()
                        .map(|(n, weight)| weight * tap(n))
                        .sum();
                    blurred.push(total / sum);
                }
            }
            blurred
        };
        along(&along(&self.values, 1, 0), 0, 1)
    }

    /// The patch whose top left pixel is at (x, y).
    fn patch(&self, x: usize, y: usize) -> Vec<f64> {
        let rows = (y..y + SIDE).flat_map(|y| &self.values[y * self.width + x..][..SIDE]);
        rows.copied().collect()
    }
}

/// A sine grating through the same filter: the orientation of its bars in radians (0 is horizontal, anticlockwise), the
/// frequency in cycles per pixel, and the phase in radians.
pub fn grating(orientation: f64, frequency: f64, phase: f64) -> Vec<u8> {
    let (border, width) = (TAPS + 1, SIDE + 2 * (TAPS + 1));
    let middle = (width as f64 - 1.0) / 2.0;
    let values = (0..width * width).map(|n| {
        let (x, y) = ((n % width) as f64 - middle, middle - (n / width) as f64);
        let across = y * orientation.cos() - x * orientation.sin();
        0.5 + 0.5 * (std::f64::consts::TAU * frequency * across + phase).sin()
    });
    let field = Field {
        width,
        height: width,
        values: values.collect(),
    };
    channels(&field.filtered().patch(border, border))
}

/// The stimulus of a patch with all channels clamped.
pub fn clamped(intensities: Vec<u8>) -> Stimulus {
    Stimulus {
        clamped: vec![true; intensities.len()],
        intensities,
    }
}

/// The intensities of the ON channels, then of the OFF channels, with normalised contrast.
fn channels(values: &[f64]) -> Vec<u8> {
    let strength = CONTRAST / root_mean_square(values).max(1e-9);
    let intensity = |value: f64| (255.0 * (value * strength).clamp(0.0, 1.0)).round() as u8;
    let on = values.iter().map(|&value| intensity(value));
    on.chain(values.iter().map(|&value| intensity(-value)))
        .collect()
}

fn root_mean_square(values: &[f64]) -> f64 {
    (values.iter().map(|value| value * value).sum::<f64>() / values.len() as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_light_is_dark_to_the_filter_and_an_edge_is_on_beside_off() {
        let field = |light: &dyn Fn(usize) -> f64| Field {
            width: 20,
            height: 20,
            values: (0..400).map(|n| light(n % 20)).collect(),
        };
        assert!(
            field(&|_| 0.7)
                .filtered()
                .values
                .iter()
                .all(|v| v.abs() < 1e-12)
        );
        let edge = channels(
            &field(&|x| if x < 10 { 0.0 } else { 1.0 })
                .filtered()
                .patch(6, 6),
        );
        // the edge is in the middle of the patch
        let (on, off) = edge.split_at(SIDE * SIDE);
        assert!(
            on[5] > 100 && off[5] == 0 && off[2] > 100 && on[2] == 0,
            "{edge:?}"
        );
    }

    #[test]
    fn a_grating_varies_across_its_bars_alone() {
        let horizontal = grating(0.0, 0.15, 0.3);
        let rows: Vec<&[u8]> = horizontal[..SIDE * SIDE].chunks(SIDE).collect();
        assert!(
            rows.iter()
                .all(|row| row.iter().all(|&v| v.abs_diff(row[0]) <= 1))
        );
        assert!(rows.iter().any(|row| row[0] > 100) && rows.iter().any(|row| row[0] == 0));
        let vertical = grating(std::f64::consts::FRAC_PI_2, 0.15, 0.3);
        assert!((0..SIDE).all(|x| vertical[x].abs_diff(vertical[SIDE * 5 + x]) <= 1));
        assert_ne!(horizontal, vertical);
    }

    #[test]
    fn patches_of_the_two_parts_come_from_different_places() {
        let photographs = Photographs::load(None).unwrap();
        let learned = photographs.patches(Part::Learned, 50, 1);
        assert_eq!(learned, photographs.patches(Part::Learned, 50, 1));
        assert_ne!(learned, photographs.patches(Part::Unseen, 50, 1));
        for patch in learned {
            assert_eq!(patch.len(), CHANNELS);
            let (on, off) = patch.split_at(SIDE * SIDE);
            assert!(on.iter().zip(off).all(|(&on, &off)| on == 0 || off == 0));
        }
    }
}
