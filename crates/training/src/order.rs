//! The order in which images are learned: each image once in an epoch, in a new random order every epoch.
//!
//! With random images instead, the weights would follow those that happened to occur often in the last presentations.

use yuragi_model::chance::SplitMix64;

/// Makes the draws of the order differ from other draws with the same seed.
const APART: u64 = 0x6c65_6172_6e69_6e67;

/// The order of a number of images. It depends only on the seed, so a continued run needs to know only how many images
/// it has shown.
#[derive(Clone, Debug)]
pub struct Order {
    chance: SplitMix64,
    /// The number of epochs whose order was drawn; `images` is the order of the last one.
    drawn: u64,
    images: Vec<usize>,
}

impl Order {
    /// The order of `images` images, 1 or more.
    pub fn new(seed: u64, images: usize) -> Self {
        Self {
            chance: SplitMix64::new(seed ^ APART),
            drawn: 0,
            images: vec![0; images],
        }
    }

    /// The image that is shown after `shown` others. `shown` must not go back to an earlier epoch.
    pub fn image(&mut self, shown: u64) -> usize {
        let n = self.images.len() as u64;
        while self.drawn <= shown / n {
            self.shuffle();
        }
        self.images[(n - 1 - shown % n) as usize]
    }

    fn shuffle(&mut self) {
        let n = self.images.len();
        self.images = (0..n).collect();
        self.chance.shuffle(&mut self.images);
        self.drawn += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::Order;

    #[test]
    fn every_image_once_an_epoch_wherever_a_run_begins() {
        for (seed, n) in [(1, 1), (2, 7), (3, 100)] {
            let mut order = Order::new(seed, n);
            let shown: Vec<usize> = (0..5 * n as u64).map(|k| order.image(k)).collect();
            for epoch in shown.chunks(n) {
                let mut sorted = epoch.to_vec();
                sorted.sort_unstable();
                assert_eq!(
                    sorted,
                    (0..n).collect::<Vec<_>>(),
                    "seed {seed}, {n} images"
                );
            }
            for (k, &image) in shown.iter().enumerate() {
                assert_eq!(
                    Order::new(seed, n).image(k as u64),
                    image,
                    "seed {seed}, place {k}"
                );
            }
        }
        let orders = |seed| {
            let mut order = Order::new(seed, 100);
            (0..200).map(|k| order.image(k)).collect::<Vec<_>>()
        };
        let (one, other) = (orders(1), orders(2));
        assert_ne!(one[..100], one[100..]);
        assert_ne!(one, other);
    }
}
