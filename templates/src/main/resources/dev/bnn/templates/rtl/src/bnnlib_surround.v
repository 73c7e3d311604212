// Surrounds a map with pixels of the word border, AMOUNT on each side or as many as each side says. LATENCY 1.
`default_nettype none
module bnnlib_surround #(
    parameter BITS = 1,
    parameter HEIGHT = 4,
    parameter WIDTH = 4,
    parameter AMOUNT = 1,
    parameter ABOVE = AMOUNT,
    parameter BELOW = AMOUNT,
    parameter BEFORE = AMOUNT,
    parameter BEHIND = AMOUNT
) (
    input  wire            clk,
    input  wire            rst,
    input  wire [BITS-1:0] border,
    input  wire            in_valid,
    output wire            in_ready,
    input  wire [BITS-1:0] in_data,
    input  wire            out_room,
    output wire            out_take,
    output reg             out_push,
    output reg  [BITS-1:0] out_data
);
    localparam ROWS = ABOVE + HEIGHT + BELOW, COLUMNS = BEFORE + WIDTH + BEHIND;
    // The row and the column behind the map are numbers, too, also where nothing comes there.
    localparam Y = $clog2(BELOW > 0 ? ROWS : ROWS + 1), X = $clog2(BEHIND > 0 ? COLUMNS : COLUMNS + 1);
    localparam TOP_VALUE = ABOVE, BOTTOM_VALUE = ABOVE + HEIGHT, LAST_ROW_VALUE = ROWS - 1;
    localparam [Y-1:0] TOP = TOP_VALUE[Y-1:0], BOTTOM = BOTTOM_VALUE[Y-1:0], LAST_ROW = LAST_ROW_VALUE[Y-1:0];
    localparam LEFT_VALUE = BEFORE, RIGHT_VALUE = BEFORE + WIDTH, LAST_COLUMN_VALUE = COLUMNS - 1;
    localparam [X-1:0] LEFT = LEFT_VALUE[X-1:0], RIGHT = RIGHT_VALUE[X-1:0], LAST_COLUMN = LAST_COLUMN_VALUE[X-1:0];
    reg [Y-1:0] y;
    reg [X-1:0] x;
    wire in_rows, in_columns;
    generate
        if (ABOVE > 0) assign in_rows = y >= TOP && y < BOTTOM;
        else assign in_rows = y < BOTTOM;
        if (BEFORE > 0) assign in_columns = x >= LEFT && x < RIGHT;
        else assign in_columns = x < RIGHT;
    endgenerate
    wire in_map = in_rows && in_columns;
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
        out_data <= in_map ? in_data : border;
    end
endmodule
`default_nettype wire
