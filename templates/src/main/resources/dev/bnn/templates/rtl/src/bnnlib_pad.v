// Padding: surrounds a map with pixels of one word, AMOUNT on each side or as many as each side says. LATENCY 1.
`default_nettype none
module bnnlib_pad #(
    parameter BITS = 1,
    parameter HEIGHT = 4,
    parameter WIDTH = 4,
    parameter AMOUNT = 1,
    parameter ABOVE = AMOUNT,
    parameter BELOW = AMOUNT,
    parameter BEFORE = AMOUNT,
    parameter BEHIND = AMOUNT,
    parameter [BITS-1:0] BORDER = 0
) (
    input  wire            clk,
    input  wire            rst,
    input  wire            in_valid,
    output wire            in_ready,
    input  wire [BITS-1:0] in_data,
    input  wire            out_room,
    output wire            out_take,
    output wire            out_push,
    output wire [BITS-1:0] out_data
);
    bnnlib_surround #(
        .BITS(BITS), .HEIGHT(HEIGHT), .WIDTH(WIDTH), .ABOVE(ABOVE), .BELOW(BELOW), .BEFORE(BEFORE), .BEHIND(BEHIND)
    ) surround (
        .clk(clk), .rst(rst), .border(BORDER), .in_valid(in_valid), .in_ready(in_ready), .in_data(in_data),
        .out_room(out_room), .out_take(out_take), .out_push(out_push), .out_data(out_data));
endmodule
`default_nettype wire
