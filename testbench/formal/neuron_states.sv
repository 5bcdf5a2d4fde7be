  // No word is read and written in one cycle.
  always @* begin
    if (i_read & (i_store | i_seed)) assert (i_read_word != i_word);
    if (i_own_read & (i_store | i_seed)) assert (i_own_word != i_word);
    assert (!(i_store & i_seed));
  end
