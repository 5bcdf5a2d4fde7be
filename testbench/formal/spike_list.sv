  // No entry is read and written in one cycle.
  always @* if (i_read & i_write) assert (i_read_address != i_write_address);
