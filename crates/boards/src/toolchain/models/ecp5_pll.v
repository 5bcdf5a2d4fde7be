// The phase-locked loop of an ECP5, for simulation: the pin clocks the core itself, and the loop is locked at once.
module EHXPLLL #(
  parameter FEEDBK_PATH = "CLKOP", OUTDIVIDER_MUXA = "DIVA", CLKOP_ENABLE = "ENABLED",
  parameter CLKI_DIV = 1, CLKFB_DIV = 1, CLKOP_DIV = 1, CLKOP_CPHASE = 0, CLKOP_FPHASE = 0
) (
  input CLKI, CLKFB, RST, STDBY, PHASESEL0, PHASESEL1, PHASEDIR, PHASESTEP, PHASELOADREG, PLLWAKESYNC, ENCLKOP,
  output CLKOP, LOCK
);
  assign CLKOP = CLKI;
  assign LOCK = ~RST & ~STDBY;
endmodule
