// Sign of the image's bytes: bit of a channel = its byte is at least the threshold, 0 to 256. LATENCY 1.
`default_nettype none
module bnnlib_threshold #(
    parameter CHANNELS = 1
) (
    input  wire                  clk,
    input  wire                  rst,
    input  wire [9*CHANNELS-1:0] thresholds,  // that of channel 0 lowest
    input  wire                  in_valid,
    output wire                  in_ready,
    input  wire [8*CHANNELS-1:0] in_data,
    input  wire                  out_room,
    output wire                  out_take,
    output reg                   out_push,
    output reg  [CHANNELS-1:0]   out_data
);
    wire fire = in_valid && out_room;
    assign in_ready = fire;
    assign out_take = fire;
    always @(posedge clk) out_push <= fire && !rst;
    genvar c;
    generate
        for (c = 0; c < CHANNELS; c = c + 1) begin : channel
            always @(posedge clk) out_data[c] <= {1'b0, in_data[8*c +: 8]} >= thresholds[9*c +: 9];
        end
    endgenerate
endmodule
`default_nettype wire
