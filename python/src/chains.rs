//! Several chains of a network: copies with streams of their own, which are sampled side by side.

use std::mem::{replace, swap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;
use yuragi_model::chance::SplitMix64;
use yuragi_model::parallel::on_threads;
use yuragi_model::{Model, Registers};

use crate::errors;
use crate::machine::Lesson;

/// The number of models that one core computes together.
const TOGETHER: usize = 4;

/// Makes the seeds of chains differ from other seeds.
const APART: u64 = 0x6368_6169_6e73_0000;

/// Copies of a model with its weights, registers and stimulus, whose random streams start from seeds of their own. The
/// seeds depend only on `seed` and the number of the chain.
///
/// # Errors
/// Never, because the weights are those of the same design.
pub fn copies(model: &Model, chains: usize, seed: u64) -> PyResult<Vec<Model>> {
    let weights = model.weights();
    let mut seeds = SplitMix64::new(seed ^ APART);
    let copy = |_| {
        let mut copy = model.clone();
        copy.reset_seed(seeds.word());
        copy.load_weights(&weights).map_err(errors::input)?;
        Ok(copy)
    };
    (0..chains).map(copy).collect()
}

/// Does the same work on each item, on all cores. Results are in the order of the items and do not depend on the number of
/// cores. `work` is given a function that tells it to stop.
///
/// # Errors
/// The first error of the work, or the exception of a signal.
pub fn side_by_side<I: Send, T: Send>(
    py: Python<'_>,
    mut items: Vec<I>,
    work: impl Fn(&mut I, &dyn Fn() -> bool) -> PyResult<T> + Sync,
) -> PyResult<Vec<T>> {
    let stop = AtomicBool::new(false);
    let one = |_, item: &mut I| {
        let result = work(item, &|| stop.load(Ordering::Relaxed));
        if result.is_err() {
            stop.store(true, Ordering::Relaxed);
        }
        result
    };
    py.detach(|| {
        thread::scope(|scope| {
            let working = scope.spawn(|| on_threads(&mut items, cores(), one));
            let (mut signal, mut pause) = (Ok(()), Duration::from_millis(1));
            while !working.is_finished() {
                thread::sleep(pause);
                pause = (2 * pause).min(Duration::from_millis(50));
                if signal.is_ok() {
                    signal = Python::attach(|py| py.check_signals());
                    if signal.is_err() {
                        stop.store(true, Ordering::Relaxed);
                    }
                }
            }
            let results = working
                .join()
                .map_err(|_| errors::failed("a chain ended by a fault of the program"))?;
            signal.and_then(|()| results.into_iter().collect())
        })
    })
}

/// The number of cores.
fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// A model that learns, and the registers that it has otherwise.
pub struct Pupil<'a> {
    /// The model.
    pub model: &'a mut Model,
    /// What it learns.
    pub lesson: Lesson<'a>,
    /// Its registers before and afterwards.
    pub registers: Registers,
}

/// Lets models of one design learn on all cores, up to four at a time on each.
///
/// # Errors
/// If a model refuses what it is given, or the exception of a signal. Then all have learned something.
pub fn learn(py: Python<'_>, pupils: Vec<Pupil>, presentations: u64) -> PyResult<()> {
    let alike = pupils
        .windows(2)
        .all(|pair| pair[0].registers == pair[1].registers);
    let size = if alike {
        pupils.len().div_ceil(cores()).clamp(1, TOGETHER)
    } else {
        1
    };
    let (mut groups, mut pupils) = (Vec::new(), pupils.into_iter().peekable());
    while pupils.peek().is_some() {
        groups.push(Group::of(pupils.by_ref().take(size)));
    }
    let learned = side_by_side(py, groups, |group, stop| group.learn(presentations, stop));
    learned.map(|_| ())
}

/// Models that are computed together on one core.
struct Group<'a> {
    /// The models, for which others stand in at home.
    models: Vec<Model>,
    homes: Vec<&'a mut Model>,
    lessons: Vec<Lesson<'a>>,
    registers: Vec<Registers>,
}

impl<'a> Group<'a> {
    fn of(pupils: impl Iterator<Item = Pupil<'a>>) -> Self {
        let mut group = Self {
            models: Vec::new(),
            homes: Vec::new(),
            lessons: Vec::new(),
            registers: Vec::new(),
        };
        for pupil in pupils {
            let substitute = pupil.model.clone();
            group.models.push(replace(pupil.model, substitute));
            group.homes.push(pupil.model);
            group.lessons.push(pupil.lesson);
            group.registers.push(pupil.registers);
        }
        group
    }

    fn learn(&mut self, presentations: u64, stop: &dyn Fn() -> bool) -> PyResult<()> {
        for (model, &registers) in self.models.iter_mut().zip(&self.registers) {
            let learn = true;
            model
                .set_registers(Registers { learn, ..registers })
                .map_err(errors::input)?;
        }
        let Some(end) = self
            .lessons
            .first()
            .map(|lesson| lesson.done + presentations)
        else {
            return Ok(());
        };
        while self.lessons[0].done < end && !stop() {
            let mut most = 0;
            for (model, lesson) in self.models.iter_mut().zip(&mut self.lessons) {
                most = lesson.turn(model, end)?;
            }
            Model::present_together(&mut self.models, most).map_err(errors::input)?;
        }
        Ok(())
    }
}

impl Drop for Group<'_> {
    /// The models go home, whatever has happened: arrays of NumPy look into their memory.
    fn drop(&mut self) {
        let registers = self.registers.iter();
        for ((model, home), &registers) in
            self.models.iter_mut().zip(&mut self.homes).zip(registers)
        {
            swap(model, home);
            // they were those of the model before, so they are valid
            let _ = home.set_registers(registers);
        }
    }
}
