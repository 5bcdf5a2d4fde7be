  // Still cycles in which no presentation ended, up to the patience.
  localparam [31:0] PATIENCE = 32'd1 << ($bits(age) - 1);
  reg [31:0] f_count = 32'd0;
  reg f_expired = 1'b0;
  always @(posedge clock) begin
    f_expired <= o_expired;
    if (!i_still || i_presented || o_expired) f_count <= 32'd0;
    else f_count <= f_count + 32'd1;
  end
  always @* begin
    // it restarts a core after so many still cycles, not before, not later, and then waits anew
    assert (o_expired == (f_count == PATIENCE));
    if (f_expired) assert (!o_expired);
    assert (f_count == age && f_count <= PATIENCE);
  end
  always @(posedge clock) begin
    cover (o_expired);
    cover (f_count == PATIENCE - 32'd1 && i_presented);
  end
