// Concatenation: the elements of one word behind those of another. LATENCY 1.
`default_nettype none
module bnnlib_concat #(
    parameter FIRST = 1,  // bits of a word of the first branch
    parameter SECOND = 1
) (
    input  wire                    clk,
    input  wire                    rst,
    input  wire                    in_valid,
    output wire                    in_ready,
    input  wire [FIRST-1:0]        in_data,
    input  wire                    skip_valid,
    output wire                    skip_ready,
    input  wire [SECOND-1:0]       skip_data,
    input  wire                    out_room,
    output wire                    out_take,
    output wire                    out_push,
    output wire [FIRST+SECOND-1:0] out_data
);
    wire fire = in_valid && skip_valid && out_room;
    reg push;
    reg [FIRST+SECOND-1:0] word;
    assign in_ready = fire;
    assign skip_ready = fire;
    assign out_take = fire;
    assign out_push = push;
    assign out_data = word;
    always @(posedge clk) begin
        push <= fire && !rst;
        word <= {skip_data, in_data};
    end
endmodule
`default_nettype wire
