// yuragi_targets: the target group in turn, and the word of its potentials
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_targets (
  input  wire        clock,
  input  wire        i_begin,
  input  wire        i_advance,
  input  wire        i_step,
  output wire [2:0]  o_layer,
  output wire [11:0] o_group,
  output wire [5:0]  o_lanes,
  output wire [1:0]  o_word,
  output wire        o_inside,
  output wire        o_last_inside,
  output wire        o_last_step,
  output wire        o_last,
  output wire        o_layer_end
);

  localparam [2:0] LAST_LAYER  = 3'd2;
  localparam [1:0] FIRST_WORD  = 2'd0;
  localparam [5:0] TOP_STEP    = 6'd1;
  localparam [1:0] GROUP_STEPS = 2'd2;

  reg  [2:0]  layer_kept = 3'd0;
  reg  [11:0] group_kept = 12'd0;
  reg  [1:0]  base       = 2'd0;
  reg  [5:0]  step_kept  = 6'd0;
  reg         past       = 1'b0;
  wire [11:0] target_table_last_group;
  wire [1:0]  target_table_last_word;

  wire [1:0] present = base + step_kept[1:0];
  wire at_end = present == target_table_last_word;
  wire ends_layer = group_kept == target_table_last_group;

  yuragi_target_table target_table (
    // verilator lint_off PINCONNECTEMPTY
    .i_index        (layer_kept),
    .o_last_group   (target_table_last_group),
    .o_last_word    (target_table_last_word),
    .o_first_source (),
    .o_bias         ()
    // verilator lint_on PINCONNECTEMPTY
  );

  assign o_layer = layer_kept;
  assign o_group = group_kept;
  assign o_lanes = step_kept;
  assign o_word = present;
  assign o_inside = !past;
  assign o_last_inside = at_end | (step_kept == TOP_STEP);
  assign o_last_step = step_kept == TOP_STEP;
  assign o_last = ends_layer & (layer_kept == LAST_LAYER);
  assign o_layer_end = ends_layer;

  always @(posedge clock) begin
    if (i_step) begin
      step_kept <= step_kept + 6'd1;
      past <= past | at_end;
    end
    if (i_advance) begin
      step_kept <= 6'd0;
      past <= 1'b0;
      group_kept <= group_kept + 12'd1;
      base <= base + GROUP_STEPS;
      if (ends_layer) begin
        group_kept <= 12'd0;
        layer_kept <= layer_kept + 3'd1;
        base <= target_table_last_word + 2'd1;
      end
    end
    if (i_begin) begin
      step_kept <= 6'd0;
      past <= 1'b0;
      layer_kept <= 3'd1;
      group_kept <= 12'd0;
      base <= FIRST_WORD;
    end
  end

endmodule

`default_nettype wire
