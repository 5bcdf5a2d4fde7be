// A sender and a receiver on one line: every byte is received once, in order, before the next can be sent.
module line (
  input  wire       clock,
  input  wire [7:0] i_data,
  input  wire       i_valid
);
  wire ready, level, valid, broken;
  wire [7:0] data;
  uart_sender sender (.clock(clock), .i_data(i_data), .i_valid(i_valid), .o_ready(ready), .o_line(level));
  uart_receiver receiver (.clock(clock), .i_reset(1'b0), .i_line(level), .o_data(data), .o_valid(valid), .o_framing_error(broken));

  // taps: registers inside
  wire [3:0] s_step, r_step;
  wire [11:0] s_timer, r_timer;
  wire [8:0] s_shift;
  wire [7:0] r_shift;
  wire r_first, r_low;

  localparam [11:0] D = `DIVISOR, HALF = D / 2 - 2;
  reg [7:0] f_byte = 8'd0;
  reg [3:0] f_seen = 4'd0;
  reg f_line1 = 1'b1, f_line2 = 1'b1;
  reg f_due = 1'b0;
  // cycles since the start bit began, and bits begun
  reg [15:0] f_age = 16'd0;
  always @(posedge clock) begin
    f_line1 <= level;
    f_line2 <= f_line1;
    f_age <= f_age + 16'd1;
    if (ready) f_age <= 16'd0;
    if (valid) f_due <= 1'b0;
    if (ready & i_valid) begin
      f_byte <= i_data;
      f_due <= 1'b1;
    end
  end
  // the receiver is three cycles behind
  localparam [15:0] SAMPLE = 3 + HALF, LAST = SAMPLE + 9 * D;
  reg [3:0] f_step;
  reg [15:0] f_timer;
  integer n;
  always @* begin
    f_step = 4'd0;
    f_timer = HALF;
    if (!ready && f_age >= 3 && f_age <= SAMPLE) begin
      f_step = 4'd1;
      f_timer = SAMPLE - f_age;
    end
    for (n = 1; n < 10; n = n + 1)
      if (!ready && f_age > SAMPLE + (n - 1) * D && f_age <= SAMPLE + n * D) begin
        f_step = n + 1;
        f_timer = SAMPLE + n * D - f_age;
          f_bits = f_byte << (9 - n);
      end
  end
  always @* begin
    // a byte arrives exactly once, as it was sent, and never a broken one
    assert (!broken);
    if (valid) assert (f_due & (data == f_byte));
    if (ready) assert (!f_due);
    // the line idles high; start bit, eight bits, stop bit of D cycles each
    if (ready) assert (level);
    if (!ready) assert (level == ((f_age < D) ? 1'b0 : (f_age >= 9 * D) ? 1'b1 : f_byte[f_age / D - 1]));

    // what this stands on
    if (ready) assert (s_shift == 9'd0);
    else begin
      assert (s_step >= 1 && s_step <= 10 && s_timer < D && f_age == (10 - s_step) * D + (D - 1 - s_timer));
      assert (s_shift == ({~f_byte, 1'b1} >> (10 - s_step)));
    end
    assert (f_due == (!ready && f_age <= LAST));
    assert (r_first == !f_line1 && r_low == !f_line2);
    assert (r_step == f_step);
    if (f_step != 0) assert (r_timer == f_timer);
    // so many bits are in, from above
    for (n = 0; n < 8; n = n + 1) if (f_step > n + 2) assert (r_shift[n + 10 - f_step] == f_byte[n]);
    if (ready || f_age < 2) assert (f_line1 && f_line2 || (!ready && f_age == 1 && !f_line1 && f_line2));
  end
  always @(posedge clock) begin
    cover (valid && data == 8'h00);
    cover (valid && data == 8'ha5);
  end
endmodule
