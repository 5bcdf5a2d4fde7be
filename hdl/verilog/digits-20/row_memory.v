// row_memory: the bundles of all neurons, 16 lanes of 8 bits, 121 words
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 20 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

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
  output wire signed [7:0] o_weight_15
);
  wire [6:0] read_address = i_read_address[6:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [8:0] read_address_spare = i_read_address[15:7]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [6:0] write_address = i_write_address[6:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [8:0] write_address_spare = i_write_address[15:7]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  (* no_rw_check *) reg [127:0] words [0:120];
  reg [127:0] word;
  always @(posedge clock) begin
    word <= words[read_address];
    if (i_write) words[write_address] <= {i_next_weight_15, i_next_weight_14, i_next_weight_13, i_next_weight_12,
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

endmodule

`default_nettype wire
