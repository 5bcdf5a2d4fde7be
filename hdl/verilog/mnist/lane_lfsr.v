// lane_lfsr: 512-bit generator that the lanes share, eight fresh bits for each at every draw
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 784 inputs, 128 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 64 lanes, 2 retrograde; seed 1.

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
  output wire [7:0] o_draw_31,
  output wire [7:0] o_draw_32,
  output wire [7:0] o_draw_33,
  output wire [7:0] o_draw_34,
  output wire [7:0] o_draw_35,
  output wire [7:0] o_draw_36,
  output wire [7:0] o_draw_37,
  output wire [7:0] o_draw_38,
  output wire [7:0] o_draw_39,
  output wire [7:0] o_draw_40,
  output wire [7:0] o_draw_41,
  output wire [7:0] o_draw_42,
  output wire [7:0] o_draw_43,
  output wire [7:0] o_draw_44,
  output wire [7:0] o_draw_45,
  output wire [7:0] o_draw_46,
  output wire [7:0] o_draw_47,
  output wire [7:0] o_draw_48,
  output wire [7:0] o_draw_49,
  output wire [7:0] o_draw_50,
  output wire [7:0] o_draw_51,
  output wire [7:0] o_draw_52,
  output wire [7:0] o_draw_53,
  output wire [7:0] o_draw_54,
  output wire [7:0] o_draw_55,
  output wire [7:0] o_draw_56,
  output wire [7:0] o_draw_57,
  output wire [7:0] o_draw_58,
  output wire [7:0] o_draw_59,
  output wire [7:0] o_draw_60,
  output wire [7:0] o_draw_61,
  output wire [7:0] o_draw_62,
  output wire [7:0] o_draw_63
);
  localparam [511:0] START =
      512'h80000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000;
  reg [511:0] state = START;
  wire [511:0] mixed = state ^ (state << 61);
  wire [511:0] folded = mixed ^ (mixed >> 45);
  wire [511:0] stepped = {folded[255:0], folded[511:256]};
  always @(posedge clock)
    if (i_reset) state <= START;
    else if (i_step) state <= stepped ^ {504'd0, i_absorb};
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
  assign o_draw_32 = state[263:256];
  assign o_draw_33 = state[271:264];
  assign o_draw_34 = state[279:272];
  assign o_draw_35 = state[287:280];
  assign o_draw_36 = state[295:288];
  assign o_draw_37 = state[303:296];
  assign o_draw_38 = state[311:304];
  assign o_draw_39 = state[319:312];
  assign o_draw_40 = state[327:320];
  assign o_draw_41 = state[335:328];
  assign o_draw_42 = state[343:336];
  assign o_draw_43 = state[351:344];
  assign o_draw_44 = state[359:352];
  assign o_draw_45 = state[367:360];
  assign o_draw_46 = state[375:368];
  assign o_draw_47 = state[383:376];
  assign o_draw_48 = state[391:384];
  assign o_draw_49 = state[399:392];
  assign o_draw_50 = state[407:400];
  assign o_draw_51 = state[415:408];
  assign o_draw_52 = state[423:416];
  assign o_draw_53 = state[431:424];
  assign o_draw_54 = state[439:432];
  assign o_draw_55 = state[447:440];
  assign o_draw_56 = state[455:448];
  assign o_draw_57 = state[463:456];
  assign o_draw_58 = state[471:464];
  assign o_draw_59 = state[479:472];
  assign o_draw_60 = state[487:480];
  assign o_draw_61 = state[495:488];
  assign o_draw_62 = state[503:496];
  assign o_draw_63 = state[511:504];

endmodule

`default_nettype wire
