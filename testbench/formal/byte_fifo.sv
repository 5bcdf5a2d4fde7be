  // Any byte that is taken in may be watched until it leaves: how many leave before it, and where it stands.
  (* anyseq *) wire f_pick;
  reg f_watched = 1'b0;
  reg [7:0] f_byte;
  reg [9:0] f_place, f_ahead;
  wire [8:0] f_index = f_place[8:0];
  wire [7:0] f_stored;
  wire f_taken = i_valid & !o_overflow, f_leaves = o_out_valid & i_out_ready;
  wire [9:0] f_inside = kept + held + offered;
  reg [1:0] f_silent = 2'd0;
  always @(posedge clock) begin
    if (f_watched & f_leaves) begin
      f_ahead <= f_ahead - 10'd1;
      if (f_ahead == 0) f_watched <= 1'b0;
    end
    if (!f_watched & f_pick & f_taken) begin
      f_watched <= 1'b1;
      f_byte <= i_data;
      f_place <= written;
      f_ahead <= f_inside - f_leaves;
    end
    f_silent <= (f_inside != 0 && !o_out_valid) ? f_silent + 2'd1 : 2'd0;
    if (i_reset) begin
      f_watched <= 1'b0;
      f_silent <= 2'd0;
    end
  end
  wire [9:0] f_behind = held + offered;
  always @* begin
    // it leaves as it came, after those that were there before it, which leave once each
    if (f_watched) assert (f_ahead < f_inside);
    if (f_watched & o_out_valid & f_ahead == 0) assert (o_out_data == f_byte);
    // what waits is offered within two cycles
    assert (f_silent <= 2'd2);
    // a byte is dropped only when 512 wait, and that is said
    assert (o_overflow == (i_valid && kept == 10'd512));

    // what this stands on
    assert (kept <= 10'd512);
    if (f_watched) assert (f_place == fetched + f_ahead - f_behind);
    if (f_watched && f_ahead == offered && held) assert (byte_memory_byte == f_byte);
    if (f_watched && f_ahead >= f_behind) assert (f_stored == f_byte);
    if (!offered) assert (f_silent <= held);
  end
  always @(posedge clock) begin
    cover (f_watched && f_leaves && f_ahead == 0 && kept != 0);
    cover (o_overflow);
    cover (f_leaves && f_pick && f_taken && !f_watched);
  end
