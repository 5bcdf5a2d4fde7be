// yuragi_row_memory: the bundles of all neurons, 2 lanes of 3 bits, 6 words
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_row_memory (
  input  wire        clock,
  input  wire [15:0] i_read_address,
  input  wire        i_write,
  input  wire [15:0] i_write_address,
  input  wire [5:0]  i_next_weight,
  output wire [5:0]  o_weight
);
  wire [2:0] read_address = i_read_address[2:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [12:0] read_address_spare = i_read_address[15:3]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  wire [2:0] write_address = i_write_address[2:0];
  // verilator lint_off UNUSEDSIGNAL
  wire [12:0] write_address_spare = i_write_address[15:3]; // beyond the depth of this design
  // verilator lint_on UNUSEDSIGNAL
  (* no_rw_check *) reg [5:0] words [0:5];
  reg [5:0] word;
  always @(posedge clock) begin
    word <= words[read_address];
    if (i_write) words[write_address] <= i_next_weight;
  end
  assign o_weight = word;

endmodule

`default_nettype wire
