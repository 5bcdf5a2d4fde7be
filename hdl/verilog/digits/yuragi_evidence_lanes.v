// yuragi_evidence_lanes: the evidence of a target group, a lane each
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_evidence_lanes (
  // Control
  input  wire        clock,
  input  wire        i_shift,
  input  wire        i_valid,
  // Data
  input  wire [1:0]  i_up,
  input  wire [1:0]  i_down,
  output wire [15:0] o_open,
  output wire [15:0] o_close
);
  reg [15:0] ups = 16'd0;
  always @(posedge clock) if (i_shift) ups <= {i_up & {2{i_valid}}, ups[15:2]};
  assign o_open = ups;
  reg [15:0] downs = 16'd0;
  always @(posedge clock) if (i_shift) downs <= {i_down & {2{i_valid}}, downs[15:2]};
  assign o_close = downs;

endmodule

`default_nettype wire
