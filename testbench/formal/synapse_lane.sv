  // What was asked: a draw comes a cycle before its weight, the answer a cycle after it.
  reg [1:0] f_time = 2'd0;
  reg signed [$bits(i_weight)-1:0] f_weight;
  reg f_open, f_close, f_noise, f_low, f_low_before, f_below, f_below_before;
  always @(posedge clock) begin
    if (!f_time[1]) f_time <= f_time + 2'd1;
    f_weight <= i_weight;
    f_open <= i_open;
    f_close <= i_close;
    f_noise <= i_noise;
    f_low_before <= i_draw[0];
    f_low <= f_low_before;
    f_below_before <= {1'b0, i_draw} < i_threshold;
    f_below <= f_below_before;
  end
  wire f_known = f_time[1];
  // two bits more than a weight has: a wrap from one rail to the other would show
  wire signed [$bits(i_weight)+1:0] f_old = f_weight;
  wire signed [$bits(i_weight)+1:0] f_new = o_next_weight;
  wire signed [$bits(i_weight)+1:0] f_step = f_new - f_old;
  wire f_asked = f_noise | f_open | f_close;
  wire f_up = f_noise ? f_low : f_open;
  always @* begin
    if (f_known & !i_load) begin
      // by one quantum at most, and only by noise or evidence with a draw below the register
      assert (f_step == -1 || f_step == 0 || f_step == 1);
      if (f_step != 0) assert (f_below & f_asked);
      // then it does move, in the direction asked, unless it stands at that rail
      if (f_below & f_asked) begin
        if (f_up) assert (f_step == 1 || (f_weight == TOP && f_step == 0));
        else assert (f_step == -1 || (f_weight == BOTTOM && f_step == 0));
      end
    end
    if (f_known) begin
      assert (o_opened == (f_below & f_asked & f_up & (f_weight != TOP)));
      assert (o_closed == (f_below & f_asked & !f_up & (f_weight != BOTTOM)));
    end
    if (i_load) assert (o_next_weight == i_loaded);
  end
  always @(posedge clock) if (f_known & !i_load) begin
    cover (f_step == 1 & !f_noise);
    cover (f_step == -1 & !f_noise);
    cover (f_step == 1 & f_noise);
    cover (f_step == 0 & f_below & f_asked & (f_weight == TOP));
    cover (f_step == 0 & f_below & f_asked & (f_weight == BOTTOM));
  end
