//! Independent work on several threads.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does work on each item, on up to `threads` threads, and returns the results in the order of the items. Each thread takes the
/// next item that nobody took. If the work depends on nothing but the item and its number, neither do the results: the number of
/// threads makes no difference.
///
/// With chains of a network as items this runs many chains on all cores. Items may also be groups of chains, each of which
/// [`Model::present_together`](crate::layered::Model::present_together) computes on one core.
///
/// # Panics
/// If the work on an item panics.
pub fn on_threads<I: Send, T: Send>(
    items: &mut [I],
    threads: usize,
    work: impl Fn(usize, &mut I) -> T + Sync,
) -> Vec<T> {
    let slots: Vec<Mutex<(&mut I, Option<T>)>> = items
        .iter_mut()
        .map(|item| Mutex::new((item, None)))
        .collect();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..threads.clamp(1, slots.len().max(1)) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(slot) = slots.get(number) else { break };
                    let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
                    let (item, result) = &mut *slot;
                    *result = Some(work(number, item));
                }
            });
        }
    });
    let results = slots.into_iter().map(|slot| {
        let (_, result) = slot.into_inner().unwrap_or_else(PoisonError::into_inner);
        result.expect("every item was taken")
    });
    results.collect()
}
