  // The cells of the host and those that only calculate are cut away: what they say is any value, but for this.
  reg [7:0] f_time = 8'd0;
  (* anyconst *) reg f_learn;
  (* anyconst *) reg [7:0] f_noise;
  always @(posedge clock) if (!(&f_time)) f_time <= f_time + 8'd1;
  always @* begin
    assume (!i_reset  && !watchdog_expired && !commands_reset);
    assume (commands_start == (f_time == 8'd0));
    assume (commands_presentations == 16'd1);
    assume (registers_sweeps == 8'd1);
    assume (registers_learn == f_learn && registers_noise == f_noise);
  end
  wire [4:0] f_phase;
  wire f_encoded;
  wire f_write = flip2 | noise2;
  always @* if (f_write) assert (row_read != row2);
  always @(posedge clock) cover (sequencer_presented);
