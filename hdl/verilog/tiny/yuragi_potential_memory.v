// yuragi_potential_memory: potentials of outputs (two banks, with their softplus) and of hidden neurons
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_potential_memory (
  input  wire        clock,
  input  wire [15:0] i_read_address,
  input  wire        i_write,
  input  wire [15:0] i_write_address,
  input  wire [14:0] i_next_potential,
  input  wire [11:0] i_next_softplus,
  output wire [14:0] o_potential,
  output wire [11:0] o_softplus
);
  wire [2:0] read_address = i_read_address[2:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [12:0] read_address_spare = i_read_address[15:3]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [2:0] write_address = i_write_address[2:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [12:0] write_address_spare = i_write_address[15:3]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  (* no_rw_check *) reg [15:0] words [0:4];
  reg [15:0] word;
  integer i;
  initial for (i = 0; i <= 4; i = i + 1) words[i] = 16'd0;
  always @(posedge clock) begin
    word <= words[read_address];
    if (i_write) words[write_address] <= {i_next_softplus[0:0], i_next_potential[14:0]};
  end
  assign o_potential[14:0] = word[14:0];
  assign o_softplus[11:0] = {11'd0, word[15:15]};
  // verilator lint_off UNUSEDSIGNAL
  wire [10:0] spare_0 = i_next_softplus[11:1]; // no entry of this design's table is that large
  // verilator lint_on UNUSEDSIGNAL

endmodule

`default_nettype wire
