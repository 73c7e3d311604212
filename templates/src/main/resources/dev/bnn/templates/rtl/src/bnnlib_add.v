// Residual add: the sum of two bits or codes by channel, and how many of the channel's thresholds it reaches. For the channels of minus
// the sum counts from the largest sum down. LATENCY 1 + that of bnnlib_levels.
`default_nettype none
module bnnlib_add #(
    parameter CHANNELS = 8,
    parameter ELEMENT = 1,
    parameter SUM = 2,  // bits of a sum and a threshold
    parameter LEVELS = 1,
    parameter LEVELS_LATENCY = 1,
    parameter CODE = 1  // bits of a result
) (
    input  wire                            clk,
    input  wire                            rst,
    input  wire [CHANNELS-1:0]             minus,
    input  wire [CHANNELS*LEVELS*SUM-1:0]  thresholds,
    input  wire                            in_valid,
    output wire                            in_ready,
    input  wire [ELEMENT*CHANNELS-1:0]     in_data,
    input  wire                            skip_valid,
    output wire                            skip_ready,
    input  wire [ELEMENT*CHANNELS-1:0]     skip_data,
    input  wire                            out_room,
    output wire                            out_take,
    output wire                            out_push,
    output wire [CODE*CHANNELS-1:0]        out_data
);
    wire fire = in_valid && skip_valid && out_room;
    assign in_ready = fire;
    assign skip_ready = fire;
    assign out_take = fire;
    localparam MOST = 2 * ((1 << ELEMENT) - 1);
    wire [CHANNELS*SUM-1:0] values;
    genvar c;
    generate
        for (c = 0; c < CHANNELS; c = c + 1) begin : channel
            wire [SUM-1:0] a, b;
            reg [SUM-1:0] sum;
            bnnlib_fit #(.IN(ELEMENT), .OUT(SUM)) fit_a (.in(in_data[c*ELEMENT +: ELEMENT]), .out(a));
            bnnlib_fit #(.IN(ELEMENT), .OUT(SUM)) fit_b (.in(skip_data[c*ELEMENT +: ELEMENT]), .out(b));
            always @(posedge clk) sum <= a + b;
            assign values[c*SUM +: SUM] = minus[c] ? MOST[SUM-1:0] - sum : sum;
        end
    endgenerate
    bnnlib_levels #(.N(CHANNELS), .BITS(SUM), .SIGNED(0), .LEVELS(LEVELS), .OUT(CODE)) levels (
        .clk(clk), .values(values), .thresholds(thresholds), .codes(out_data));
    bnnlib_pulse #(.CYCLES(1 + LEVELS_LATENCY)) beside (
        .clk(clk), .rst(rst), .in(fire), .out(out_push));
endmodule
`default_nettype wire
