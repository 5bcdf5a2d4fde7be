// yuragi_retrograde_lane: how much likelier an output is with the hidden neuron flipped
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_retrograde_lane (
  // Control
  input  wire               clock,
  input  wire               i_load,
  input  wire               i_hidden,
  input  wire               i_spiked,
  input  wire               i_clamped,
  // Data
  input  wire signed [14:0] i_sum,
  input  wire signed [7:0]  i_weight,
  input  wire signed [14:0] i_potential,
  input  wire [11:0]        i_softplus,
  output wire signed [14:0] o_flipped_potential,
  output wire [11:0]        o_flipped_softplus,
  output wire signed [14:0] o_term
);

  reg  [14:0] u               = 15'd0;
  reg  [11:0] entry           = 12'd0;
  reg  [14:0] flipped         = 15'd0;
  reg         y               = 1'b0;
  reg         mask            = 1'b0;
  reg  [14:0] not_cost        = 15'd0;
  reg  [14:0] flipped_against = 15'd0;
  reg  [14:0] flipped_kept    = 15'd0;
  reg         beyond          = 1'b0;
  reg         mask_kept       = 1'b0;
  reg  [14:0] difference      = 15'd0;
  wire        magnitude_negative;
  wire [14:0] magnitude_magnitude;
  wire        flipped_magnitude_negative;
  wire [14:0] flipped_magnitude_magnitude;
  wire [7:0]  table_index_index;
  wire        table_index_beyond;
  wire [11:0] softplus_rom_entry;

  // cycle 0: the potential with the hidden neuron flipped
  wire signed [14:0] wide = {{7{i_weight[7]}}, i_weight};
  // u - w is u + not w + 1: one adder, its carry enters below the lowest bit
  wire [31:0] operand = i_load ? {17'd0, i_sum} << 1 : i_hidden ? ({17'd0, ~wide} << 1) | 32'd1 : {17'd0, wide} << 1;
  wire [31:0] left = ({17'd0, i_potential} << 1) | 32'd1;
  // verilator lint_off UNUSEDSIGNAL
  wire [31:0] flipped_sum = left + operand; // not all bits are used
  // verilator lint_on UNUSEDSIGNAL
  wire [14:0] against = (magnitude_negative == y) ? magnitude_magnitude : 15'd0;
  wire [14:0] flipped_wrong = (flipped_magnitude_negative == y) ? flipped_magnitude_magnitude : 15'd0;
  // cycle 2: the flipped potential's softplus, and the difference of the costs
  wire [11:0] looked_up = beyond ? 12'd0 : softplus_rom_entry;
  wire [14:0] flipped_cost = flipped_against + {3'd0, looked_up};
  // a - b is a + not b + 1; not b is at hand
  wire [31:0] minuend = ({17'd0, flipped_cost} << 1) | 32'd1;
  wire [31:0] subtrahend = ({17'd0, not_cost} << 1) | 32'd1;
  // verilator lint_off UNUSEDSIGNAL
  wire [31:0] difference_sum = minuend + subtrahend; // not all bits are used
  // verilator lint_on UNUSEDSIGNAL

  yuragi_magnitude magnitude (
    .i_potential (u),
    .o_negative  (magnitude_negative),
    .o_magnitude (magnitude_magnitude)
  );

  yuragi_magnitude flipped_magnitude (
    .i_potential (flipped),
    .o_negative  (flipped_magnitude_negative),
    .o_magnitude (flipped_magnitude_magnitude)
  );

  yuragi_table_index table_index (
    .i_magnitude (flipped_magnitude_magnitude),
    .o_index     (table_index_index),
    .o_beyond    (table_index_beyond)
  );

  yuragi_softplus_rom softplus_rom (
    .clock   (clock),
    .i_index (table_index_index),
    .o_entry (softplus_rom_entry)
  );

  assign o_flipped_potential = flipped_kept;
  assign o_flipped_softplus = looked_up;
  assign o_term = difference;

  always @(posedge clock) begin
    flipped <= flipped_sum[15:1];
    u <= i_potential;
    entry <= i_softplus;
    y <= i_spiked;
    mask <= i_clamped;
    not_cost <= ~(against + {3'd0, entry});
    flipped_against <= flipped_wrong;
    beyond <= table_index_beyond;
    flipped_kept <= flipped;
    mask_kept <= mask;
    difference <= 15'd0;
    if (mask_kept) difference <= difference_sum[15:1];
  end

endmodule

`default_nettype wire
