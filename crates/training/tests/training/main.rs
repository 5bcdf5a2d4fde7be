//! Data sets and what a network learns of them.

mod accuracy;
mod arrays;
mod csv_errors;
mod data;
mod folders;
mod gzip;
mod idx_errors;
mod interval;
mod scales;
mod split_scales;
mod splits;
mod tables;
mod test_set;
