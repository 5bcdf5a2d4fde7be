// yuragi_spike_list: the rows whose neurons spiked, list after list
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_spike_list (
  input  wire       clock,
  input  wire       i_read,
  input  wire [2:0] i_read_address,
  input  wire       i_write,
  input  wire [2:0] i_write_address,
  input  wire       i_next_end,
  input  wire       i_next_both,
  input  wire [2:0] i_next_row,
  output wire       o_end,
  output wire       o_both,
  output wire [2:0] o_row
);
  wire [2:0] read_address = i_read_address;
  wire [2:0] write_address = i_write_address;
  (* no_rw_check *) reg [4:0] entries [0:4];
  reg [4:0] entry;
  always @(posedge clock) begin
    if (i_read) entry <= entries[read_address];
    if (i_write) entries[write_address] <= {i_next_end, i_next_both, i_next_row};
  end
  assign o_end = entry[4];
  assign o_both = entry[3];
  assign o_row = entry[2:0];

endmodule

`default_nettype wire
