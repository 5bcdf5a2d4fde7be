  // Any word of the potential memory, and the layer that it belongs to; the bank of its present potentials.
  (* anyconst *) reg [$bits(i_word)-1:0] f_word;
  (* anyconst *) reg [2:0] f_layer;
  wire [15:0] f_banks;
  wire [1:0] f_bank = f_banks[2*f_layer +: 2];
  wire f_steps = step1 | step2 | step3, f_loads = load1 | load2 | load3;
  wire f_child = i_step & i_word == f_word, f_own = (i_step | i_pass) & i_own_word == f_word;
  always @* begin
    // What schedule and sequencer do: a word belongs to one layer, and a change goes to another bank.
    if (f_child) assume (i_layer == f_layer);
    if (i_step) assume (i_offset != 2'd0);
    // Potentials are loaded when nothing is weighed; then, at the begin of a presentation, the banks are cleared.
    if (i_step) assume (!i_load && !f_loads);
    if (i_load) assume (!f_steps);
    if (i_clear) assume (!i_step && !i_load && !f_steps && !f_loads && !i_change);
    if (i_change) assume (i_flush);
    // A neuron is none of its own children, and is drawn two cycles after its potential was loaded, or later.
    if (f_own) assume (!f_child && !(step1 & word1 == f_word) && !(i_load & i_word == f_word) && !(load1 & word1 == f_word));
  end
  wire f_written = (step3 | load3) & word3 == f_word;
  always @* begin
    // no word of the potential memory is read and written in one cycle, neither for a child nor for the neuron itself
    if (f_child & f_written) assert (bank_pointers_bank != bank3);
    if ((pass2 | (step2 & first2)) & own_word2 == f_word) assert (!f_written);
    // a change goes past the present potentials
    if (step1 & word1 == f_word) assert (bank1 != f_bank);
    if (step2 & word2 == f_word) assert (bank2 != f_bank);
    if (step3 & word3 == f_word) assert (bank3 != f_bank);
  end
  always @(posedge clock) begin
    cover (step3 && word3 == f_word && f_child && f_bank == 2'd3);
    cover (load3 && f_own);
    cover (pass2 && f_own && own_word2 != f_word);
  end
