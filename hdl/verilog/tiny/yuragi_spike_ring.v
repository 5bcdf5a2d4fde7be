// yuragi_spike_ring: spikes of 2 neurons; the head is the neuron in turn
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_spike_ring (
  input  wire clock,
  input  wire i_rotate,
  input  wire i_spike,
  output wire o_head,
  output wire o_behind
);
  reg [1:0] spikes = 2'd0;
  always @(posedge clock) if (i_rotate) spikes <= {i_spike, spikes[1:1]};
  assign o_head = spikes[0];
  assign o_behind = spikes[1];

endmodule

`default_nettype wire
