//! The schedule of a learning run: the image of each presentation, the points of the learning curve, and the
//! presentations that a chip can do without the host.

use yuragi_model::design::Design;
use yuragi_model::network::Rehearsal;

use super::order::Order;

/// The number of presentations after which the accuracy of a design hardly rises any more: 100,000 for a generative
/// network, 400,000 for one that classifies.
pub fn usual_presentations(design: &Design) -> u64 {
    if design.network.inputs() == 0 {
        100_000
    } else {
        400_000
    }
}

/// The schedule of a learning run.
///
/// Either the images have a new random order in every epoch, or the engine stores them in one random order, and every
/// epoch is a pass through the store.
#[derive(Clone, Debug)]
pub struct Course {
    order: Order,
    dwell: u64,
    /// The stored images in their order; empty without a store.
    stored: Vec<usize>,
    /// The most passes of one command, so that no 32-bit counter wraps around twice.
    most_passes: u64,
}

impl Course {
    /// A new order in every epoch.
    pub fn free(seed: u64, images: usize, dwell: u16) -> Self {
        Self {
            order: Order::new(seed, images),
            dwell: dwell.into(),
            stored: Vec::new(),
            most_passes: 0,
        }
    }

    /// A store of the first `room` images in one order. `bundles` is the number of weights that one presentation can
    /// move.
    pub fn stored(seed: u64, images: usize, dwell: u16, room: usize, bundles: u64) -> Self {
        let mut order = Order::new(seed, images);
        let stored: Vec<usize> = (0..images.min(room))
            .map(|k| order.image(k as u64))
            .collect();
        let moved = (stored.len() as u64 * u64::from(dwell)).saturating_mul(bundles);
        Self {
            order,
            dwell: dwell.into(),
            most_passes: (u64::from(u32::MAX) / moved.max(1)).min(64),
            stored,
        }
    }

    /// The stored images in their order; empty without a store.
    pub fn images(&self) -> &[usize] {
        &self.stored
    }

    /// The image that is shown after `done` presentations. `done` must not go back to an earlier epoch.
    pub fn image(&mut self, done: u64) -> usize {
        let shown = done / self.dwell;
        if self.stored.is_empty() {
            return self.order.image(shown);
        }
        self.stored[(shown % self.stored.len() as u64) as usize]
    }

    /// The number of presentations in a pass through the store; none without a store.
    fn pass(&self) -> Option<u64> {
        (!self.stored.is_empty()).then(|| self.stored.len() as u64 * self.dwell)
    }

    /// What the engine can do without the host after `done` presentations, at most `rest` more: whole passes, or the
    /// beginning of one.
    pub fn rehearsal(&self, done: u64, rest: u64) -> Option<Rehearsal> {
        let pass = self.pass()?;
        let stimuli = (rest / self.dwell).min(self.stored.len() as u64);
        if !done.is_multiple_of(pass) || stimuli == 0 || self.most_passes == 0 {
            return None;
        }
        Some(Rehearsal {
            stimuli: stimuli as u16,
            presentations: self.dwell as u16,
            passes: (rest / pass).clamp(1, self.most_passes) as u16,
        })
    }

    /// The number of presentations at the end of the current pass through the store; `u64::MAX` without a store.
    pub fn pass_end(&self, done: u64) -> u64 {
        self.pass()
            .map_or(u64::MAX, |pass| (done / pass + 1).saturating_mul(pass))
    }

    /// The number of presentations to the next place to stop: about `slice`, and not beyond the next point of the
    /// curve.
    pub fn until_stop(&self, done: u64, slice: u64) -> u64 {
        let point = self.until_point(done);
        match self.pass() {
            None => slice.min(point),
            Some(pass) => ((done + slice).next_multiple_of(pass) - done).min(point),
        }
    }

    /// The number of presentations to the next point of the curve. The points are at the same places however a run is
    /// divided; with a store, they are at the ends of passes.
    fn until_point(&self, done: u64) -> u64 {
        let next = match done {
            0..1_000 => 1_000,
            1_000..2_000 => 2_000,
            2_000..5_000 => 5_000,
            5_000..1_000_000 => (done / 10_000 + 1) * 10_000,
            _ => (done / 100_000 + 1) * 100_000,
        };
        next.next_multiple_of(self.pass().unwrap_or(1)) - done
    }

    /// Whether there is a point of the curve after `done` presentations.
    pub fn is_point(&self, done: u64) -> bool {
        let before = done.saturating_sub(self.pass().unwrap_or(1));
        done > 0 && before + self.until_point(before) == done
    }
}

#[cfg(test)]
mod tests {
    use super::Course;

    #[test]
    fn points_do_not_depend_on_the_slices() {
        let course = Course::free(1, 7, 1);
        let points: Vec<u64> = (0..45_000).filter(|&done| course.is_point(done)).collect();
        assert_eq!(
            points,
            [1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 40_000]
        );
        assert_eq!(course.until_stop(4_990, 64), 10);
        assert_eq!(course.until_stop(5_000, 64), 64);
        assert!(course.is_point(1_100_000) && !course.is_point(1_010_000));
    }

    #[test]
    fn with_a_store_points_are_at_the_ends_of_passes() {
        // 300 of 400 images, two presentations each
        let course = Course::stored(1, 400, 2, 300, 1);
        let points: Vec<u64> = (0..25_000).filter(|&done| course.is_point(done)).collect();
        assert_eq!(points, [1_200, 2_400, 5_400, 10_200, 20_400]);
        assert_eq!(course.until_stop(0, 64), 600);
        assert_eq!(course.until_stop(600, 100_000), 600);
    }

    #[test]
    fn a_run_with_a_store_is_a_run_of_rehearsals() {
        let mut course = Course::stored(5, 40, 3, 100, 1);
        let pass = 120;
        let images = course.images().to_vec();
        let (mut done, target, mut shown) = (0, 9 * pass + 50, Vec::new());
        while let Some(rehearsal) = course.rehearsal(done, target - done) {
            for _ in 0..rehearsal.passes {
                for &image in &images[..rehearsal.stimuli.into()] {
                    shown.extend([image; 3]);
                }
            }
            done = shown.len() as u64;
        }
        // the rest is less than a stimulus takes
        assert_eq!(done, 9 * pass + 48);
        for (at, &image) in shown.iter().enumerate() {
            assert_eq!(course.image(at as u64), image, "presentation {at}");
        }
        assert_eq!(course.rehearsal(3, 1000), None);
    }
}
