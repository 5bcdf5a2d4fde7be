// evidence_register: evidence of 74 outputs, +1 in `ups`, -1 in `downs`
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 0 inputs, 32 hidden, 74 outputs; weights of 10 bits, quantum 2^-6 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module evidence_register (
  input  wire        clock,
  input  wire        i_shift,
  input  wire        i_up,
  input  wire        i_down,
  input  wire [11:0] i_word,
  output wire        o_open_0,
  output wire        o_open_1,
  output wire        o_open_2,
  output wire        o_open_3,
  output wire        o_open_4,
  output wire        o_open_5,
  output wire        o_open_6,
  output wire        o_open_7,
  output wire        o_open_8,
  output wire        o_open_9,
  output wire        o_open_10,
  output wire        o_open_11,
  output wire        o_open_12,
  output wire        o_open_13,
  output wire        o_open_14,
  output wire        o_open_15,
  output wire        o_close_0,
  output wire        o_close_1,
  output wire        o_close_2,
  output wire        o_close_3,
  output wire        o_close_4,
  output wire        o_close_5,
  output wire        o_close_6,
  output wire        o_close_7,
  output wire        o_close_8,
  output wire        o_close_9,
  output wire        o_close_10,
  output wire        o_close_11,
  output wire        o_close_12,
  output wire        o_close_13,
  output wire        o_close_14,
  output wire        o_close_15,
  output wire        o_any_evidence
);
  reg [73:0] ups = 74'd0;
  always @(posedge clock) if (i_shift) ups <= {i_up, ups[73:1]};
  wire [79:0] wide_ups = {6'd0, ups};
  reg [73:0] downs = 74'd0;
  always @(posedge clock) if (i_shift) downs <= {i_down, downs[73:1]};
  wire [79:0] wide_downs = {6'd0, downs};
  assign o_any_evidence = |{ups, downs};
  // verilator lint_off UNUSEDSIGNAL
  wire [8:0] word_spare = i_word[11:3]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [4:0] open_0 = {wide_ups[64], wide_ups[48], wide_ups[32], wide_ups[16], wide_ups[0]};
  assign o_open_0 = open_0[i_word[2:0]];
  wire [4:0] open_1 = {wide_ups[65], wide_ups[49], wide_ups[33], wide_ups[17], wide_ups[1]};
  assign o_open_1 = open_1[i_word[2:0]];
  wire [4:0] open_2 = {wide_ups[66], wide_ups[50], wide_ups[34], wide_ups[18], wide_ups[2]};
  assign o_open_2 = open_2[i_word[2:0]];
  wire [4:0] open_3 = {wide_ups[67], wide_ups[51], wide_ups[35], wide_ups[19], wide_ups[3]};
  assign o_open_3 = open_3[i_word[2:0]];
  wire [4:0] open_4 = {wide_ups[68], wide_ups[52], wide_ups[36], wide_ups[20], wide_ups[4]};
  assign o_open_4 = open_4[i_word[2:0]];
  wire [4:0] open_5 = {wide_ups[69], wide_ups[53], wide_ups[37], wide_ups[21], wide_ups[5]};
  assign o_open_5 = open_5[i_word[2:0]];
  wire [4:0] open_6 = {wide_ups[70], wide_ups[54], wide_ups[38], wide_ups[22], wide_ups[6]};
  assign o_open_6 = open_6[i_word[2:0]];
  wire [4:0] open_7 = {wide_ups[71], wide_ups[55], wide_ups[39], wide_ups[23], wide_ups[7]};
  assign o_open_7 = open_7[i_word[2:0]];
  wire [4:0] open_8 = {wide_ups[72], wide_ups[56], wide_ups[40], wide_ups[24], wide_ups[8]};
  assign o_open_8 = open_8[i_word[2:0]];
  wire [4:0] open_9 = {wide_ups[73], wide_ups[57], wide_ups[41], wide_ups[25], wide_ups[9]};
  assign o_open_9 = open_9[i_word[2:0]];
  wire [4:0] open_10 = {wide_ups[74], wide_ups[58], wide_ups[42], wide_ups[26], wide_ups[10]};
  assign o_open_10 = open_10[i_word[2:0]];
  wire [4:0] open_11 = {wide_ups[75], wide_ups[59], wide_ups[43], wide_ups[27], wide_ups[11]};
  assign o_open_11 = open_11[i_word[2:0]];
  wire [4:0] open_12 = {wide_ups[76], wide_ups[60], wide_ups[44], wide_ups[28], wide_ups[12]};
  assign o_open_12 = open_12[i_word[2:0]];
  wire [4:0] open_13 = {wide_ups[77], wide_ups[61], wide_ups[45], wide_ups[29], wide_ups[13]};
  assign o_open_13 = open_13[i_word[2:0]];
  wire [4:0] open_14 = {wide_ups[78], wide_ups[62], wide_ups[46], wide_ups[30], wide_ups[14]};
  assign o_open_14 = open_14[i_word[2:0]];
  wire [4:0] open_15 = {wide_ups[79], wide_ups[63], wide_ups[47], wide_ups[31], wide_ups[15]};
  assign o_open_15 = open_15[i_word[2:0]];
  wire [4:0] close_0 = {wide_downs[64], wide_downs[48], wide_downs[32], wide_downs[16], wide_downs[0]};
  assign o_close_0 = close_0[i_word[2:0]];
  wire [4:0] close_1 = {wide_downs[65], wide_downs[49], wide_downs[33], wide_downs[17], wide_downs[1]};
  assign o_close_1 = close_1[i_word[2:0]];
  wire [4:0] close_2 = {wide_downs[66], wide_downs[50], wide_downs[34], wide_downs[18], wide_downs[2]};
  assign o_close_2 = close_2[i_word[2:0]];
  wire [4:0] close_3 = {wide_downs[67], wide_downs[51], wide_downs[35], wide_downs[19], wide_downs[3]};
  assign o_close_3 = close_3[i_word[2:0]];
  wire [4:0] close_4 = {wide_downs[68], wide_downs[52], wide_downs[36], wide_downs[20], wide_downs[4]};
  assign o_close_4 = close_4[i_word[2:0]];
  wire [4:0] close_5 = {wide_downs[69], wide_downs[53], wide_downs[37], wide_downs[21], wide_downs[5]};
  assign o_close_5 = close_5[i_word[2:0]];
  wire [4:0] close_6 = {wide_downs[70], wide_downs[54], wide_downs[38], wide_downs[22], wide_downs[6]};
  assign o_close_6 = close_6[i_word[2:0]];
  wire [4:0] close_7 = {wide_downs[71], wide_downs[55], wide_downs[39], wide_downs[23], wide_downs[7]};
  assign o_close_7 = close_7[i_word[2:0]];
  wire [4:0] close_8 = {wide_downs[72], wide_downs[56], wide_downs[40], wide_downs[24], wide_downs[8]};
  assign o_close_8 = close_8[i_word[2:0]];
  wire [4:0] close_9 = {wide_downs[73], wide_downs[57], wide_downs[41], wide_downs[25], wide_downs[9]};
  assign o_close_9 = close_9[i_word[2:0]];
  wire [4:0] close_10 = {wide_downs[74], wide_downs[58], wide_downs[42], wide_downs[26], wide_downs[10]};
  assign o_close_10 = close_10[i_word[2:0]];
  wire [4:0] close_11 = {wide_downs[75], wide_downs[59], wide_downs[43], wide_downs[27], wide_downs[11]};
  assign o_close_11 = close_11[i_word[2:0]];
  wire [4:0] close_12 = {wide_downs[76], wide_downs[60], wide_downs[44], wide_downs[28], wide_downs[12]};
  assign o_close_12 = close_12[i_word[2:0]];
  wire [4:0] close_13 = {wide_downs[77], wide_downs[61], wide_downs[45], wide_downs[29], wide_downs[13]};
  assign o_close_13 = close_13[i_word[2:0]];
  wire [4:0] close_14 = {wide_downs[78], wide_downs[62], wide_downs[46], wide_downs[30], wide_downs[14]};
  assign o_close_14 = close_14[i_word[2:0]];
  wire [4:0] close_15 = {wide_downs[79], wide_downs[63], wide_downs[47], wide_downs[31], wide_downs[15]};
  assign o_close_15 = close_15[i_word[2:0]];

endmodule

`default_nettype wire
