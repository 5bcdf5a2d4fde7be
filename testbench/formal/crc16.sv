  // A byte at a time, as the cell does it; the proof "crc" shows that it is the division a bit at a time.
  function [15:0] f_crc16(input [15:0] sum, input [7:0] data);
    reg [7:0] mixed, folded;
    begin
      mixed = sum[15:8] ^ data;
      folded = mixed ^ (mixed >> 4);
      f_crc16 = (sum << 8) ^ ({8'd0, folded} << 12) ^ ({8'd0, folded} << 5) ^ {8'd0, folded};
    end
  endfunction
