// yuragi_synapses: row memory and lanes: all synapses of the network, a word of bundles at a time
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_synapses (
  input  wire        clock,
  input  wire [15:0] i_read_address,
  input  wire        i_write,
  input  wire [15:0] i_write_address,
  input  wire [1:0]  i_open,
  input  wire [1:0]  i_close,
  input  wire        i_count_flips,
  input  wire        i_noise,
  input  wire [8:0]  i_threshold,
  input  wire        i_initialise,
  input  wire        i_load,
  input  wire        i_turn,
  // verilator lint_off UNUSEDSIGNAL
  input  wire [15:0] i_loaded, // bits 15:3 are not used
  input  wire [15:0] i_random_word, // bits 14:0 are not used
  // verilator lint_on UNUSEDSIGNAL
  input  wire        i_reset,
  input  wire        i_draw,
  input  wire [7:0]  i_absorb,
  input  wire [5:0]  i_group,
  output wire [2:0]  o_selected,
  output wire [5:0]  o_weight,
  output wire        o_random_bit,
  output wire [6:0]  o_flips_up,
  output wire [6:0]  o_flips_down
);

  localparam [2:0] NO_BITS     = 3'd0;
  localparam [2:0] ALL_BITS    = 3'd7;
  localparam       HAS_INITIAL = 1'b0;

  reg  [2:0]  entering = 3'd0;
  wire [15:0] lane_lfsr_draw;
  wire [5:0]  synapse_lane_next_weight;
  wire [1:0]  synapse_lane_opened;
  wire [1:0]  synapse_lane_closed;

  genvar i;

  // an initial weight: the uppermost bits of a draw as a signed number
  wire [2:0] drawn = (i_random_word[15] & HAS_INITIAL) ? ALL_BITS : NO_BITS;
  wire signed [2:0] loaded_weight = i_initialise ? drawn : entering;
  wire [5:0] synapse_lane_loaded = {loaded_weight, o_weight[5:3]};

  yuragi_row_memory row_memory (
    .clock           (clock),
    .i_read_address  (i_read_address),
    .i_write         (i_write),
    .i_write_address (i_write_address),
    .i_next_weight   (synapse_lane_next_weight),
    .o_weight        (o_weight)
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
        .i_weight      (o_weight[3*i +: 3]),
        .i_open        (i_open[i]),
        .i_close       (i_close[i]),
        .i_noise       (i_noise),
        .i_draw        (lane_lfsr_draw[8*i +: 8]),
        .i_threshold   (i_threshold),
        .i_load        (i_load),
        .i_loaded      (synapse_lane_loaded[3*i +: 3]),
        .o_next_weight (synapse_lane_next_weight[3*i +: 3]),
        .o_opened      (synapse_lane_opened[i]),
        .o_closed      (synapse_lane_closed[i])
      );
    end
  endgenerate

  yuragi_lane_select weight_select (
    .i_value    (o_weight),
    .i_group    (i_group),
    .o_selected (o_selected)
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

  assign o_random_bit = lane_lfsr_draw[0];

  always @(posedge clock) begin
    entering <= i_loaded[2:0];
    if (i_turn) entering <= o_weight[2:0];
  end

endmodule

`default_nettype wire
