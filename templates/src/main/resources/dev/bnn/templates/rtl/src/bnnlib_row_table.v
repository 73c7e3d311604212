// A table by class of the position and row fold, read LATENCY cycles after the step that it is for.
`default_nettype none
module bnnlib_row_table #(
    parameter PE = 1,
    parameter WIDTH = 8,       // bits of the word of a processing element
    parameter PART = 8,        // bits of an element
    parameter ROW_FOLDS = 1,
    parameter FOLD_BITS = 1,
    parameter LATENCY = 1,     // at least 1
    parameter HEIGHT = 1,      // rows of positions
    parameter POSITIONS = 1,   // positions of a row
    parameter CLASSES = 1,
    parameter OFFSET = 1,
    parameter [HEIGHT*OFFSET-1:0] ROW_OFFSETS = 0,
    parameter [POSITIONS*OFFSET-1:0] COLUMN_OFFSETS = 0,
    parameter MEMORY = 0,
    parameter FILE = "",
    parameter LOADABLE = 0
) (
    input  wire                 clk,
    input  wire                 rst,
    input  wire                 load_begin,
    input  wire                 load,
    input  wire [63:0]          load_data,
    input  wire [FOLD_BITS-1:0] row_fold,
    input  wire                 vector_ends,
    output wire [PE*WIDTH-1:0]  q
);
    localparam WORDS = CLASSES * ROW_FOLDS, ADDRESS = WORDS > 1 ? $clog2(WORDS) : 1;
    wire [ADDRESS-1:0] step, at;
    generate
        if (CLASSES == 1) begin : one_class
            wire unused = rst ^ vector_ends;
            assign step = row_fold;
        end else begin : several
            wire [OFFSET-1:0] offset;
            wire [ADDRESS-1:0] from, fold;
            bnnlib_positions #(
                .HEIGHT(HEIGHT), .WIDTH(POSITIONS), .BITS(OFFSET), .ROWS(ROW_OFFSETS), .COLUMNS(COLUMN_OFFSETS)
            ) positions (.clk(clk), .rst(rst), .next(vector_ends), .offset(offset));
            bnnlib_fit #(.IN(OFFSET), .OUT(ADDRESS)) fit_offset (.in(offset), .out(from));
            bnnlib_fit #(.IN(FOLD_BITS), .OUT(ADDRESS)) fit_fold (.in(row_fold), .out(fold));
            assign step = from + fold;
        end
    endgenerate
    bnnlib_delay #(.WIDTH(ADDRESS), .CYCLES(LATENCY - 1)) beside (.clk(clk), .in(step), .out(at));
    bnnlib_table #(
        .PE(PE), .WIDTH(WIDTH), .PART(PART), .WORDS(WORDS), .ADDRESS(ADDRESS), .INNER(WORDS), .STRIDE(1), .STYLE(MEMORY),
        .FILE(FILE), .LOADABLE(LOADABLE)
    ) words (.clk(clk), .load_begin(load_begin), .load(load), .load_data(load_data), .at(at), .q(q));
endmodule
`default_nettype wire
