// bench: a host for a core in an event-driven simulator; frames come from standard input, answers go to standard output
// SPDX-License-Identifier: MIT OR Apache-2.0
//
// A request is a line "BYTES CYCLES" and then BYTES bytes in hexadecimal. The answer is a line "A" and the bytes of one
// frame, or a line that says what is wrong. A request of no bytes ends the simulation.

`default_nettype none

module bench;

  localparam STDIN = 32'h8000_0000;

  reg        clock = 1'b0;
  reg        reset = 1'b1;
  reg  [7:0] data = 8'd0;
  reg        valid = 1'b0;
  wire       ready;
  wire [7:0] out_data;
  wire       out_valid;
  wire       learning;
  wire       evidence;
  wire       refused;

  yuragi_core core (
    .clock            (clock),
    .i_reset          (reset),
    .i_host_data      (data),
    .i_host_valid     (valid),
    .o_host_ready     (ready),
    .o_host_out_data  (out_data),
    .o_host_out_valid (out_valid),
    .i_host_out_ready (1'b1),
    .o_learning       (learning),
    .o_evidence       (evidence),
    .o_refused        (refused)
  );

  reg [7:0] request [0:255];
  reg [7:0] answer [0:255];
  integer   bytes;
  integer   cycles;
  integer   sent;
  integer   got;
  integer   whole;
  integer   left;
  integer   at;
  integer   scanned;

  // One cycle. What the core says is taken just before the edge, when all has settled.
  task cycle;
    begin
      #5;
      if (!reset) begin
        // data that are not valid may be anything, as on a chip: a memory that nobody wrote shows through
        if (^{ready, out_valid, learning, evidence, refused} === 1'bx || (out_valid && ^out_data === 1'bx)) begin
          $display("X ready %b, out_data %b, out_valid %b, learning %b, evidence %b, refused %b at %0t", ready, out_data,
            out_valid, learning, evidence, refused, $time);
          $fflush;
          $finish;
        end
        if (valid && ready) sent = sent + 1;
        if (out_valid) begin
          answer[got] = out_data;
          got = got + 1;
          if (got == 4) whole = out_data + 6;
        end
      end
      clock = 1'b1;
      #1;
      valid = sent < bytes;
      if (sent < bytes) data = request[sent];
      #4 clock = 1'b0;
    end
  endtask

  initial begin
    bytes = 0;
    sent = 0;
    repeat (4) cycle;
    reset = 1'b0;
    bytes = 1;
    while (bytes != 0) begin
      scanned = $fscanf(STDIN, "%d %d", bytes, cycles);
      if (scanned != 2) bytes = 0;
      for (at = 0; at < bytes; at = at + 1) scanned = $fscanf(STDIN, "%h", request[at]);
      sent = 0;
      got = 0;
      whole = 256;
      left = cycles;
      while (bytes != 0 && got < whole && left > 0) begin
        cycle;
        left = left - 1;
      end
      if (bytes != 0) begin
        if (got < whole) begin
          $display("no answer within %0d cycles: %0d of %0d bytes taken, %0d came", cycles, sent, bytes, got);
          bytes = 0;
        end else begin
          $write("A");
          for (at = 0; at < got; at = at + 1) $write(" %h", answer[at]);
          $write("\n");
        end
        $fflush;
      end
    end
    $finish;
  end

endmodule

`default_nettype wire
