  // Any one word.
  (* anyconst *) reg [$bits(read_address)-1:0] f_address;
  always @* assume (f_address < `DEPTH);
  wire [$bits(word)-1:0] f_stored = words[f_address];
