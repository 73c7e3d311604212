// Matrix-vector-threshold unit for codes: how many of its thresholds the sum of a row reaches. LATENCY = 2 + that of bnnlib_dot +
// that of bnnlib_levels.
`default_nettype none
module bnnlib_mvtu_levels #(
    parameter ROWS = 8,
    parameter COLUMNS = 8,
    parameter PE = 1,
    parameter SIMD = 8,
    parameter GROUPS = 1,  // as in bnnlib_matrix
    parameter KIND = 0,
    parameter ELEMENT = 1,
    parameter WEIGHT = 1,
    parameter DOT = 4,
    parameter DOT_LATENCY = 1,
    parameter STAGED = 0,
    parameter SUM = 8,
    parameter HEIGHT = 1,
    parameter WIDTH = 1,
    parameter CLASSES = 1,
    parameter OFFSET = 1,  // bits of an offset into the table of thresholds
    parameter [HEIGHT*OFFSET-1:0] ROW_OFFSETS = 0,
    parameter [WIDTH*OFFSET-1:0] COLUMN_OFFSETS = 0,
    parameter LEVELS = 3,
    parameter LEVELS_LATENCY = 2,
    parameter CODE = 2,  // bits of a code
    parameter MEMORY = 0,
    parameter WEIGHTS = "",
    parameter THRESHOLD_MEMORY = 0,
    parameter THRESHOLDS = "",  // file of CLASSES * ROWS / PE words of PE * LEVELS sums
    parameter LOADABLE = 0
) (
    input  wire                    clk,
    input  wire                    rst,
    input  wire                    load_begin,
    input  wire                    load_weights,
    input  wire                    load_thresholds,
    input  wire [63:0]             load_data,
    input  wire                    in_valid,
    output wire                    in_ready,
    input  wire [ELEMENT*SIMD-1:0] in_data,
    input  wire                    out_room,
    output wire                    out_take,
    output wire                    out_push,
    output wire [PE*CODE-1:0]      out_data
);
    localparam ROW_FOLDS = ROWS / PE, FOLD_BITS = ROW_FOLDS > 1 ? $clog2(ROW_FOLDS) : 1;
    wire [FOLD_BITS-1:0] row_fold;
    wire vector_ends, done;
    wire [PE*SUM-1:0] sums;
    wire [PE*LEVELS*SUM-1:0] thresholds;
    bnnlib_matrix #(
        .ROWS(ROWS), .COLUMNS(COLUMNS), .PE(PE), .SIMD(SIMD), .GROUPS(GROUPS), .KIND(KIND), .ELEMENT(ELEMENT), .WEIGHT(WEIGHT), .EXACT(LOADABLE),
        .DOT(DOT), .DOT_LATENCY(DOT_LATENCY), .STAGED(STAGED), .SUM(SUM), .MEMORY(MEMORY), .WEIGHTS(WEIGHTS), .FOLD_BITS(FOLD_BITS)
    ) matrix (
        .clk(clk), .rst(rst), .load_begin(load_begin), .load_weights(load_weights), .load_data(load_data),
        .in_valid(in_valid), .in_ready(in_ready), .in_data(in_data),
        .out_room(out_room), .out_take(out_take),
        .row_fold(row_fold), .vector_ends(vector_ends),
        .start({PE*SUM{1'b0}}), .done(done), .sums(sums));
    bnnlib_row_table #(
        .PE(PE), .WIDTH(LEVELS * SUM), .PART(SUM), .ROW_FOLDS(ROW_FOLDS), .FOLD_BITS(FOLD_BITS), .LATENCY(2 + DOT_LATENCY),
        .HEIGHT(HEIGHT), .POSITIONS(WIDTH), .CLASSES(CLASSES), .OFFSET(OFFSET),
        .ROW_OFFSETS(ROW_OFFSETS), .COLUMN_OFFSETS(COLUMN_OFFSETS), .MEMORY(THRESHOLD_MEMORY), .FILE(THRESHOLDS), .LOADABLE(LOADABLE)
    ) table_ (
        .clk(clk), .rst(rst), .load_begin(load_begin), .load(load_thresholds), .load_data(load_data), .row_fold(row_fold), .vector_ends(vector_ends), .q(thresholds));
    bnnlib_levels #(.N(PE), .BITS(SUM), .SIGNED(1), .LEVELS(LEVELS), .OUT(CODE)) levels (
        .clk(clk), .values(sums), .thresholds(thresholds), .codes(out_data));
    bnnlib_pulse #(.CYCLES(LEVELS_LATENCY)) beside (.clk(clk), .rst(rst), .in(done), .out(out_push));
endmodule
`default_nettype wire
