//! From Rust-HDL: the hierarchy of blocks, and the syntax tree of each.

pub mod declarations;
pub mod fault;
pub mod hierarchy;
pub mod index;
pub mod infer;
pub mod integer;
pub mod literal;
pub mod show;
pub mod statements;
pub mod text;
pub mod title;
pub mod typing;
