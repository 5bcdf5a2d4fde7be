// yuragi_schedule: which neuron is weighed, and which one is decided
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_schedule (
  input  wire       clock,
  input  wire       i_begin,
  input  wire       i_stop,
  input  wire [2:0] i_layer,
  input  wire       i_weigh,
  input  wire       i_readout,
  input  wire [5:0] i_limit,
  input  wire       i_enable,
  input  wire       i_flush,
  input  wire       i_decided,
  output wire       o_step,
  output wire       o_pass,
  output wire       o_first,
  output wire       o_last,
  output wire [5:0] o_child_word,
  output wire [2:0] o_child_layer,
  output wire [8:0] o_row_word,
  output wire [5:0] o_group,
  output wire [5:0] o_own_word,
  output wire [2:0] o_own_lane,
  output wire [2:0] o_own_layer,
  output wire [1:0] o_offset,
  output wire [5:0] o_decided_word,
  output wire [2:0] o_decided_lane,
  output wire [2:0] o_decided_layer,
  output wire [8:0] o_decided_row,
  output wire [1:0] o_decided_offset,
  output wire [7:0] o_reached,
  output wire       o_word_end,
  output wire       o_group_end,
  output wire       o_layer_end,
  output wire       o_hidden_end
);

  localparam       HAS_HIDDEN  = 1'b1;
  localparam [2:0] LAST_HIDDEN = 3'd1;
  localparam [5:0] TOP_GROUP   = 6'd7;
  localparam [1:0] TOP_OFFSET  = 2'd3;

  reg        running       = 1'b0;
  reg        bubble        = 1'b0;
  reg        begun         = 1'b0;
  reg  [4:0] child         = 5'd0;
  reg  [5:0] child_at      = 6'd0;
  reg  [8:0] row_at        = 9'd0;
  reg  [5:0] group_at      = 6'd0;
  reg  [1:0] issued_offset = 2'd0;
  reg  [1:0] due_offset    = 2'd0;
  reg  [5:0] group_step    = 6'd0;
  reg  [4:0] passed        = 5'd0;
  wire [5:0] start_table_first_word;
  wire [8:0] start_table_first_row;
  wire [4:0] start_table_first_child;
  wire [5:0] child_start_first_word;
  wire [5:0] child_table_last_word;
  wire       child_table_last;
  wire       issuer_layer_end;
  wire [2:0] decider_next_layer;
  wire [5:0] decider_next_word;
  wire [2:0] decider_next_lane;
  wire [8:0] decider_next_row;
  reg  [4:0] child_start_index;
  reg  [2:0] issuer_load_layer;
  reg  [5:0] issuer_load_word;
  reg  [2:0] issuer_load_lane;
  reg  [8:0] issuer_load_row;

  // what is issued
  // while outputs are read out, a pause of two cycles after sixteen of them lets their spikes be written
  wire pausing = i_readout & passed[4];
  wire stepping = running & i_weigh & !bubble;
  wire passing = running & !i_weigh & i_enable & !pausing & (i_readout | (o_own_word != i_limit));
  wire child_end = child_at == child_table_last_word;
  wire neuron_end = child_end & child_table_last;
  wire group_last = group_at == TOP_GROUP;
  wire issuer_advance = (stepping & neuron_end) | passing;
  wire last_of_group = o_layer_end | (o_word_end & (group_step == TOP_GROUP));
  // a change: all that was issued behind it is issued again
  wire restart = i_begin | i_flush;

  yuragi_start_table start_table (
    .i_index       (i_layer),
    .o_first_word  (start_table_first_word),
    .o_first_row   (start_table_first_row),
    .o_first_child (start_table_first_child),
    .o_reached     (o_reached)
  );

  yuragi_child_start child_start (
    .i_index      (child_start_index),
    .o_first_word (child_start_first_word)
  );

  yuragi_child_table child_table (
    .i_index     (child),
    .o_layer     (o_child_layer),
    .o_last_word (child_table_last_word),
    .o_last      (child_table_last)
  );

  yuragi_position issuer (
    // verilator lint_off PINCONNECTEMPTY
    .clock        (clock),
    .i_load       (restart),
    .i_load_layer (issuer_load_layer),
    .i_load_word  (issuer_load_word),
    .i_load_lane  (issuer_load_lane),
    .i_load_row   (issuer_load_row),
    .i_advance    (issuer_advance),
    .o_layer      (o_own_layer),
    .o_word       (o_own_word),
    .o_lane       (o_own_lane),
    .o_row        (),
    .o_next_layer (),
    .o_next_word  (),
    .o_next_lane  (),
    .o_next_row   (),
    .o_word_end   (),
    .o_layer_end  (issuer_layer_end)
    // verilator lint_on PINCONNECTEMPTY
  );

  yuragi_position decider (
    .clock        (clock),
    .i_load       (i_begin),
    .i_load_layer (i_layer),
    .i_load_word  (start_table_first_word),
    .i_load_lane  (3'd0),
    .i_load_row   (start_table_first_row),
    .i_advance    (i_decided),
    .o_layer      (o_decided_layer),
    .o_word       (o_decided_word),
    .o_lane       (o_decided_lane),
    .o_row        (o_decided_row),
    .o_next_layer (decider_next_layer),
    .o_next_word  (decider_next_word),
    .o_next_lane  (decider_next_lane),
    .o_next_row   (decider_next_row),
    .o_word_end   (o_word_end),
    .o_layer_end  (o_layer_end)
  );

  always @* begin
    child_start_index = start_table_first_child;
    if (stepping) begin
      if (child_end) begin
        // the next child stands behind this one, unless a layer between them is not reached
        child_start_index = child + 5'd1;
        if (child_table_last) child_start_index = start_table_first_child;
      end
    end
    issuer_load_layer = decider_next_layer;
    issuer_load_word = decider_next_word;
    issuer_load_lane = decider_next_lane;
    issuer_load_row = decider_next_row;
    if (restart) child_start_index = start_table_first_child;
    if (i_begin) begin
      issuer_load_layer = i_layer;
      issuer_load_word = start_table_first_word;
      issuer_load_lane = 3'd0;
      issuer_load_row = start_table_first_row;
    end
  end

  assign o_step = stepping;
  assign o_pass = passing;
  assign o_first = !begun | !i_weigh;
  assign o_last = neuron_end | !i_weigh;
  assign o_child_word = child_at;
  assign o_row_word = row_at;
  assign o_group = group_at;
  assign o_offset = issued_offset;
  assign o_decided_offset = due_offset;
  assign o_hidden_end = o_layer_end & (o_decided_layer == LAST_HIDDEN);
  assign o_group_end = last_of_group;

  always @(posedge clock) begin
    // the word after it
    bubble <= stepping & neuron_end & !begun;
    if (pausing & passed[0]) passed <= 5'd0;
    else if (passing | pausing) passed <= passed + 5'd1;
    if (stepping) begin
      begun <= !neuron_end;
      child_at <= child_at + 6'd1;
      group_at <= group_at + 6'd1;
      if (child_end | group_last) begin
        group_at <= 6'd0;
        row_at <= row_at + 9'd1;
      end
      if (child_end) begin
        child <= child + 5'd1;
        if (child_table_last) child <= start_table_first_child;
        child_at <= child_start_first_word;
      end
      if (neuron_end) begin
        issued_offset <= issued_offset + 2'd1;
        if (issued_offset == TOP_OFFSET) issued_offset <= 2'd1;
      end
    end
    if (issuer_advance & issuer_layer_end) begin
      if (i_weigh | i_readout | (o_own_layer == LAST_HIDDEN)) running <= 1'b0;
    end
    if (i_decided) begin
      due_offset <= due_offset + 2'd1;
      if (due_offset == TOP_OFFSET) due_offset <= 2'd1;
      if (last_of_group) group_step <= 6'd0;
      else if (o_word_end) group_step <= group_step + 6'd1;
    end
    if (restart) begin
      running <= (i_begin & (HAS_HIDDEN | i_readout)) | (i_flush & !o_layer_end);
      bubble <= 1'b0;
      begun <= 1'b0;
      issued_offset <= 2'd1;
      due_offset <= 2'd1;
      child <= start_table_first_child;
      child_at <= child_start_first_word;
      group_at <= 6'd0;
      row_at <= decider_next_row;
    end
    if (i_begin) begin
      row_at <= start_table_first_row;
      group_step <= 6'd0;
      passed <= 5'd0;
    end
    if (i_stop) running <= 1'b0;
  end

endmodule

`default_nettype wire
