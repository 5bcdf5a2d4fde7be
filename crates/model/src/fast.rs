//! What the fast path of the model computes with: vectors, tables that are looked up by one load, and flips of listed words.

#[cfg(target_arch = "x86_64")]
pub(crate) mod avx2;
pub(crate) mod flips;
pub(crate) mod look_up;
pub(crate) mod vector;
