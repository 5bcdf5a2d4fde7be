//! Data sets and what a network learns of them.

mod accuracy;
mod csv_errors;
mod data;
mod gzip;
mod idx_errors;
mod interval;
mod test_set;
