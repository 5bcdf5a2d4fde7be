// yuragi_spike_ring_2: spikes of 10 neurons; the head is the neuron in turn
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_spike_ring_2 (
  input  wire clock,
  input  wire i_rotate,
  input  wire i_spike,
  output wire o_head,
  output wire o_behind
);
  reg [9:0] spikes = 10'd0;
  always @(posedge clock) if (i_rotate) spikes <= {i_spike, spikes[9:1]};
  assign o_head = spikes[0];
  assign o_behind = spikes[1];

endmodule

`default_nettype wire
