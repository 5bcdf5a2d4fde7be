  // What the commands do: they begin and go on when an item is ready, not behind the last spikes; what is read stays the same.
  reg f_begun = 1'b0, f_draw = 1'b0;
  reg [4:0] f_age = 5'd0;
  reg [11:0] f_items = 12'd0;
  reg [15:0] f_item = 16'd0;
  always @(posedge clock) begin
    if (!o_ready) f_age <= f_age + 5'd1;
    if (drawing) f_item <= {^i_stream, f_item[15:1]};
    if (arriving) f_item <= i_word;
    if (i_resume) f_items <= f_items + 12'd1;
    if (i_start) begin
      f_begun <= 1'b1;
      f_draw <= i_draw;
      f_items <= 12'd0;
    end
    if (i_start | i_resume) f_age <= 5'd0;
  end
  always @* begin
    if (i_start | i_resume) assume (o_ready);
    if (i_resume) assume (f_begun & !i_start & (f_draw | !o_finished) & i_draw == f_draw);
  end
  always @* begin
    // an item of spikes takes two cycles and is the word that was read, one of random bits takes sixteen: what the streams gave
    if (o_ready & f_begun) assert (f_age == (f_draw ? 5'd16 : 5'd2) && o_item == f_item);
    if (o_read) assert (!f_draw && o_address == (BASE | f_items));
    assert (o_step_streams == drawing);
    // the last spikes come with the last of so many items, and no sooner
    if (f_begun & !f_draw) assert (o_finished == (f_items == LAST) && f_items <= LAST);

    // what this stands on
    if (!f_begun) assert (o_ready);
    if (f_begun) assert (place == f_items);
    if (drawing) assert (f_draw && f_age == steps && !reading && !arriving);
    if (reading) assert (!f_draw && f_age == 5'd0 && !arriving);
    if (arriving) assert (!f_draw && f_age == 5'd1);
    assert (o_item == f_item);
  end
  always @(posedge clock) begin
    cover (o_ready & o_finished & f_begun & !f_draw);
    cover (o_ready & f_begun & f_draw & (&o_item));
  end
