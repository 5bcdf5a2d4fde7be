// flip_count: how many lanes moved a weight, known two cycles after they say so: in parts first
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 784 inputs, 128 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 64 lanes, 2 retrograde; seed 1.

`default_nettype none

module flip_count (
  // Control
  input  wire       clock,
  input  wire       i_enable,
  input  wire       i_moved_0,
  input  wire       i_moved_1,
  input  wire       i_moved_2,
  input  wire       i_moved_3,
  input  wire       i_moved_4,
  input  wire       i_moved_5,
  input  wire       i_moved_6,
  input  wire       i_moved_7,
  input  wire       i_moved_8,
  input  wire       i_moved_9,
  input  wire       i_moved_10,
  input  wire       i_moved_11,
  input  wire       i_moved_12,
  input  wire       i_moved_13,
  input  wire       i_moved_14,
  input  wire       i_moved_15,
  input  wire       i_moved_16,
  input  wire       i_moved_17,
  input  wire       i_moved_18,
  input  wire       i_moved_19,
  input  wire       i_moved_20,
  input  wire       i_moved_21,
  input  wire       i_moved_22,
  input  wire       i_moved_23,
  input  wire       i_moved_24,
  input  wire       i_moved_25,
  input  wire       i_moved_26,
  input  wire       i_moved_27,
  input  wire       i_moved_28,
  input  wire       i_moved_29,
  input  wire       i_moved_30,
  input  wire       i_moved_31,
  input  wire       i_moved_32,
  input  wire       i_moved_33,
  input  wire       i_moved_34,
  input  wire       i_moved_35,
  input  wire       i_moved_36,
  input  wire       i_moved_37,
  input  wire       i_moved_38,
  input  wire       i_moved_39,
  input  wire       i_moved_40,
  input  wire       i_moved_41,
  input  wire       i_moved_42,
  input  wire       i_moved_43,
  input  wire       i_moved_44,
  input  wire       i_moved_45,
  input  wire       i_moved_46,
  input  wire       i_moved_47,
  input  wire       i_moved_48,
  input  wire       i_moved_49,
  input  wire       i_moved_50,
  input  wire       i_moved_51,
  input  wire       i_moved_52,
  input  wire       i_moved_53,
  input  wire       i_moved_54,
  input  wire       i_moved_55,
  input  wire       i_moved_56,
  input  wire       i_moved_57,
  input  wire       i_moved_58,
  input  wire       i_moved_59,
  input  wire       i_moved_60,
  input  wire       i_moved_61,
  input  wire       i_moved_62,
  input  wire       i_moved_63,
  // Data
  output wire [6:0] o_count
);
  reg [2:0] part_0 = 3'd0;
  reg [2:0] part_1 = 3'd0;
  reg [2:0] part_2 = 3'd0;
  reg [2:0] part_3 = 3'd0;
  reg [2:0] part_4 = 3'd0;
  reg [2:0] part_5 = 3'd0;
  reg [2:0] part_6 = 3'd0;
  reg [2:0] part_7 = 3'd0;
  reg [2:0] part_8 = 3'd0;
  reg [2:0] part_9 = 3'd0;
  reg [2:0] part_10 = 3'd0;
  reg [2:0] part_11 = 3'd0;
  reg [2:0] part_12 = 3'd0;
  reg [2:0] part_13 = 3'd0;
  reg [2:0] part_14 = 3'd0;
  reg [2:0] part_15 = 3'd0;
  reg [6:0] count = 7'd0;
  always @(posedge clock) begin
    part_0 <= i_enable ? {2'd0, i_moved_0} + {2'd0, i_moved_1} + {2'd0, i_moved_2} + {2'd0, i_moved_3} : 3'd0;
    part_1 <= i_enable ? {2'd0, i_moved_4} + {2'd0, i_moved_5} + {2'd0, i_moved_6} + {2'd0, i_moved_7} : 3'd0;
    part_2 <= i_enable ? {2'd0, i_moved_8} + {2'd0, i_moved_9} + {2'd0, i_moved_10} + {2'd0, i_moved_11} : 3'd0;
    part_3 <= i_enable ? {2'd0, i_moved_12} + {2'd0, i_moved_13} + {2'd0, i_moved_14} + {2'd0, i_moved_15} : 3'd0;
    part_4 <= i_enable ? {2'd0, i_moved_16} + {2'd0, i_moved_17} + {2'd0, i_moved_18} + {2'd0, i_moved_19} : 3'd0;
    part_5 <= i_enable ? {2'd0, i_moved_20} + {2'd0, i_moved_21} + {2'd0, i_moved_22} + {2'd0, i_moved_23} : 3'd0;
    part_6 <= i_enable ? {2'd0, i_moved_24} + {2'd0, i_moved_25} + {2'd0, i_moved_26} + {2'd0, i_moved_27} : 3'd0;
    part_7 <= i_enable ? {2'd0, i_moved_28} + {2'd0, i_moved_29} + {2'd0, i_moved_30} + {2'd0, i_moved_31} : 3'd0;
    part_8 <= i_enable ? {2'd0, i_moved_32} + {2'd0, i_moved_33} + {2'd0, i_moved_34} + {2'd0, i_moved_35} : 3'd0;
    part_9 <= i_enable ? {2'd0, i_moved_36} + {2'd0, i_moved_37} + {2'd0, i_moved_38} + {2'd0, i_moved_39} : 3'd0;
    part_10 <= i_enable ? {2'd0, i_moved_40} + {2'd0, i_moved_41} + {2'd0, i_moved_42} + {2'd0, i_moved_43} : 3'd0;
    part_11 <= i_enable ? {2'd0, i_moved_44} + {2'd0, i_moved_45} + {2'd0, i_moved_46} + {2'd0, i_moved_47} : 3'd0;
    part_12 <= i_enable ? {2'd0, i_moved_48} + {2'd0, i_moved_49} + {2'd0, i_moved_50} + {2'd0, i_moved_51} : 3'd0;
    part_13 <= i_enable ? {2'd0, i_moved_52} + {2'd0, i_moved_53} + {2'd0, i_moved_54} + {2'd0, i_moved_55} : 3'd0;
    part_14 <= i_enable ? {2'd0, i_moved_56} + {2'd0, i_moved_57} + {2'd0, i_moved_58} + {2'd0, i_moved_59} : 3'd0;
    part_15 <= i_enable ? {2'd0, i_moved_60} + {2'd0, i_moved_61} + {2'd0, i_moved_62} + {2'd0, i_moved_63} : 3'd0;
    count <= {4'd0, part_0} + {4'd0, part_1} + {4'd0, part_2} + {4'd0, part_3} + {4'd0, part_4} + {4'd0, part_5} +
        {4'd0, part_6} + {4'd0, part_7} + {4'd0, part_8} + {4'd0, part_9} + {4'd0, part_10} + {4'd0, part_11} +
        {4'd0, part_12} + {4'd0, part_13} + {4'd0, part_14} + {4'd0, part_15};
  end
  assign o_count = count;

endmodule

`default_nettype wire
