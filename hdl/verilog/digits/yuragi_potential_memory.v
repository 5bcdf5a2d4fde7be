// yuragi_potential_memory: potentials of outputs (two banks, with their softplus) and of hidden neurons
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_potential_memory (
  input  wire        clock,
  input  wire [15:0] i_read_address,
  input  wire        i_write,
  input  wire [15:0] i_write_address,
  input  wire [29:0] i_next_potential,
  input  wire [23:0] i_next_softplus,
  output wire [29:0] o_potential,
  output wire [23:0] o_softplus
);
  wire [6:0] read_address = i_read_address[6:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [8:0] read_address_spare = i_read_address[15:7]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [6:0] write_address = i_write_address[6:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [8:0] write_address_spare = i_write_address[15:7]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  (* no_rw_check *) reg [39:0] words [0:127];
  reg [39:0] word;
  integer i;
  initial for (i = 0; i <= 127; i = i + 1) words[i] = 40'd0;
  always @(posedge clock) begin
    word <= words[read_address];
    if (i_write) words[write_address] <= {i_next_softplus[16:12], i_next_potential[29:15], i_next_softplus[4:0],
        i_next_potential[14:0]};
  end
  assign o_potential[14:0] = word[14:0];
  assign o_softplus[11:0] = {7'd0, word[19:15]};
  // verilator lint_off UNUSEDSIGNAL
  wire [6:0] spare_0 = i_next_softplus[11:5]; // no entry of this design's table is that large
  // verilator lint_on UNUSEDSIGNAL
  assign o_potential[29:15] = word[34:20];
  assign o_softplus[23:12] = {7'd0, word[39:35]};
  // verilator lint_off UNUSEDSIGNAL
  wire [6:0] spare_1 = i_next_softplus[23:17]; // no entry of this design's table is that large
  // verilator lint_on UNUSEDSIGNAL

endmodule

`default_nettype wire
