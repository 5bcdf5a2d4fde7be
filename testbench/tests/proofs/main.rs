//! Some of the proofs of `make formal` and `make equivalence`.

mod equivalence;
mod formal;
