//! Disturbed images: noise on every pixel, or a square that hides a part.

use std::f64::consts::TAU;

use yuragi_model::chance::SplitMix64;

/// The standard deviations of the noise, in units of the full intensity.
pub const NOISE: [f64; 8] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0];
/// The sides of the square, as a share of the side of the image.
pub const SIDES: [f64; 7] = [0.0, 0.143, 0.286, 0.429, 0.571, 0.714, 0.857];
/// The intensity of the square.
const GREY: u8 = 128;

/// The image with normally distributed noise on every pixel, clamped to the range of intensities.
pub fn noisy(image: &[u8], deviation: f64, chance: &mut SplitMix64) -> Vec<u8> {
    let mut uniform = || ((chance.word() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
    // the method of Box and Muller
    let mut normal = || (-2.0 * uniform().ln()).sqrt() * (TAU * uniform()).cos();
    let pixels = image.iter();
    pixels
        .map(|&q| (f64::from(q) + 255.0 * deviation * normal()).round() as u8)
        .collect()
}

/// The image with a grey square at a random place.
pub fn hidden(image: &[u8], width: usize, share: f64, chance: &mut SplitMix64) -> Vec<u8> {
    let height = image.len() / width;
    let side = (share * width.min(height) as f64).round() as usize;
    let mut at = |room: usize| chance.below((room - side + 1) as u64) as usize;
    let (left, top) = (at(width), at(height));
    let mut image = image.to_vec();
    for row in image.chunks_mut(width).skip(top).take(side) {
        row[left..left + side].fill(GREY);
    }
    image
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_has_its_deviation_and_a_square_its_size() {
        let image = vec![128_u8; 10_000];
        let mut chance = SplitMix64::new(9);
        let noisy = noisy(&image, 0.1, &mut chance);
        let squares = noisy
            .iter()
            .map(|&q| ((f64::from(q) - 128.0) / 255.0).powi(2));
        let deviation = (squares.sum::<f64>() / 10_000.0).sqrt();
        assert!((deviation - 0.1).abs() < 0.004, "{deviation}");
        let image = vec![7_u8; 28 * 28];
        let counts = SIDES.map(|share| {
            let hidden = hidden(&image, 28, share, &mut chance);
            hidden.iter().filter(|&&q| q == GREY).count()
        });
        assert_eq!(counts, [0, 16, 64, 144, 256, 400, 576]);
    }
}
