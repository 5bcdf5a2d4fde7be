  wire [15:0] f_index;
  wire [15:0] f_stored = words[f_index[$bits(address)-1:0]];
