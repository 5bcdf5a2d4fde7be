  // The answer: the bytes that were sent, counted from the one after the sync byte; its items in the order they were taken.
  // Commands keep an item until it is taken.
  reg [8:0] f_items = 9'd0, f_sent = 9'd0;
  reg [15:0] f_out_sum = 16'hffff;
  wire f_out = o_host_out_valid & i_host_out_ready;
  reg f_offered = 1'b0;
  reg [15:0] f_offer = 16'd0;
  always @(posedge clock) begin
    f_offered <= i_item_valid & !o_item_taken;
    f_offer <= i_item;
    if (f_out) begin
      f_sent <= f_sent + 9'd1;
      if (frame == FRAME_TX_SYNC) begin
        f_sent <= 9'd0;
        f_items <= 9'd0;
        f_out_sum <= 16'hffff;
      end else if (frame != FRAME_TX_CRC_LOW && frame != FRAME_TX_CRC_HIGH) f_out_sum <= f_crc16(f_out_sum, o_host_out_data);
    end
    if (o_item_taken) f_items <= f_items + 9'd1;
  end
  always @* begin
    if (f_offered) assume (i_item_valid && i_item == f_offer);
    if (i_respond && !(|i_error)) assume (i_response_length <= LONGEST && !i_response_length[0]);
  end
  wire f_answers = frame >= FRAME_TX_SYNC;
  wire f_failed = |failure;
  always @* begin
    // never a byte in and a byte out in one cycle; nothing is offered and withdrawn
    assert (!(o_host_ready & o_host_out_valid));
    if (f_out) case (frame)
      FRAME_TX_SYNC: assert (o_host_out_data == SYNC_BYTE);
      FRAME_TX_SEQUENCE: assert (f_sent == 9'd0 && o_host_out_data == frame_number);
      FRAME_TX_OPCODE: assert (f_sent == 9'd1 && o_host_out_data == (f_failed ? OPCODE_ERROR : operation | RESPONSE_BIT));
      FRAME_TX_LENGTH: assert (f_sent == 9'd2 && o_host_out_data == size);
      // an item is in two bytes, and is taken with its second
      FRAME_TX_LOW: assert (f_sent == 9'd3 + 2 * f_items && o_host_out_data == (f_failed ? {4'd0, failure} : i_item[7:0]));
      FRAME_TX_HIGH: assert (f_sent == 9'd4 + 2 * f_items && o_host_out_data == (f_failed ? operation : i_item[15:8]));
      FRAME_TX_CRC_LOW: assert (f_sent == 9'd3 + size && o_host_out_data == f_out_sum[7:0]);
      FRAME_TX_CRC_HIGH: assert (f_sent == 9'd4 + size && o_host_out_data == f_out_sum[15:8]);
      default: assert (0);
    endcase
    assert (o_item_taken == (f_out && frame == FRAME_TX_HIGH));
    if (o_item_taken && !f_failed) assert (i_item_valid);

    if (answered && !(|answer_error)) assert (!answer_length[0] && answer_length <= LONGEST);
    if (f_answers) assert (!size[0] && size <= LONGEST);
    if (f_answers && f_failed) assert (size == 8'd2);
    if (f_answers && frame > FRAME_TX_SYNC && frame < FRAME_TX_LOW)
      assert (f_sent == frame - FRAME_TX_SEQUENCE && count == 0 && f_items == 0 && crc == f_out_sum);
    if (frame == FRAME_TX_LOW || frame == FRAME_TX_HIGH) begin
      assert (count == 2 * f_items + (frame == FRAME_TX_HIGH ? 2 : 0) && crc == f_out_sum);
      assert (f_sent == 9'd3 + 2 * f_items + (frame == FRAME_TX_HIGH ? 1 : 0));
      if (frame == FRAME_TX_LOW) assert (count < size);
      else assert (count <= size);
    end
    if (frame == FRAME_TX_HIGH && !f_failed) assert (i_item_valid && f_offered && kept_item == i_item);
    if (item_ready) assert (f_offered && kept_item == f_offer);
    if (frame == FRAME_TX_CRC_LOW || frame == FRAME_TX_CRC_HIGH)
      assert (f_sent == 9'd3 + size + (frame - FRAME_TX_CRC_LOW) && crc == f_out_sum);
    if (frame <= FRAME_EXECUTE && frame != FRAME_SYNC) assert (!f_failed);
  end
  always @(posedge clock) begin
    cover (frame == FRAME_TX_CRC_HIGH && f_out && size == 8'd4 && !f_failed);
    cover (frame == FRAME_TX_CRC_HIGH && f_out && failure == ERROR_CRC);
  end
