// yuragi_position: the neuron in turn, and the one after it
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_position (
  input  wire       clock,
  input  wire       i_load,
  input  wire [2:0] i_load_layer,
  input  wire [5:0] i_load_word,
  input  wire [2:0] i_load_lane,
  input  wire [8:0] i_load_row,
  input  wire       i_advance,
  output wire [2:0] o_layer,
  output wire [5:0] o_word,
  output wire [2:0] o_lane,
  output wire [8:0] o_row,
  output wire [2:0] o_next_layer,
  output wire [5:0] o_next_word,
  output wire [2:0] o_next_lane,
  output wire [8:0] o_next_row,
  output wire       o_word_end,
  output wire       o_layer_end
);

  localparam [2:0] TOP_LANE = 3'd1;

  reg  [2:0] layer_kept = 3'd0;
  reg  [5:0] word_kept  = 6'd0;
  reg  [2:0] lane_kept  = 3'd0;
  reg  [8:0] row_kept   = 9'd0;
  wire [5:0] layer_table_last_word;
  wire [2:0] layer_table_last_lane;
  wire [8:0] layer_table_row_words;
  reg  [5:0] word_after;
  reg  [2:0] lane_after;

  wire ends_layer = (word_kept == layer_table_last_word) & (lane_kept == layer_table_last_lane);
  wire ends_word = (lane_kept == TOP_LANE) | ends_layer;
  wire [8:0] row_after = row_kept + layer_table_row_words;
  wire [2:0] layer_after = ends_layer ? layer_kept + 3'd1 : layer_kept;

  yuragi_layer_table layer_table (
    .i_index     (layer_kept),
    .o_last_word (layer_table_last_word),
    .o_last_lane (layer_table_last_lane),
    .o_row_words (layer_table_row_words)
  );

  always @* begin
    word_after = word_kept;
    lane_after = lane_kept + 3'd1;
    if (ends_word) begin
      lane_after = 3'd0;
      word_after = word_kept + 6'd1;
    end
  end

  assign o_layer = layer_kept;
  assign o_word = word_kept;
  assign o_lane = lane_kept;
  assign o_row = row_kept;
  assign o_next_layer = layer_after;
  assign o_next_word = word_after;
  assign o_next_lane = lane_after;
  assign o_next_row = row_after;
  assign o_word_end = ends_word;
  assign o_layer_end = ends_layer;

  always @(posedge clock) begin
    if (i_load) begin
      layer_kept <= i_load_layer;
      word_kept <= i_load_word;
      lane_kept <= i_load_lane;
      row_kept <= i_load_row;
    end else if (i_advance) begin
      layer_kept <= layer_after;
      word_kept <= word_after;
      lane_kept <= lane_after;
      row_kept <= row_after;
    end
  end

endmodule

`default_nettype wire
