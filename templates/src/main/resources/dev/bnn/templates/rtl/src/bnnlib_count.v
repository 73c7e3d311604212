// How many of N bits are 1: six at a time in look-up tables and a register, then a sum. LATENCY = 1 + ceil(log4(ceil(N / 6))).
`default_nettype none
module bnnlib_count #(
    parameter N = 8,
    parameter OUT = 4
) (
    input  wire           clk,
    input  wire [N-1:0]   bits,
    output wire [OUT-1:0] count
);
    localparam GROUPS = (N + 5) / 6;
    wire [6*GROUPS-1:0] six;
    reg [3*GROUPS-1:0] part;
    assign six[N-1:0] = bits;
    genvar g;
    generate
        if (6 * GROUPS > N) begin : absent
            assign six[6*GROUPS-1:N] = 0;
        end
        for (g = 0; g < GROUPS; g = g + 1) begin : group
            wire [5:0] b = six[6*g +: 6];
            wire [1:0] low = {(b[0] & b[1]) | (b[0] & b[2]) | (b[1] & b[2]), b[0] ^ b[1] ^ b[2]};
            wire [1:0] high = {(b[3] & b[4]) | (b[3] & b[5]) | (b[4] & b[5]), b[3] ^ b[4] ^ b[5]};
            always @(posedge clk) part[3*g +: 3] <= {1'b0, low} + {1'b0, high};
        end
    endgenerate
    bnnlib_sum #(.N(GROUPS), .BITS(3), .SIGNED(0), .OUT(OUT)) tree (.clk(clk), .terms(part), .sum(count));
endmodule
`default_nettype wire
