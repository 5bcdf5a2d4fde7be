  // A logit is there four cycles after its last step, and the lanes are idle three after any: what the sequencer's proof assumes.
  reg [3:0] f_last = 4'd0, f_step = 4'd0, f_time = 4'd0;
  always @(posedge clock) begin
    f_last <= {f_last, i_resample & i_last};
    f_step <= {f_step, i_resample | i_load};
    if (f_time != 4'd15) f_time <= f_time + 4'd1;
  end
  always @* if (f_time > 4'd4) begin
    assert (o_logit_valid == f_last[3]);
    assert (o_idle == !(|f_step[2:0]));
  end
  always @(posedge clock) begin
    cover (o_logit_valid);
    cover (f_step == 4'd8 & o_idle);
  end
