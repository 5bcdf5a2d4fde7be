// lane_select: 2 of 64 values, group by group
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.1.0; do not edit, change the cell in hdl/src and export again.
// Design: 784 inputs, 128 hidden, 10 outputs; weights of 10 bits, quantum 2^-8 nats; 64 lanes, 2 retrograde; seed 1.

`default_nettype none

module lane_select (
  input  wire signed [9:0] i_value_0,
  input  wire signed [9:0] i_value_1,
  input  wire signed [9:0] i_value_2,
  input  wire signed [9:0] i_value_3,
  input  wire signed [9:0] i_value_4,
  input  wire signed [9:0] i_value_5,
  input  wire signed [9:0] i_value_6,
  input  wire signed [9:0] i_value_7,
  input  wire signed [9:0] i_value_8,
  input  wire signed [9:0] i_value_9,
  input  wire signed [9:0] i_value_10,
  input  wire signed [9:0] i_value_11,
  input  wire signed [9:0] i_value_12,
  input  wire signed [9:0] i_value_13,
  input  wire signed [9:0] i_value_14,
  input  wire signed [9:0] i_value_15,
  input  wire signed [9:0] i_value_16,
  input  wire signed [9:0] i_value_17,
  input  wire signed [9:0] i_value_18,
  input  wire signed [9:0] i_value_19,
  input  wire signed [9:0] i_value_20,
  input  wire signed [9:0] i_value_21,
  input  wire signed [9:0] i_value_22,
  input  wire signed [9:0] i_value_23,
  input  wire signed [9:0] i_value_24,
  input  wire signed [9:0] i_value_25,
  input  wire signed [9:0] i_value_26,
  input  wire signed [9:0] i_value_27,
  input  wire signed [9:0] i_value_28,
  input  wire signed [9:0] i_value_29,
  input  wire signed [9:0] i_value_30,
  input  wire signed [9:0] i_value_31,
  input  wire signed [9:0] i_value_32,
  input  wire signed [9:0] i_value_33,
  input  wire signed [9:0] i_value_34,
  input  wire signed [9:0] i_value_35,
  input  wire signed [9:0] i_value_36,
  input  wire signed [9:0] i_value_37,
  input  wire signed [9:0] i_value_38,
  input  wire signed [9:0] i_value_39,
  input  wire signed [9:0] i_value_40,
  input  wire signed [9:0] i_value_41,
  input  wire signed [9:0] i_value_42,
  input  wire signed [9:0] i_value_43,
  input  wire signed [9:0] i_value_44,
  input  wire signed [9:0] i_value_45,
  input  wire signed [9:0] i_value_46,
  input  wire signed [9:0] i_value_47,
  input  wire signed [9:0] i_value_48,
  input  wire signed [9:0] i_value_49,
  input  wire signed [9:0] i_value_50,
  input  wire signed [9:0] i_value_51,
  input  wire signed [9:0] i_value_52,
  input  wire signed [9:0] i_value_53,
  input  wire signed [9:0] i_value_54,
  input  wire signed [9:0] i_value_55,
  input  wire signed [9:0] i_value_56,
  input  wire signed [9:0] i_value_57,
  input  wire signed [9:0] i_value_58,
  input  wire signed [9:0] i_value_59,
  input  wire signed [9:0] i_value_60,
  input  wire signed [9:0] i_value_61,
  input  wire signed [9:0] i_value_62,
  input  wire signed [9:0] i_value_63,
  input  wire [5:0]        i_group,
  output wire signed [9:0] o_selected_0,
  output wire signed [9:0] o_selected_1
);
  // verilator lint_off UNUSEDSIGNAL
  wire [0:0] group_spare = i_group[5:5]; // beyond the size of this design
  // verilator lint_on UNUSEDSIGNAL
  assign o_selected_0 =
    i_group[4:0] == 5'd0 ? i_value_0 :
    i_group[4:0] == 5'd1 ? i_value_2 :
    i_group[4:0] == 5'd2 ? i_value_4 :
    i_group[4:0] == 5'd3 ? i_value_6 :
    i_group[4:0] == 5'd4 ? i_value_8 :
    i_group[4:0] == 5'd5 ? i_value_10 :
    i_group[4:0] == 5'd6 ? i_value_12 :
    i_group[4:0] == 5'd7 ? i_value_14 :
    i_group[4:0] == 5'd8 ? i_value_16 :
    i_group[4:0] == 5'd9 ? i_value_18 :
    i_group[4:0] == 5'd10 ? i_value_20 :
    i_group[4:0] == 5'd11 ? i_value_22 :
    i_group[4:0] == 5'd12 ? i_value_24 :
    i_group[4:0] == 5'd13 ? i_value_26 :
    i_group[4:0] == 5'd14 ? i_value_28 :
    i_group[4:0] == 5'd15 ? i_value_30 :
    i_group[4:0] == 5'd16 ? i_value_32 :
    i_group[4:0] == 5'd17 ? i_value_34 :
    i_group[4:0] == 5'd18 ? i_value_36 :
    i_group[4:0] == 5'd19 ? i_value_38 :
    i_group[4:0] == 5'd20 ? i_value_40 :
    i_group[4:0] == 5'd21 ? i_value_42 :
    i_group[4:0] == 5'd22 ? i_value_44 :
    i_group[4:0] == 5'd23 ? i_value_46 :
    i_group[4:0] == 5'd24 ? i_value_48 :
    i_group[4:0] == 5'd25 ? i_value_50 :
    i_group[4:0] == 5'd26 ? i_value_52 :
    i_group[4:0] == 5'd27 ? i_value_54 :
    i_group[4:0] == 5'd28 ? i_value_56 :
    i_group[4:0] == 5'd29 ? i_value_58 :
    i_group[4:0] == 5'd30 ? i_value_60 :
    i_value_62;
  assign o_selected_1 =
    i_group[4:0] == 5'd0 ? i_value_1 :
    i_group[4:0] == 5'd1 ? i_value_3 :
    i_group[4:0] == 5'd2 ? i_value_5 :
    i_group[4:0] == 5'd3 ? i_value_7 :
    i_group[4:0] == 5'd4 ? i_value_9 :
    i_group[4:0] == 5'd5 ? i_value_11 :
    i_group[4:0] == 5'd6 ? i_value_13 :
    i_group[4:0] == 5'd7 ? i_value_15 :
    i_group[4:0] == 5'd8 ? i_value_17 :
    i_group[4:0] == 5'd9 ? i_value_19 :
    i_group[4:0] == 5'd10 ? i_value_21 :
    i_group[4:0] == 5'd11 ? i_value_23 :
    i_group[4:0] == 5'd12 ? i_value_25 :
    i_group[4:0] == 5'd13 ? i_value_27 :
    i_group[4:0] == 5'd14 ? i_value_29 :
    i_group[4:0] == 5'd15 ? i_value_31 :
    i_group[4:0] == 5'd16 ? i_value_33 :
    i_group[4:0] == 5'd17 ? i_value_35 :
    i_group[4:0] == 5'd18 ? i_value_37 :
    i_group[4:0] == 5'd19 ? i_value_39 :
    i_group[4:0] == 5'd20 ? i_value_41 :
    i_group[4:0] == 5'd21 ? i_value_43 :
    i_group[4:0] == 5'd22 ? i_value_45 :
    i_group[4:0] == 5'd23 ? i_value_47 :
    i_group[4:0] == 5'd24 ? i_value_49 :
    i_group[4:0] == 5'd25 ? i_value_51 :
    i_group[4:0] == 5'd26 ? i_value_53 :
    i_group[4:0] == 5'd27 ? i_value_55 :
    i_group[4:0] == 5'd28 ? i_value_57 :
    i_group[4:0] == 5'd29 ? i_value_59 :
    i_group[4:0] == 5'd30 ? i_value_61 :
    i_value_63;

endmodule

`default_nettype wire
