  // Any one word of the row memory, and when it was read and written.
  wire [`LANES*`BITS-1:0] f_stored;
  wire [`ADDRESS_BITS-1:0] f_address;
  reg [`LANES*`BITS-1:0] f_before;
  reg [1:0] f_read = 2'd0, f_written = 2'd0;
  reg f_known = 1'b0, f_loaded = 1'b0;
  wire f_writes = i_write && i_write_address[`ADDRESS_BITS-1:0] == f_address;
  always @(posedge clock) begin
    f_known <= 1'b1;
    f_before <= f_stored;
    f_loaded <= i_load;
    f_read <= {f_read, i_read_address[`ADDRESS_BITS-1:0] == f_address};
    f_written <= {f_written, f_writes};
  end
  // The sequencer's proof shows: a word is written two cycles after it was read, and not meanwhile.
  always @* if (f_writes & !i_load) assume (f_read[1] & !(|f_written));
  genvar f_n;
  generate for (f_n = 0; f_n < `LANES; f_n = f_n + 1) begin : f_lane
    // two bits more than a weight has: a wrap from one rail to the other would show
    wire signed [`BITS+1:0] f_step = $signed(f_stored[f_n*`BITS +: `BITS]) - $signed(f_before[f_n*`BITS +: `BITS]);
    always @* if (f_known) begin
      // a weight of the memory moves by one quantum at most, unless the host or a reset loads it; and only when its word is written
      if (f_written[0] & !f_loaded) assert (f_step == -1 || f_step == 0 || f_step == 1);
      if (!f_written[0]) assert (f_step == 0);
    end
    always @(posedge clock) begin
      cover (f_known & f_written[0] & !f_loaded & f_step == 1);
      cover (f_known & f_written[0] & !f_loaded & f_step == -1);
    end
  end endgenerate
