// commands: executes the commands of the host: identify, reset, read, write, present
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.1.0; do not edit, change the cell in hdl/src and export again.
// Design: 2 inputs, 2 hidden, 1 outputs; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module commands (
  input  wire        clock,
  output wire        o_ready,
  input  wire        i_command,
  input  wire [7:0]  i_opcode,
  input  wire [7:0]  i_length,
  output reg         o_respond,
  output reg  [3:0]  o_error,
  output reg  [7:0]  o_response_length,
  output wire [15:0] o_item,
  output reg         o_item_valid,
  input  wire        i_item_taken,
  output wire        o_learn,
  output wire [7:0]  o_sweeps,
  output wire [15:0] o_dwell,
  output wire [8:0]  o_flip,
  output wire [7:0]  o_noise,
  input  wire [15:0] i_counter_item,
  output reg         o_start,
  output wire [15:0] o_presentations,
  input  wire        i_busy,
  output reg         o_new_stimulus,
  output reg  [15:0] o_scratch_address,
  input  wire [15:0] i_scratch_word,
  output reg         o_scratch_write,
  output wire [15:0] o_scratch_write_address,
  output reg  [15:0] o_row_address,
  output reg         o_row_write,
  output wire [15:0] o_row_write_address,
  output wire [5:0]  o_row_lane,
  output wire [5:0]  o_row_group,
  output wire [5:0]  o_row_selected,
  input  wire [15:0] i_row_item,
  output reg         o_load,
  output reg         o_initialise,
  input  wire [15:0] i_spike_item,
  output wire [15:0] o_item_address,
  output reg         o_reset,
  output reg  [7:0]  o_absorb,
  output reg         o_step_all
);

  localparam [7:0]  SWEEPS_START     = 8'd1;
  localparam [15:0] DWELL_START      = 16'd1;
  localparam [8:0]  FLIP_START       = 9'd256;
  localparam [7:0]  NOISE_START      = 8'd8;
  localparam [8:0]  ROW_BYTES        = 9'd4;
  localparam [8:0]  LONGEST          = 9'd160;
  localparam [8:0]  HEADER_BYTES     = 9'd4;
  localparam [16:0] REGISTER_WORDS   = 17'd5;
  localparam [15:0] REGISTER_BASE    = 16'd96;
  localparam [16:0] COUNTER_WORDS    = 17'd10;
  localparam [16:0] SCRATCH_WORDS    = 17'd108;
  localparam [15:0] STIMULUS_BASE    = 16'd104;
  localparam [16:0] STIMULUS_END     = 17'd107;
  localparam [16:0] DEPTH            = 17'd7;
  localparam [16:0] SPIKE_WORDS      = 17'd4;
  localparam [15:0] IDENTITY_BASE    = 16'd80;
  localparam [7:0]  IDENTITY_COUNT   = 8'd14;
  localparam [7:0]  IDENTITY_BYTES   = 8'd28;
  localparam [15:0] LAST_ROW_ADDRESS = 16'd6;
  localparam [5:0]  LAST_LANE        = 6'd1;
  localparam [5:0]  LAST_SELECTED    = 6'd0;
  localparam [7:0]  BOOT_BYTES       = 8'd8;
  localparam [15:0] LAST_STIR        = 16'd511;
  localparam [15:0] TOP_FLIP         = 16'd256;
  localparam [15:0] TOP_NOISE        = 16'd128;
  localparam [3:0]  ERROR_OPCODE     = 4'd2;
  localparam [3:0]  ERROR_LENGTH     = 4'd3;
  localparam [3:0]  ERROR_ADDRESS    = 4'd4;
  localparam [3:0]  ERROR_VALUE      = 4'd5;
  localparam [15:0] ONE_WORD         = 16'd1;

  localparam [4:0] JOB_POWER_ON      = 5'd0;
  localparam [4:0] JOB_IDLE          = 5'd1;
  localparam [4:0] JOB_FETCH_SPACE   = 5'd2;
  localparam [4:0] JOB_FETCH_ADDRESS = 5'd3;
  localparam [4:0] JOB_LATCH         = 5'd4;
  localparam [4:0] JOB_MEASURE       = 5'd5;
  localparam [4:0] JOB_CHECK         = 5'd6;
  localparam [4:0] JOB_READ_FETCH    = 5'd7;
  localparam [4:0] JOB_READ_READY    = 5'd8;
  localparam [4:0] JOB_WRITE_FETCH   = 5'd9;
  localparam [4:0] JOB_WRITE_APPLY   = 5'd10;
  localparam [4:0] JOB_PRESENT_START = 5'd11;
  localparam [4:0] JOB_PRESENT_WAIT  = 5'd12;
  localparam [4:0] JOB_RESET         = 5'd13;
  localparam [4:0] JOB_ABSORB_FETCH  = 5'd14;
  localparam [4:0] JOB_ABSORB_LOW    = 5'd15;
  localparam [4:0] JOB_ABSORB_HIGH   = 5'd16;
  localparam [4:0] JOB_STIR          = 5'd17;
  localparam [4:0] JOB_INITIAL_FETCH = 5'd18;
  localparam [4:0] JOB_INITIAL_APPLY = 5'd19;

  reg [4:0]  job        = JOB_POWER_ON;
  reg        booted     = 1'b0;
  reg [7:0]  space      = 8'd0;
  reg [7:0]  count      = 8'd0;
  reg [7:0]  left       = 8'd0;
  reg [8:0]  total      = 9'd0;
  reg [15:0] address    = 16'd0;
  reg [7:0]  index      = 8'd0;
  reg [5:0]  lane       = 6'd0;
  reg [5:0]  group      = 6'd0;
  reg [5:0]  selected   = 6'd0;
  reg        learning   = 1'b0;
  reg [7:0]  sweeps_xor = 8'd0;
  reg [15:0] dwell_xor  = 16'd0;
  reg [8:0]  flip_xor   = 9'd0;
  reg [7:0]  noise_xor  = 8'd0;
  reg [8:0]  item_bytes;
  reg [16:0] limit;
  reg        legal;
  reg [15:0] current_item;
  reg [15:0] place;
  reg        fitting;
  reg        good_value;

  // spaces: 0 registers, 1 scratch memory, 2 row memory (an item is a word of lanes), 3 spikes, 4 counters
  wire writing = i_opcode == 8'd4;
  wire last = lane == LAST_LANE;
  wire [16:0] upper_end = {1'b0, address} + {9'd0, count};
  // the values that a register may take: learn 0 and 1, sweeps 1 to 255, dwell from 1, flip to 256, noise to 128
  wire high_byte = |(i_scratch_word >> 8);
  wire [7:0] seed_bytes = !booted ? BOOT_BYTES : i_length;

  always @* begin
    item_bytes = 9'd2;
    limit = REGISTER_WORDS;
    legal = !writing | (count == 8'd1);
    current_item = i_scratch_word;
    place = address | REGISTER_BASE;
    if (space == 8'd1) begin
      limit = SCRATCH_WORDS;
      legal = 1'b1;
      place = address;
      if (writing) begin
        limit = STIMULUS_END;
        legal = address >= STIMULUS_BASE;
      end
    end else if (space == 8'd2) begin
      item_bytes = ROW_BYTES;
      limit = DEPTH;
      legal = 1'b1;
      current_item = i_row_item;
    end else if (space == 8'd3) begin
      limit = SPIKE_WORDS;
      legal = !writing;
      current_item = i_spike_item;
    end else if (space == 8'd4) begin
      limit = COUNTER_WORDS;
      legal = !writing;
      current_item = i_counter_item;
    end else if (|space) begin
      legal = 1'b0;
    end
    fitting = legal & (|count) & (upper_end <= limit);
    good_value = ~|(i_scratch_word >> 1);
    if (address == 16'd1) begin
      good_value = (|i_scratch_word) & !high_byte;
    end else if (address == 16'd2) begin
      good_value = |i_scratch_word;
    end else if (address == 16'd3) begin
      good_value = !high_byte | (i_scratch_word == TOP_FLIP);
    end else if (address == 16'd4) begin
      good_value = !high_byte & (!i_scratch_word[7] | (i_scratch_word == TOP_NOISE));
    end
    // defaults; the idle addresses are never written
    o_respond = 1'b0;
    o_error = 4'd0;
    o_response_length = 8'd0;
    o_item_valid = 1'b0;
    o_start = 1'b0;
    o_new_stimulus = 1'b0;
    o_scratch_address = IDENTITY_BASE;
    o_scratch_write = 1'b0;
    o_row_address = address;
    o_row_write = 1'b0;
    o_load = 1'b0;
    o_initialise = 1'b0;
    o_reset = 1'b0;
    o_absorb = 8'd0;
    o_step_all = 1'b0;
    case (job)
      JOB_IDLE: begin
        if (i_command) begin
          // 1 identify, 2 reset, 3 read, 4 write, 5 present
          o_error = ERROR_LENGTH;
          if (i_opcode == 8'd1) begin
            o_response_length = IDENTITY_BYTES;
            o_respond = 1'b1;
            if (~|i_length) o_error = 4'd0;
          end else if (i_opcode == 8'd2) begin
            o_respond = ~|i_length;
          end else if (i_opcode == 8'd3) begin
            o_respond = i_length != 8'd4;
          end else if (i_opcode == 8'd4) begin
            o_respond = i_length < 8'd6;
          end else if (i_opcode == 8'd5) begin
            o_respond = i_length != 8'd2;
          end else begin
            o_error = ERROR_OPCODE;
            o_respond = 1'b1;
          end
        end
      end
      JOB_FETCH_SPACE: o_scratch_address = 16'd0;
      JOB_FETCH_ADDRESS: o_scratch_address = 16'd1;
      JOB_CHECK: begin
        o_respond = 1'b1;
        o_response_length = total[7:0];
        if (!fitting) begin
          o_error = ERROR_ADDRESS;
        end else if (writing) begin
          o_error = ERROR_LENGTH;
          if ({1'b0, i_length} == (total + HEADER_BYTES)) begin
            o_error = 4'd0;
            o_respond = 1'b0;
          end
        end else if (total > LONGEST) begin
          o_error = ERROR_LENGTH;
        end
      end
      JOB_READ_FETCH: o_scratch_address = place;
      JOB_READ_READY: begin
        o_scratch_address = place;
        o_item_valid = 1'b1;
      end
      JOB_WRITE_FETCH: o_scratch_address = {8'd0, index};
      JOB_WRITE_APPLY: begin
        // the word read a cycle ago is written: another address is read meanwhile
        o_row_address = address ^ ONE_WORD;
        if (space == 8'd1) begin
          o_scratch_write = 1'b1;
          o_new_stimulus = 1'b1;
        end
        if (~|space) o_scratch_write = good_value;
        if (space == 8'd2) begin
          o_row_write = 1'b1;
          o_load = 1'b1;
        end
        if (left == 8'd1) begin
          o_respond = 1'b1;
          if ((space == 8'd0) & !good_value) o_error = ERROR_VALUE;
        end
      end
      JOB_PRESENT_START: begin
        o_start = 1'b1;
        if (~|o_presentations) begin
          o_start = 1'b0;
          o_error = ERROR_VALUE;
          o_respond = 1'b1;
        end
      end
      JOB_PRESENT_WAIT: if (!i_busy) o_respond = 1'b1;
      JOB_RESET: o_reset = 1'b1;
      JOB_ABSORB_FETCH: o_scratch_address = {8'd0, index};
      JOB_ABSORB_LOW: begin
        o_scratch_address = {8'd0, index};
        o_step_all = 1'b1;
        o_absorb = i_scratch_word[7:0];
      end
      JOB_ABSORB_HIGH: begin
        o_step_all = 1'b1;
        o_absorb = i_scratch_word[15:8];
      end
      JOB_STIR: o_step_all = 1'b1;
      JOB_INITIAL_APPLY: begin
        o_row_address = address ^ ONE_WORD;
        o_row_write = 1'b1;
        o_load = 1'b1;
        o_initialise = 1'b1;
        if ((address == LAST_ROW_ADDRESS) & last) o_respond = booted;
      end
      default: ;
    endcase
  end

  // flip-flops start at 0: registers are kept as their difference from the power-on value
  assign o_learn = learning;
  assign o_sweeps = sweeps_xor ^ SWEEPS_START;
  assign o_dwell = dwell_xor ^ DWELL_START;
  assign o_flip = flip_xor ^ FLIP_START;
  assign o_noise = noise_xor ^ NOISE_START;
  assign o_ready = booted;
  assign o_item = current_item;
  assign o_presentations = ({8'd0, count} << 8) | {8'd0, space};
  assign o_item_address = address;
  assign o_scratch_write_address = place;
  assign o_row_write_address = address;
  assign o_row_lane = lane;
  assign o_row_group = group;
  assign o_row_selected = selected;

  always @(posedge clock) begin
    case (job)
      JOB_POWER_ON: begin
        index <= 8'd0;
        job <= JOB_RESET;
      end
      JOB_IDLE: begin
        index <= 8'd0;
        total <= 9'd0;
        lane <= 6'd0;
        group <= 6'd0;
        selected <= 6'd0;
        if (i_command) begin
          if (i_opcode == 8'd1) begin
            space <= 8'd1;
            address <= IDENTITY_BASE;
            left <= IDENTITY_COUNT;
            if (~|i_length) job <= JOB_READ_FETCH;
          end else if (i_opcode == 8'd2) begin
            if (|i_length) job <= JOB_RESET;
          end else if (i_opcode == 8'd3) begin
            if (i_length == 8'd4) job <= JOB_FETCH_SPACE;
          end else if (i_opcode == 8'd4) begin
            if (i_length >= 8'd6) job <= JOB_FETCH_SPACE;
          end else if (i_opcode == 8'd5) begin
            if (i_length == 8'd2) job <= JOB_FETCH_SPACE;
          end
        end
      end
      JOB_FETCH_SPACE: job <= JOB_FETCH_ADDRESS;
      JOB_FETCH_ADDRESS: begin
        space <= i_scratch_word[7:0];
        count <= i_scratch_word[15:8];
        left <= i_scratch_word[15:8];
        job <= JOB_LATCH;
        if (i_opcode == 8'd5) job <= JOB_PRESENT_START;
      end
      JOB_LATCH: begin
        address <= i_scratch_word;
        job <= JOB_MEASURE;
      end
      JOB_MEASURE: begin
        // bytes of all items, at most those of a payload
        left <= left - 8'd1;
        total <= total + item_bytes;
        if ((~|left) | (total > LONGEST)) begin
          total <= total;
          left <= total[8:1];
          job <= JOB_CHECK;
        end
      end
      JOB_CHECK: begin
        index <= 8'd2;
        job <= JOB_IDLE;
        if (!(!fitting)) begin
          if (writing) begin
            if ({1'b0, i_length} == (total + HEADER_BYTES)) job <= JOB_WRITE_FETCH;
          end else if (!(total > LONGEST)) begin
            job <= JOB_READ_FETCH;
          end
        end
      end
      JOB_READ_FETCH: job <= JOB_READ_READY;
      JOB_READ_READY: begin
        if (i_item_taken) begin
          left <= left - 8'd1;
          job <= JOB_READ_FETCH;
          if (left == 8'd1) job <= JOB_IDLE;
        end
      end
      JOB_WRITE_FETCH: job <= JOB_WRITE_APPLY;
      JOB_WRITE_APPLY: begin
        index <= index + 8'd1;
        left <= left - 8'd1;
        job <= JOB_WRITE_FETCH;
        if ((space == 8'd0) & good_value) begin
          if (~|address) learning <= i_scratch_word[0];
          else if (address == 16'd1) sweeps_xor <= i_scratch_word[7:0] ^ SWEEPS_START;
          else if (address == 16'd2) dwell_xor <= i_scratch_word ^ DWELL_START;
          else if (address == 16'd3) flip_xor <= i_scratch_word[8:0] ^ FLIP_START;
          else noise_xor <= i_scratch_word[7:0] ^ NOISE_START;
        end
        if (left == 8'd1) job <= JOB_IDLE;
      end
      JOB_PRESENT_START: begin
        job <= JOB_PRESENT_WAIT;
        if (~|o_presentations) job <= JOB_IDLE;
      end
      JOB_PRESENT_WAIT: if (!i_busy) job <= JOB_IDLE;
      JOB_RESET: begin
        address <= 16'd0;
        job <= JOB_ABSORB_FETCH;
      end
      JOB_ABSORB_FETCH: job <= JOB_ABSORB_LOW;
      JOB_ABSORB_LOW: begin
        index <= index + 8'd1;
        job <= JOB_ABSORB_HIGH;
      end
      JOB_ABSORB_HIGH: begin
        job <= JOB_ABSORB_FETCH;
        if ((index << 1) == seed_bytes) begin
          index <= 8'd0;
          job <= JOB_STIR;
        end
      end
      JOB_STIR: begin
        space <= 8'd2;
        address <= address + 16'd1;
        if (address == LAST_STIR) begin
          address <= 16'd0;
          job <= JOB_INITIAL_FETCH;
        end
      end
      JOB_INITIAL_FETCH: job <= JOB_INITIAL_APPLY;
      JOB_INITIAL_APPLY: begin
        job <= JOB_INITIAL_FETCH;
        if ((address == LAST_ROW_ADDRESS) & last) begin
          booted <= 1'b1;
          job <= JOB_IDLE;
        end
      end
      default: job <= JOB_IDLE;
    endcase
    // the next item: the next lane of a word of the row memory, else the next address
    if (((job == JOB_READ_READY) & i_item_taken) | (job == JOB_WRITE_APPLY) | (job == JOB_INITIAL_APPLY)) begin
      lane <= lane + 6'd1;
      selected <= selected + 6'd1;
      if (selected == LAST_SELECTED) begin
        selected <= 6'd0;
        group <= group + 6'd1;
      end
      if (last) begin
        lane <= 6'd0;
        group <= 6'd0;
      end
      if ((space != 8'd2) | last) address <= address + 16'd1;
    end
  end

endmodule

`default_nettype wire
