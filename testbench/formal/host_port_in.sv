  // The bytes of a frame that were taken, counted from the one after the sync byte; one of them is followed.
  (* anyconst *) reg [7:0] f_place;
  reg [8:0] f_taken = 9'd0;
  reg [15:0] f_sum = 16'hffff;
  reg [7:0] f_number = 8'd0, f_opcode = 8'd0, f_length = 8'd0, f_byte = 8'd0;
  reg [7:0] f_sum_low = 8'd0, f_sum_high = 8'd0;
  reg [15:0] f_word = 16'd0;
  wire f_in = i_host_valid & o_host_ready;
  always @(posedge clock) begin
    if (f_in) begin
      f_taken <= f_taken + 9'd1;
      if (frame == FRAME_SYNC) begin
        f_taken <= 9'd0;
        f_sum <= 16'hffff;
      end else begin
        if (f_taken < 9'd3 || f_taken < 9'd3 + f_length) f_sum <= f_crc16(f_sum, i_host_data);
        if (f_taken == 9'd0) f_number <= i_host_data;
        if (f_taken == 9'd1) f_opcode <= i_host_data;
        if (f_taken == 9'd2) f_length <= i_host_data;
        if (f_taken >= 9'd3 && f_taken == 9'd3 + f_place) f_byte <= i_host_data;
        if (f_taken == 9'd3 + f_length) f_sum_low <= i_host_data;
        if (f_taken == 9'd4 + f_length) f_sum_high <= i_host_data;
      end
    end
    // the word of the frame buffer that holds the byte that is followed
    if (o_buffer_write && o_buffer_address == f_place >> 1) f_word <= o_buffer_word;
  end
  wire f_header = frame == FRAME_SEQUENCE || frame == FRAME_OPCODE || frame == FRAME_LENGTH;
  wire f_tail = frame == FRAME_CRC_LOW || frame == FRAME_CRC_HIGH;
  wire f_whole = frame == FRAME_EXECUTE;
  always @* begin
    // a frame that reaches the commands is whole: all its bytes in order, each once, and its sum is right
    if (o_command) begin
      assert (f_taken == 9'd5 + f_length && f_length <= LONGEST && !f_length[0]);
      assert (f_sum == {f_sum_high, f_sum_low});
      assert (o_sequence == f_number && o_opcode == f_opcode && o_length == f_length);
      if (f_place < f_length) assert (f_byte == (f_place[0] ? f_word[15:8] : f_word[7:0]));
    end
    // a bad frame reaches nothing but the frame buffer, and is refused
    if (o_buffer_write) assert (f_in && frame == FRAME_PAYLOAD && o_buffer_address < LONGEST / 2);
    if (f_whole && (f_sum != {f_sum_high, f_sum_low} || f_length[0])) assert (!o_command && (|fail));

    // what this stands on
    if (f_header) assert (f_taken == frame - FRAME_SEQUENCE && crc == f_sum);
    if (frame == FRAME_PAYLOAD) begin
      assert (f_taken == 9'd3 + count && size == f_length && (|size) && too_long == (size > LONGEST));
      assert (count < size && crc == f_sum && !(too_long && (|count)));
    end
    if (f_tail) assert (f_taken == 9'd3 + f_length + (frame - FRAME_CRC_LOW) && size == f_length && size <= LONGEST);
    if (f_tail) assert (crc == f_sum && frame_number == f_number && operation == f_opcode);
    if (frame == FRAME_CRC_HIGH) assert (crc_matches == (f_sum_low == f_sum[7:0]));
    if (frame == FRAME_OPCODE || frame == FRAME_LENGTH || frame == FRAME_PAYLOAD) assert (frame_number == f_number);
    if (frame == FRAME_LENGTH || frame == FRAME_PAYLOAD) assert (operation == f_opcode);
    if (f_whole) begin
      assert (f_taken == 9'd5 + f_length && size == f_length && size <= LONGEST);
      assert (frame_number == f_number && operation == f_opcode);
      assert (crc_matches == (f_sum == {f_sum_high, f_sum_low}));
    end
    if (frame == FRAME_PAYLOAD && f_place < count) begin
      if (f_place[0] || (f_place + 8'd1 < count)) assert (f_byte == (f_place[0] ? f_word[15:8] : f_word[7:0]));
      else assert (f_byte == low_byte);
    end
    if (frame == FRAME_PAYLOAD && count[0] && f_place + 8'd1 == count) assert (f_byte == low_byte);
    if ((f_tail || f_whole) && !size[0] && f_place < size) assert (f_byte == (f_place[0] ? f_word[15:8] : f_word[7:0]));
  end
  always @(posedge clock) begin
    cover (o_command && f_length == 8'd2 && f_place == 8'd1);
    cover (f_whole && (|fail) && f_sum != {f_sum_high, f_sum_low});
  end
