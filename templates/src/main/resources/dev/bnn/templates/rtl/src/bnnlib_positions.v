// Which thresholds hold at a position: padding makes those of the border differ. Walks over the positions of a map, row by row; a
// row and a column have an offset each into the table of thresholds, and theirs are added.
`default_nettype none
module bnnlib_positions #(
    parameter HEIGHT = 1,
    parameter WIDTH = 1,
    parameter BITS = 1,
    parameter [HEIGHT*BITS-1:0] ROWS = 0,    // offsets of the rows, the first lowest
    parameter [WIDTH*BITS-1:0] COLUMNS = 0  // offsets of the columns
) (
    input  wire            clk,
    input  wire            rst,
    input  wire            next,
    output wire [BITS-1:0] offset
);
    localparam Y = HEIGHT > 1 ? $clog2(HEIGHT) : 1;
    localparam X = WIDTH > 1 ? $clog2(WIDTH) : 1;
    localparam LAST_ROW_VALUE = HEIGHT - 1, ROW_AFTER_RESET_VALUE = HEIGHT > 1 ? 1 : 0;
    localparam [Y-1:0] LAST_ROW = LAST_ROW_VALUE[Y-1:0], ROW_AFTER_RESET = ROW_AFTER_RESET_VALUE[Y-1:0];
    localparam LAST_COLUMN_VALUE = WIDTH - 1, COLUMN_AFTER_RESET_VALUE = WIDTH > 1 ? 1 : 0;
    localparam [X-1:0] LAST_COLUMN = LAST_COLUMN_VALUE[X-1:0], COLUMN_AFTER_RESET = COLUMN_AFTER_RESET_VALUE[X-1:0];
    // Comparisons with constants, not a part select at an index: of that yosys makes a tree of multiplexers of the constants.
    function [BITS-1:0] row_offset(input [Y-1:0] row);
        integer i;
        begin
            row_offset = ROWS[BITS-1:0];
            for (i = 1; i < HEIGHT; i = i + 1) if (row == i[Y-1:0]) row_offset = ROWS[i*BITS +: BITS];
        end
    endfunction
    function [BITS-1:0] column_offset(input [X-1:0] column);
        integer i;
        begin
            column_offset = COLUMNS[BITS-1:0];
            for (i = 1; i < WIDTH; i = i + 1) if (column == i[X-1:0]) column_offset = COLUMNS[i*BITS +: BITS];
        end
    endfunction

    // The position after the present one.
    reg [Y-1:0] next_row;
    reg [X-1:0] next_column;
    reg last_column;
    reg [BITS-1:0] of_row, of_column;
    assign offset = of_row + of_column;
    always @(posedge clk)
        if (rst) begin
            next_row <= ROW_AFTER_RESET;
            next_column <= COLUMN_AFTER_RESET;
            last_column <= WIDTH == 1;
            of_row <= ROWS[BITS-1:0];
            of_column <= COLUMNS[BITS-1:0];
        end else if (next) begin
            next_column <= next_column == LAST_COLUMN ? {X{1'b0}} : next_column + 1'b1;
            last_column <= next_column == LAST_COLUMN;
            of_column <= column_offset(next_column);
            if (last_column) begin
                next_row <= next_row == LAST_ROW ? {Y{1'b0}} : next_row + 1'b1;
                of_row <= row_offset(next_row);
            end
        end
endmodule
`default_nettype wire
