//! Several chains of a network: copies with streams of their own, which are sampled side by side.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;
use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;

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
    items: Vec<I>,
    work: impl Fn(I, &dyn Fn() -> bool) -> PyResult<T> + Sync,
) -> PyResult<Vec<T>> {
    let stop = AtomicBool::new(false);
    let next = AtomicUsize::new(0);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let workers = cores.min(items.len()).max(1);
    let slots: Vec<std::sync::Mutex<Option<I>>> = items
        .into_iter()
        .map(|item| std::sync::Mutex::new(Some(item)))
        .collect();
    let take = |slot: &std::sync::Mutex<Option<I>>| {
        slot.lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .take()
    };
    let signal = py.detach(|| {
        thread::scope(|scope| {
            let (work, stop, next, slots, take) = (&work, &stop, &next, &slots, &take);
            let run = move || {
                let mut done = Vec::new();
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = slots.get(place).and_then(take) else {
                        return done;
                    };
                    let stopped = || stop.load(Ordering::Relaxed);
                    let result = work(item, &stopped);
                    if result.is_err() {
                        stop.store(true, Ordering::Relaxed);
                    }
                    done.push((place, result));
                }
            };
            let running: Vec<_> = (0..workers).map(|_| scope.spawn(run)).collect();
            let (mut signal, mut pause) = (Ok(()), Duration::from_millis(1));
            while running.iter().any(|worker| !worker.is_finished()) {
                thread::sleep(pause);
                pause = (2 * pause).min(Duration::from_millis(50));
                if signal.is_ok() {
                    signal = Python::attach(|py| py.check_signals());
                    if signal.is_err() {
                        stop.store(true, Ordering::Relaxed);
                    }
                }
            }
            let mut results = Vec::new();
            for worker in running {
                match worker.join() {
                    Ok(done) => results.extend(done),
                    Err(_) => {
                        signal = Err(errors::failed("a chain ended by a fault of the program"))
                    }
                }
            }
            results.sort_by_key(|(place, _)| *place);
            signal.map(|()| results)
        })
    });
    signal?.into_iter().map(|(_, result)| result).collect()
}
