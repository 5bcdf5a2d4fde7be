// lane_lfsr: 256-bit generator that the lanes share, eight fresh bits for each at every draw
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 32 lanes, 4 retrograde; seed 1.

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
  output wire [7:0] o_draw_15,
  output wire [7:0] o_draw_16,
  output wire [7:0] o_draw_17,
  output wire [7:0] o_draw_18,
  output wire [7:0] o_draw_19,
  output wire [7:0] o_draw_20,
  output wire [7:0] o_draw_21,
  output wire [7:0] o_draw_22,
  output wire [7:0] o_draw_23,
  output wire [7:0] o_draw_24,
  output wire [7:0] o_draw_25,
  output wire [7:0] o_draw_26,
  output wire [7:0] o_draw_27,
  output wire [7:0] o_draw_28,
  output wire [7:0] o_draw_29,
  output wire [7:0] o_draw_30,
  output wire [7:0] o_draw_31
);
  localparam [255:0] START = 256'h8000000000000000000000000000000000000000000000000000000000000000;
  reg [255:0] state = START;
  wire [255:0] mixed = state ^ (state << 43);
  wire [255:0] folded = mixed ^ (mixed >> 59);
  wire [255:0] stepped = {folded[191:0], folded[255:192]};
  always @(posedge clock)
    if (i_reset) state <= START;
    else if (i_step) state <= stepped ^ {248'd0, i_absorb};
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
  assign o_draw_16 = state[135:128];
  assign o_draw_17 = state[143:136];
  assign o_draw_18 = state[151:144];
  assign o_draw_19 = state[159:152];
  assign o_draw_20 = state[167:160];
  assign o_draw_21 = state[175:168];
  assign o_draw_22 = state[183:176];
  assign o_draw_23 = state[191:184];
  assign o_draw_24 = state[199:192];
  assign o_draw_25 = state[207:200];
  assign o_draw_26 = state[215:208];
  assign o_draw_27 = state[223:216];
  assign o_draw_28 = state[231:224];
  assign o_draw_29 = state[239:232];
  assign o_draw_30 = state[247:240];
  assign o_draw_31 = state[255:248];

endmodule

`default_nettype wire
