// yuragi_encoding: from the stimulus to the list of the inputs that spike
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_encoding (
  input  wire        clock,
  input  wire        i_begin,
  input  wire        i_stop,
  output wire        o_busy,
  output wire        o_any_clamped,
  input  wire        i_reset,
  input  wire        i_draw,
  input  wire [7:0]  i_absorb,
  output wire        o_random_bit,
  output wire [15:0] o_scratch_address,
  input  wire [15:0] i_scratch_word,
  output wire        o_scratch_write,
  output wire [15:0] o_scratch_write_address,
  output wire [15:0] o_spikes,
  output wire        o_list_write,
  output wire        o_list_end,
  output wire        o_list_both,
  output wire [2:0]  o_list_row,
  output wire        o_seed,
  output wire [1:0]  o_seed_word,
  output wire [0:0]  o_clamped,
  output wire [0:0]  o_spiked
);

  localparam [15:0] STIMULUS_BASE    = 16'd128;
  localparam [15:0] SPIKES_BASE      = 16'd160;
  localparam [11:0] CLAMP_WORDS      = 12'd1;
  localparam [11:0] LAST_INDEX       = 12'd2;
  localparam [11:0] LAST_PAIR_NUMBER = 12'd1;
  localparam        HAS_WHOLE_PAIRS  = 1'b1;
  localparam [11:0] LAST_WHOLE_PAIR  = 12'd0;
  localparam [11:0] LAST_INPUT_PAIR  = 12'd0;
  localparam        HAS_INPUTS       = 1'b1;
  localparam        ODD              = 1'b0;
  localparam [2:0]  ROW_WORDS        = 3'd1;
  localparam [2:0]  PAIR_WORDS       = 3'd2;
  localparam [1:0]  FIRST_STEP       = 2'd2;
  localparam [1:0]  LAST_STEP        = 2'd2;

  reg         reading     = 1'b0;
  reg  [11:0] index       = 12'd0;
  reg         clamp1      = 1'b0;
  reg         read1       = 1'b0;
  reg         pair2       = 1'b0;
  reg  [11:0] pair        = 12'd0;
  reg  [2:0]  row         = 3'd0;
  reg         ending      = 1'b0;
  reg         ended       = 1'b0;
  reg         seeding     = 1'b0;
  reg  [1:0]  place       = 2'd0;
  reg         clamped_any = 1'b0;
  reg  [15:0] gathered    = 16'd0;
  reg         full        = 1'b0;
  reg  [11:0] word        = 12'd0;
  wire [1:0]  encoder_spikes;
  wire        output_register_any;

  // a pair of spikes: of inputs, of outputs, or of the last input and the first output
  wire of_inputs = HAS_INPUTS & (pair <= LAST_INPUT_PAIR);
  wire at_output = !HAS_WHOLE_PAIRS | (pair > LAST_WHOLE_PAIR);
  wire first_spikes = encoder_spikes[0];
  wire second_spikes = encoder_spikes[1] & !(ODD & (pair == LAST_INPUT_PAIR));
  wire last_pair = pair == LAST_PAIR_NUMBER;
  wire [2:0] next_row = row + ROW_WORDS;
  wire any_input = pair2 & of_inputs & (first_spikes | second_spikes);

  yuragi_encoder encoder (
    .clock         (clock),
    .i_reset       (i_reset),
    .i_draw        (i_draw | (read1 & !clamp1)),
    .i_absorb      (i_absorb),
    .i_intensities (i_scratch_word),
    .o_spikes      (encoder_spikes),
    .o_random_bit  (o_random_bit)
  );

  yuragi_output_register output_register (
    .clock          (clock),
    .i_shift_clamps (read1 & clamp1),
    .i_bits         (i_scratch_word),
    .i_shift_spikes (pair2 & at_output),
    .i_spikes       (encoder_spikes),
    .i_turn         (seeding),
    .o_clamped      (o_clamped),
    .o_spiked       (o_spiked),
    .o_any          (output_register_any)
  );

  // a word of the stimulus a cycle
  assign o_scratch_address = {4'd0, index} | STIMULUS_BASE;
  assign o_list_write = any_input | ending;
  assign o_list_end = ending;
  assign o_list_both = first_spikes & second_spikes;
  assign o_list_row = !first_spikes ? next_row : row;
  assign o_scratch_write = full;
  assign o_scratch_write_address = {4'd0, word} | SPIKES_BASE;
  assign o_spikes = gathered;
  assign o_seed = seeding;
  assign o_seed_word = place;
  assign o_any_clamped = clamped_any;
  assign o_busy = !ended;

  always @(posedge clock) begin
    read1 <= reading;
    clamp1 <= index < CLAMP_WORDS;
    if (reading) begin
      index <= index + 12'd1;
      if (index == LAST_INDEX) reading <= 1'b0;
    end
    pair2 <= read1 & !clamp1;
    ending <= 1'b0;
    full <= 1'b0;
    if (pair2) begin
      pair <= pair + 12'd1;
      row <= row + PAIR_WORDS;
      ending <= HAS_INPUTS & (pair == LAST_INPUT_PAIR);
      gathered <= (gathered >> 2) | ({14'd0, encoder_spikes} << 14);
      full <= (&pair[2:0]) | last_pair;
      if (last_pair) seeding <= 1'b1;
    end
    if (full) word <= word + 12'd1;
    if (seeding) begin
      place <= place + 2'd1;
      clamped_any <= clamped_any | output_register_any;
      if (place == LAST_STEP) begin
        seeding <= 1'b0;
        ended <= 1'b1;
      end
    end
    if (i_begin) begin
      reading <= 1'b1;
      index <= 12'd0;
      pair <= 12'd0;
      row <= 3'd0;
      word <= 12'd0;
      gathered <= 16'd0;
      place <= FIRST_STEP;
      clamped_any <= 1'b0;
      ended <= 1'b0;
      ending <= !HAS_INPUTS;
    end
    if (i_stop) begin
      reading <= 1'b0;
      read1 <= 1'b0;
      pair2 <= 1'b0;
      ending <= 1'b0;
      seeding <= 1'b0;
      full <= 1'b0;
    end
  end

endmodule

`default_nettype wire
