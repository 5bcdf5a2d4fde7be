// potential_memory: potentials of outputs (two banks, with their softplus) and of hidden neurons
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 0 inputs, 32 hidden, 74 outputs; weights of 10 bits, quantum 2^-6 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module potential_memory (
  input  wire               clock,
  input  wire [15:0]        i_read_address,
  input  wire               i_write,
  input  wire [15:0]        i_write_address,
  input  wire signed [16:0] i_next_potential_0,
  input  wire signed [16:0] i_next_potential_1,
  input  wire [11:0]        i_next_softplus_0,
  input  wire [11:0]        i_next_softplus_1,
  output wire signed [16:0] o_potential_0,
  output wire signed [16:0] o_potential_1,
  output wire [11:0]        o_softplus_0,
  output wire [11:0]        o_softplus_1
);
  wire [7:0] read_address = i_read_address[7:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [7:0] read_address_spare = i_read_address[15:8]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [7:0] write_address = i_write_address[7:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [7:0] write_address_spare = i_write_address[15:8]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  (* no_rw_check *) reg [45:0] words [0:160];
  reg [45:0] word;
  integer i;
  initial for (i = 0; i <= 160; i = i + 1) words[i] = 46'd0;
  always @(posedge clock) begin
    word <= words[read_address];
    if (i_write) words[write_address] <= {i_next_softplus_1[5:0], i_next_potential_1, i_next_softplus_0[5:0],
        i_next_potential_0};
  end
  assign o_potential_0 = word[16:0];
  assign o_softplus_0 = {6'd0, word[22:17]};
  // verilator lint_off UNUSEDSIGNAL
  wire [5:0] spare_0 = i_next_softplus_0[11:6]; // no entry of this design's table is that large
  // verilator lint_on UNUSEDSIGNAL
  assign o_potential_1 = word[39:23];
  assign o_softplus_1 = {6'd0, word[45:40]};
  // verilator lint_off UNUSEDSIGNAL
  wire [5:0] spare_1 = i_next_softplus_1[11:6]; // no entry of this design's table is that large
  // verilator lint_on UNUSEDSIGNAL

endmodule

`default_nettype wire
