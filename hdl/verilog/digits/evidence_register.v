// evidence_register: evidence of 10 outputs, +1 in `ups`, -1 in `downs`
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

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
  reg [9:0] ups = 10'd0;
  always @(posedge clock) if (i_shift) ups <= {i_up, ups[9:1]};
  wire [15:0] wide_ups = {6'd0, ups};
  reg [9:0] downs = 10'd0;
  always @(posedge clock) if (i_shift) downs <= {i_down, downs[9:1]};
  wire [15:0] wide_downs = {6'd0, downs};
  assign o_any_evidence = |{ups, downs};
  // verilator lint_off UNUSEDSIGNAL
  wire [11:0] word_spare = i_word[11:0]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_open_0 = wide_ups[0];
  assign o_open_1 = wide_ups[1];
  assign o_open_2 = wide_ups[2];
  assign o_open_3 = wide_ups[3];
  assign o_open_4 = wide_ups[4];
  assign o_open_5 = wide_ups[5];
  assign o_open_6 = wide_ups[6];
  assign o_open_7 = wide_ups[7];
  assign o_open_8 = wide_ups[8];
  assign o_open_9 = wide_ups[9];
  assign o_open_10 = wide_ups[10];
  assign o_open_11 = wide_ups[11];
  assign o_open_12 = wide_ups[12];
  assign o_open_13 = wide_ups[13];
  assign o_open_14 = wide_ups[14];
  assign o_open_15 = wide_ups[15];
  assign o_close_0 = wide_downs[0];
  assign o_close_1 = wide_downs[1];
  assign o_close_2 = wide_downs[2];
  assign o_close_3 = wide_downs[3];
  assign o_close_4 = wide_downs[4];
  assign o_close_5 = wide_downs[5];
  assign o_close_6 = wide_downs[6];
  assign o_close_7 = wide_downs[7];
  assign o_close_8 = wide_downs[8];
  assign o_close_9 = wide_downs[9];
  assign o_close_10 = wide_downs[10];
  assign o_close_11 = wide_downs[11];
  assign o_close_12 = wide_downs[12];
  assign o_close_13 = wide_downs[13];
  assign o_close_14 = wide_downs[14];
  assign o_close_15 = wide_downs[15];

endmodule

`default_nettype wire
