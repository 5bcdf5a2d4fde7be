// yuragi_neuron: the p-bit shared by all neurons: a potential in, its spike one cycle later
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_neuron (
  input  wire              clock,
  input  wire              i_reset,
  input  wire              i_draw,
  input  wire [7:0]        i_absorb,
  input  wire signed [5:0] i_potential,
  input  wire signed [5:0] i_lowered,
  output wire              o_spike,
  output wire [15:0]       o_random_word
);

  reg         negative = 1'b0;
  reg         beyond   = 1'b0;
  wire [7:0]  table_index_index;
  wire        table_index_beyond;
  wire [15:0] sigmoid_rom_entry;

  wire below_zero = i_potential[5];
  wire [5:0] magnitude = below_zero ? ~i_lowered : i_potential;

  yuragi_lfsr_2 lfsr (
    .clock    (clock),
    .i_reset  (i_reset),
    .i_step   (i_draw),
    .i_absorb (i_absorb),
    .o_word   (o_random_word)
  );

  yuragi_table_index table_index (
    .i_magnitude (magnitude),
    .o_index     (table_index_index),
    .o_beyond    (table_index_beyond)
  );

  yuragi_sigmoid_rom sigmoid_rom (
    .clock   (clock),
    .i_index (table_index_index),
    .o_entry (sigmoid_rom_entry)
  );

  yuragi_pbit pbit (
    .i_draw      (o_random_word),
    .i_threshold (sigmoid_rom_entry),
    .i_beyond    (beyond),
    .i_negative  (negative),
    .o_spike     (o_spike)
  );

  always @(posedge clock) begin
    negative <= below_zero;
    beyond <= table_index_beyond;
  end

endmodule

`default_nettype wire
