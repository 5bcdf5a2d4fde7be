// yuragi_commands: executes the commands of the host: identify, reset, read, write, present, draw, rehearse
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 2-2-1; weights of 3 bits, quantum 2^-1 nats; 2 lanes, 1 retrograde; seed 1.

`default_nettype none

module yuragi_commands (
  input  wire        clock,
  input  wire        i_restart,
  input  wire        i_keep,
  output wire        o_ready,
  input  wire        i_command,
  input  wire [7:0]  i_sequence,
  input  wire [7:0]  i_opcode,
  input  wire [7:0]  i_length,
  output reg         o_respond,
  output reg  [3:0]  o_error,
  output reg  [7:0]  o_response_length,
  output wire [15:0] o_item,
  output reg         o_item_valid,
  input  wire        i_item_taken,
  output reg         o_register_write,
  input  wire        i_good_value,
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
  input  wire [15:0] i_row_item,
  output reg         o_turn,
  output reg         o_initialise,
  input  wire [15:0] i_spike_item,
  output reg         o_spikes_start,
  output reg         o_spikes_resume,
  output wire        o_draw,
  input  wire        i_spikes_ready,
  input  wire        i_spikes_finished,
  output reg         o_store_write,
  output reg         o_store_begin,
  output reg         o_store_next,
  input  wire        i_store_busy,
  input  wire        i_store_finished,
  output reg         o_reset,
  output reg  [7:0]  o_absorb,
  output reg         o_step_all
);

  localparam [8:0]  ROW_BYTES        = 9'd4;
  localparam [8:0]  LONGEST          = 9'd160;
  localparam [8:0]  HEADER_BYTES     = 9'd4;
  localparam [16:0] REGISTER_WORDS   = 17'd5;
  localparam [15:0] REGISTER_BASE    = 16'd120;
  localparam [16:0] COUNTER_WORDS    = 17'd10;
  localparam [15:0] TOTALS_BASE      = 16'd144;
  localparam [15:0] ZERO_WORD        = 16'd114;
  localparam [16:0] SCRATCH_WORDS    = 17'd163;
  localparam [15:0] STIMULUS_BASE    = 16'd128;
  localparam [16:0] STIMULUS_END     = 17'd131;
  localparam [16:0] DEPTH            = 17'd6;
  localparam        HAS_STORE        = 1'b0;
  localparam [16:0] STORE_WORDS      = 17'd5;
  localparam [15:0] STORED_STIMULI   = 16'd0;
  localparam [16:0] SPIKE_WORDS      = 17'd3;
  localparam [16:0] STREAM_WORDS     = 17'd80;
  localparam [15:0] IDENTITY_BASE    = 16'd96;
  localparam [7:0]  IDENTITY_COUNT   = 8'd18;
  localparam [7:0]  IDENTITY_BYTES   = 8'd36;
  localparam [15:0] LAST_ROW_ADDRESS = 16'd5;
  localparam [5:0]  LAST_LANE        = 6'd1;
  localparam [7:0]  BOOT_SEED        = 8'd110;
  localparam [7:0]  BOOT_SEED_END    = 8'd114;
  localparam [15:0] LAST_STIR        = 16'd511;
  localparam        TRAINED          = 1'b0;
  localparam [7:0]  OPCODE_IDENTIFY  = 8'd1;
  localparam [7:0]  OPCODE_RESET     = 8'd2;
  localparam [7:0]  OPCODE_READ      = 8'd3;
  localparam [7:0]  OPCODE_WRITE     = 8'd4;
  localparam [7:0]  OPCODE_PRESENT   = 8'd5;
  localparam [7:0]  OPCODE_DRAW      = 8'd6;
  localparam [7:0]  OPCODE_REHEARSE  = 8'd7;
  localparam [7:0]  SPACE_REGISTERS  = 8'd0;
  localparam [7:0]  SPACE_SCRATCH    = 8'd1;
  localparam [7:0]  SPACE_ROWS       = 8'd2;
  localparam [7:0]  SPACE_SPIKES     = 8'd3;
  localparam [7:0]  SPACE_COUNTERS   = 8'd4;
  localparam [7:0]  SPACE_STREAMS    = 8'd5;
  localparam [7:0]  SPACE_STORE      = 8'd6;
  localparam [3:0]  ERROR_OPCODE     = 4'd2;
  localparam [3:0]  ERROR_LENGTH     = 4'd3;
  localparam [3:0]  ERROR_ADDRESS    = 4'd4;
  localparam [3:0]  ERROR_VALUE      = 4'd5;
  localparam [3:0]  ERROR_ORDER      = 4'd6;
  localparam [15:0] ONE_WORD         = 16'd1;

  localparam [4:0] JOB_POWER_ON       = 5'd0;
  localparam [4:0] JOB_IDLE           = 5'd1;
  localparam [4:0] JOB_FETCH_SPACE    = 5'd2;
  localparam [4:0] JOB_FETCH_ADDRESS  = 5'd3;
  localparam [4:0] JOB_LATCH          = 5'd4;
  localparam [4:0] JOB_MEASURE        = 5'd5;
  localparam [4:0] JOB_CHECK          = 5'd6;
  localparam [4:0] JOB_READ_FETCH     = 5'd7;
  localparam [4:0] JOB_READ_READY     = 5'd8;
  localparam [4:0] JOB_GATHER         = 5'd9;
  localparam [4:0] JOB_WRITE_FETCH    = 5'd10;
  localparam [4:0] JOB_WRITE_APPLY    = 5'd11;
  localparam [4:0] JOB_PRESENT_START  = 5'd12;
  localparam [4:0] JOB_PRESENT_WAIT   = 5'd13;
  localparam [4:0] JOB_REHEARSE_START = 5'd14;
  localparam [4:0] JOB_REHEARSE_COPY  = 5'd15;
  localparam [4:0] JOB_RESET          = 5'd16;
  localparam [4:0] JOB_ABSORB_FETCH   = 5'd17;
  localparam [4:0] JOB_ABSORB_LOW     = 5'd18;
  localparam [4:0] JOB_ABSORB_HIGH    = 5'd19;
  localparam [4:0] JOB_STIR           = 5'd20;
  localparam [4:0] JOB_INITIAL_FETCH  = 5'd21;
  localparam [4:0] JOB_INITIAL_APPLY  = 5'd22;

  reg [4:0]  job        = JOB_POWER_ON;
  reg        booted     = 1'b0;
  reg        keeping    = 1'b0;
  reg        identified = 1'b0;
  reg [7:0]  due        = 8'd0;
  reg [7:0]  space      = 8'd0;
  reg [7:0]  count      = 8'd0;
  reg [7:0]  left       = 8'd0;
  reg [8:0]  total      = 9'd0;
  reg [15:0] address    = 16'd0;
  reg [7:0]  index      = 8'd0;
  reg [5:0]  lane       = 6'd0;
  reg        done       = 1'b0;
  reg        fitting    = 1'b0;
  reg [4:0]  job_next;
  reg [8:0]  item_bytes;
  reg [16:0] limit;
  reg        legal;
  reg [15:0] current_item;
  reg [15:0] place;
  reg        gathered;

  // an item of the row memory is a word of lanes, any other item is 16 bits
  wire writing = i_opcode == OPCODE_WRITE;
  wire drawing = i_opcode == OPCODE_DRAW;
  wire rehearsing = HAS_STORE & (i_opcode == OPCODE_REHEARSE);
  wire last = lane == LAST_LANE;
  wire [16:0] upper_end = {1'b0, address} + {9'd0, count};
  // what changes the state comes in order: the number that is due, or the last one again
  wire [7:0] ahead = due - i_sequence;
  // after a restart none is due until the host has asked who is there: it must not go on unawares
  wire in_order = (identified & (~|ahead)) | ((i_opcode != OPCODE_RESET) & (i_opcode != OPCODE_WRITE) &
      (i_opcode != OPCODE_PRESENT) & !drawing & !rehearsing);
  // the seed stands in the frame buffer, that of power-on in the identity block
  wire [7:0] seed_end = !booted ? BOOT_SEED_END : i_length >> 1;
  // spikes are read from the first; those before the address asked are passed over
  wire wanted = (|left) & (~|address);

  always @* begin
    job_next = job;
    item_bytes = 9'd2;
    limit = REGISTER_WORDS;
    legal = !drawing & (!writing | (count == 8'd1));
    current_item = i_scratch_word;
    place = address | REGISTER_BASE;
    if (space == SPACE_SCRATCH) begin
      limit = SCRATCH_WORDS;
      legal = !drawing;
      place = address;
      if (writing) begin
        // never below the stimulus, wherever a wrong address points
        place = address | STIMULUS_BASE;
        limit = STIMULUS_END;
        legal = address >= STIMULUS_BASE;
      end
    end else if (space == SPACE_ROWS) begin
      item_bytes = ROW_BYTES;
      limit = DEPTH;
      legal = !drawing;
      current_item = i_row_item;
    end else if (space == SPACE_SPIKES) begin
      limit = SPIKE_WORDS;
      legal = !writing & !drawing;
      current_item = i_spike_item;
    end else if (space == SPACE_COUNTERS) begin
      limit = COUNTER_WORDS;
      legal = !writing & !drawing;
      place = {12'd0, address[3:0]} | TOTALS_BASE;
    end else if (space == SPACE_STREAMS) begin
      limit = STREAM_WORDS;
      legal = drawing;
      current_item = i_spike_item;
    end else if (space == SPACE_STORE) begin
      limit = STORE_WORDS;
      legal = HAS_STORE & writing;
    end else if (|space) begin
      // no other space exists; that of the registers is 0
      legal = 1'b0;
    end
    // defaults; the idle addresses are never written
    o_respond = 1'b0;
    o_error = 4'd0;
    o_response_length = 8'd0;
    gathered = 1'b0;
    o_store_write = 1'b0;
    o_store_begin = 1'b0;
    o_store_next = 1'b0;
    o_item_valid = 1'b0;
    o_start = 1'b0;
    o_new_stimulus = 1'b0;
    o_scratch_address = IDENTITY_BASE;
    o_scratch_write = 1'b0;
    o_row_address = address;
    o_row_write = 1'b0;
    o_turn = 1'b0;
    o_register_write = 1'b0;
    o_spikes_start = 1'b0;
    o_spikes_resume = 1'b0;
    o_initialise = 1'b0;
    o_reset = 1'b0;
    o_absorb = 8'd0;
    o_step_all = 1'b0;
    case (job)
      JOB_POWER_ON: job_next = JOB_RESET;
      JOB_IDLE: begin
        if (i_command) begin
          o_error = ERROR_LENGTH;
          if (!in_order) begin
            // a repetition is answered, not executed
            o_respond = 1'b1;
            o_error = ERROR_ORDER;
            if (identified & (ahead == 8'd1)) o_error = 4'd0;
          end else if (i_opcode == OPCODE_IDENTIFY) begin
            o_response_length = IDENTITY_BYTES;
            o_respond = 1'b1;
            if (~|i_length) begin
              o_error = 4'd0;
              job_next = JOB_READ_FETCH;
            end
          end else if (i_opcode == OPCODE_RESET) begin
            o_respond = ~|i_length;
            if (|i_length) job_next = JOB_RESET;
          end else if ((i_opcode == OPCODE_READ) | drawing) begin
            o_respond = i_length != 8'd4;
            if (i_length == 8'd4) job_next = JOB_FETCH_SPACE;
          end else if (i_opcode == OPCODE_WRITE) begin
            o_respond = i_length < 8'd6;
            if (i_length >= 8'd6) job_next = JOB_FETCH_SPACE;
          end else if (i_opcode == OPCODE_PRESENT) begin
            o_respond = i_length != 8'd2;
            if (i_length == 8'd2) job_next = JOB_FETCH_SPACE;
          end else if (rehearsing) begin
            o_respond = i_length != 8'd6;
            if (i_length == 8'd6) job_next = JOB_FETCH_SPACE;
          end else begin
            o_error = ERROR_OPCODE;
            o_respond = 1'b1;
          end
        end
      end
      JOB_FETCH_SPACE: begin
        o_scratch_address = 16'd0;
        job_next = JOB_FETCH_ADDRESS;
      end
      JOB_FETCH_ADDRESS: begin
        o_scratch_address = 16'd1;
        job_next = JOB_LATCH;
        if (i_opcode == OPCODE_PRESENT) job_next = JOB_PRESENT_START;
      end
      JOB_LATCH: begin
        job_next = JOB_MEASURE;
        if (rehearsing) begin
          o_scratch_address = 16'd2;
          job_next = JOB_REHEARSE_START;
        end
      end
      JOB_MEASURE: if ((~|left) | (total > LONGEST)) job_next = JOB_CHECK;
      JOB_CHECK: begin
        // the first item is read ahead: whether it is good is known a cycle later
        o_scratch_address = {8'd0, index};
        o_respond = 1'b1;
        o_response_length = total[7:0];
        job_next = JOB_IDLE;
        if (!fitting) begin
          o_error = ERROR_ADDRESS;
        end else if (writing) begin
          o_error = ERROR_LENGTH;
          if ({1'b0, i_length} == (total + HEADER_BYTES)) begin
            o_error = 4'd0;
            o_respond = 1'b0;
            job_next = JOB_WRITE_FETCH;
          end
        end else if (total > LONGEST) begin
          o_error = ERROR_LENGTH;
        end else if ((space == SPACE_SPIKES) | drawing) begin
          o_spikes_start = 1'b1;
          job_next = JOB_GATHER;
        end else begin
          job_next = JOB_READ_FETCH;
        end
      end
      JOB_READ_FETCH: begin
        o_scratch_address = place;
        job_next = JOB_READ_READY;
      end
      JOB_READ_READY: begin
        o_scratch_address = place;
        o_item_valid = 1'b1;
        o_turn = 1'b1;
        if (i_item_taken) begin
          // a word of the row memory turns by a lane with every item
          o_row_address = address ^ ONE_WORD;
          o_row_write = space == SPACE_ROWS;
          job_next = JOB_READ_FETCH;
          if (left == 8'd1) job_next = JOB_IDLE;
        end
      end
      JOB_GATHER: begin
        // all spikes must pass, but random bits stop after the last item
        gathered = i_spikes_finished;
        if (space[2]) gathered = wanted & (left == 8'd1);
        o_item_valid = i_spikes_ready & wanted;
        if (i_spikes_ready & (i_item_taken | !wanted)) begin
          o_spikes_resume = !gathered;
          if (gathered) job_next = JOB_IDLE;
        end
      end
      JOB_WRITE_FETCH: begin
        o_scratch_address = {8'd0, index};
        job_next = JOB_WRITE_APPLY;
      end
      JOB_WRITE_APPLY: begin
        // the next item is read twice: the row memory takes it a cycle later than others
        o_scratch_address = {8'd0, index + 8'd1};
        job_next = JOB_WRITE_FETCH;
        // the word read a cycle ago is written: another address is read meanwhile
        o_row_address = address ^ ONE_WORD;
        if (space == SPACE_SCRATCH) begin
          o_scratch_write = writing;
          o_new_stimulus = 1'b1;
        end
        if (~|space) begin
          // the space is SPACE_REGISTERS
          o_scratch_write = i_good_value;
          o_register_write = 1'b1;
        end
        if (space == SPACE_ROWS) o_row_write = 1'b1;
        o_store_write = space == SPACE_STORE;
        if (left == 8'd1) begin
          o_respond = 1'b1;
          job_next = JOB_IDLE;
          if ((space == SPACE_REGISTERS) & !i_good_value) o_error = ERROR_VALUE;
        end
      end
      JOB_PRESENT_START: begin
        job_next = JOB_PRESENT_WAIT;
        o_start = 1'b1;
        if (~|o_presentations) begin
          o_start = 1'b0;
          o_error = ERROR_VALUE;
          o_respond = 1'b1;
          job_next = JOB_IDLE;
        end
      end
      JOB_PRESENT_WAIT: begin
        if (!i_busy) begin
          o_respond = 1'b1;
          job_next = JOB_IDLE;
          if (rehearsing & !i_store_finished) begin
            o_respond = 1'b0;
            o_store_next = 1'b1;
            job_next = JOB_REHEARSE_COPY;
          end
        end
      end
      JOB_REHEARSE_START: begin
        // presentations of each stimulus, stimuli and passes: none of them 0
        o_store_begin = 1'b1;
        o_store_next = 1'b1;
        job_next = JOB_REHEARSE_COPY;
        if ((~|o_presentations) | (~|address) | (address > STORED_STIMULI) | (~|i_scratch_word)) begin
          o_store_next = 1'b0;
          o_error = ERROR_VALUE;
          o_respond = 1'b1;
          job_next = JOB_IDLE;
        end
      end
      JOB_REHEARSE_COPY: begin
        o_new_stimulus = 1'b1;
        if (!i_store_busy) job_next = JOB_PRESENT_START;
      end
      JOB_RESET: begin
        o_reset = 1'b1;
        job_next = JOB_ABSORB_FETCH;
      end
      JOB_ABSORB_FETCH: begin
        o_scratch_address = {8'd0, index};
        job_next = JOB_ABSORB_LOW;
      end
      JOB_ABSORB_LOW: begin
        o_scratch_address = {8'd0, index};
        o_step_all = 1'b1;
        o_absorb = i_scratch_word[7:0];
        job_next = JOB_ABSORB_HIGH;
      end
      JOB_ABSORB_HIGH: begin
        o_step_all = 1'b1;
        o_absorb = i_scratch_word[15:8];
        job_next = JOB_ABSORB_FETCH;
        if (index == seed_end) job_next = JOB_STIR;
      end
      JOB_STIR: begin
        o_step_all = 1'b1;
        // meanwhile the totals of the counters are cleared, again and again, from a word that stays 0
        o_scratch_address = ZERO_WORD;
        o_scratch_write = space[2];
        if (address == LAST_STIR) begin
          job_next = JOB_INITIAL_FETCH;
          // a chip that wakes up trained keeps its weights, and any that the watchdog restarts
          if ((TRAINED | keeping) & !booted) job_next = JOB_IDLE;
        end
      end
      JOB_INITIAL_FETCH: job_next = JOB_INITIAL_APPLY;
      JOB_INITIAL_APPLY: begin
        o_row_address = address ^ ONE_WORD;
        o_row_write = 1'b1;
        o_initialise = 1'b1;
        job_next = JOB_INITIAL_FETCH;
        if ((address == LAST_ROW_ADDRESS) & last) begin
          o_respond = booted;
          job_next = JOB_IDLE;
        end
      end
      default: job_next = JOB_IDLE;
    endcase
    if (i_restart) job_next = JOB_POWER_ON;
  end

  // the bits that only the space of the streams has, not the opcode: that of the next frame may come while the last
      // rings still turn
  assign o_draw = space[2] & space[0];
  assign o_ready = booted;
  assign o_item = current_item;
  assign o_presentations = ({8'd0, count} << 8) | {8'd0, space};
  assign o_scratch_write_address = place;
  assign o_row_write_address = address;

  always @(posedge clock) begin
    job <= job_next;
    // known a cycle later, when the items have been measured
    fitting <= legal & (|count) & (upper_end <= limit);
    case (job)
      JOB_POWER_ON: index <= BOOT_SEED;
      JOB_IDLE: begin
        index <= 8'd0;
        total <= 9'd0;
        lane <= 6'd0;
        if (i_command) begin
          if (!(!in_order)) begin
            if (i_opcode == OPCODE_IDENTIFY) begin
              space <= SPACE_SCRATCH;
              address <= IDENTITY_BASE;
              left <= IDENTITY_COUNT;
              if (~|i_length) identified <= 1'b1;
            end
          end
        end
      end
      JOB_FETCH_ADDRESS: begin
        space <= i_scratch_word[7:0];
        count <= i_scratch_word[15:8];
        left <= i_scratch_word[15:8];
      end
      JOB_LATCH: begin
        address <= i_scratch_word;
        index <= 8'd2;
      end
      JOB_MEASURE: begin
        // bytes of all items, at most those of a payload
        left <= left - 8'd1;
        total <= total + item_bytes;
        if ((~|left) | (total > LONGEST)) begin
          total <= total;
          left <= total[8:1];
        end
      end
      JOB_READ_READY: if (i_item_taken) left <= left - 8'd1;
      JOB_GATHER: begin
        if (i_spikes_ready & (i_item_taken | !wanted)) begin
          if (wanted) left <= left - 8'd1;
          else if (|address) address <= address - 16'd1;
        end
      end
      JOB_WRITE_APPLY: begin
        index <= index + 8'd1;
        left <= left - 8'd1;
      end
      JOB_RESET: begin
        space <= SPACE_COUNTERS;
        address <= 16'd0;
        // a restart may have come in the middle of a word
        lane <= 6'd0;
      end
      JOB_ABSORB_LOW: index <= index + 8'd1;
      JOB_ABSORB_HIGH: if (index == seed_end) index <= 8'd0;
      JOB_STIR: begin
        address <= address + 16'd1;
        if (address == LAST_STIR) begin
          address <= 16'd0;
          space <= SPACE_ROWS;
          // a chip that wakes up trained keeps its weights, and any that the watchdog restarts
          if ((TRAINED | keeping) & !booted) booted <= 1'b1;
        end
      end
      JOB_INITIAL_APPLY: if ((address == LAST_ROW_ADDRESS) & last) booted <= 1'b1;
      default: ;
    endcase
    // the next item: the next lane of a word of the row memory, else the next address
    if (((job == JOB_READ_READY) & i_item_taken) | (job == JOB_WRITE_APPLY) | (job == JOB_INITIAL_APPLY)) begin
      lane <= lane + 6'd1;
      if (last) lane <= 6'd0;
      if ((space != SPACE_ROWS) | last) address <= address + 16'd1;
    end
    done <= o_respond & (~|o_error) & (i_opcode != OPCODE_READ);
    if (done) due <= i_sequence + 8'd1;
    if (i_restart) begin
      booted <= 1'b0;
      keeping <= i_keep;
      identified <= 1'b0;
    end
  end

endmodule

`default_nettype wire
