// evidence_register: evidence of 10 outputs, +1 in `ups`, -1 in `downs`
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 784 inputs, 128 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 64 lanes, 2 retrograde; seed 1.

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
  output wire        o_open_16,
  output wire        o_open_17,
  output wire        o_open_18,
  output wire        o_open_19,
  output wire        o_open_20,
  output wire        o_open_21,
  output wire        o_open_22,
  output wire        o_open_23,
  output wire        o_open_24,
  output wire        o_open_25,
  output wire        o_open_26,
  output wire        o_open_27,
  output wire        o_open_28,
  output wire        o_open_29,
  output wire        o_open_30,
  output wire        o_open_31,
  output wire        o_open_32,
  output wire        o_open_33,
  output wire        o_open_34,
  output wire        o_open_35,
  output wire        o_open_36,
  output wire        o_open_37,
  output wire        o_open_38,
  output wire        o_open_39,
  output wire        o_open_40,
  output wire        o_open_41,
  output wire        o_open_42,
  output wire        o_open_43,
  output wire        o_open_44,
  output wire        o_open_45,
  output wire        o_open_46,
  output wire        o_open_47,
  output wire        o_open_48,
  output wire        o_open_49,
  output wire        o_open_50,
  output wire        o_open_51,
  output wire        o_open_52,
  output wire        o_open_53,
  output wire        o_open_54,
  output wire        o_open_55,
  output wire        o_open_56,
  output wire        o_open_57,
  output wire        o_open_58,
  output wire        o_open_59,
  output wire        o_open_60,
  output wire        o_open_61,
  output wire        o_open_62,
  output wire        o_open_63,
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
  output wire        o_close_16,
  output wire        o_close_17,
  output wire        o_close_18,
  output wire        o_close_19,
  output wire        o_close_20,
  output wire        o_close_21,
  output wire        o_close_22,
  output wire        o_close_23,
  output wire        o_close_24,
  output wire        o_close_25,
  output wire        o_close_26,
  output wire        o_close_27,
  output wire        o_close_28,
  output wire        o_close_29,
  output wire        o_close_30,
  output wire        o_close_31,
  output wire        o_close_32,
  output wire        o_close_33,
  output wire        o_close_34,
  output wire        o_close_35,
  output wire        o_close_36,
  output wire        o_close_37,
  output wire        o_close_38,
  output wire        o_close_39,
  output wire        o_close_40,
  output wire        o_close_41,
  output wire        o_close_42,
  output wire        o_close_43,
  output wire        o_close_44,
  output wire        o_close_45,
  output wire        o_close_46,
  output wire        o_close_47,
  output wire        o_close_48,
  output wire        o_close_49,
  output wire        o_close_50,
  output wire        o_close_51,
  output wire        o_close_52,
  output wire        o_close_53,
  output wire        o_close_54,
  output wire        o_close_55,
  output wire        o_close_56,
  output wire        o_close_57,
  output wire        o_close_58,
  output wire        o_close_59,
  output wire        o_close_60,
  output wire        o_close_61,
  output wire        o_close_62,
  output wire        o_close_63,
  output wire        o_any_evidence
);
  reg [9:0] ups = 10'd0;
  always @(posedge clock) if (i_shift) ups <= {i_up, ups[9:1]};
  wire [63:0] wide_ups = {54'd0, ups};
  reg [9:0] downs = 10'd0;
  always @(posedge clock) if (i_shift) downs <= {i_down, downs[9:1]};
  wire [63:0] wide_downs = {54'd0, downs};
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
  assign o_open_16 = wide_ups[16];
  assign o_open_17 = wide_ups[17];
  assign o_open_18 = wide_ups[18];
  assign o_open_19 = wide_ups[19];
  assign o_open_20 = wide_ups[20];
  assign o_open_21 = wide_ups[21];
  assign o_open_22 = wide_ups[22];
  assign o_open_23 = wide_ups[23];
  assign o_open_24 = wide_ups[24];
  assign o_open_25 = wide_ups[25];
  assign o_open_26 = wide_ups[26];
  assign o_open_27 = wide_ups[27];
  assign o_open_28 = wide_ups[28];
  assign o_open_29 = wide_ups[29];
  assign o_open_30 = wide_ups[30];
  assign o_open_31 = wide_ups[31];
  assign o_open_32 = wide_ups[32];
  assign o_open_33 = wide_ups[33];
  assign o_open_34 = wide_ups[34];
  assign o_open_35 = wide_ups[35];
  assign o_open_36 = wide_ups[36];
  assign o_open_37 = wide_ups[37];
  assign o_open_38 = wide_ups[38];
  assign o_open_39 = wide_ups[39];
  assign o_open_40 = wide_ups[40];
  assign o_open_41 = wide_ups[41];
  assign o_open_42 = wide_ups[42];
  assign o_open_43 = wide_ups[43];
  assign o_open_44 = wide_ups[44];
  assign o_open_45 = wide_ups[45];
  assign o_open_46 = wide_ups[46];
  assign o_open_47 = wide_ups[47];
  assign o_open_48 = wide_ups[48];
  assign o_open_49 = wide_ups[49];
  assign o_open_50 = wide_ups[50];
  assign o_open_51 = wide_ups[51];
  assign o_open_52 = wide_ups[52];
  assign o_open_53 = wide_ups[53];
  assign o_open_54 = wide_ups[54];
  assign o_open_55 = wide_ups[55];
  assign o_open_56 = wide_ups[56];
  assign o_open_57 = wide_ups[57];
  assign o_open_58 = wide_ups[58];
  assign o_open_59 = wide_ups[59];
  assign o_open_60 = wide_ups[60];
  assign o_open_61 = wide_ups[61];
  assign o_open_62 = wide_ups[62];
  assign o_open_63 = wide_ups[63];
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
  assign o_close_16 = wide_downs[16];
  assign o_close_17 = wide_downs[17];
  assign o_close_18 = wide_downs[18];
  assign o_close_19 = wide_downs[19];
  assign o_close_20 = wide_downs[20];
  assign o_close_21 = wide_downs[21];
  assign o_close_22 = wide_downs[22];
  assign o_close_23 = wide_downs[23];
  assign o_close_24 = wide_downs[24];
  assign o_close_25 = wide_downs[25];
  assign o_close_26 = wide_downs[26];
  assign o_close_27 = wide_downs[27];
  assign o_close_28 = wide_downs[28];
  assign o_close_29 = wide_downs[29];
  assign o_close_30 = wide_downs[30];
  assign o_close_31 = wide_downs[31];
  assign o_close_32 = wide_downs[32];
  assign o_close_33 = wide_downs[33];
  assign o_close_34 = wide_downs[34];
  assign o_close_35 = wide_downs[35];
  assign o_close_36 = wide_downs[36];
  assign o_close_37 = wide_downs[37];
  assign o_close_38 = wide_downs[38];
  assign o_close_39 = wide_downs[39];
  assign o_close_40 = wide_downs[40];
  assign o_close_41 = wide_downs[41];
  assign o_close_42 = wide_downs[42];
  assign o_close_43 = wide_downs[43];
  assign o_close_44 = wide_downs[44];
  assign o_close_45 = wide_downs[45];
  assign o_close_46 = wide_downs[46];
  assign o_close_47 = wide_downs[47];
  assign o_close_48 = wide_downs[48];
  assign o_close_49 = wide_downs[49];
  assign o_close_50 = wide_downs[50];
  assign o_close_51 = wide_downs[51];
  assign o_close_52 = wide_downs[52];
  assign o_close_53 = wide_downs[53];
  assign o_close_54 = wide_downs[54];
  assign o_close_55 = wide_downs[55];
  assign o_close_56 = wide_downs[56];
  assign o_close_57 = wide_downs[57];
  assign o_close_58 = wide_downs[58];
  assign o_close_59 = wide_downs[59];
  assign o_close_60 = wide_downs[60];
  assign o_close_61 = wide_downs[61];
  assign o_close_62 = wide_downs[62];
  assign o_close_63 = wide_downs[63];

endmodule

`default_nettype wire
