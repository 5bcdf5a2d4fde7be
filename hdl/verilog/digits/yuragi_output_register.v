// yuragi_output_register: clamp bits and spikes of 10 outputs
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_output_register (
  input  wire        clock,
  input  wire        i_shift_clamps,
  input  wire [15:0] i_bits,
  input  wire        i_shift_spikes,
  input  wire [1:0]  i_spikes,
  input  wire        i_turn,
  output wire [1:0]  o_clamped,
  output wire [1:0]  o_spiked,
  output wire        o_any
);
  reg [15:0] clamps = 16'd0;
  reg [9:0] units = 10'd0;
  always @(posedge clock) begin
    if (i_shift_clamps) clamps <= i_bits;
    else if (i_turn) clamps <= {2'd0, clamps[15:2]};
    if (i_shift_spikes) units <= {i_spikes, units[9:2]};
    else if (i_turn) units <= {2'd0, units[9:2]};
  end
  wire [1:0] clamped = {clamps[1], clamps[0]};
  wire [1:0] spiked = {units[1], units[0]};
  assign o_clamped = clamped;
  assign o_spiked = clamped & spiked;
  assign o_any = |clamped;

endmodule

`default_nettype wire
