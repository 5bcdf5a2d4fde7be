  // Steps since the reset: the first eight may take a byte of a seed in, the others take none.
  reg [3:0] f_steps = 4'd0;
  always @(posedge clock) begin
    if (i_reset) f_steps <= 4'd0;
    else if (i_step & !f_steps[3]) f_steps <= f_steps + 4'd1;
  end
  always @* begin
    if (f_steps[3]) assume (i_absorb == 8'd0);
    else assume (i_step | i_reset);
    assert (f_steps <= 4'd8);
    if (f_steps == 4'd0) assert (f_state == START);
    if (f_steps[3]) assert (|f_state);
  end
  // between draws it keeps its state
  reg f_held = 1'b0;
  reg [$bits(START)-1:0] f_before = 0;
  always @(posedge clock) begin
    f_held <= !i_step & !i_reset;
    f_before <= f_state;
    if (f_held) assert (f_state == f_before);
    cover (f_steps[3] & (f_state[15:0] == 16'd0));
  end
