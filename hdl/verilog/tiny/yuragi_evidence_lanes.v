// yuragi_evidence_lanes: the evidence of a target group, a lane each
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_evidence_lanes (
  // Control
  input  wire       clock,
  input  wire       i_shift,
  input  wire       i_valid,
  input  wire [0:0] i_up,
  input  wire [0:0] i_down,
  // Data
  output wire [1:0] o_open,
  output wire [1:0] o_close
);
  reg [1:0] ups = 2'd0;
  always @(posedge clock) if (i_shift) ups <= {i_up & {1{i_valid}}, ups[1:1]};
  assign o_open = ups;
  reg [1:0] downs = 2'd0;
  always @(posedge clock) if (i_shift) downs <= {i_down & {1{i_valid}}, downs[1:1]};
  assign o_close = downs;

endmodule

`default_nettype wire
