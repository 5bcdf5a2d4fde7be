// yuragi_spike_ring_2: spikes of 1 neurons; the head is the neuron in turn
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_spike_ring_2 (
  input  wire clock,
  input  wire i_rotate,
  input  wire i_spike,
  output wire o_head,
  output wire o_behind
);
  reg [0:0] spikes = 1'd0;
  always @(posedge clock) if (i_rotate) spikes <= i_spike;
  assign o_head = spikes[0];
  assign o_behind = spikes[0];

endmodule

`default_nettype wire
