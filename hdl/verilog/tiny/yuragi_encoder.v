// yuragi_encoder: two intensities become two spikes, a cycle later
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_encoder (
  input  wire        clock,
  input  wire        i_reset,
  input  wire        i_draw,
  input  wire [7:0]  i_absorb,
  input  wire [15:0] i_intensities,
  output wire [1:0]  o_spikes,
  output wire        o_random_bit
);

  reg  [1:0]  kept = 2'd0;
  wire [15:0] lfsr_word;
  reg  [1:0]  pair;

  wire [7:0] low = i_intensities[7:0];
  wire [7:0] high = i_intensities[15:8];

  yuragi_lfsr lfsr (
    .clock    (clock),
    .i_reset  (i_reset),
    .i_step   (i_draw),
    .i_absorb (i_absorb),
    .o_word   (lfsr_word)
  );

  always @* begin
    pair = 2'd0;
    if ((lfsr_word[7:0] < low) | (&low)) pair[0] = 1'b1;
    if ((lfsr_word[15:8] < high) | (&high)) pair[1] = 1'b1;
  end

  assign o_spikes = kept;
  assign o_random_bit = lfsr_word[0];

  always @(posedge clock) begin
    kept <= pair;
  end

endmodule

`default_nettype wire
