// stimulus_store: plays stored stimuli into the scratch memory
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module stimulus_store (
  input  wire        clock,
  input  wire        i_restart,
  input  wire        i_write,
  input  wire [15:0] i_address,
  input  wire [15:0] i_item,
  input  wire        i_begin,
  input  wire [15:0] i_stimuli,
  input  wire [15:0] i_passes,
  input  wire        i_next_stimulus,
  output wire        o_busy,
  output wire        o_finished,
  output wire        o_copying,
  output wire [15:0] o_place,
  output wire [15:0] o_word
);

  localparam [11:0] STIMULUS_WORDS = 12'd38;
  localparam [15:0] STIMULUS_BASE  = 16'd128;

  reg [15:0] all         = 16'd0;
  reg [15:0] left        = 16'd0;
  reg [15:0] passes_left = 16'd0;
  reg [15:0] at          = 16'd0;
  reg        reading     = 1'b0;
  reg [11:0] words_left  = 12'd0;
  reg        coming      = 1'b0;
  reg        arrived     = 1'b0;
  reg [15:0] target      = 16'd0;

  wire [15:0] stimulus_memory_address = reading ? at : i_address;

  stimulus_memory stimulus_memory (
    .clock     (clock),
    .i_address (stimulus_memory_address),
    .i_write   (i_write),
    .i_item    (i_item),
    .o_word    (o_word)
  );

  assign o_busy = reading | coming | arrived;
  assign o_finished = ~|passes_left;
  assign o_copying = arrived;
  assign o_place = target;

  always @(posedge clock) begin
    // a word comes two cycles after its address
    coming <= reading;
    arrived <= coming;
    if (arrived) target <= target + 16'd1;
    if (reading) begin
      at <= at + 16'd1;
      words_left <= words_left - 12'd1;
      if (words_left == 12'd1) begin
        reading <= 1'b0;
        // behind the last stimulus the first comes again, in the next pass
        left <= left - 16'd1;
        if (left == 16'd1) begin
          at <= 16'd0;
          left <= all;
          passes_left <= passes_left - 16'd1;
        end
      end
    end
    if (i_begin) begin
      all <= i_stimuli;
      left <= i_stimuli;
      passes_left <= i_passes;
      at <= 16'd0;
    end
    if (i_next_stimulus) begin
      reading <= 1'b1;
      words_left <= STIMULUS_WORDS;
      target <= STIMULUS_BASE;
    end
    if (i_restart) begin
      reading <= 1'b0;
      coming <= 1'b0;
      arrived <= 1'b0;
    end
  end

endmodule

`default_nettype wire
