// Average pool: the sum of a window's bits or codes by channel, and how many of the channel's thresholds it reaches. For the channels
// of minus the sum counts from the largest sum down. LATENCY 1 + that of bnnlib_levels.
`default_nettype none
module bnnlib_sum_pool #(
    parameter CHANNELS = 8,
    parameter ELEMENT = 1,
    parameter TAPS = 4,
    parameter SUM = 3,  // bits of a sum and a threshold
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
    input  wire                            out_room,
    output wire                            out_take,
    output wire                            out_push,
    output wire [CODE*CHANNELS-1:0]        out_data
);
    wire fire, first;
    bnnlib_taps #(.TAPS(TAPS)) taps (
        .clk(clk), .rst(rst), .in_valid(in_valid), .in_ready(in_ready), .out_room(out_room), .out_take(out_take),
        .fire(fire), .first(first));
    localparam MOST = TAPS * ((1 << ELEMENT) - 1);
    reg [CHANNELS*SUM-1:0] sums;
    wire [CHANNELS*SUM-1:0] values;
    genvar c;
    generate
        for (c = 0; c < CHANNELS; c = c + 1) begin : channel
            wire [SUM-1:0] sum = sums[c*SUM +: SUM];
            wire [SUM-1:0] now;
            bnnlib_fit #(.IN(ELEMENT), .OUT(SUM)) fit (.in(in_data[c*ELEMENT +: ELEMENT]), .out(now));
            always @(posedge clk) if (fire) sums[c*SUM +: SUM] <= (first ? {SUM{1'b0}} : sum) + now;
            assign values[c*SUM +: SUM] = minus[c] ? MOST[SUM-1:0] - sum : sum;
        end
    endgenerate
    bnnlib_levels #(.N(CHANNELS), .BITS(SUM), .SIGNED(0), .LEVELS(LEVELS), .OUT(CODE)) levels (
        .clk(clk), .values(values), .thresholds(thresholds), .codes(out_data));
    bnnlib_pulse #(.CYCLES(1 + LEVELS_LATENCY)) beside (
        .clk(clk), .rst(rst), .in(out_take), .out(out_push));
endmodule
`default_nettype wire
