  // The sum of a byte more, by division a bit at a time: x^16 + x^12 + x^5 + 1, most significant bit first.
  reg [15:0] f_divided;
  integer f_n;
  always @* begin
    f_divided = crc;
    for (f_n = 7; f_n >= 0; f_n = f_n - 1)
      f_divided = (f_divided[15] ^ travelling[f_n]) ? (f_divided << 1) ^ 16'h1021 : f_divided << 1;
    assert (crc_next == f_divided);
    cover (crc_next == 16'h1d0f);
  end
