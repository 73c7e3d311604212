// Delays what goes beside a pipeline by a number of cycles.
`default_nettype none
module bnnlib_delay #(
    parameter WIDTH = 1,
    parameter CYCLES = 1
) (
    input  wire             clk,
    input  wire [WIDTH-1:0] in,
    output wire [WIDTH-1:0] out
);
    generate
        if (CYCLES == 0) begin : none
            wire unused = clk;
            assign out = in;
        end else if (CYCLES == 1) begin : one
            reg [WIDTH-1:0] stage;
            always @(posedge clk) stage <= in;
            assign out = stage;
        end else begin : several
            reg [CYCLES*WIDTH-1:0] stages;
            always @(posedge clk) stages <= {stages[(CYCLES-1)*WIDTH-1:0], in};
            assign out = stages[(CYCLES-1)*WIDTH +: WIDTH];
        end
    endgenerate
endmodule
`default_nettype wire
