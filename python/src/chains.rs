//! Several chains of a network: copies with streams of their own, which are sampled side by side.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;
use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::parallel::on_threads;

use crate::errors;

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
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let one = |_, item: &mut I| {
        let result = work(item, &|| stop.load(Ordering::Relaxed));
        if result.is_err() {
            stop.store(true, Ordering::Relaxed);
        }
        result
    };
    py.detach(|| {
        thread::scope(|scope| {
            let working = scope.spawn(|| on_threads(&mut items, cores, one));
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
