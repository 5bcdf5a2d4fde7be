// yuragi_neuron_states: spike, prediction spike and mask of each neuron
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_neuron_states (
  input  wire       clock,
  input  wire       i_read,
  input  wire [1:0] i_read_word,
  output wire [0:0] o_spiked,
  output wire [0:0] o_masked,
  input  wire       i_own_read,
  input  wire [1:0] i_own_word,
  input  wire [2:0] i_own_lane,
  output wire       o_own_spike,
  output wire       o_own_mask,
  output wire [0:0] o_up,
  output wire [0:0] o_down,
  input  wire       i_clear,
  input  wire       i_put,
  input  wire [2:0] i_put_lane,
  input  wire       i_put_spike,
  input  wire       i_put_predicted,
  input  wire       i_put_mask,
  input  wire       i_store,
  input  wire [1:0] i_word,
  input  wire       i_seed,
  input  wire [0:0] i_seed_spike,
  input  wire [0:0] i_seed_mask
);
  wire [1:0] read_word = i_read_word;
  wire [1:0] own_word = i_own_word;
  wire [1:0] word = i_word;
  (* no_rw_check *) reg [1:0] words [0:2];
  (* no_rw_check *) reg [2:0] copies [0:2];
  reg [1:0] child;
  reg [2:0] own;
  reg [0:0] spikes = 1'd0;
  reg [0:0] predicted = 1'd0;
  reg [0:0] masks = 1'd0;
  wire [0:0] place = 1'b1;
  wire [0:0] own_place = 1'b1;
  wire [0:0] next_spikes = spikes | (i_put_spike ? place : 1'd0);
  wire [0:0] next_predicted = predicted | (i_put_predicted ? place : 1'd0);
  wire [0:0] next_masks = masks | (i_put_mask ? place : 1'd0);
  wire [2:0] next = i_seed ? {i_seed_mask, 1'd0, i_seed_spike} : {next_masks, next_predicted, next_spikes};
  always @(posedge clock) begin
    if (i_read) child <= words[read_word];
    if (i_own_read) own <= copies[own_word];
    if (i_store | i_seed) begin
      words[word] <= {next[2:2], next[0:0]};
      copies[word] <= next;
    end
    if (i_store | i_clear) begin
      spikes <= 1'd0;
      predicted <= 1'd0;
      masks <= 1'd0;
    end else if (i_put) begin
      spikes <= next_spikes;
      predicted <= next_predicted;
      masks <= next_masks;
    end
  end
  assign o_own_spike = |(own[0:0] & own_place);
  assign o_own_mask = |(own[2:2] & own_place);
  assign o_spiked = child[0:0];
  assign o_masked = child[1:1];
  assign o_up = own[0:0] & ~own[1:1];
  assign o_down = ~own[0:0] & own[1:1];
  // verilator lint_off UNUSEDSIGNAL
  wire [2:0] lane_spare = i_put_lane; // there is one lane
  wire [2:0] own_lane_spare = i_own_lane; // likewise
  // verilator lint_on UNUSEDSIGNAL

endmodule

`default_nettype wire
