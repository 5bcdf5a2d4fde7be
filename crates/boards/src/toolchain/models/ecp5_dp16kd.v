// The block RAM of an ECP5, for simulation: 1,024 words of 18 bits, two ports of 1, 2, 4, 9 or 18 bits, or a writing
// port A and a reading port B of which either may have 36. Ports of 1, 2 and 4 bits leave out every ninth bit.
//
// The chip does not promise what a port reads of a word that the other port writes in the same cycle: here it reads
// the inverse, so that a design that counts on such a word is seen to differ.
module DP16KD #(
  parameter DATA_WIDTH_A = 18, DATA_WIDTH_B = 18,
  parameter REGMODE_A = "NOREG", REGMODE_B = "NOREG",
  parameter RESETMODE = "SYNC", ASYNC_RESET_RELEASE = "SYNC",
  parameter CSDECODE_A = "0b000", CSDECODE_B = "0b000",
  parameter WRITEMODE_A = "NORMAL", WRITEMODE_B = "NORMAL",
  parameter CLKAMUX = "CLKA", CLKBMUX = "CLKB", GSR = "AUTO",
  parameter [319:0] INITVAL_00 = 320'd0, INITVAL_01 = 320'd0, INITVAL_02 = 320'd0, INITVAL_03 = 320'd0,
  parameter [319:0] INITVAL_04 = 320'd0, INITVAL_05 = 320'd0, INITVAL_06 = 320'd0, INITVAL_07 = 320'd0,
  parameter [319:0] INITVAL_08 = 320'd0, INITVAL_09 = 320'd0, INITVAL_0A = 320'd0, INITVAL_0B = 320'd0,
  parameter [319:0] INITVAL_0C = 320'd0, INITVAL_0D = 320'd0, INITVAL_0E = 320'd0, INITVAL_0F = 320'd0,
  parameter [319:0] INITVAL_10 = 320'd0, INITVAL_11 = 320'd0, INITVAL_12 = 320'd0, INITVAL_13 = 320'd0,
  parameter [319:0] INITVAL_14 = 320'd0, INITVAL_15 = 320'd0, INITVAL_16 = 320'd0, INITVAL_17 = 320'd0,
  parameter [319:0] INITVAL_18 = 320'd0, INITVAL_19 = 320'd0, INITVAL_1A = 320'd0, INITVAL_1B = 320'd0,
  parameter [319:0] INITVAL_1C = 320'd0, INITVAL_1D = 320'd0, INITVAL_1E = 320'd0, INITVAL_1F = 320'd0,
  parameter [319:0] INITVAL_20 = 320'd0, INITVAL_21 = 320'd0, INITVAL_22 = 320'd0, INITVAL_23 = 320'd0,
  parameter [319:0] INITVAL_24 = 320'd0, INITVAL_25 = 320'd0, INITVAL_26 = 320'd0, INITVAL_27 = 320'd0,
  parameter [319:0] INITVAL_28 = 320'd0, INITVAL_29 = 320'd0, INITVAL_2A = 320'd0, INITVAL_2B = 320'd0,
  parameter [319:0] INITVAL_2C = 320'd0, INITVAL_2D = 320'd0, INITVAL_2E = 320'd0, INITVAL_2F = 320'd0,
  parameter [319:0] INITVAL_30 = 320'd0, INITVAL_31 = 320'd0, INITVAL_32 = 320'd0, INITVAL_33 = 320'd0,
  parameter [319:0] INITVAL_34 = 320'd0, INITVAL_35 = 320'd0, INITVAL_36 = 320'd0, INITVAL_37 = 320'd0,
  parameter [319:0] INITVAL_38 = 320'd0, INITVAL_39 = 320'd0, INITVAL_3A = 320'd0, INITVAL_3B = 320'd0,
  parameter [319:0] INITVAL_3C = 320'd0, INITVAL_3D = 320'd0, INITVAL_3E = 320'd0, INITVAL_3F = 320'd0
) (
  input DIA17, DIA16, DIA15, DIA14, DIA13, DIA12, DIA11, DIA10, DIA9, DIA8, DIA7, DIA6, DIA5, DIA4, DIA3, DIA2, DIA1, DIA0,
  input ADA13, ADA12, ADA11, ADA10, ADA9, ADA8, ADA7, ADA6, ADA5, ADA4, ADA3, ADA2, ADA1, ADA0,
  input CEA, OCEA, CLKA, WEA, RSTA, CSA2, CSA1, CSA0,
  output DOA17, DOA16, DOA15, DOA14, DOA13, DOA12, DOA11, DOA10, DOA9, DOA8, DOA7, DOA6, DOA5, DOA4, DOA3, DOA2, DOA1, DOA0,
  input DIB17, DIB16, DIB15, DIB14, DIB13, DIB12, DIB11, DIB10, DIB9, DIB8, DIB7, DIB6, DIB5, DIB4, DIB3, DIB2, DIB1, DIB0,
  input ADB13, ADB12, ADB11, ADB10, ADB9, ADB8, ADB7, ADB6, ADB5, ADB4, ADB3, ADB2, ADB1, ADB0,
  input CEB, OCEB, CLKB, WEB, RSTB, CSB2, CSB1, CSB0,
  output DOB17, DOB16, DOB15, DOB14, DOB13, DOB12, DOB11, DOB10, DOB9, DOB8, DOB7, DOB6, DOB5, DOB4, DOB3, DOB2, DOB1, DOB0
);
  reg [17:0] words [0:1023];
  wire [20479:0] initial_words = {
    INITVAL_3F, INITVAL_3E, INITVAL_3D, INITVAL_3C,
    INITVAL_3B, INITVAL_3A, INITVAL_39, INITVAL_38,
    INITVAL_37, INITVAL_36, INITVAL_35, INITVAL_34,
    INITVAL_33, INITVAL_32, INITVAL_31, INITVAL_30,
    INITVAL_2F, INITVAL_2E, INITVAL_2D, INITVAL_2C,
    INITVAL_2B, INITVAL_2A, INITVAL_29, INITVAL_28,
    INITVAL_27, INITVAL_26, INITVAL_25, INITVAL_24,
    INITVAL_23, INITVAL_22, INITVAL_21, INITVAL_20,
    INITVAL_1F, INITVAL_1E, INITVAL_1D, INITVAL_1C,
    INITVAL_1B, INITVAL_1A, INITVAL_19, INITVAL_18,
    INITVAL_17, INITVAL_16, INITVAL_15, INITVAL_14,
    INITVAL_13, INITVAL_12, INITVAL_11, INITVAL_10,
    INITVAL_0F, INITVAL_0E, INITVAL_0D, INITVAL_0C,
    INITVAL_0B, INITVAL_0A, INITVAL_09, INITVAL_08,
    INITVAL_07, INITVAL_06, INITVAL_05, INITVAL_04,
    INITVAL_03, INITVAL_02, INITVAL_01, INITVAL_00
  };
  integer i;
  initial begin
    for (i = 0; i < 1024; i = i + 1) words[i] = initial_words[20*i +: 18];
    // what is not modelled must not pass for equal
    if (REGMODE_A != "NOREG" || REGMODE_B != "NOREG" || CSDECODE_A != "0b000" || CSDECODE_B != "0b000") $stop;
    if (DATA_WIDTH_A == 36 ? WRITEMODE_A != "NORMAL" : 1'b0) $stop;
  end

  wire [13:0] address_a = {ADA13, ADA12, ADA11, ADA10, ADA9, ADA8, ADA7, ADA6, ADA5, ADA4, ADA3, ADA2, ADA1, ADA0};
  wire clock_a = CLKAMUX == "INV" ? ~CLKA : CLKA;
  wire on_a = CEA & ~CSA0 & ~CSA1 & ~CSA2;
  wire [13:0] address_b = {ADB13, ADB12, ADB11, ADB10, ADB9, ADB8, ADB7, ADB6, ADB5, ADB4, ADB3, ADB2, ADB1, ADB0};
  wire clock_b = CLKBMUX == "INV" ? ~CLKB : CLKB;
  wire on_b = CEB & ~CSB0 & ~CSB1 & ~CSB2;
  wire [17:0] data_a = {DIA17, DIA16, DIA15, DIA14, DIA13, DIA12, DIA11, DIA10, DIA9, DIA8, DIA7, DIA6, DIA5, DIA4, DIA3, DIA2, DIA1, DIA0};
  wire [17:0] data_b = {DIB17, DIB16, DIB15, DIB14, DIB13, DIB12, DIB11, DIB10, DIB9, DIB8, DIB7, DIB6, DIB5, DIB4, DIB3, DIB2, DIB1, DIB0};
  wire at_once_a = RESETMODE == "ASYNC" ? RSTA : 1'b0;
  wire at_once_b = RESETMODE == "ASYNC" ? RSTB : 1'b0;
  wire write_a = on_a & WEA;
  wire write_b = on_b & WEB;

  // Places of a port's bits in a word, from its lowest address bits; enables of nine bits take their place at 18 and 36.
  function [17:0] mask(input integer width, input [13:0] address);
    case (width)
      1: mask = 18'd1 << (9 * address[3] + address[2:0]);
      2: mask = 18'd3 << (9 * address[3] + 2 * address[2:1]);
      4: mask = 18'd15 << (9 * address[3] + 4 * address[2]);
      9: mask = address[3] ? 18'h3fe00 : 18'h001ff;
      default: mask = {{9{address[1]}}, {9{address[0]}}};
    endcase
  endfunction
  function [17:0] spread(input integer width, input [17:0] data);
    case (width)
      1: spread = {1'b0, {8{data[0]}}, 1'b0, {8{data[0]}}};
      2: spread = {1'b0, {4{data[1:0]}}, 1'b0, {4{data[1:0]}}};
      4: spread = {1'b0, {2{data[3:0]}}, 1'b0, {2{data[3:0]}}};
      9: spread = {2{data[8:0]}};
      default: spread = data;
    endcase
  endfunction
  function [17:0] pick(input integer width, input [13:0] address, input [17:0] word);
    case (width)
      1: pick = {17'd0, word[9 * address[3] + address[2:0]]};
      2: pick = {16'd0, word[9 * address[3] + 2 * address[2:1] +: 2]};
      4: pick = {14'd0, word[9 * address[3] + 4 * address[2] +: 4]};
      9: pick = {9'd0, address[3] ? word[17:9] : word[8:0]};
      default: pick = word;
    endcase
  endfunction

  wire [17:0] mask_a = mask(DATA_WIDTH_A, address_a);
  wire [17:0] mask_b = mask(DATA_WIDTH_B, address_b);
  wire [17:0] into_a = spread(DATA_WIDTH_A, data_a);
  wire [17:0] into_b = spread(DATA_WIDTH_B, data_b);
  reg [17:0] read_a = 18'd0, read_b = 18'd0, read_high = 18'd0;

  // A port of 36 bits reads or writes two neighbouring words.
  wire [9:0] word_a = DATA_WIDTH_A == 36 ? {address_a[13:5], 1'b0} : address_a[13:4];
  wire [9:0] word_b = DATA_WIDTH_B == 36 ? {address_b[13:5], 1'b0} : address_b[13:4];
  wire [17:0] high_mask = {{9{address_a[3]}}, {9{address_a[2]}}};

  // Bits of the word that port B reads, and of the one after it, which port A writes in this cycle.
  wire [17:0] hit_low = (write_a && word_a == word_b ? mask_a : 18'd0)
    | (write_a && DATA_WIDTH_A == 36 && (word_a | 10'd1) == word_b ? high_mask : 18'd0);
  wire [17:0] hit_high = (write_a && DATA_WIDTH_A == 36 && word_a == word_b ? high_mask : 18'd0)
    | (write_a && DATA_WIDTH_A != 36 && word_a == (word_b | 10'd1) ? mask_a : 18'd0);
  wire [17:0] hit_a = write_b && word_a == word_b ? mask_b : 18'd0;

  wire [17:0] old_a = words[word_a];
  wire [17:0] old_b = words[word_b];
  wire [17:0] old_high = words[word_b | 10'd1];

  always @(posedge clock_a) begin
    if (write_a) begin
      words[word_a] <= (words[word_a] & ~mask_a) | (into_a & mask_a);
      if (DATA_WIDTH_A == 36) words[word_a | 10'd1] <= (words[word_a | 10'd1] & ~high_mask) | (data_b & high_mask);
    end
  end
  always @(posedge clock_a or posedge at_once_a) begin
    if (at_once_a | RSTA) read_a <= 18'd0;
    else if (on_a && !(WEA && WRITEMODE_A == "NORMAL"))
      read_a <= pick(DATA_WIDTH_A, address_a,
        WEA && WRITEMODE_A == "WRITETHROUGH" ? (old_a & ~mask_a) | (into_a & mask_a) : old_a ^ hit_a);
  end
  always @(posedge clock_b)
    if (write_b) words[word_b] <= (words[word_b] & ~mask_b) | (into_b & mask_b);
  always @(posedge clock_b or posedge at_once_b) begin
    if (at_once_b | RSTB) begin
      read_b <= 18'd0;
      read_high <= 18'd0;
    end else if (on_b && !(WEB && WRITEMODE_B == "NORMAL")) begin
      read_b <= pick(DATA_WIDTH_B, address_b,
        WEB && WRITEMODE_B == "WRITETHROUGH" ? (old_b & ~mask_b) | (into_b & mask_b) : old_b ^ hit_low);
      read_high <= old_high ^ hit_high;
    end
  end

  // At 36 bits the low half comes out of port A.
  assign {DOA17, DOA16, DOA15, DOA14, DOA13, DOA12, DOA11, DOA10, DOA9, DOA8, DOA7, DOA6, DOA5, DOA4, DOA3, DOA2, DOA1, DOA0} = DATA_WIDTH_B == 36 ? read_b : read_a;
  assign {DOB17, DOB16, DOB15, DOB14, DOB13, DOB12, DOB11, DOB10, DOB9, DOB8, DOB7, DOB6, DOB5, DOB4, DOB3, DOB2, DOB1, DOB0} = DATA_WIDTH_B == 36 ? read_high : read_b;
endmodule
