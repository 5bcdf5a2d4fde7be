// yuragi_neuron_states: spike, prediction spike and mask of each neuron
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_neuron_states (
  input  wire       clock,
  input  wire       i_read,
  input  wire [5:0] i_read_word,
  output wire [1:0] o_spiked,
  output wire [1:0] o_masked,
  input  wire       i_own_read,
  input  wire [5:0] i_own_word,
  input  wire [2:0] i_own_lane,
  output wire       o_own_spike,
  output wire       o_own_mask,
  output wire [1:0] o_up,
  output wire [1:0] o_down,
  input  wire       i_clear,
  input  wire       i_put,
  input  wire [2:0] i_put_lane,
  input  wire       i_put_spike,
  input  wire       i_put_predicted,
  input  wire       i_put_mask,
  input  wire       i_store,
  input  wire [5:0] i_word,
  input  wire       i_seed,
  input  wire [1:0] i_seed_spike,
  input  wire [1:0] i_seed_mask
);
  wire [5:0] read_word = i_read_word;
  wire [5:0] own_word = i_own_word;
  wire [5:0] word = i_word;
  (* no_rw_check *) reg [3:0] words [0:36];
  (* no_rw_check *) reg [5:0] copies [0:36];
  reg [3:0] child;
  reg [5:0] own;
  reg [2:0] lane;
  reg [1:0] spikes = 2'd0;
  reg [1:0] predicted = 2'd0;
  reg [1:0] masks = 2'd0;
  wire [1:0] place = 2'd1 << i_put_lane[0:0];
  wire [1:0] own_place = 2'd1 << lane[0:0];
  wire [1:0] next_spikes = spikes | (i_put_spike ? place : 2'd0);
  wire [1:0] next_predicted = predicted | (i_put_predicted ? place : 2'd0);
  wire [1:0] next_masks = masks | (i_put_mask ? place : 2'd0);
  wire [5:0] next = i_seed ? {i_seed_mask, 2'd0, i_seed_spike} : {next_masks, next_predicted, next_spikes};
  always @(posedge clock) begin
    if (i_read) child <= words[read_word];
    if (i_own_read) own <= copies[own_word];
    lane <= i_own_lane;
    if (i_store | i_seed) begin
      words[word] <= {next[5:4], next[1:0]};
      copies[word] <= next;
    end
    if (i_store | i_clear) begin
      spikes <= 2'd0;
      predicted <= 2'd0;
      masks <= 2'd0;
    end else if (i_put) begin
      spikes <= next_spikes;
      predicted <= next_predicted;
      masks <= next_masks;
    end
  end
  assign o_own_spike = |(own[1:0] & own_place);
  assign o_own_mask = |(own[5:4] & own_place);
  assign o_spiked = child[1:0];
  assign o_masked = child[3:2];
  assign o_up = own[1:0] & ~own[3:2];
  assign o_down = ~own[1:0] & own[3:2];
  // verilator lint_off UNUSEDSIGNAL
  wire [1:0] lane_spare = i_put_lane[2:1] | lane[2:1]; // beyond the lanes of this design
  // verilator lint_on UNUSEDSIGNAL

endmodule

`default_nettype wire
