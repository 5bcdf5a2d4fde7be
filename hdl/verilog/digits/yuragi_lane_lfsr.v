// yuragi_lane_lfsr: 128-bit generator that the lanes share, eight fresh bits for each at every draw
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_lane_lfsr (
  // Control
  input  wire         clock,
  input  wire         i_reset,
  input  wire         i_step,
  // Data
  input  wire [7:0]   i_absorb,
  output wire [127:0] o_draw
);
  localparam [127:0] START = 128'h80000000000000000000000000000000;
  reg [127:0] state = START;
  wire [127:0] mixed = state ^ (state << 19);
  wire [127:0] folded = mixed ^ (mixed >> 45);
  wire [127:0] stepped = {folded[63:0], folded[127:64]};
  always @(posedge clock)
    if (i_reset) state <= START;
    else if (i_step) state <= stepped ^ {120'd0, i_absorb};
  assign o_draw = state[127:0];

endmodule

`default_nettype wire
