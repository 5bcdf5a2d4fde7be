// row_memory: the bundles of all neurons, 16 lanes of 10 bits, 197 words
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 0 inputs, 32 hidden, 74 outputs; weights of 10 bits, quantum 2^-6 nats; 16 lanes, 2 retrograde; seed 1.

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
  output wire signed [9:0] o_weight_15
);
  wire [7:0] read_address = i_read_address[7:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [7:0] read_address_spare = i_read_address[15:8]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [7:0] write_address = i_write_address[7:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [7:0] write_address_spare = i_write_address[15:8]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  (* no_rw_check *) reg [159:0] words [0:196];
  reg [159:0] word;
  always @(posedge clock) begin
    word <= words[read_address];
    if (i_write) words[write_address] <= {i_next_weight_15, i_next_weight_14, i_next_weight_13, i_next_weight_12,
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

endmodule

`default_nettype wire
