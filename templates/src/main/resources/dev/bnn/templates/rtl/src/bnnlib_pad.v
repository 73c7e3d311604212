// Padding: surrounds a map with AMOUNT pixels of one word on each side. LATENCY 1.
`default_nettype none
module bnnlib_pad #(
    parameter BITS = 1,
    parameter HEIGHT = 4,
    parameter WIDTH = 4,
    parameter AMOUNT = 1,
    parameter [BITS-1:0] BORDER = 0
) (
    input  wire            clk,
    input  wire            rst,
    input  wire            in_valid,
    output wire            in_ready,
    input  wire [BITS-1:0] in_data,
    input  wire            out_room,
    output wire            out_take,
    output reg             out_push,
    output reg  [BITS-1:0] out_data
);
    localparam Y = $clog2(HEIGHT + 2 * AMOUNT), X = $clog2(WIDTH + 2 * AMOUNT);
    localparam TOP_VALUE = AMOUNT, BOTTOM_VALUE = AMOUNT + HEIGHT, LAST_ROW_VALUE = HEIGHT + 2 * AMOUNT - 1;
    localparam [Y-1:0] TOP = TOP_VALUE[Y-1:0], BOTTOM = BOTTOM_VALUE[Y-1:0], LAST_ROW = LAST_ROW_VALUE[Y-1:0];
    localparam LEFT_VALUE = AMOUNT, RIGHT_VALUE = AMOUNT + WIDTH, LAST_COLUMN_VALUE = WIDTH + 2 * AMOUNT - 1;
    localparam [X-1:0] LEFT = LEFT_VALUE[X-1:0], RIGHT = RIGHT_VALUE[X-1:0], LAST_COLUMN = LAST_COLUMN_VALUE[X-1:0];
    reg [Y-1:0] y;
    reg [X-1:0] x;
    wire in_map = y >= TOP && y < BOTTOM && x >= LEFT && x < RIGHT;
    wire fire = (!in_map || in_valid) && out_room;
    assign in_ready = fire && in_map;
    assign out_take = fire;
    always @(posedge clk) begin
        if (rst) begin
            y <= 0;
            x <= 0;
        end else if (fire) begin
            x <= x == LAST_COLUMN ? {X{1'b0}} : x + 1'b1;
            if (x == LAST_COLUMN) y <= y == LAST_ROW ? {Y{1'b0}} : y + 1'b1;
        end
        out_push <= fire && !rst;
        out_data <= in_map ? in_data : BORDER;
    end
endmodule
`default_nettype wire
