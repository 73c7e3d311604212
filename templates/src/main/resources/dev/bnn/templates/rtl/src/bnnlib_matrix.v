// Matrix-vector core: PE rows and SIMD columns a cycle. Row r belongs to processing element r mod PE of row fold r / PE. A step is
// one column fold of one row fold; the steps of the first row fold of a group read the group's vector, those of the last column fold take a place for
// the result. What a step starts runs through a pipeline that never stops; sums is valid with done, LATENCY = 2 + that of bnnlib_dot
// cycles after the step.
`default_nettype none
module bnnlib_matrix #(
    parameter ROWS = 8,
    parameter COLUMNS = 8,
    parameter PE = 1,
    parameter SIMD = 8,
    parameter GROUPS = 1,        // of rows, each with a vector of its own
    parameter KIND = 0,  // as in bnnlib_dot
    parameter ELEMENT = 1,       // bits of an element
    parameter WEIGHT = 1,        // bits of a weight
    parameter EXACT = 0,         // 1 where weights are loaded: nothing is left out of the sums
    parameter DOT = 4,           // bits of a dot product of SIMD elements
    parameter DOT_LATENCY = 1,
    parameter STAGED = 0,  // as in bnnlib_dot
    parameter SUM = 8,           // bits of a sum, more than DOT
    parameter STARTED = 1,       // 0: sums start from nothing and go into a product; start is not used
    parameter MEMORY = 0,
    parameter WEIGHTS = "",      // file of ROWS / PE * COLUMNS / SIMD words of PE * SIMD weights
    parameter FOLD_BITS = 1      // of a row fold
) (
    input  wire                    clk,
    input  wire                    rst,
    input  wire                    load_begin,
    input  wire                    load_weights,
    input  wire [63:0]              load_data,
    input  wire                    in_valid,
    output wire                    in_ready,
    input  wire [ELEMENT*SIMD-1:0] in_data,
    input  wire                    out_room,
    output wire                    out_take,
    // For what addresses tables by the step: its row fold, and whether it ends a vector.
    output wire [FOLD_BITS-1:0]    row_fold,
    output wire                    vector_ends,
    // What the sums start from: of the row fold whose first column fold is added in this cycle.
    input  wire [PE*SUM-1:0]       start,
    output wire                    done,
    output wire [PE*SUM-1:0]       sums
);
    localparam ROW_FOLDS = ROWS / PE, COLUMN_FOLDS = COLUMNS / SIMD, STEPS = ROW_FOLDS * COLUMN_FOLDS;
    localparam GROUP_FOLDS = ROW_FOLDS / GROUPS;
    localparam COLUMN_BITS = COLUMN_FOLDS > 1 ? $clog2(COLUMN_FOLDS) : 1;
    localparam STEP_BITS = STEPS > 1 ? $clog2(STEPS) : 1;
    localparam IN = ELEMENT * SIMD;
    localparam SIGNED = KIND == 0 ? 0 : 1;

    wire fire, first_row, last_row, first_column, last_column;
    wire [COLUMN_BITS-1:0] column_fold;
    wire [STEP_BITS-1:0] step;
    bnnlib_steps #(
        .OUTER(ROW_FOLDS), .INNER(COLUMN_FOLDS), .READ_OUTER(1), .GROUPS(GROUPS),
        .OUTER_BITS(FOLD_BITS), .INNER_BITS(COLUMN_BITS), .STEP_BITS(STEP_BITS)
    ) steps (
        .clk(clk), .rst(rst), .in_valid(in_valid), .in_ready(in_ready), .out_room(out_room), .out_take(out_take),
        .fire(fire), .outer(row_fold), .inner(column_fold), .step(step),
        .first_outer(first_row), .last_outer(last_row), .first_inner(first_column), .last_inner(last_column));
    wire unused = first_row ^ (^column_fold);
    assign vector_ends = fire && last_column && last_row;

    // The word of the vector, a cycle after its step: as it comes in, and for the other row folds as it was kept. Look-up tables that
    // keep words are read at once, so a word that is being written is there in the next cycle, and nothing has to choose between the two.
    // The read address has a reset so that yosys 0.23 does not merge it with the write address: of one port for both it makes a memory
    // that is written a cycle late. With STAGED 1 the word is chosen after a register: only so block RAM can keep the vector, and a
    // look-up table of four inputs takes the choice with the product of two bits.
    wire [IN-1:0] x;
    generate
        if (COLUMN_FOLDS == 1) begin : one_word
            reg [IN-1:0] came;
            always @(posedge clk) if (first_row) came <= in_data;
            assign x = came;
        end else if (GROUP_FOLDS == 1) begin : read_once
            reg [IN-1:0] came;
            always @(posedge clk) came <= in_data;
            assign x = came;
        end else if (COLUMN_FOLDS == 2) begin : two_words
            reg [IN-1:0] now, other;
            always @(posedge clk) if (fire) begin
                now <= first_row ? in_data : other;
                other <= now;
            end
            assign x = now;
        end else if (STAGED != 0) begin : many_in_block_ram
            // What is read while it is written is not chosen.
            (* no_rw_check *) reg [IN-1:0] vector [0:COLUMN_FOLDS-1];
            reg [IN-1:0] came, kept;
            reg fresh;
            always @(posedge clk) begin
                if (first_row) vector[column_fold] <= in_data;
                kept <= vector[column_fold];
                came <= in_data;
                fresh <= first_row;
            end
            assign x = fresh ? came : kept;
        end else begin : many_words
            (* ram_style = "distributed" *) reg [IN-1:0] vector [0:COLUMN_FOLDS-1];
            reg [COLUMN_BITS-1:0] at;
            always @(posedge clk) begin
                if (first_row) vector[column_fold] <= in_data;
                at <= rst ? {COLUMN_BITS{1'b0}} : column_fold;
            end
            assign x = vector[at];
        end
    endgenerate

    wire [PE*SIMD*WEIGHT-1:0] w;
    bnnlib_table #(
        .PE(PE), .WIDTH(SIMD * WEIGHT), .PART(SIMD * WEIGHT < 64 ? SIMD * WEIGHT : 64), .WORDS(STEPS), .ADDRESS(STEP_BITS),
        .INNER(STEPS), .STRIDE(1), .STYLE(MEMORY), .FILE(WEIGHTS), .LOADABLE(EXACT)
    ) weights (
        .clk(clk), .load_begin(load_begin), .load(load_weights), .load_data(load_data), .at(step), .q(w));

    // Beside the dot products.
    wire adds, first, last;
    bnnlib_pulse #(.CYCLES(1 + DOT_LATENCY)) fires (.clk(clk), .rst(rst), .in(fire), .out(adds));
    bnnlib_delay #(.WIDTH(2), .CYCLES(1 + DOT_LATENCY)) ends (.clk(clk), .in({first_column, last_column}), .out({first, last}));

    genvar p;
    generate
        for (p = 0; p < PE; p = p + 1) begin : pe
            wire [DOT-1:0] dot;
            wire [SUM-1:0] addend;
            reg [SUM-1:0] sum;
            bnnlib_dot #(
                .KIND(KIND), .SIMD(SIMD), .ELEMENT(ELEMENT), .WEIGHT(WEIGHT), .EXACT(EXACT), .STAGED(STAGED), .OUT(DOT)
            ) product (.clk(clk), .x(x), .w(w[p*SIMD*WEIGHT +: SIMD*WEIGHT]), .dot(dot));
            bnnlib_fit #(.IN(DOT), .OUT(SUM), .SIGNED(SIGNED)) wide (.in(dot), .out(addend));
            // Before a product the first addend is chosen after the adder. Otherwise yosys 0.23 moves the adder and its register into
            // the DSP that multiplies, before the multiplier, and the sum is lost there.
            if (STARTED != 0) begin : started
                always @(posedge clk) if (adds) sum <= (first ? start[p*SUM +: SUM] : sum) + addend;
            end else begin : from_nothing
                wire unused_start = ^start[p*SUM +: SUM];
                always @(posedge clk) if (adds) sum <= first ? addend : sum + addend;
            end
            assign sums[p*SUM +: SUM] = sum;
        end
    endgenerate
    bnnlib_pulse #(.CYCLES(1)) end_of_row (.clk(clk), .rst(rst), .in(adds && last), .out(done));
endmodule
`default_nettype wire
