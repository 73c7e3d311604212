// Max pool of bits or codes: the largest of a window by channel, the least for the channels of least. LATENCY 1.
`default_nettype none
module bnnlib_pool #(
    parameter CHANNELS = 8,
    parameter ELEMENT = 1,
    parameter TAPS = 4
) (
    input  wire                        clk,
    input  wire                        rst,
    input  wire [CHANNELS-1:0]         least,
    input  wire                        in_valid,
    output wire                        in_ready,
    input  wire [ELEMENT*CHANNELS-1:0] in_data,
    input  wire                        out_room,
    output wire                        out_take,
    output reg                         out_push,
    output reg  [ELEMENT*CHANNELS-1:0] out_data
);
    wire fire, first;
    bnnlib_taps #(.TAPS(TAPS)) taps (
        .clk(clk), .rst(rst), .in_valid(in_valid), .in_ready(in_ready), .out_room(out_room), .out_take(out_take),
        .fire(fire), .first(first));
    always @(posedge clk) out_push <= out_take && !rst;
    genvar c;
    generate
        for (c = 0; c < CHANNELS; c = c + 1) begin : channel
            wire [ELEMENT-1:0] now = in_data[c*ELEMENT +: ELEMENT], best = out_data[c*ELEMENT +: ELEMENT];
            wire better = first || (least[c] ? now < best : now > best);
            always @(posedge clk) if (fire && better) out_data[c*ELEMENT +: ELEMENT] <= now;
        end
    endgenerate
endmodule
`default_nettype wire
