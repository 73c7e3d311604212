// Channel shuffle: the channels of each word, as a matrix of GROUPS x (CHANNELS / GROUPS), transposed. LATENCY 1.
`default_nettype none
module bnnlib_shuffle #(
    parameter CHANNELS = 4,
    parameter ELEMENT = 1,  // bits of a channel
    parameter GROUPS = 2
) (
    input  wire                        clk,
    input  wire                        rst,
    input  wire                        in_valid,
    output wire                        in_ready,
    input  wire [ELEMENT*CHANNELS-1:0] in_data,
    input  wire                        out_room,
    output wire                        out_take,
    output reg                         out_push,
    output reg  [ELEMENT*CHANNELS-1:0] out_data
);
    wire fire = in_valid && out_room;
    assign in_ready = fire;
    assign out_take = fire;
    always @(posedge clk) out_push <= fire && !rst;
    genvar c;
    generate
        for (c = 0; c < CHANNELS; c = c + 1) begin : channel
            localparam FROM = (c % GROUPS) * (CHANNELS / GROUPS) + c / GROUPS;
            always @(posedge clk) out_data[ELEMENT*c +: ELEMENT] <= in_data[ELEMENT*FROM +: ELEMENT];
        end
    endgenerate
endmodule
`default_nettype wire
