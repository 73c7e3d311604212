// Matrix-vector unit at the end: score of a row = multiplier * sum + addend. LATENCY = 5 + that of bnnlib_dot.
`default_nettype none
module bnnlib_scores #(
    parameter ROWS = 8,
    parameter COLUMNS = 8,
    parameter PE = 1,
    parameter SIMD = 8,
    parameter KIND = 0,
    parameter ELEMENT = 1,
    parameter WEIGHT = 1,
    parameter DOT = 4,
    parameter DOT_LATENCY = 1,
    parameter STAGED = 0,
    parameter SUM = 8,
    parameter MULTIPLIER = 2,  // bits of a multiplier
    parameter SCORE = 32,      // bits of a score and an addend, at least MULTIPLIER and SUM
    parameter MEMORY = 0,
    parameter WEIGHTS = "",
    parameter MULTIPLIERS = "",  // file of ROWS / PE words of PE multipliers
    parameter ADDENDS = "",       // file of ROWS / PE words of PE addends
    parameter LOADABLE = 0
) (
    input  wire                    clk,
    input  wire                    rst,
    input  wire                    load_begin,
    input  wire                    load_weights,
    input  wire                    load_multipliers,
    input  wire                    load_addends,
    input  wire [63:0]             load_data,
    input  wire                    in_valid,
    output wire                    in_ready,
    input  wire [ELEMENT*SIMD-1:0] in_data,
    input  wire                    out_room,
    output wire                    out_take,
    output wire                    out_push,
    output wire [PE*SCORE-1:0]     out_data
);
    localparam ROW_FOLDS = ROWS / PE, FOLD_BITS = ROW_FOLDS > 1 ? $clog2(ROW_FOLDS) : 1;
    wire [FOLD_BITS-1:0] row_fold;
    wire vector_ends, done;
    wire [PE*SUM-1:0] sums;
    wire [PE*MULTIPLIER-1:0] multipliers;
    wire [PE*SCORE-1:0] addends;
    bnnlib_matrix #(
        .ROWS(ROWS), .COLUMNS(COLUMNS), .PE(PE), .SIMD(SIMD), .KIND(KIND), .ELEMENT(ELEMENT), .WEIGHT(WEIGHT), .EXACT(LOADABLE),
        .DOT(DOT), .DOT_LATENCY(DOT_LATENCY), .STAGED(STAGED), .SUM(SUM), .STARTED(0), .MEMORY(MEMORY), .WEIGHTS(WEIGHTS),
        .FOLD_BITS(FOLD_BITS)
    ) matrix (
        .clk(clk), .rst(rst), .load_begin(load_begin), .load_weights(load_weights), .load_data(load_data),
        .in_valid(in_valid), .in_ready(in_ready), .in_data(in_data),
        .out_room(out_room), .out_take(out_take),
        .row_fold(row_fold), .vector_ends(vector_ends),
        .start({PE*SUM{1'b0}}), .done(done), .sums(sums));
    bnnlib_row_table #(
        .PE(PE), .WIDTH(MULTIPLIER), .PART(MULTIPLIER), .ROW_FOLDS(ROW_FOLDS), .FOLD_BITS(FOLD_BITS), .LATENCY(2 + DOT_LATENCY), .MEMORY(0),
        .FILE(MULTIPLIERS), .LOADABLE(LOADABLE)
    ) multiplier_table (
        .clk(clk), .rst(rst), .load_begin(load_begin), .load(load_multipliers), .load_data(load_data), .row_fold(row_fold), .vector_ends(vector_ends), .q(multipliers));
    bnnlib_row_table #(
        .PE(PE), .WIDTH(SCORE), .PART(SCORE), .ROW_FOLDS(ROW_FOLDS), .FOLD_BITS(FOLD_BITS), .LATENCY(4 + DOT_LATENCY), .MEMORY(0),
        .FILE(ADDENDS), .LOADABLE(LOADABLE)
    ) addend_table (
        .clk(clk), .rst(rst), .load_begin(load_begin), .load(load_addends), .load_data(load_data), .row_fold(row_fold), .vector_ends(vector_ends), .q(addends));
    // Two registers after the product are for the tool to move into the multiplier. They have no more bits than the product: yosys 0.23
    // loses the sign of what a wider register takes.
    localparam FACTORS = SUM + MULTIPLIER, PRODUCT = FACTORS < SCORE ? FACTORS : SCORE;
    genvar p;
    generate
        for (p = 0; p < PE; p = p + 1) begin : pe
            wire [PRODUCT-1:0] sum, multiplier;
            wire [SCORE-1:0] scaled;
            reg [PRODUCT-1:0] product, moved;
            reg [SCORE-1:0] score;
            bnnlib_fit #(.IN(SUM), .OUT(PRODUCT), .SIGNED(1)) fit_sum (.in(sums[p*SUM +: SUM]), .out(sum));
            bnnlib_fit #(.IN(MULTIPLIER), .OUT(PRODUCT), .SIGNED(1)) fit_multiplier (
                .in(multipliers[p*MULTIPLIER +: MULTIPLIER]), .out(multiplier));
            bnnlib_fit #(.IN(PRODUCT), .OUT(SCORE), .SIGNED(1)) fit_product (.in(moved), .out(scaled));
            always @(posedge clk) begin
                product <= $signed(sum) * $signed(multiplier);
                moved <= product;
                score <= scaled + addends[p*SCORE +: SCORE];
            end
            assign out_data[p*SCORE +: SCORE] = score;
        end
    endgenerate
    bnnlib_pulse #(.CYCLES(3)) beside (.clk(clk), .rst(rst), .in(done), .out(out_push));
endmodule
`default_nettype wire
