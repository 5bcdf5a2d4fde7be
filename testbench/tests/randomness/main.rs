//! The random bits as the network consumes them: `docs/randomness.md`.

mod consumed;
mod controls;
mod linear;
mod polynomials;
mod primes;
mod relations;
