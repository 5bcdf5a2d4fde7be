//! In which order images are learned: each once an epoch, every epoch in a random order of its own.
//!
//! Drawing without replacement keeps the weights from wandering after the images that chance happened to favour lately.

use yuragi_model::chance::SplitMix64;

/// Keeps the order apart from what else is drawn from the seed of a run.
const APART: u64 = 0x6c65_6172_6e69_6e67;

/// The order of a number of images. It depends on the seed alone, so a run that goes on needs to know only how many it has shown.
#[derive(Clone, Debug)]
pub struct Order {
    chance: SplitMix64,
    /// Epochs whose order has been drawn; that of the last is at hand.
    drawn: u64,
    images: Vec<usize>,
}

impl Order {
    /// The order of `images` images, one at least.
    pub fn new(seed: u64, images: usize) -> Self {
        Self {
            chance: SplitMix64::new(seed ^ APART),
            drawn: 0,
            images: vec![0; images],
        }
    }

    /// The image that is shown after so many others. What is asked for never goes back to an epoch before.
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
