// lane_lfsr: 128-bit generator that the lanes share, eight fresh bits for each at every draw
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 0 inputs, 32 hidden, 74 outputs; weights of 10 bits, quantum 2^-6 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module lane_lfsr (
  // Control
  input  wire       clock,
  input  wire       i_reset,
  input  wire       i_step,
  // Data
  input  wire [7:0] i_absorb,
  output wire [7:0] o_draw_0,
  output wire [7:0] o_draw_1,
  output wire [7:0] o_draw_2,
  output wire [7:0] o_draw_3,
  output wire [7:0] o_draw_4,
  output wire [7:0] o_draw_5,
  output wire [7:0] o_draw_6,
  output wire [7:0] o_draw_7,
  output wire [7:0] o_draw_8,
  output wire [7:0] o_draw_9,
  output wire [7:0] o_draw_10,
  output wire [7:0] o_draw_11,
  output wire [7:0] o_draw_12,
  output wire [7:0] o_draw_13,
  output wire [7:0] o_draw_14,
  output wire [7:0] o_draw_15
);
  localparam [127:0] START = 128'h80000000000000000000000000000000;
  reg [127:0] state = START;
  wire [127:0] mixed = state ^ (state << 19);
  wire [127:0] folded = mixed ^ (mixed >> 45);
  wire [127:0] stepped = {folded[63:0], folded[127:64]};
  always @(posedge clock)
    if (i_reset) state <= START;
    else if (i_step) state <= stepped ^ {120'd0, i_absorb};
  assign o_draw_0 = state[7:0];
  assign o_draw_1 = state[15:8];
  assign o_draw_2 = state[23:16];
  assign o_draw_3 = state[31:24];
  assign o_draw_4 = state[39:32];
  assign o_draw_5 = state[47:40];
  assign o_draw_6 = state[55:48];
  assign o_draw_7 = state[63:56];
  assign o_draw_8 = state[71:64];
  assign o_draw_9 = state[79:72];
  assign o_draw_10 = state[87:80];
  assign o_draw_11 = state[95:88];
  assign o_draw_12 = state[103:96];
  assign o_draw_13 = state[111:104];
  assign o_draw_14 = state[119:112];
  assign o_draw_15 = state[127:120];

endmodule

`default_nettype wire
