// yuragi_watchdog: restarts a core at which nothing moves
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_watchdog (
  input  wire clock,
  input  wire i_still,
  input  wire i_presented,
  output wire o_expired
);
  reg [14:0] age = 15'd0;
  always @(posedge clock) if (!i_still | i_presented | o_expired) age <= 15'd0; else age <= age + 15'd1;
  assign o_expired = age[14];

endmodule

`default_nettype wire
