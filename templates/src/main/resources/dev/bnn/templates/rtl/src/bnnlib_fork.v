// Stream copy: writes each word that it reads to the next unit and to another stream. LATENCY 1.
`default_nettype none
module bnnlib_fork #(
    parameter BITS = 1
) (
    input  wire            clk,
    input  wire            rst,
    input  wire            in_valid,
    output wire            in_ready,
    input  wire [BITS-1:0] in_data,
    input  wire            out_room,
    output wire            out_take,
    output wire            out_push,
    output wire [BITS-1:0] out_data,
    input  wire            skip_room,
    output wire            skip_take,
    output wire            skip_push,
    output wire [BITS-1:0] skip_data
);
    wire fire = in_valid && out_room && skip_room;
    reg push;
    reg [BITS-1:0] word;
    assign in_ready = fire;
    assign out_take = fire;
    assign skip_take = fire;
    assign out_push = push;
    assign skip_push = push;
    assign out_data = word;
    assign skip_data = word;
    always @(posedge clk) begin
        push <= fire && !rst;
        word <= in_data;
    end
endmodule
`default_nettype wire
