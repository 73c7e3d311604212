// Matrix-vector-threshold unit: bit of a row = its sum is at least the threshold, which depends on the class of the position. The
// sums start from minus the threshold, so that the bit is their sign. LATENCY = 2 + that of bnnlib_dot.
`default_nettype none
module bnnlib_mvtu #(
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
    parameter OFFSET = 1,  // bits of an offset into the table of starts
    parameter [HEIGHT*OFFSET-1:0] ROW_OFFSETS = 0,
    parameter [WIDTH*OFFSET-1:0] COLUMN_OFFSETS = 0,
    parameter MEMORY = 0,
    parameter WEIGHTS = "",
    parameter START_MEMORY = 0,
    parameter STARTS = ""  // file of CLASSES * ROWS / PE words of PE sums
) (
    input  wire                    clk,
    input  wire                    rst,
    input  wire                    in_valid,
    output wire                    in_ready,
    input  wire [ELEMENT*SIMD-1:0] in_data,
    input  wire                    out_room,
    output wire                    out_take,
    output wire                    out_push,
    output wire [PE-1:0]           out_data
);
    localparam ROW_FOLDS = ROWS / PE, FOLD_BITS = ROW_FOLDS > 1 ? $clog2(ROW_FOLDS) : 1;
    wire [FOLD_BITS-1:0] row_fold;
    wire vector_ends;
    wire [PE*SUM-1:0] start, sums;
    bnnlib_matrix #(
        .ROWS(ROWS), .COLUMNS(COLUMNS), .PE(PE), .SIMD(SIMD), .GROUPS(GROUPS), .KIND(KIND), .ELEMENT(ELEMENT), .WEIGHT(WEIGHT), .EXACT(0),
        .DOT(DOT), .DOT_LATENCY(DOT_LATENCY), .STAGED(STAGED), .SUM(SUM), .MEMORY(MEMORY), .WEIGHTS(WEIGHTS), .FOLD_BITS(FOLD_BITS)
    ) matrix (
        .clk(clk), .rst(rst), .load_begin(1'b0), .load_weights(1'b0), .load_data(64'd0), .in_valid(in_valid), .in_ready(in_ready), .in_data(in_data),
        .out_room(out_room), .out_take(out_take),
        .row_fold(row_fold), .vector_ends(vector_ends),
        .start(start), .done(out_push), .sums(sums));
    bnnlib_row_table #(
        .PE(PE), .WIDTH(SUM), .PART(SUM), .ROW_FOLDS(ROW_FOLDS), .FOLD_BITS(FOLD_BITS), .LATENCY(1 + DOT_LATENCY),
        .HEIGHT(HEIGHT), .POSITIONS(WIDTH), .CLASSES(CLASSES), .OFFSET(OFFSET),
        .ROW_OFFSETS(ROW_OFFSETS), .COLUMN_OFFSETS(COLUMN_OFFSETS), .MEMORY(START_MEMORY), .FILE(STARTS), .LOADABLE(0)
    ) starts (
        .clk(clk), .rst(rst), .load_begin(1'b0), .load(1'b0), .load_data(64'd0), .row_fold(row_fold), .vector_ends(vector_ends), .q(start));
    genvar p;
    generate
        for (p = 0; p < PE; p = p + 1) begin : pe
            assign out_data[p] = !sums[p*SUM + SUM - 1];
        end
    endgenerate
endmodule
`default_nettype wire
