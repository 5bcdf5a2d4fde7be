  // No word of a bank is read and written in one cycle.
  always @* begin
    if (i_read & i_write) assert ({i_read_bank, i_read_word} != {i_write_bank, i_write_word});
    if (i_own_read & i_write) assert ({i_own_bank, i_own_word} != {i_write_bank, i_write_word});
  end
