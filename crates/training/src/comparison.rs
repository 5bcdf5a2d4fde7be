//! Learning runs for the comparison of engines: the commands of a run, images that two engines classify side by side,
//! and the speed of one engine.

use std::time::Instant;

use crate::data::DataSet;
use yuragi_engines::Engine;
use yuragi_engines::compare::{Outcome, Pair, Step};
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus};

use super::error::Result;
use super::evaluation::{SPIKES, best, registers};
use super::lessons::Lessons;
use super::order::Order;

/// The commands of a learning run: the images of a data set in random order, each shown for `dwell` presentations of
/// one command each.
///
/// # Errors
/// If data and design do not fit.
pub fn lesson_steps(
    design: &Design,
    data: &DataSet,
    seed: u64,
) -> Result<impl Iterator<Item = Step> + use<>> {
    let lessons = Lessons::new(design, data)?;
    let stimuli: Vec<Stimulus> = (0..data.len()).map(|i| lessons.lesson(data, i)).collect();
    let learning = Registers {
        learn: true,
        ..Registers::new(design)
    };
    let mut order = Order::new(seed, stimuli.len());
    let dwell = design.sampling.dwell.into();
    let presentations = (0..).map(move |shown| {
        let show = Step::Show(stimuli[order.image(shown)].clone());
        std::iter::once(show).chain(std::iter::repeat_n(Step::Present(1), dwell))
    });
    let begin = [Step::Reset(seed), Step::Configure(learning)];
    Ok(begin.into_iter().chain(presentations.flatten()))
}

/// How the left engine of a pair classified images, compared with their labels and with the right engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// The number of classified images.
    pub images: u64,
    /// Images whose predicted class is their label.
    pub right: u64,
    /// Images for which both engines predict the same class.
    pub agreeing: u64,
    /// Output spikes of the left engine over all presentations.
    pub spikes: u64,
}

/// Both engines of a pair classify the first images of a data set, at most `most`, with learning off.
///
/// The spike counts are compared after every image. At the first difference, or when `stop` returns true, it ends
/// early; `outcome` then holds the difference and the number of presentations up to it.
///
/// # Errors
/// If data and design do not fit or an engine fails.
pub fn classify_both(
    pair: &mut Pair,
    outcome: &mut Outcome,
    design: &Design,
    data: &DataSet,
    most: usize,
    stop: &dyn Fn() -> bool,
) -> Result<Agreement> {
    let mut agreement = Agreement::default();
    let lessons = Lessons::new(design, data)?;
    pair.apply(&Step::Configure(registers(design)))?;
    for image in 0..most.min(data.len()) {
        if stop() {
            break;
        }
        pair.apply(&Step::Show(lessons.question(data, image)))?;
        pair.apply(&Step::Present(SPIKES))?;
        outcome.presentations += u64::from(SPIKES);
        outcome.together = SPIKES.into();
        outcome.difference = pair.counts()?;
        if outcome.difference.is_some() {
            break;
        }
        let (found, expected) = (pair.left.counts()?, pair.right.counts()?);
        let class = |counts: &[u16]| best(&counts[lessons.classes()]);
        agreement.images += 1;
        agreement.right += u64::from(class(&found) == usize::from(data.label(image)));
        agreement.agreeing += u64::from(class(&found) == class(&expected));
        agreement.spikes += found.iter().map(|&count| u64::from(count)).sum::<u64>();
    }
    Ok(agreement)
}

/// The speed of an engine that learns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed {
    /// Presentations per second, with the transfer of the stimuli.
    pub presentations_per_second: f64,
    /// Clock cycles per presentation, with those of the host's commands; 0 for an engine without a clock.
    pub cycles_per_presentation: f64,
}

/// Measures the speed of an engine over a number of presentations, 1 or more, of a learning run after a reset.
///
/// # Errors
/// If data and design do not fit or the engine fails.
pub fn measure_speed(
    engine: &mut dyn Engine,
    design: &Design,
    data: &DataSet,
    seed: u64,
    presentations: usize,
) -> Result<Speed> {
    let mut steps = lesson_steps(design, data, seed)?;
    // the reset and the registers
    for step in steps.by_ref().take(2) {
        step.apply(engine)?;
    }
    let (start, before) = (Instant::now(), engine.cycles().unwrap_or(0));
    let mut done = 0;
    for step in steps {
        step.apply(engine)?;
        done += usize::from(matches!(step, Step::Present(_)));
        if done >= presentations {
            break;
        }
    }
    let cycles = engine.cycles().unwrap_or(0) - before;
    let seconds = start.elapsed().as_secs_f64().max(f64::MIN_POSITIVE);
    Ok(Speed {
        presentations_per_second: presentations as f64 / seconds,
        cycles_per_presentation: cycles as f64 / presentations as f64,
    })
}
