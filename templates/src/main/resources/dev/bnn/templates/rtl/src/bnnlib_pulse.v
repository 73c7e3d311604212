// Delays the bit that says that something happens by a number of cycles; a reset clears those on their way.
`default_nettype none
module bnnlib_pulse #(
    parameter CYCLES = 1  // at least 1
) (
    input  wire clk,
    input  wire rst,
    input  wire in,
    output wire out
);
    reg [CYCLES-1:0] stages;
    generate
        if (CYCLES == 1) begin : one
            always @(posedge clk) stages <= in && !rst;
        end else begin : several
            always @(posedge clk) stages <= rst ? {CYCLES{1'b0}} : {stages[CYCLES-2:0], in};
        end
    endgenerate
    assign out = stages[CYCLES-1];
endmodule
`default_nettype wire
