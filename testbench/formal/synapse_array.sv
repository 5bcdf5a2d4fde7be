  // A potential is done so many cycles after the last word of its fan-in: what the sequencer's proof assumes.
  reg [`TREE+2:0] f_sent = 0;
  reg [3:0] f_time = 4'd0;
  always @(posedge clock) begin
    f_sent <= {f_sent, i_valid & i_last};
    if (f_time != 4'd15) f_time <= f_time + 4'd1;
  end
  always @* if (f_time > `TREE + 2) assert (o_done == f_sent[`TREE+1]);
  always @(posedge clock) cover (o_done);
