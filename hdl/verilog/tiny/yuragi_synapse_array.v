// yuragi_synapse_array: row memory and lanes: all synapses of the network, a word of bundles at a time
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_synapse_array (
  input  wire               clock,
  input  wire [15:0]        i_read_address,
  input  wire               i_write,
  input  wire [15:0]        i_write_address,
  input  wire               i_fan_in,
  input  wire               i_hidden,
  input  wire [1:0]         i_input,
  input  wire               i_hidden_open,
  input  wire               i_hidden_close,
  input  wire [1:0]         i_output_open,
  input  wire [1:0]         i_output_close,
  input  wire               i_count_flips,
  input  wire               i_noise,
  input  wire [8:0]         i_threshold,
  input  wire               i_initialise,
  input  wire               i_load,
  input  wire               i_turn,
  // verilator lint_off UNUSEDSIGNAL
  input  wire [15:0]        i_loaded, // bits 15:3 are not used
  input  wire [15:0]        i_random_word, // bits 14:0 are not used
  // verilator lint_on UNUSEDSIGNAL
  input  wire               i_reset,
  input  wire               i_draw,
  input  wire [7:0]         i_absorb,
  input  wire               i_valid,
  input  wire               i_first,
  input  wire               i_last,
  input  wire               i_clear,
  input  wire               i_add,
  input  wire [5:0]         i_group,
  output wire signed [14:0] o_potential,
  output wire               o_done,
  output wire signed [2:0]  o_first_weight,
  output wire [2:0]         o_weight,
  output wire [14:0]        o_sum,
  output wire               o_random_bit,
  output wire [6:0]         o_flips_up,
  output wire [6:0]         o_flips_down
);

  localparam [2:0] NO_BITS     = 3'd0;
  localparam [2:0] ALL_BITS    = 3'd7;
  localparam       HAS_INITIAL = 1'b0;

  reg                valid_kept  = 1'b0;
  reg                first_kept  = 1'b0;
  reg                last_kept   = 1'b0;
  reg                add_kept    = 1'b0;
  reg  [2:0]         weight_kept = 3'd0;
  reg  [2:0]         entering    = 3'd0;
  wire [5:0]         row_memory_weight;
  wire [15:0]        lane_lfsr_draw;
  wire [5:0]         synapse_lane_gated;
  wire [5:0]         synapse_lane_next_weight;
  wire [1:0]         synapse_lane_opened;
  wire [1:0]         synapse_lane_closed;
  wire signed [14:0] output_sum_0_sum;
  wire [2:0]         weight_select_selected;
  reg  [1:0]         spike;
  reg  [1:0]         open;
  reg  [1:0]         close;

  genvar i;

  // an initial weight: the upper B - 3 bits of a draw, uniform over -2^(B-4) .. 2^(B-4)-1
  wire [2:0] drawn = (i_random_word[15] & HAS_INITIAL) ? ALL_BITS : NO_BITS;
  wire signed [2:0] loaded_weight = i_initialise ? drawn : entering;
  wire [5:0] synapse_lane_loaded = {loaded_weight, row_memory_weight[5:3]};

  yuragi_row_memory row_memory (
    .clock           (clock),
    .i_read_address  (i_read_address),
    .i_write         (i_write),
    .i_write_address (i_write_address),
    .i_next_weight   (synapse_lane_next_weight),
    .o_weight        (row_memory_weight)
  );

  yuragi_lane_lfsr lane_lfsr (
    .clock    (clock),
    .i_reset  (i_reset),
    .i_step   (i_draw),
    .i_absorb (i_absorb),
    .o_draw   (lane_lfsr_draw)
  );

  generate
    for (i = 0; i < 2; i = i + 1) begin : synapse_lane
      yuragi_synapse_lane unit (
        .clock         (clock),
        .i_weight      (row_memory_weight[3*i +: 3]),
        .i_spike       (spike[i]),
        .i_open        (open[i]),
        .i_close       (close[i]),
        .i_noise       (i_noise),
        .i_draw        (lane_lfsr_draw[8*i +: 8]),
        .i_threshold   (i_threshold),
        .i_load        (i_load),
        .i_loaded      (synapse_lane_loaded[3*i +: 3]),
        .o_gated       (synapse_lane_gated[3*i +: 3]),
        .o_next_weight (synapse_lane_next_weight[3*i +: 3]),
        .o_opened      (synapse_lane_opened[i]),
        .o_closed      (synapse_lane_closed[i])
      );
    end
  endgenerate

  yuragi_dendrite dendrite (
    .clock       (clock),
    .i_gated     (synapse_lane_gated),
    .i_valid     (valid_kept),
    .i_first     (first_kept),
    .i_last      (last_kept),
    .o_potential (o_potential),
    .o_done      (o_done)
  );

  yuragi_output_sum output_sum_0 (
    .clock   (clock),
    .i_clear (i_clear),
    .i_add   (add_kept),
    .i_gated (synapse_lane_gated[2:0]),
    .o_sum   (output_sum_0_sum)
  );

  yuragi_lane_select weight_select (
    .i_value    (row_memory_weight[2:0]),
    .i_group    (i_group),
    .o_selected (weight_select_selected)
  );

  yuragi_lane_select_2 sum_select (
    .i_value    (output_sum_0_sum),
    .i_group    (i_group),
    .o_selected (o_sum)
  );

  yuragi_flip_count opened_count (
    .clock    (clock),
    .i_enable (i_count_flips),
    .i_moved  (synapse_lane_opened),
    .o_count  (o_flips_up)
  );

  yuragi_flip_count closed_count (
    .clock    (clock),
    .i_enable (i_count_flips),
    .i_moved  (synapse_lane_closed),
    .o_count  (o_flips_down)
  );

  always @* begin
    // a load moves every weight one lane down: the first leaves, one enters above the last
    spike[0] = i_hidden;
    open[0] = i_output_open[0];
    close[0] = i_output_close[0];
    if (i_fan_in) begin
      spike[0] = i_input[0];
      open[0] = i_hidden_open;
      close[0] = i_hidden_close;
    end
    spike[1] = i_hidden;
    open[1] = i_output_open[1];
    close[1] = i_output_close[1];
    if (i_fan_in) begin
      spike[1] = i_input[1];
      open[1] = i_hidden_open;
      close[1] = i_hidden_close;
    end
  end

  assign o_weight = weight_kept;
  assign o_first_weight = row_memory_weight[2:0];
  assign o_random_bit = lane_lfsr_draw[0];

  always @(posedge clock) begin
    valid_kept <= i_valid;
    first_kept <= i_first;
    last_kept <= i_last;
    add_kept <= i_add;
    entering <= i_loaded[2:0];
    if (i_turn) entering <= row_memory_weight[2:0];
    weight_kept <= weight_select_selected;
  end

endmodule

`default_nettype wire
