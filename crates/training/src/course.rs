//! What is learned when: the image of each presentation, where the curve is measured, and what a chip can do on its own.

use yuragi_model::network::Rehearsal;

use super::order::Order;

/// The course of a learning run.
///
/// Either every epoch has a random order of its own, or the images stand in the engine's store, in one random order, and every
/// epoch is a pass through them.
#[derive(Clone, Debug)]
pub struct Course {
    order: Order,
    dwell: u64,
    /// The images in the store, in their order; none if they are not stored.
    stored: Vec<usize>,
    /// Passes of one command, so few that no 32-bit counter wraps around twice.
    most_passes: u64,
}

impl Course {
    /// A new order every epoch.
    pub fn free(seed: u64, images: usize, dwell: u16) -> Self {
        Self {
            order: Order::new(seed, images),
            dwell: dwell.into(),
            stored: Vec::new(),
            most_passes: 0,
        }
    }

    /// As many images as there is room for, in one order. `bundles`: how many weights one presentation can move.
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

    /// The images in the store, in their order; none if they are not stored.
    pub fn images(&self) -> &[usize] {
        &self.stored
    }

    /// The image that is shown after so many presentations of others. What is asked for never goes back to an epoch before.
    pub fn image(&mut self, done: u64) -> usize {
        let shown = done / self.dwell;
        if self.stored.is_empty() {
            return self.order.image(shown);
        }
        self.stored[(shown % self.stored.len() as u64) as usize]
    }

    /// Presentations of a pass through the store; none without it.
    fn pass(&self) -> Option<u64> {
        (!self.stored.is_empty()).then(|| self.stored.len() as u64 * self.dwell)
    }

    /// What the engine can do on its own after `done` presentations, `rest` more at most: whole passes, or the beginning of one.
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

    /// Where the pass through the store ends that is under way after so many presentations; nowhere without a store.
    pub fn pass_end(&self, done: u64) -> u64 {
        self.pass()
            .map_or(u64::MAX, |pass| (done / pass + 1).saturating_mul(pass))
    }

    /// Presentations from here to a good place to stop, about `slice` of them, and no further than the next point of the curve.
    pub fn until_stop(&self, done: u64, slice: u64) -> u64 {
        let point = self.until_point(done);
        match self.pass() {
            None => slice.min(point),
            Some(pass) => ((done + slice).next_multiple_of(pass) - done).min(point),
        }
    }

    /// Presentations until the next point of the curve. The points stand at the same places however a run is divided; with a
    /// store, at the ends of passes.
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

    /// Whether a point of the curve stands here.
    pub fn is_point(&self, done: u64) -> bool {
        let before = done.saturating_sub(self.pass().unwrap_or(1));
        done > 0 && before + self.until_point(before) == done
    }
}

#[cfg(test)]
mod tests {
    use super::Course;

    #[test]
    fn points_stand_where_they_always_stood() {
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
    fn with_a_store_points_stand_at_the_ends_of_passes() {
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
