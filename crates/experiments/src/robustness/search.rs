//! A search for the smallest change of an image that makes a network predict another class, which uses only
//! predictions.
//!
//! The search is the same for every network, uses neither gradients nor probabilities, and has a budget of queries. It
//! starts at an image of another class and moves towards the original: a step either undoes the change in a random
//! square, or adds a square of one value and makes the whole change smaller. A step is kept if the result is nearer and
//! still predicted as another class. Random squares come from Andriushchenko et al. (ECCV 2020), who followed scores.
//! The distance found is an upper bound of the smallest one.

use anyhow::Result;

use yuragi_model::chance::SplitMix64;

/// The side of the largest square, as a share of the side of the image.
const LARGEST: f64 = 0.5;
/// The length of the first step, relative to the change.
const FIRST: f64 = 0.3;
/// The factor of the length after a step that is kept.
const LONGER: f64 = 1.4;
/// The factor of the length after a step that is not kept.
const SHORTER: f64 = 0.96;
/// The smallest length of a step.
const SHORTEST: f64 = 0.02;
/// How much a step that adds a square makes the change smaller, relative to its length.
const NEARER: f64 = 0.2;
/// At the end the change grows by this factor until the prediction is reliable.
const GROWTH: f64 = 1.03;
/// The largest number of such growths.
const GROWN: u32 = 60;

/// How reliable a prediction must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// As reliable as for the test accuracy.
    Usual,
    /// With more presentations, so that chance plays almost no part.
    Sure,
}

/// A function that tells whether an image is predicted as another class than its own.
pub type Fooled<'a> = dyn FnMut(&[u8], Care) -> Result<bool> + 'a;

/// The Euclidean distance of two images, in units of the full intensity.
pub fn distance(a: &[u8], b: &[u8]) -> f64 {
    let squares = a
        .iter()
        .zip(b)
        .map(|(&a, &b)| (f64::from(a) - f64::from(b)).powi(2));
    squares.sum::<f64>().sqrt() / 255.0
}

/// The distance to the nearest image found that is reliably predicted as another class. `start` is such an image;
/// `width` is the number of pixels in a row.
///
/// # Errors
/// If the network fails.
pub fn nearest(
    (image, width): (&[u8], usize),
    start: &[u8],
    budget: u32,
    chance: &mut SplitMix64,
    fooled: &mut Fooled,
) -> Result<f64> {
    let whole = start
        .iter()
        .zip(image)
        .map(|(&s, &i)| f64::from(s) - f64::from(i));
    let mut change: Vec<f64> = whole.collect();
    let mut best = distance(start, image);
    let mut step = FIRST;
    for _ in 0..budget {
        let mut next = change.clone();
        let square = Square::new(width, image.len() / width, chance);
        if chance.one_in(2) {
            let left = [0.0, 0.5][chance.below(2) as usize];
            square.of(&mut next).for_each(|value| *value *= left);
        } else {
            let length = norm(&change);
            let sign = if chance.one_in(2) { 1.0 } else { -1.0 };
            let value = sign * step * length / (square.pixels() as f64).sqrt();
            square.of(&mut next).for_each(|pixel| *pixel += value);
            let shrunk = length * (1.0 - NEARER * step) / norm(&next).max(f64::MIN_POSITIVE);
            next.iter_mut().for_each(|pixel| *pixel *= shrunk);
        }
        let shown = changed(image, &next);
        let far = distance(&shown, image);
        // a step that looks good by chance would mislead the search, so it is checked again
        if far < best && fooled(&shown, Care::Usual)? && fooled(&shown, Care::Sure)? {
            // the change cannot leave the range of intensities
            change = shown
                .iter()
                .zip(image)
                .map(|(&s, &i)| f64::from(s) - f64::from(i))
                .collect();
            best = far;
            step = (step * LONGER).min(1.0);
        } else {
            step = (step * SHORTER).max(SHORTEST);
        }
    }
    for grown in 0..GROWN {
        let factor = GROWTH.powi(grown as i32);
        let larger: Vec<f64> = change.iter().map(|value| value * factor).collect();
        let shown = changed(image, &larger);
        if fooled(&shown, Care::Sure)? {
            return Ok(distance(&shown, image));
        }
    }
    Ok(distance(start, image))
}

/// The number of halvings on the straight line to another image.
const HALVINGS: u32 = 10;

/// The distance at which the prediction changes on the straight line from an image to another one, which is reliably
/// predicted as another class. Without a search, it cannot favour one network over another.
///
/// # Errors
/// If the network fails.
pub fn straight(image: &[u8], start: &[u8], fooled: &mut Fooled) -> Result<f64> {
    let whole: Vec<f64> = start
        .iter()
        .zip(image)
        .map(|(&s, &i)| f64::from(s) - f64::from(i))
        .collect();
    let (mut right, mut wrong) = (0.0, 1.0);
    let mut found = distance(start, image);
    for _ in 0..HALVINGS {
        let middle = (right + wrong) / 2.0;
        let part: Vec<f64> = whole.iter().map(|value| value * middle).collect();
        let shown = changed(image, &part);
        if fooled(&shown, Care::Sure)? {
            wrong = middle;
            found = distance(&shown, image);
        } else {
            right = middle;
        }
    }
    Ok(found)
}

fn norm(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}

/// The image with a change added, as intensities.
fn changed(image: &[u8], change: &[f64]) -> Vec<u8> {
    let pixels = image.iter().zip(change);
    // `as` saturates at the ends of the range of intensities
    pixels
        .map(|(&pixel, change)| (f64::from(pixel) + change).round() as u8)
        .collect()
}

/// A square of pixels within an image.
struct Square {
    left: usize,
    top: usize,
    side: usize,
    width: usize,
}

impl Square {
    fn new(width: usize, height: usize, chance: &mut SplitMix64) -> Self {
        let most = ((width.min(height) as f64 * LARGEST) as u64).max(1);
        let side = 1 + chance.below(most) as usize;
        let mut at = |room: usize| chance.below((room - side + 1) as u64) as usize;
        Self {
            left: at(width),
            top: at(height),
            side,
            width,
        }
    }

    fn pixels(&self) -> usize {
        self.side * self.side
    }

    fn of<'a>(&self, image: &'a mut [f64]) -> impl Iterator<Item = &'a mut f64> {
        let rows = image.chunks_mut(self.width).skip(self.top).take(self.side);
        let (left, side) = (self.left, self.side);
        rows.flat_map(move |row| row[left..].iter_mut().take(side))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A classifier whose boundary is a plane, to which the distance is known.
    #[test]
    fn it_finds_a_plane() {
        let (width, pixels) = (8, 64);
        let image = vec![100_u8; pixels];
        // predicted as another class if the four middle pixels are 40 brighter on average: a distance of at least 80
        let middle = [27, 28, 35, 36];
        let asked = std::cell::Cell::new(0);
        let mut fooled = |image: &[u8], _| {
            asked.set(asked.get() + 1);
            Ok(middle.iter().map(|&p| u32::from(image[p])).sum::<u32>() >= 560)
        };
        let start = vec![200_u8; pixels];
        let mut chance = SplitMix64::new(3);
        let least = 80.0 / 255.0;
        let found =
            nearest((&image, width), &start, 2000, &mut chance, &mut fooled).expect("found");
        assert!(
            found >= least && found < 1.35 * least,
            "{found}, at least {least}"
        );
        // steps that look good are checked twice, and the result once at the end
        assert!(asked.get() <= 2 * 2000 + 1);
        // the straight line brightens all 64 pixels by 40
        let way = straight(&image, &start, &mut fooled).expect("found");
        assert!((way - 320.0 / 255.0).abs() < 0.01, "{way}");
        // a smaller budget cannot find a smaller change
        let mut chance = SplitMix64::new(3);
        let sooner =
            nearest((&image, width), &start, 100, &mut chance, &mut fooled).expect("found");
        assert!(sooner >= found && sooner <= distance(&start, &image));
    }

    /// A prediction by chance does not count: the result is always reliable.
    #[test]
    fn chance_is_not_believed() {
        let image = vec![0_u8; 16];
        let start = vec![255_u8; 16];
        let mut chance = SplitMix64::new(4);
        let mut fooled = |image: &[u8], care| {
            let sum: u32 = image.iter().map(|&p| u32::from(p)).sum();
            Ok(sum >= if care == Care::Sure { 1600 } else { 800 })
        };
        let found = nearest((&image, 4), &start, 500, &mut chance, &mut fooled).expect("found");
        // the smallest change is 1600 spread evenly over 16 pixels
        assert!(found >= 400.0 / 255.0, "{found}");
    }
}
