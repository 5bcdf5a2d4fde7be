// yuragi_evidence_ring: which target groups have evidence
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_evidence_ring (
  input  wire clock,
  input  wire i_enter,
  input  wire i_any,
  input  wire i_leave,
  output wire o_head
);
  reg [1:0] groups = 2'd0;
  always @(posedge clock) if (i_enter | i_leave) groups <= {i_any & i_enter, groups[1:1]};
  assign o_head = groups[0];

endmodule

`default_nettype wire
