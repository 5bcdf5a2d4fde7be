// softplus_rom: ln(1 + e^-a) in quanta, at the middle of each bin
// SPDX-License-Identifier: MIT OR Apache-2.0
// Exported by yuragi 0.1.0; do not edit, change the cell in hdl/src and export again.
// Design: 64 inputs, 64 hidden, 10 outputs; weights of 10 bits, quantum 2^-8 nats; 32 lanes, 4 retrograde; seed 1.

`default_nettype none

module softplus_rom (
  // Control
  input  wire        clock,
  // Data
  input  wire [7:0]  i_index,
  output wire [11:0] o_entry
);
  reg [7:0] entries [0:255];
  reg [7:0] entry = 8'd0;
  initial begin
    entries[0] = 8'haf; entries[1] = 8'hac; entries[2] = 8'ha8; entries[3] = 8'ha4;
    entries[4] = 8'ha0; entries[5] = 8'h9c; entries[6] = 8'h99; entries[7] = 8'h95;
    entries[8] = 8'h92; entries[9] = 8'h8e; entries[10] = 8'h8b; entries[11] = 8'h88;
    entries[12] = 8'h84; entries[13] = 8'h81; entries[14] = 8'h7e; entries[15] = 8'h7b;
    entries[16] = 8'h78; entries[17] = 8'h75; entries[18] = 8'h72; entries[19] = 8'h6f;
    entries[20] = 8'h6c; entries[21] = 8'h6a; entries[22] = 8'h67; entries[23] = 8'h64;
    entries[24] = 8'h62; entries[25] = 8'h5f; entries[26] = 8'h5d; entries[27] = 8'h5a;
    entries[28] = 8'h58; entries[29] = 8'h56; entries[30] = 8'h53; entries[31] = 8'h51;
    entries[32] = 8'h4f; entries[33] = 8'h4d; entries[34] = 8'h4b; entries[35] = 8'h49;
    entries[36] = 8'h47; entries[37] = 8'h45; entries[38] = 8'h43; entries[39] = 8'h41;
    entries[40] = 8'h40; entries[41] = 8'h3e; entries[42] = 8'h3c; entries[43] = 8'h3b;
    entries[44] = 8'h39; entries[45] = 8'h37; entries[46] = 8'h36; entries[47] = 8'h34;
    entries[48] = 8'h33; entries[49] = 8'h31; entries[50] = 8'h30; entries[51] = 8'h2f;
    entries[52] = 8'h2d; entries[53] = 8'h2c; entries[54] = 8'h2b; entries[55] = 8'h2a;
    entries[56] = 8'h28; entries[57] = 8'h27; entries[58] = 8'h26; entries[59] = 8'h25;
    entries[60] = 8'h24; entries[61] = 8'h23; entries[62] = 8'h22; entries[63] = 8'h21;
    entries[64] = 8'h20; entries[65] = 8'h1f; entries[66] = 8'h1e; entries[67] = 8'h1d;
    entries[68] = 8'h1c; entries[69] = 8'h1c; entries[70] = 8'h1b; entries[71] = 8'h1a;
    entries[72] = 8'h19; entries[73] = 8'h19; entries[74] = 8'h18; entries[75] = 8'h17;
    entries[76] = 8'h16; entries[77] = 8'h16; entries[78] = 8'h15; entries[79] = 8'h15;
    entries[80] = 8'h14; entries[81] = 8'h13; entries[82] = 8'h13; entries[83] = 8'h12;
    entries[84] = 8'h12; entries[85] = 8'h11; entries[86] = 8'h11; entries[87] = 8'h10;
    entries[88] = 8'h10; entries[89] = 8'h0f; entries[90] = 8'h0f; entries[91] = 8'h0e;
    entries[92] = 8'h0e; entries[93] = 8'h0d; entries[94] = 8'h0d; entries[95] = 8'h0d;
    entries[96] = 8'h0c; entries[97] = 8'h0c; entries[98] = 8'h0c; entries[99] = 8'h0b;
    entries[100] = 8'h0b; entries[101] = 8'h0b; entries[102] = 8'h0a; entries[103] = 8'h0a;
    entries[104] = 8'h0a; entries[105] = 8'h09; entries[106] = 8'h09; entries[107] = 8'h09;
    entries[108] = 8'h08; entries[109] = 8'h08; entries[110] = 8'h08; entries[111] = 8'h08;
    entries[112] = 8'h07; entries[113] = 8'h07; entries[114] = 8'h07; entries[115] = 8'h07;
    entries[116] = 8'h07; entries[117] = 8'h06; entries[118] = 8'h06; entries[119] = 8'h06;
    entries[120] = 8'h06; entries[121] = 8'h06; entries[122] = 8'h06; entries[123] = 8'h05;
    entries[124] = 8'h05; entries[125] = 8'h05; entries[126] = 8'h05; entries[127] = 8'h05;
    entries[128] = 8'h05; entries[129] = 8'h04; entries[130] = 8'h04; entries[131] = 8'h04;
    entries[132] = 8'h04; entries[133] = 8'h04; entries[134] = 8'h04; entries[135] = 8'h04;
    entries[136] = 8'h04; entries[137] = 8'h03; entries[138] = 8'h03; entries[139] = 8'h03;
    entries[140] = 8'h03; entries[141] = 8'h03; entries[142] = 8'h03; entries[143] = 8'h03;
    entries[144] = 8'h03; entries[145] = 8'h03; entries[146] = 8'h03; entries[147] = 8'h03;
    entries[148] = 8'h02; entries[149] = 8'h02; entries[150] = 8'h02; entries[151] = 8'h02;
    entries[152] = 8'h02; entries[153] = 8'h02; entries[154] = 8'h02; entries[155] = 8'h02;
    entries[156] = 8'h02; entries[157] = 8'h02; entries[158] = 8'h02; entries[159] = 8'h02;
    entries[160] = 8'h02; entries[161] = 8'h02; entries[162] = 8'h02; entries[163] = 8'h02;
    entries[164] = 8'h01; entries[165] = 8'h01; entries[166] = 8'h01; entries[167] = 8'h01;
    entries[168] = 8'h01; entries[169] = 8'h01; entries[170] = 8'h01; entries[171] = 8'h01;
    entries[172] = 8'h01; entries[173] = 8'h01; entries[174] = 8'h01; entries[175] = 8'h01;
    entries[176] = 8'h01; entries[177] = 8'h01; entries[178] = 8'h01; entries[179] = 8'h01;
    entries[180] = 8'h01; entries[181] = 8'h01; entries[182] = 8'h01; entries[183] = 8'h01;
    entries[184] = 8'h01; entries[185] = 8'h01; entries[186] = 8'h01; entries[187] = 8'h01;
    entries[188] = 8'h01; entries[189] = 8'h01; entries[190] = 8'h01; entries[191] = 8'h01;
    entries[192] = 8'h01; entries[193] = 8'h01; entries[194] = 8'h01; entries[195] = 8'h01;
    entries[196] = 8'h01; entries[197] = 8'h01; entries[198] = 8'h01; entries[199] = 8'h01;
    entries[200] = 8'h00; entries[201] = 8'h00; entries[202] = 8'h00; entries[203] = 8'h00;
    entries[204] = 8'h00; entries[205] = 8'h00; entries[206] = 8'h00; entries[207] = 8'h00;
    entries[208] = 8'h00; entries[209] = 8'h00; entries[210] = 8'h00; entries[211] = 8'h00;
    entries[212] = 8'h00; entries[213] = 8'h00; entries[214] = 8'h00; entries[215] = 8'h00;
    entries[216] = 8'h00; entries[217] = 8'h00; entries[218] = 8'h00; entries[219] = 8'h00;
    entries[220] = 8'h00; entries[221] = 8'h00; entries[222] = 8'h00; entries[223] = 8'h00;
    entries[224] = 8'h00; entries[225] = 8'h00; entries[226] = 8'h00; entries[227] = 8'h00;
    entries[228] = 8'h00; entries[229] = 8'h00; entries[230] = 8'h00; entries[231] = 8'h00;
    entries[232] = 8'h00; entries[233] = 8'h00; entries[234] = 8'h00; entries[235] = 8'h00;
    entries[236] = 8'h00; entries[237] = 8'h00; entries[238] = 8'h00; entries[239] = 8'h00;
    entries[240] = 8'h00; entries[241] = 8'h00; entries[242] = 8'h00; entries[243] = 8'h00;
    entries[244] = 8'h00; entries[245] = 8'h00; entries[246] = 8'h00; entries[247] = 8'h00;
    entries[248] = 8'h00; entries[249] = 8'h00; entries[250] = 8'h00; entries[251] = 8'h00;
    entries[252] = 8'h00; entries[253] = 8'h00; entries[254] = 8'h00; entries[255] = 8'h00;
  end
  always @(posedge clock) entry <= entries[i_index];
  assign o_entry = {4'd0, entry};

endmodule

`default_nettype wire
