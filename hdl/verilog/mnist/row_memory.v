// row_memory: the bundles of all neurons, 64 lanes of 10 bits, 1793 words
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.1.0; do not edit, change the cell in hdl/src and export again.
// Design: 784 inputs, 128 hidden, 10 outputs; weights of 10 bits, quantum 2^-8 nats; 64 lanes, 2 retrograde; seed 1.

`default_nettype none

module row_memory (
  input  wire              clock,
  input  wire [15:0]       i_read_address,
  input  wire              i_write,
  input  wire [15:0]       i_write_address,
  input  wire signed [9:0] i_next_weight_0,
  input  wire signed [9:0] i_next_weight_1,
  input  wire signed [9:0] i_next_weight_2,
  input  wire signed [9:0] i_next_weight_3,
  input  wire signed [9:0] i_next_weight_4,
  input  wire signed [9:0] i_next_weight_5,
  input  wire signed [9:0] i_next_weight_6,
  input  wire signed [9:0] i_next_weight_7,
  input  wire signed [9:0] i_next_weight_8,
  input  wire signed [9:0] i_next_weight_9,
  input  wire signed [9:0] i_next_weight_10,
  input  wire signed [9:0] i_next_weight_11,
  input  wire signed [9:0] i_next_weight_12,
  input  wire signed [9:0] i_next_weight_13,
  input  wire signed [9:0] i_next_weight_14,
  input  wire signed [9:0] i_next_weight_15,
  input  wire signed [9:0] i_next_weight_16,
  input  wire signed [9:0] i_next_weight_17,
  input  wire signed [9:0] i_next_weight_18,
  input  wire signed [9:0] i_next_weight_19,
  input  wire signed [9:0] i_next_weight_20,
  input  wire signed [9:0] i_next_weight_21,
  input  wire signed [9:0] i_next_weight_22,
  input  wire signed [9:0] i_next_weight_23,
  input  wire signed [9:0] i_next_weight_24,
  input  wire signed [9:0] i_next_weight_25,
  input  wire signed [9:0] i_next_weight_26,
  input  wire signed [9:0] i_next_weight_27,
  input  wire signed [9:0] i_next_weight_28,
  input  wire signed [9:0] i_next_weight_29,
  input  wire signed [9:0] i_next_weight_30,
  input  wire signed [9:0] i_next_weight_31,
  input  wire signed [9:0] i_next_weight_32,
  input  wire signed [9:0] i_next_weight_33,
  input  wire signed [9:0] i_next_weight_34,
  input  wire signed [9:0] i_next_weight_35,
  input  wire signed [9:0] i_next_weight_36,
  input  wire signed [9:0] i_next_weight_37,
  input  wire signed [9:0] i_next_weight_38,
  input  wire signed [9:0] i_next_weight_39,
  input  wire signed [9:0] i_next_weight_40,
  input  wire signed [9:0] i_next_weight_41,
  input  wire signed [9:0] i_next_weight_42,
  input  wire signed [9:0] i_next_weight_43,
  input  wire signed [9:0] i_next_weight_44,
  input  wire signed [9:0] i_next_weight_45,
  input  wire signed [9:0] i_next_weight_46,
  input  wire signed [9:0] i_next_weight_47,
  input  wire signed [9:0] i_next_weight_48,
  input  wire signed [9:0] i_next_weight_49,
  input  wire signed [9:0] i_next_weight_50,
  input  wire signed [9:0] i_next_weight_51,
  input  wire signed [9:0] i_next_weight_52,
  input  wire signed [9:0] i_next_weight_53,
  input  wire signed [9:0] i_next_weight_54,
  input  wire signed [9:0] i_next_weight_55,
  input  wire signed [9:0] i_next_weight_56,
  input  wire signed [9:0] i_next_weight_57,
  input  wire signed [9:0] i_next_weight_58,
  input  wire signed [9:0] i_next_weight_59,
  input  wire signed [9:0] i_next_weight_60,
  input  wire signed [9:0] i_next_weight_61,
  input  wire signed [9:0] i_next_weight_62,
  input  wire signed [9:0] i_next_weight_63,
  output wire signed [9:0] o_weight_0,
  output wire signed [9:0] o_weight_1,
  output wire signed [9:0] o_weight_2,
  output wire signed [9:0] o_weight_3,
  output wire signed [9:0] o_weight_4,
  output wire signed [9:0] o_weight_5,
  output wire signed [9:0] o_weight_6,
  output wire signed [9:0] o_weight_7,
  output wire signed [9:0] o_weight_8,
  output wire signed [9:0] o_weight_9,
  output wire signed [9:0] o_weight_10,
  output wire signed [9:0] o_weight_11,
  output wire signed [9:0] o_weight_12,
  output wire signed [9:0] o_weight_13,
  output wire signed [9:0] o_weight_14,
  output wire signed [9:0] o_weight_15,
  output wire signed [9:0] o_weight_16,
  output wire signed [9:0] o_weight_17,
  output wire signed [9:0] o_weight_18,
  output wire signed [9:0] o_weight_19,
  output wire signed [9:0] o_weight_20,
  output wire signed [9:0] o_weight_21,
  output wire signed [9:0] o_weight_22,
  output wire signed [9:0] o_weight_23,
  output wire signed [9:0] o_weight_24,
  output wire signed [9:0] o_weight_25,
  output wire signed [9:0] o_weight_26,
  output wire signed [9:0] o_weight_27,
  output wire signed [9:0] o_weight_28,
  output wire signed [9:0] o_weight_29,
  output wire signed [9:0] o_weight_30,
  output wire signed [9:0] o_weight_31,
  output wire signed [9:0] o_weight_32,
  output wire signed [9:0] o_weight_33,
  output wire signed [9:0] o_weight_34,
  output wire signed [9:0] o_weight_35,
  output wire signed [9:0] o_weight_36,
  output wire signed [9:0] o_weight_37,
  output wire signed [9:0] o_weight_38,
  output wire signed [9:0] o_weight_39,
  output wire signed [9:0] o_weight_40,
  output wire signed [9:0] o_weight_41,
  output wire signed [9:0] o_weight_42,
  output wire signed [9:0] o_weight_43,
  output wire signed [9:0] o_weight_44,
  output wire signed [9:0] o_weight_45,
  output wire signed [9:0] o_weight_46,
  output wire signed [9:0] o_weight_47,
  output wire signed [9:0] o_weight_48,
  output wire signed [9:0] o_weight_49,
  output wire signed [9:0] o_weight_50,
  output wire signed [9:0] o_weight_51,
  output wire signed [9:0] o_weight_52,
  output wire signed [9:0] o_weight_53,
  output wire signed [9:0] o_weight_54,
  output wire signed [9:0] o_weight_55,
  output wire signed [9:0] o_weight_56,
  output wire signed [9:0] o_weight_57,
  output wire signed [9:0] o_weight_58,
  output wire signed [9:0] o_weight_59,
  output wire signed [9:0] o_weight_60,
  output wire signed [9:0] o_weight_61,
  output wire signed [9:0] o_weight_62,
  output wire signed [9:0] o_weight_63
);
  wire [10:0] read_address = i_read_address[10:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [4:0] read_address_spare = i_read_address[15:11]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [10:0] write_address = i_write_address[10:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [4:0] write_address_spare = i_write_address[15:11]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  (* no_rw_check *) reg [639:0] words [0:1792];
  reg [639:0] word;
  always @(posedge clock) begin
    word <= words[read_address];
    if (i_write) words[write_address] <= {i_next_weight_63, i_next_weight_62, i_next_weight_61, i_next_weight_60,
        i_next_weight_59, i_next_weight_58, i_next_weight_57, i_next_weight_56, i_next_weight_55, i_next_weight_54,
        i_next_weight_53, i_next_weight_52, i_next_weight_51, i_next_weight_50, i_next_weight_49, i_next_weight_48,
        i_next_weight_47, i_next_weight_46, i_next_weight_45, i_next_weight_44, i_next_weight_43, i_next_weight_42,
        i_next_weight_41, i_next_weight_40, i_next_weight_39, i_next_weight_38, i_next_weight_37, i_next_weight_36,
        i_next_weight_35, i_next_weight_34, i_next_weight_33, i_next_weight_32, i_next_weight_31, i_next_weight_30,
        i_next_weight_29, i_next_weight_28, i_next_weight_27, i_next_weight_26, i_next_weight_25, i_next_weight_24,
        i_next_weight_23, i_next_weight_22, i_next_weight_21, i_next_weight_20, i_next_weight_19, i_next_weight_18,
        i_next_weight_17, i_next_weight_16, i_next_weight_15, i_next_weight_14, i_next_weight_13, i_next_weight_12,
        i_next_weight_11, i_next_weight_10, i_next_weight_9, i_next_weight_8, i_next_weight_7, i_next_weight_6,
        i_next_weight_5, i_next_weight_4, i_next_weight_3, i_next_weight_2, i_next_weight_1, i_next_weight_0};
  end
  assign o_weight_0 = word[9:0];
  assign o_weight_1 = word[19:10];
  assign o_weight_2 = word[29:20];
  assign o_weight_3 = word[39:30];
  assign o_weight_4 = word[49:40];
  assign o_weight_5 = word[59:50];
  assign o_weight_6 = word[69:60];
  assign o_weight_7 = word[79:70];
  assign o_weight_8 = word[89:80];
  assign o_weight_9 = word[99:90];
  assign o_weight_10 = word[109:100];
  assign o_weight_11 = word[119:110];
  assign o_weight_12 = word[129:120];
  assign o_weight_13 = word[139:130];
  assign o_weight_14 = word[149:140];
  assign o_weight_15 = word[159:150];
  assign o_weight_16 = word[169:160];
  assign o_weight_17 = word[179:170];
  assign o_weight_18 = word[189:180];
  assign o_weight_19 = word[199:190];
  assign o_weight_20 = word[209:200];
  assign o_weight_21 = word[219:210];
  assign o_weight_22 = word[229:220];
  assign o_weight_23 = word[239:230];
  assign o_weight_24 = word[249:240];
  assign o_weight_25 = word[259:250];
  assign o_weight_26 = word[269:260];
  assign o_weight_27 = word[279:270];
  assign o_weight_28 = word[289:280];
  assign o_weight_29 = word[299:290];
  assign o_weight_30 = word[309:300];
  assign o_weight_31 = word[319:310];
  assign o_weight_32 = word[329:320];
  assign o_weight_33 = word[339:330];
  assign o_weight_34 = word[349:340];
  assign o_weight_35 = word[359:350];
  assign o_weight_36 = word[369:360];
  assign o_weight_37 = word[379:370];
  assign o_weight_38 = word[389:380];
  assign o_weight_39 = word[399:390];
  assign o_weight_40 = word[409:400];
  assign o_weight_41 = word[419:410];
  assign o_weight_42 = word[429:420];
  assign o_weight_43 = word[439:430];
  assign o_weight_44 = word[449:440];
  assign o_weight_45 = word[459:450];
  assign o_weight_46 = word[469:460];
  assign o_weight_47 = word[479:470];
  assign o_weight_48 = word[489:480];
  assign o_weight_49 = word[499:490];
  assign o_weight_50 = word[509:500];
  assign o_weight_51 = word[519:510];
  assign o_weight_52 = word[529:520];
  assign o_weight_53 = word[539:530];
  assign o_weight_54 = word[549:540];
  assign o_weight_55 = word[559:550];
  assign o_weight_56 = word[569:560];
  assign o_weight_57 = word[579:570];
  assign o_weight_58 = word[589:580];
  assign o_weight_59 = word[599:590];
  assign o_weight_60 = word[609:600];
  assign o_weight_61 = word[619:610];
  assign o_weight_62 = word[629:620];
  assign o_weight_63 = word[639:630];

endmodule

`default_nettype wire
