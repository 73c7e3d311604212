// How many of its thresholds each of N values reaches. LATENCY 1 for one threshold, else 2 + ceil(log4(ceil(LEVELS / 6))).
`default_nettype none
module bnnlib_levels #(
    parameter N = 1,
    parameter BITS = 8,
    parameter SIGNED = 0,
    parameter LEVELS = 1,
    parameter OUT = 1
) (
    input  wire                     clk,
    input  wire [N*BITS-1:0]        values,
    input  wire [N*LEVELS*BITS-1:0] thresholds,  // those of value 0 lowest
    output wire [N*OUT-1:0]         codes
);
    // Offset binary orders numbers in two's complement as numbers without sign.
    localparam [BITS-1:0] OFFSET = SIGNED != 0 ? {BITS{1'b1}} ^ ({BITS{1'b1}} >> 1) : {BITS{1'b0}};
    genvar n, l;
    generate
        for (n = 0; n < N; n = n + 1) begin : value
            reg [LEVELS-1:0] reached;
            for (l = 0; l < LEVELS; l = l + 1) begin : level
                always @(posedge clk)
                    reached[l] <= (values[n*BITS +: BITS] ^ OFFSET) >= (thresholds[(n*LEVELS+l)*BITS +: BITS] ^ OFFSET);
            end
            if (LEVELS == 1) begin : one
                assign codes[n*OUT +: OUT] = reached;
            end else begin : several
                bnnlib_count #(.N(LEVELS), .OUT(OUT)) counter (.clk(clk), .bits(reached), .count(codes[n*OUT +: OUT]));
            end
        end
    endgenerate
endmodule
`default_nettype wire
