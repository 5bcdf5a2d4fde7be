// yuragi_host_port: frames from the host and back: sync, sequence, opcode, length, payload, CRC
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_host_port (
  input  wire        clock,
  input  wire        i_enable,
  input  wire        i_restart,
  output wire        o_refused,
  output wire        o_silent,
  input  wire [7:0]  i_host_data,
  input  wire        i_host_valid,
  output wire        o_host_ready,
  output reg  [7:0]  o_host_out_data,
  output wire        o_host_out_valid,
  input  wire        i_host_out_ready,
  output reg         o_buffer_write,
  output wire [15:0] o_buffer_address,
  output wire [15:0] o_buffer_word,
  output reg         o_command,
  output wire [7:0]  o_sequence,
  output wire [7:0]  o_opcode,
  output wire [7:0]  o_length,
  input  wire        i_respond,
  input  wire [3:0]  i_error,
  input  wire [7:0]  i_response_length,
  input  wire [15:0] i_item,
  input  wire        i_item_valid,
  output reg         o_item_taken
);

  localparam [7:0]  SYNC_BYTE    = 8'd89;
  localparam [7:0]  OPCODE_ERROR = 8'd255;
  localparam [7:0]  RESPONSE_BIT = 8'd128;
  localparam [15:0] CRC_START    = 16'hffff;
  localparam [7:0]  LONGEST      = 8'd160;
  localparam [3:0]  ERROR_CRC    = 4'd1;
  localparam [3:0]  ERROR_LENGTH = 4'd3;

  localparam [3:0] FRAME_SYNC        = 4'd0;
  localparam [3:0] FRAME_SEQUENCE    = 4'd1;
  localparam [3:0] FRAME_OPCODE      = 4'd2;
  localparam [3:0] FRAME_LENGTH      = 4'd3;
  localparam [3:0] FRAME_PAYLOAD     = 4'd4;
  localparam [3:0] FRAME_CRC_LOW     = 4'd5;
  localparam [3:0] FRAME_CRC_HIGH    = 4'd6;
  localparam [3:0] FRAME_EXECUTE     = 4'd7;
  localparam [3:0] FRAME_TX_SYNC     = 4'd8;
  localparam [3:0] FRAME_TX_SEQUENCE = 4'd9;
  localparam [3:0] FRAME_TX_OPCODE   = 4'd10;
  localparam [3:0] FRAME_TX_LENGTH   = 4'd11;
  localparam [3:0] FRAME_TX_LOW      = 4'd12;
  localparam [3:0] FRAME_TX_HIGH     = 4'd13;
  localparam [3:0] FRAME_TX_CRC_LOW  = 4'd14;
  localparam [3:0] FRAME_TX_CRC_HIGH = 4'd15;

  reg [3:0]  frame         = FRAME_SYNC;
  reg [7:0]  frame_number  = 8'd0;
  reg [7:0]  operation     = 8'd0;
  reg [7:0]  size          = 8'd0;
  reg [7:0]  count         = 8'd0;
  reg [7:0]  low_byte      = 8'd0;
  reg [15:0] crc           = 16'd0;
  reg        crc_matches   = 1'b0;
  reg [3:0]  failure       = 4'd0;
  reg        answered      = 1'b0;
  reg [3:0]  answer_error  = 4'd0;
  reg [7:0]  answer_length = 8'd0;
  reg [15:0] kept_item     = 16'd0;
  reg        item_ready    = 1'b0;
  reg        refusal       = 1'b0;
  reg        too_long      = 1'b0;
  reg        receiving;
  reg        sending;
  reg [3:0]  fail;
  reg        taken;
  reg        sent;

  wire good_frame = crc_matches & !size[0];
  // CRC-16 of the bytes after the sync byte: x^16 + x^12 + x^5 + 1, a byte at a time
  wire [7:0] travelling = sending ? o_host_out_data : i_host_data;
  wire [7:0] crc_mixed = crc[15:8] ^ travelling;
  wire [7:0] crc_folded = crc_mixed ^ (crc_mixed >> 4);
  wire [15:0] crc_next = (crc << 8) ^ ({8'd0, crc_folded} << 12) ^ ({8'd0, crc_folded} << 5) ^ {8'd0, crc_folded};

  always @* begin
    receiving = 1'b0;
    sending = 1'b0;
    fail = 4'd0;
    o_command = 1'b0;
    o_item_taken = 1'b0;
    o_buffer_write = 1'b0;
    o_host_out_data = SYNC_BYTE;
    // which bytes travel in this state
    case (frame)
      FRAME_EXECUTE: o_command = good_frame & !answered;
      FRAME_PAYLOAD: receiving = i_enable & !too_long;
      FRAME_TX_SYNC: sending = 1'b1;
      FRAME_TX_SEQUENCE: begin
        sending = 1'b1;
        o_host_out_data = frame_number;
      end
      FRAME_TX_OPCODE: begin
        sending = 1'b1;
        o_host_out_data = operation | RESPONSE_BIT;
        if (|failure) o_host_out_data = OPCODE_ERROR;
      end
      FRAME_TX_LENGTH: begin
        sending = 1'b1;
        o_host_out_data = size;
      end
      FRAME_TX_LOW: begin
        sending = item_ready | (|failure);
        o_host_out_data = kept_item[7:0];
        if (|failure) o_host_out_data = {4'd0, failure};
      end
      FRAME_TX_HIGH: begin
        sending = 1'b1;
        o_host_out_data = kept_item[15:8];
        if (|failure) o_host_out_data = operation;
      end
      FRAME_TX_CRC_LOW: begin
        sending = 1'b1;
        o_host_out_data = crc[7:0];
      end
      FRAME_TX_CRC_HIGH: begin
        sending = 1'b1;
        o_host_out_data = crc[15:8];
      end
      default: receiving = i_enable;
    endcase
    taken = receiving & i_host_valid;
    sent = sending & i_host_out_ready;
    case (frame)
      FRAME_PAYLOAD: begin
        if (taken) o_buffer_write = count[0];
        if (too_long) fail = ERROR_LENGTH;
      end
      FRAME_EXECUTE: begin
        if (!crc_matches) fail = ERROR_CRC;
        else if (!good_frame) fail = ERROR_LENGTH;
        else if (answered) fail = answer_error;
      end
      FRAME_TX_HIGH: if (sent) o_item_taken = 1'b1;
      default: ;
    endcase
  end

  assign o_host_ready = receiving;
  assign o_host_out_valid = sending;
  assign o_silent = !receiving & !sending;
  // the payload goes to the frame buffer two bytes a word, low byte first
  assign o_buffer_address = {8'd0, count >> 1};
  assign o_buffer_word = ({8'd0, i_host_data} << 8) | {8'd0, low_byte};
  assign o_refused = refusal;
  assign o_sequence = frame_number;
  assign o_opcode = operation;
  assign o_length = size;

  always @(posedge clock) begin
    answered <= i_respond;
    answer_error <= i_error;
    answer_length <= i_response_length;
    kept_item <= i_item;
    if (taken | sent) crc <= crc_next;
    case (frame)
      FRAME_SYNC: begin
        crc <= CRC_START;
        failure <= 4'd0;
        if (taken & (i_host_data == SYNC_BYTE)) frame <= FRAME_SEQUENCE;
      end
      FRAME_SEQUENCE: begin
        if (taken) begin
          frame_number <= i_host_data;
          frame <= FRAME_OPCODE;
        end
      end
      FRAME_OPCODE: begin
        if (taken) begin
          operation <= i_host_data;
          frame <= FRAME_LENGTH;
        end
      end
      FRAME_LENGTH: begin
        count <= 8'd0;
        if (taken) begin
          size <= i_host_data;
          too_long <= i_host_data > LONGEST;
          frame <= FRAME_PAYLOAD;
          if (~|i_host_data) frame <= FRAME_CRC_LOW;
        end
      end
      FRAME_PAYLOAD: begin
        if (taken) begin
          low_byte <= i_host_data;
          count <= count + 8'd1;
          if ((count + 8'd1) == size) frame <= FRAME_CRC_LOW;
        end
      end
      FRAME_CRC_LOW: begin
        if (taken) begin
          // the sum itself must not enter it
          crc <= crc;
          crc_matches <= i_host_data == crc[7:0];
          frame <= FRAME_CRC_HIGH;
        end
      end
      FRAME_CRC_HIGH: begin
        if (taken) begin
          crc_matches <= crc_matches & (i_host_data == crc[15:8]);
          frame <= FRAME_EXECUTE;
        end
      end
      FRAME_EXECUTE: begin
        if (!(!crc_matches)) begin
          if (!(!good_frame)) begin
            if (answered) begin
              size <= answer_length;
              frame <= FRAME_TX_SYNC;
            end
          end
        end
      end
      FRAME_TX_SYNC: begin
        crc <= CRC_START;
        count <= 8'd0;
        if (sent) frame <= FRAME_TX_SEQUENCE;
      end
      FRAME_TX_SEQUENCE: if (sent) frame <= FRAME_TX_OPCODE;
      FRAME_TX_OPCODE: if (sent) frame <= FRAME_TX_LENGTH;
      FRAME_TX_LENGTH: begin
        if (sent) begin
          frame <= FRAME_TX_LOW;
          if (~|size) frame <= FRAME_TX_CRC_LOW;
        end
      end
      FRAME_TX_LOW: begin
        if (sent) begin
          count <= count + 8'd2;
          frame <= FRAME_TX_HIGH;
        end
      end
      FRAME_TX_HIGH: begin
        if (sent) begin
          frame <= FRAME_TX_LOW;
          if (count == size) frame <= FRAME_TX_CRC_LOW;
        end
      end
      FRAME_TX_CRC_LOW: begin
        crc <= crc;
        if (sent) frame <= FRAME_TX_CRC_HIGH;
      end
      FRAME_TX_CRC_HIGH: if (sent) frame <= FRAME_SYNC;
      default: frame <= FRAME_SYNC;
    endcase
    // an error is answered at once: its code and the opcode it is about
    if (|fail) begin
      failure <= fail;
      size <= 8'd2;
      frame <= FRAME_TX_SYNC;
    end
    item_ready <= i_item_valid & !o_item_taken;
    refusal <= |fail;
    if (i_restart) begin
      frame <= FRAME_SYNC;
      refusal <= 1'b0;
    end
  end

endmodule

`default_nettype wire
