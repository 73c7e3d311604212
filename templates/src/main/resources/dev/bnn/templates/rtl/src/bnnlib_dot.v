// The products of SIMD elements and weights, and their sum. Every cycle takes other ones.
//
// KIND 0, matches:  bits by bits; the sum is how many are equal.                              LATENCY 1 + ceil(log4(ceil(SIMD / 6)))
// KIND 1, signs:    codes without sign by bits for -1 and +1. With EXACT 0 a subtracted code
//                  x counts as -x - 1, its inverse; the sum is short by the number of -1.     LATENCY ceil(log4(SIMD))
// KIND 2, selected: bits for -1 and +1 by numbers. With EXACT 0 it adds twice the numbers of
//                  the +1 bits; the sum is too large by the sum of all numbers.               LATENCY ceil(log4(SIMD))
// KIND 3, products: codes without sign by numbers in two's complement.                         LATENCY 1 + ceil(log4(SIMD))
//
// With STAGED 1 a register follows the first look-up tables, or goes before a product, and the LATENCY is one more: for chips whose
// block RAM is slow and whose look-up tables have four inputs.
//
// What EXACT 0 leaves out is a constant of the row, which constants behind the sum make up for.
`default_nettype none
module bnnlib_dot #(
    parameter KIND = 0,
    parameter SIMD = 8,
    parameter ELEMENT = 1,
    parameter WEIGHT = 1,
    parameter EXACT = 0,
    parameter STAGED = 0,
    parameter OUT = 4
) (
    input  wire                    clk,
    input  wire [SIMD*ELEMENT-1:0] x,
    input  wire [SIMD*WEIGHT-1:0]  w,
    output wire [OUT-1:0]          dot
);
    genvar i;
    generate
        if (KIND == 0) begin : bit_matches
            wire [SIMD-1:0] equal;
            bnnlib_delay #(.WIDTH(SIMD), .CYCLES(STAGED)) registered (.clk(clk), .in(~(x ^ w)), .out(equal));
            bnnlib_count #(.N(SIMD), .OUT(OUT)) counter (.clk(clk), .bits(equal), .count(dot));
        end else if (KIND == 1) begin : signs
            localparam TERM = ELEMENT + 1;
            wire [SIMD*TERM-1:0] terms, staged;
            for (i = 0; i < SIMD; i = i + 1) begin : lane
                wire [TERM-1:0] code = {1'b0, x[i*ELEMENT +: ELEMENT]};
                wire minus = !w[i];
                if (EXACT != 0) begin : exact
                    assign terms[i*TERM +: TERM] = minus ? -code : code;
                end else begin : inverse
                    assign terms[i*TERM +: TERM] = code ^ {TERM{minus}};
                end
            end
            bnnlib_delay #(.WIDTH(SIMD*TERM), .CYCLES(STAGED)) registered (.clk(clk), .in(terms), .out(staged));
            bnnlib_sum #(.N(SIMD), .BITS(TERM), .SIGNED(1), .OUT(OUT)) tree (.clk(clk), .terms(staged), .sum(dot));
        end else if (KIND == 2) begin : selected
            localparam TERM = WEIGHT + 1;
            wire [SIMD*TERM-1:0] terms, staged;
            for (i = 0; i < SIMD; i = i + 1) begin : lane
                wire [WEIGHT-1:0] weight = w[i*WEIGHT +: WEIGHT];
                if (EXACT != 0) begin : exact
                    wire [TERM-1:0] wide = {weight[WEIGHT-1], weight};
                    assign terms[i*TERM +: TERM] = x[i] ? wide : -wide;
                end else begin : twice
                    assign terms[i*TERM +: TERM] = {weight & {WEIGHT{x[i]}}, 1'b0};
                end
            end
            bnnlib_delay #(.WIDTH(SIMD*TERM), .CYCLES(STAGED)) registered (.clk(clk), .in(terms), .out(staged));
            bnnlib_sum #(.N(SIMD), .BITS(TERM), .SIGNED(1), .OUT(OUT)) tree (.clk(clk), .terms(staged), .sum(dot));
        end else begin : products
            localparam TERM = ELEMENT + WEIGHT;
            reg [SIMD*TERM-1:0] terms;
            wire [SIMD*ELEMENT-1:0] codes;
            wire [SIMD*WEIGHT-1:0] weights;
            bnnlib_delay #(.WIDTH(SIMD*ELEMENT), .CYCLES(STAGED)) registered_codes (.clk(clk), .in(x), .out(codes));
            bnnlib_delay #(.WIDTH(SIMD*WEIGHT), .CYCLES(STAGED)) registered_weights (.clk(clk), .in(w), .out(weights));
            for (i = 0; i < SIMD; i = i + 1) begin : lane
                wire signed [TERM-1:0] code = {{WEIGHT{1'b0}}, codes[i*ELEMENT +: ELEMENT]};
                wire signed [WEIGHT-1:0] weight = weights[i*WEIGHT +: WEIGHT];
                wire signed [TERM-1:0] wide = {{ELEMENT{weight[WEIGHT-1]}}, weight};
                always @(posedge clk) terms[i*TERM +: TERM] <= code * wide;
            end
            bnnlib_sum #(.N(SIMD), .BITS(TERM), .SIGNED(1), .OUT(OUT)) tree (.clk(clk), .terms(terms), .sum(dot));
        end
    endgenerate
endmodule
`default_nettype wire
