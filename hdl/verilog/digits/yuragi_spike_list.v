// yuragi_spike_list: the rows whose neurons spiked, list after list
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_spike_list (
  input  wire       clock,
  input  wire       i_read,
  input  wire [6:0] i_read_address,
  input  wire       i_write,
  input  wire [6:0] i_write_address,
  input  wire       i_next_end,
  input  wire       i_next_both,
  input  wire [8:0] i_next_row,
  output wire       o_end,
  output wire       o_both,
  output wire [8:0] o_row
);
  wire [6:0] read_address = i_read_address;
  wire [6:0] write_address = i_write_address;
  (* no_rw_check *) reg [10:0] entries [0:97];
  reg [10:0] entry;
  always @(posedge clock) begin
    if (i_read) entry <= entries[read_address];
    if (i_write) entries[write_address] <= {i_next_end, i_next_both, i_next_row};
  end
  assign o_end = entry[10];
  assign o_both = entry[9];
  assign o_row = entry[8:0];

endmodule

`default_nettype wire
