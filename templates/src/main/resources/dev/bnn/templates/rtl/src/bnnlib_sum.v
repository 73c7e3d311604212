// The sum of N terms, through a tree of registered additions of four: a cycle a stage, so LATENCY = ceil(log4(N)).
// Every cycle takes other terms. A stage has two bits more than the one before; what OUT leaves off is always 0, or the sign.
`default_nettype none
module bnnlib_sum #(
    parameter N = 4,
    parameter BITS = 3,    // of a term
    parameter SIGNED = 0,  // 1: terms and sum are in two's complement
    parameter OUT = 5
) (
    input  wire              clk,
    input  wire [N*BITS-1:0] terms,
    output wire [OUT-1:0]    sum
);
    // Terms that enter stage s.
    function integer entering(input integer s);
        integer earlier;
        begin
            entering = N;
            for (earlier = 0; earlier < s; earlier = earlier + 1) entering = (entering + 3) / 4;
        end
    endfunction
    function integer stages(input integer n);
        integer left;
        begin
            stages = 0;
            left = n;
            while (left > 1) begin
                left = (left + 3) / 4;
                stages = stages + 1;
            end
        end
    endfunction
    localparam STAGES = stages(N);

    genvar s, i;
    generate
        for (s = 0; s < STAGES; s = s + 1) begin : stage
            localparam TERMS = entering(s), SUMS = entering(s + 1), WIDE = BITS + 2 * s, WIDER = WIDE + 2;
            wire [4*SUMS*WIDE-1:0] x;
            reg [SUMS*WIDER-1:0] y;
            if (s == 0) begin : first
                assign x[TERMS*WIDE-1:0] = terms;
            end else begin : later
                assign x[TERMS*WIDE-1:0] = stage[s-1].y;
            end
            if (4 * SUMS > TERMS) begin : absent
                assign x[4*SUMS*WIDE-1:TERMS*WIDE] = 0;
            end
            for (i = 0; i < SUMS; i = i + 1) begin : add
                wire [WIDE-1:0] a = x[(4*i)*WIDE +: WIDE], b = x[(4*i+1)*WIDE +: WIDE];
                wire [WIDE-1:0] c = x[(4*i+2)*WIDE +: WIDE], d = x[(4*i+3)*WIDE +: WIDE];
                wire sign = SIGNED != 0;
                wire [WIDE:0] ab = {sign & a[WIDE-1], a} + {sign & b[WIDE-1], b};
                wire [WIDE:0] cd = {sign & c[WIDE-1], c} + {sign & d[WIDE-1], d};
                always @(posedge clk) y[i*WIDER +: WIDER] <= {sign & ab[WIDE], ab} + {sign & cd[WIDE], cd};
            end
        end
        if (STAGES == 0) begin : one
            wire unused = clk;
            bnnlib_fit #(.IN(BITS), .OUT(OUT), .SIGNED(SIGNED)) fit (.in(terms), .out(sum));
        end else begin : several
            bnnlib_fit #(.IN(BITS + 2 * STAGES), .OUT(OUT), .SIGNED(SIGNED)) fit (.in(stage[STAGES-1].y), .out(sum));
        end
    endgenerate
endmodule
`default_nettype wire
