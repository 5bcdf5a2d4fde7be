//! What stands around the core on a board: its top level, pins, serial line and memories, and what the tools make of it.

mod asc;
mod board_top;
mod dp16kd;
mod pins;
mod silicon;
mod uart;
mod virtual_board;
