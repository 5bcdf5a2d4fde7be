//! The random bits as the network consumes them: `docs/reference/verification.md`.

mod consumed;
mod controls;
mod linear;
mod polynomials;
mod primes;
mod relations;
