// softplus_rom: ln(1 + e^-a) in quanta, at the middle of each bin
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: 0 inputs, 32 hidden, 74 outputs; weights of 10 bits, quantum 2^-6 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module softplus_rom (
  // Control
  input  wire        clock,
  // Data
  input  wire [7:0]  i_index,
  output wire [11:0] o_entry
);
  reg [5:0] entries [0:255];
  reg [5:0] entry = 6'd0;
  initial begin
    entries[0] = 6'h2c; entries[1] = 6'h2b; entries[2] = 6'h2a; entries[3] = 6'h29;
    entries[4] = 6'h28; entries[5] = 6'h27; entries[6] = 6'h26; entries[7] = 6'h25;
    entries[8] = 6'h24; entries[9] = 6'h24; entries[10] = 6'h23; entries[11] = 6'h22;
    entries[12] = 6'h21; entries[13] = 6'h20; entries[14] = 6'h1f; entries[15] = 6'h1f;
    entries[16] = 6'h1e; entries[17] = 6'h1d; entries[18] = 6'h1c; entries[19] = 6'h1c;
    entries[20] = 6'h1b; entries[21] = 6'h1a; entries[22] = 6'h1a; entries[23] = 6'h19;
    entries[24] = 6'h18; entries[25] = 6'h18; entries[26] = 6'h17; entries[27] = 6'h17;
    entries[28] = 6'h16; entries[29] = 6'h15; entries[30] = 6'h15; entries[31] = 6'h14;
    entries[32] = 6'h14; entries[33] = 6'h13; entries[34] = 6'h13; entries[35] = 6'h12;
    entries[36] = 6'h12; entries[37] = 6'h11; entries[38] = 6'h11; entries[39] = 6'h10;
    entries[40] = 6'h10; entries[41] = 6'h0f; entries[42] = 6'h0f; entries[43] = 6'h0f;
    entries[44] = 6'h0e; entries[45] = 6'h0e; entries[46] = 6'h0d; entries[47] = 6'h0d;
    entries[48] = 6'h0d; entries[49] = 6'h0c; entries[50] = 6'h0c; entries[51] = 6'h0c;
    entries[52] = 6'h0b; entries[53] = 6'h0b; entries[54] = 6'h0b; entries[55] = 6'h0a;
    entries[56] = 6'h0a; entries[57] = 6'h0a; entries[58] = 6'h0a; entries[59] = 6'h09;
    entries[60] = 6'h09; entries[61] = 6'h09; entries[62] = 6'h08; entries[63] = 6'h08;
    entries[64] = 6'h08; entries[65] = 6'h08; entries[66] = 6'h08; entries[67] = 6'h07;
    entries[68] = 6'h07; entries[69] = 6'h07; entries[70] = 6'h07; entries[71] = 6'h07;
    entries[72] = 6'h06; entries[73] = 6'h06; entries[74] = 6'h06; entries[75] = 6'h06;
    entries[76] = 6'h06; entries[77] = 6'h05; entries[78] = 6'h05; entries[79] = 6'h05;
    entries[80] = 6'h05; entries[81] = 6'h05; entries[82] = 6'h05; entries[83] = 6'h05;
    entries[84] = 6'h04; entries[85] = 6'h04; entries[86] = 6'h04; entries[87] = 6'h04;
    entries[88] = 6'h04; entries[89] = 6'h04; entries[90] = 6'h04; entries[91] = 6'h04;
    entries[92] = 6'h03; entries[93] = 6'h03; entries[94] = 6'h03; entries[95] = 6'h03;
    entries[96] = 6'h03; entries[97] = 6'h03; entries[98] = 6'h03; entries[99] = 6'h03;
    entries[100] = 6'h03; entries[101] = 6'h03; entries[102] = 6'h03; entries[103] = 6'h02;
    entries[104] = 6'h02; entries[105] = 6'h02; entries[106] = 6'h02; entries[107] = 6'h02;
    entries[108] = 6'h02; entries[109] = 6'h02; entries[110] = 6'h02; entries[111] = 6'h02;
    entries[112] = 6'h02; entries[113] = 6'h02; entries[114] = 6'h02; entries[115] = 6'h02;
    entries[116] = 6'h02; entries[117] = 6'h02; entries[118] = 6'h02; entries[119] = 6'h02;
    entries[120] = 6'h01; entries[121] = 6'h01; entries[122] = 6'h01; entries[123] = 6'h01;
    entries[124] = 6'h01; entries[125] = 6'h01; entries[126] = 6'h01; entries[127] = 6'h01;
    entries[128] = 6'h01; entries[129] = 6'h01; entries[130] = 6'h01; entries[131] = 6'h01;
    entries[132] = 6'h01; entries[133] = 6'h01; entries[134] = 6'h01; entries[135] = 6'h01;
    entries[136] = 6'h01; entries[137] = 6'h01; entries[138] = 6'h01; entries[139] = 6'h01;
    entries[140] = 6'h01; entries[141] = 6'h01; entries[142] = 6'h01; entries[143] = 6'h01;
    entries[144] = 6'h01; entries[145] = 6'h01; entries[146] = 6'h01; entries[147] = 6'h01;
    entries[148] = 6'h01; entries[149] = 6'h01; entries[150] = 6'h01; entries[151] = 6'h01;
    entries[152] = 6'h01; entries[153] = 6'h01; entries[154] = 6'h01; entries[155] = 6'h00;
    entries[156] = 6'h00; entries[157] = 6'h00; entries[158] = 6'h00; entries[159] = 6'h00;
    entries[160] = 6'h00; entries[161] = 6'h00; entries[162] = 6'h00; entries[163] = 6'h00;
    entries[164] = 6'h00; entries[165] = 6'h00; entries[166] = 6'h00; entries[167] = 6'h00;
    entries[168] = 6'h00; entries[169] = 6'h00; entries[170] = 6'h00; entries[171] = 6'h00;
    entries[172] = 6'h00; entries[173] = 6'h00; entries[174] = 6'h00; entries[175] = 6'h00;
    entries[176] = 6'h00; entries[177] = 6'h00; entries[178] = 6'h00; entries[179] = 6'h00;
    entries[180] = 6'h00; entries[181] = 6'h00; entries[182] = 6'h00; entries[183] = 6'h00;
    entries[184] = 6'h00; entries[185] = 6'h00; entries[186] = 6'h00; entries[187] = 6'h00;
    entries[188] = 6'h00; entries[189] = 6'h00; entries[190] = 6'h00; entries[191] = 6'h00;
    entries[192] = 6'h00; entries[193] = 6'h00; entries[194] = 6'h00; entries[195] = 6'h00;
    entries[196] = 6'h00; entries[197] = 6'h00; entries[198] = 6'h00; entries[199] = 6'h00;
    entries[200] = 6'h00; entries[201] = 6'h00; entries[202] = 6'h00; entries[203] = 6'h00;
    entries[204] = 6'h00; entries[205] = 6'h00; entries[206] = 6'h00; entries[207] = 6'h00;
    entries[208] = 6'h00; entries[209] = 6'h00; entries[210] = 6'h00; entries[211] = 6'h00;
    entries[212] = 6'h00; entries[213] = 6'h00; entries[214] = 6'h00; entries[215] = 6'h00;
    entries[216] = 6'h00; entries[217] = 6'h00; entries[218] = 6'h00; entries[219] = 6'h00;
    entries[220] = 6'h00; entries[221] = 6'h00; entries[222] = 6'h00; entries[223] = 6'h00;
    entries[224] = 6'h00; entries[225] = 6'h00; entries[226] = 6'h00; entries[227] = 6'h00;
    entries[228] = 6'h00; entries[229] = 6'h00; entries[230] = 6'h00; entries[231] = 6'h00;
    entries[232] = 6'h00; entries[233] = 6'h00; entries[234] = 6'h00; entries[235] = 6'h00;
    entries[236] = 6'h00; entries[237] = 6'h00; entries[238] = 6'h00; entries[239] = 6'h00;
    entries[240] = 6'h00; entries[241] = 6'h00; entries[242] = 6'h00; entries[243] = 6'h00;
    entries[244] = 6'h00; entries[245] = 6'h00; entries[246] = 6'h00; entries[247] = 6'h00;
    entries[248] = 6'h00; entries[249] = 6'h00; entries[250] = 6'h00; entries[251] = 6'h00;
    entries[252] = 6'h00; entries[253] = 6'h00; entries[254] = 6'h00; entries[255] = 6'h00;
  end
  always @(posedge clock) entry <= entries[i_index];
  assign o_entry = {6'd0, entry};

endmodule

`default_nettype wire
