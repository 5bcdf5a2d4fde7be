// row_memory: the bundles of all neurons, 64 lanes of 8 bits, 3585 words
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 784 inputs, 256 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 64 lanes, 2 retrograde; seed 1.

`default_nettype none

module row_memory (
  input  wire              clock,
  input  wire [15:0]       i_read_address,
  input  wire              i_write,
  input  wire [15:0]       i_write_address,
  input  wire signed [7:0] i_next_weight_0,
  input  wire signed [7:0] i_next_weight_1,
  input  wire signed [7:0] i_next_weight_2,
  input  wire signed [7:0] i_next_weight_3,
  input  wire signed [7:0] i_next_weight_4,
  input  wire signed [7:0] i_next_weight_5,
  input  wire signed [7:0] i_next_weight_6,
  input  wire signed [7:0] i_next_weight_7,
  input  wire signed [7:0] i_next_weight_8,
  input  wire signed [7:0] i_next_weight_9,
  input  wire signed [7:0] i_next_weight_10,
  input  wire signed [7:0] i_next_weight_11,
  input  wire signed [7:0] i_next_weight_12,
  input  wire signed [7:0] i_next_weight_13,
  input  wire signed [7:0] i_next_weight_14,
  input  wire signed [7:0] i_next_weight_15,
  input  wire signed [7:0] i_next_weight_16,
  input  wire signed [7:0] i_next_weight_17,
  input  wire signed [7:0] i_next_weight_18,
  input  wire signed [7:0] i_next_weight_19,
  input  wire signed [7:0] i_next_weight_20,
  input  wire signed [7:0] i_next_weight_21,
  input  wire signed [7:0] i_next_weight_22,
  input  wire signed [7:0] i_next_weight_23,
  input  wire signed [7:0] i_next_weight_24,
  input  wire signed [7:0] i_next_weight_25,
  input  wire signed [7:0] i_next_weight_26,
  input  wire signed [7:0] i_next_weight_27,
  input  wire signed [7:0] i_next_weight_28,
  input  wire signed [7:0] i_next_weight_29,
  input  wire signed [7:0] i_next_weight_30,
  input  wire signed [7:0] i_next_weight_31,
  input  wire signed [7:0] i_next_weight_32,
  input  wire signed [7:0] i_next_weight_33,
  input  wire signed [7:0] i_next_weight_34,
  input  wire signed [7:0] i_next_weight_35,
  input  wire signed [7:0] i_next_weight_36,
  input  wire signed [7:0] i_next_weight_37,
  input  wire signed [7:0] i_next_weight_38,
  input  wire signed [7:0] i_next_weight_39,
  input  wire signed [7:0] i_next_weight_40,
  input  wire signed [7:0] i_next_weight_41,
  input  wire signed [7:0] i_next_weight_42,
  input  wire signed [7:0] i_next_weight_43,
  input  wire signed [7:0] i_next_weight_44,
  input  wire signed [7:0] i_next_weight_45,
  input  wire signed [7:0] i_next_weight_46,
  input  wire signed [7:0] i_next_weight_47,
  input  wire signed [7:0] i_next_weight_48,
  input  wire signed [7:0] i_next_weight_49,
  input  wire signed [7:0] i_next_weight_50,
  input  wire signed [7:0] i_next_weight_51,
  input  wire signed [7:0] i_next_weight_52,
  input  wire signed [7:0] i_next_weight_53,
  input  wire signed [7:0] i_next_weight_54,
  input  wire signed [7:0] i_next_weight_55,
  input  wire signed [7:0] i_next_weight_56,
  input  wire signed [7:0] i_next_weight_57,
  input  wire signed [7:0] i_next_weight_58,
  input  wire signed [7:0] i_next_weight_59,
  input  wire signed [7:0] i_next_weight_60,
  input  wire signed [7:0] i_next_weight_61,
  input  wire signed [7:0] i_next_weight_62,
  input  wire signed [7:0] i_next_weight_63,
  output wire signed [7:0] o_weight_0,
  output wire signed [7:0] o_weight_1,
  output wire signed [7:0] o_weight_2,
  output wire signed [7:0] o_weight_3,
  output wire signed [7:0] o_weight_4,
  output wire signed [7:0] o_weight_5,
  output wire signed [7:0] o_weight_6,
  output wire signed [7:0] o_weight_7,
  output wire signed [7:0] o_weight_8,
  output wire signed [7:0] o_weight_9,
  output wire signed [7:0] o_weight_10,
  output wire signed [7:0] o_weight_11,
  output wire signed [7:0] o_weight_12,
  output wire signed [7:0] o_weight_13,
  output wire signed [7:0] o_weight_14,
  output wire signed [7:0] o_weight_15,
  output wire signed [7:0] o_weight_16,
  output wire signed [7:0] o_weight_17,
  output wire signed [7:0] o_weight_18,
  output wire signed [7:0] o_weight_19,
  output wire signed [7:0] o_weight_20,
  output wire signed [7:0] o_weight_21,
  output wire signed [7:0] o_weight_22,
  output wire signed [7:0] o_weight_23,
  output wire signed [7:0] o_weight_24,
  output wire signed [7:0] o_weight_25,
  output wire signed [7:0] o_weight_26,
  output wire signed [7:0] o_weight_27,
  output wire signed [7:0] o_weight_28,
  output wire signed [7:0] o_weight_29,
  output wire signed [7:0] o_weight_30,
  output wire signed [7:0] o_weight_31,
  output wire signed [7:0] o_weight_32,
  output wire signed [7:0] o_weight_33,
  output wire signed [7:0] o_weight_34,
  output wire signed [7:0] o_weight_35,
  output wire signed [7:0] o_weight_36,
  output wire signed [7:0] o_weight_37,
  output wire signed [7:0] o_weight_38,
  output wire signed [7:0] o_weight_39,
  output wire signed [7:0] o_weight_40,
  output wire signed [7:0] o_weight_41,
  output wire signed [7:0] o_weight_42,
  output wire signed [7:0] o_weight_43,
  output wire signed [7:0] o_weight_44,
  output wire signed [7:0] o_weight_45,
  output wire signed [7:0] o_weight_46,
  output wire signed [7:0] o_weight_47,
  output wire signed [7:0] o_weight_48,
  output wire signed [7:0] o_weight_49,
  output wire signed [7:0] o_weight_50,
  output wire signed [7:0] o_weight_51,
  output wire signed [7:0] o_weight_52,
  output wire signed [7:0] o_weight_53,
  output wire signed [7:0] o_weight_54,
  output wire signed [7:0] o_weight_55,
  output wire signed [7:0] o_weight_56,
  output wire signed [7:0] o_weight_57,
  output wire signed [7:0] o_weight_58,
  output wire signed [7:0] o_weight_59,
  output wire signed [7:0] o_weight_60,
  output wire signed [7:0] o_weight_61,
  output wire signed [7:0] o_weight_62,
  output wire signed [7:0] o_weight_63
);
  wire [11:0] read_address = i_read_address[11:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [3:0] read_address_spare = i_read_address[15:12]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [11:0] write_address = i_write_address[11:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [3:0] write_address_spare = i_write_address[15:12]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  (* no_rw_check *) reg [511:0] words [0:3584];
  reg [511:0] word;
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
  assign o_weight_0 = word[7:0];
  assign o_weight_1 = word[15:8];
  assign o_weight_2 = word[23:16];
  assign o_weight_3 = word[31:24];
  assign o_weight_4 = word[39:32];
  assign o_weight_5 = word[47:40];
  assign o_weight_6 = word[55:48];
  assign o_weight_7 = word[63:56];
  assign o_weight_8 = word[71:64];
  assign o_weight_9 = word[79:72];
  assign o_weight_10 = word[87:80];
  assign o_weight_11 = word[95:88];
  assign o_weight_12 = word[103:96];
  assign o_weight_13 = word[111:104];
  assign o_weight_14 = word[119:112];
  assign o_weight_15 = word[127:120];
  assign o_weight_16 = word[135:128];
  assign o_weight_17 = word[143:136];
  assign o_weight_18 = word[151:144];
  assign o_weight_19 = word[159:152];
  assign o_weight_20 = word[167:160];
  assign o_weight_21 = word[175:168];
  assign o_weight_22 = word[183:176];
  assign o_weight_23 = word[191:184];
  assign o_weight_24 = word[199:192];
  assign o_weight_25 = word[207:200];
  assign o_weight_26 = word[215:208];
  assign o_weight_27 = word[223:216];
  assign o_weight_28 = word[231:224];
  assign o_weight_29 = word[239:232];
  assign o_weight_30 = word[247:240];
  assign o_weight_31 = word[255:248];
  assign o_weight_32 = word[263:256];
  assign o_weight_33 = word[271:264];
  assign o_weight_34 = word[279:272];
  assign o_weight_35 = word[287:280];
  assign o_weight_36 = word[295:288];
  assign o_weight_37 = word[303:296];
  assign o_weight_38 = word[311:304];
  assign o_weight_39 = word[319:312];
  assign o_weight_40 = word[327:320];
  assign o_weight_41 = word[335:328];
  assign o_weight_42 = word[343:336];
  assign o_weight_43 = word[351:344];
  assign o_weight_44 = word[359:352];
  assign o_weight_45 = word[367:360];
  assign o_weight_46 = word[375:368];
  assign o_weight_47 = word[383:376];
  assign o_weight_48 = word[391:384];
  assign o_weight_49 = word[399:392];
  assign o_weight_50 = word[407:400];
  assign o_weight_51 = word[415:408];
  assign o_weight_52 = word[423:416];
  assign o_weight_53 = word[431:424];
  assign o_weight_54 = word[439:432];
  assign o_weight_55 = word[447:440];
  assign o_weight_56 = word[455:448];
  assign o_weight_57 = word[463:456];
  assign o_weight_58 = word[471:464];
  assign o_weight_59 = word[479:472];
  assign o_weight_60 = word[487:480];
  assign o_weight_61 = word[495:488];
  assign o_weight_62 = word[503:496];
  assign o_weight_63 = word[511:504];

endmodule

`default_nettype wire
