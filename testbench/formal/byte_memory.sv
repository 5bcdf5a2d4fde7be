  wire [8:0] f_index;
  wire [7:0] f_stored = bytes[f_index];
