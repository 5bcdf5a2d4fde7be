// yuragi_softplus_rom: ln(1 + e^-a) in quanta, at the middle of each bin
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.2.0; do not edit, change the cell in hdl/src and export again.
// Design: layers 64-64-10; weights of 8 bits, quantum 2^-5 nats; 16 lanes, 2 retrograde; seed 1.

`default_nettype none

module yuragi_softplus_rom (
  // Control
  input  wire        clock,
  // Data
  input  wire [7:0]  i_index,
  output wire [11:0] o_entry
);
  reg [4:0] entries [0:255];
  reg [4:0] entry = 5'd0;
  initial begin
    entries[0] = 5'h16; entries[1] = 5'h15; entries[2] = 5'h15; entries[3] = 5'h14;
    entries[4] = 5'h14; entries[5] = 5'h14; entries[6] = 5'h13; entries[7] = 5'h13;
    entries[8] = 5'h12; entries[9] = 5'h12; entries[10] = 5'h11; entries[11] = 5'h11;
    entries[12] = 5'h11; entries[13] = 5'h10; entries[14] = 5'h10; entries[15] = 5'h0f;
    entries[16] = 5'h0f; entries[17] = 5'h0f; entries[18] = 5'h0e; entries[19] = 5'h0e;
    entries[20] = 5'h0e; entries[21] = 5'h0d; entries[22] = 5'h0d; entries[23] = 5'h0d;
    entries[24] = 5'h0c; entries[25] = 5'h0c; entries[26] = 5'h0c; entries[27] = 5'h0b;
    entries[28] = 5'h0b; entries[29] = 5'h0b; entries[30] = 5'h0a; entries[31] = 5'h0a;
    entries[32] = 5'h0a; entries[33] = 5'h0a; entries[34] = 5'h09; entries[35] = 5'h09;
    entries[36] = 5'h09; entries[37] = 5'h09; entries[38] = 5'h08; entries[39] = 5'h08;
    entries[40] = 5'h08; entries[41] = 5'h08; entries[42] = 5'h08; entries[43] = 5'h07;
    entries[44] = 5'h07; entries[45] = 5'h07; entries[46] = 5'h07; entries[47] = 5'h07;
    entries[48] = 5'h06; entries[49] = 5'h06; entries[50] = 5'h06; entries[51] = 5'h06;
    entries[52] = 5'h06; entries[53] = 5'h06; entries[54] = 5'h05; entries[55] = 5'h05;
    entries[56] = 5'h05; entries[57] = 5'h05; entries[58] = 5'h05; entries[59] = 5'h05;
    entries[60] = 5'h04; entries[61] = 5'h04; entries[62] = 5'h04; entries[63] = 5'h04;
    entries[64] = 5'h04; entries[65] = 5'h04; entries[66] = 5'h04; entries[67] = 5'h04;
    entries[68] = 5'h04; entries[69] = 5'h03; entries[70] = 5'h03; entries[71] = 5'h03;
    entries[72] = 5'h03; entries[73] = 5'h03; entries[74] = 5'h03; entries[75] = 5'h03;
    entries[76] = 5'h03; entries[77] = 5'h03; entries[78] = 5'h03; entries[79] = 5'h03;
    entries[80] = 5'h02; entries[81] = 5'h02; entries[82] = 5'h02; entries[83] = 5'h02;
    entries[84] = 5'h02; entries[85] = 5'h02; entries[86] = 5'h02; entries[87] = 5'h02;
    entries[88] = 5'h02; entries[89] = 5'h02; entries[90] = 5'h02; entries[91] = 5'h02;
    entries[92] = 5'h02; entries[93] = 5'h02; entries[94] = 5'h02; entries[95] = 5'h02;
    entries[96] = 5'h02; entries[97] = 5'h01; entries[98] = 5'h01; entries[99] = 5'h01;
    entries[100] = 5'h01; entries[101] = 5'h01; entries[102] = 5'h01; entries[103] = 5'h01;
    entries[104] = 5'h01; entries[105] = 5'h01; entries[106] = 5'h01; entries[107] = 5'h01;
    entries[108] = 5'h01; entries[109] = 5'h01; entries[110] = 5'h01; entries[111] = 5'h01;
    entries[112] = 5'h01; entries[113] = 5'h01; entries[114] = 5'h01; entries[115] = 5'h01;
    entries[116] = 5'h01; entries[117] = 5'h01; entries[118] = 5'h01; entries[119] = 5'h01;
    entries[120] = 5'h01; entries[121] = 5'h01; entries[122] = 5'h01; entries[123] = 5'h01;
    entries[124] = 5'h01; entries[125] = 5'h01; entries[126] = 5'h01; entries[127] = 5'h01;
    entries[128] = 5'h01; entries[129] = 5'h01; entries[130] = 5'h01; entries[131] = 5'h01;
    entries[132] = 5'h01; entries[133] = 5'h00; entries[134] = 5'h00; entries[135] = 5'h00;
    entries[136] = 5'h00; entries[137] = 5'h00; entries[138] = 5'h00; entries[139] = 5'h00;
    entries[140] = 5'h00; entries[141] = 5'h00; entries[142] = 5'h00; entries[143] = 5'h00;
    entries[144] = 5'h00; entries[145] = 5'h00; entries[146] = 5'h00; entries[147] = 5'h00;
    entries[148] = 5'h00; entries[149] = 5'h00; entries[150] = 5'h00; entries[151] = 5'h00;
    entries[152] = 5'h00; entries[153] = 5'h00; entries[154] = 5'h00; entries[155] = 5'h00;
    entries[156] = 5'h00; entries[157] = 5'h00; entries[158] = 5'h00; entries[159] = 5'h00;
    entries[160] = 5'h00; entries[161] = 5'h00; entries[162] = 5'h00; entries[163] = 5'h00;
    entries[164] = 5'h00; entries[165] = 5'h00; entries[166] = 5'h00; entries[167] = 5'h00;
    entries[168] = 5'h00; entries[169] = 5'h00; entries[170] = 5'h00; entries[171] = 5'h00;
    entries[172] = 5'h00; entries[173] = 5'h00; entries[174] = 5'h00; entries[175] = 5'h00;
    entries[176] = 5'h00; entries[177] = 5'h00; entries[178] = 5'h00; entries[179] = 5'h00;
    entries[180] = 5'h00; entries[181] = 5'h00; entries[182] = 5'h00; entries[183] = 5'h00;
    entries[184] = 5'h00; entries[185] = 5'h00; entries[186] = 5'h00; entries[187] = 5'h00;
    entries[188] = 5'h00; entries[189] = 5'h00; entries[190] = 5'h00; entries[191] = 5'h00;
    entries[192] = 5'h00; entries[193] = 5'h00; entries[194] = 5'h00; entries[195] = 5'h00;
    entries[196] = 5'h00; entries[197] = 5'h00; entries[198] = 5'h00; entries[199] = 5'h00;
    entries[200] = 5'h00; entries[201] = 5'h00; entries[202] = 5'h00; entries[203] = 5'h00;
    entries[204] = 5'h00; entries[205] = 5'h00; entries[206] = 5'h00; entries[207] = 5'h00;
    entries[208] = 5'h00; entries[209] = 5'h00; entries[210] = 5'h00; entries[211] = 5'h00;
    entries[212] = 5'h00; entries[213] = 5'h00; entries[214] = 5'h00; entries[215] = 5'h00;
    entries[216] = 5'h00; entries[217] = 5'h00; entries[218] = 5'h00; entries[219] = 5'h00;
    entries[220] = 5'h00; entries[221] = 5'h00; entries[222] = 5'h00; entries[223] = 5'h00;
    entries[224] = 5'h00; entries[225] = 5'h00; entries[226] = 5'h00; entries[227] = 5'h00;
    entries[228] = 5'h00; entries[229] = 5'h00; entries[230] = 5'h00; entries[231] = 5'h00;
    entries[232] = 5'h00; entries[233] = 5'h00; entries[234] = 5'h00; entries[235] = 5'h00;
    entries[236] = 5'h00; entries[237] = 5'h00; entries[238] = 5'h00; entries[239] = 5'h00;
    entries[240] = 5'h00; entries[241] = 5'h00; entries[242] = 5'h00; entries[243] = 5'h00;
    entries[244] = 5'h00; entries[245] = 5'h00; entries[246] = 5'h00; entries[247] = 5'h00;
    entries[248] = 5'h00; entries[249] = 5'h00; entries[250] = 5'h00; entries[251] = 5'h00;
    entries[252] = 5'h00; entries[253] = 5'h00; entries[254] = 5'h00; entries[255] = 5'h00;
  end
  always @(posedge clock) entry <= entries[i_index];
  assign o_entry = {7'd0, entry};

endmodule

`default_nettype wire
