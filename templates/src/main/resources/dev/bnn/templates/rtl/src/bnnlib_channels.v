// Depthwise core: the sum of a window by channel, PE channels a cycle. Channel c belongs to processing element c mod PE of channel
// fold c / PE. The first step of a tap reads a pixel with all channels; the steps of the last tap take places for the results. sums
// is valid with done, LATENCY = 2 + that of bnnlib_dot with SIMD 1 cycles after the step.
`default_nettype none
module bnnlib_channels #(
    parameter CHANNELS = 8,
    parameter TAPS = 9,
    parameter PE = 1,
    parameter KIND = 0,  // as in bnnlib_dot
    parameter ELEMENT = 1,
    parameter WEIGHT = 1,
    parameter EXACT = 0,         // 1 where weights are loaded: nothing is left out of the sums
    parameter DOT = 1,
    parameter DOT_LATENCY = 1,
    parameter STAGED = 0,  // as in bnnlib_dot
    parameter SUM = 8,
    parameter MEMORY = 0,
    parameter WEIGHTS = "",      // file of TAPS * CHANNELS / PE words of PE weights
    parameter FOLD_BITS = 1
) (
    input  wire                        clk,
    input  wire                        rst,
    input  wire                        load_begin,
    input  wire                        load_weights,
    input  wire [63:0]                  load_data,
    input  wire                        in_valid,
    output wire                        in_ready,
    input  wire [ELEMENT*CHANNELS-1:0] in_data,
    input  wire                        out_room,
    output wire                        out_take,
    output wire [FOLD_BITS-1:0]        row_fold,
    output wire                        vector_ends,
    // What the sums start from: of the channel fold whose first tap is added in this cycle.
    input  wire [PE*SUM-1:0]           start,
    output wire                        done,
    output wire [PE*SUM-1:0]           sums
);
    localparam FOLDS = CHANNELS / PE, STEPS = FOLDS * TAPS;
    localparam TAP_BITS = TAPS > 1 ? $clog2(TAPS) : 1, STEP_BITS = STEPS > 1 ? $clog2(STEPS) : 1;
    localparam PART = PE * ELEMENT, PIXEL = CHANNELS * ELEMENT;
    localparam SIGNED = KIND == 0 ? 0 : 1;

    wire fire, first_tap, last_tap, first_fold, last_fold;
    wire [TAP_BITS-1:0] tap;
    wire [STEP_BITS-1:0] step;
    bnnlib_steps #(
        .OUTER(TAPS), .INNER(FOLDS), .READ_OUTER(0),
        .OUTER_BITS(TAP_BITS), .INNER_BITS(FOLD_BITS), .STEP_BITS(STEP_BITS)
    ) steps (
        .clk(clk), .rst(rst), .in_valid(in_valid), .in_ready(in_ready), .out_room(out_room), .out_take(out_take),
        .fire(fire), .outer(tap), .inner(row_fold), .step(step),
        .first_outer(first_tap), .last_outer(last_tap), .first_inner(first_fold), .last_inner(last_fold));
    wire unused = first_fold ^ (^tap);
    assign vector_ends = fire && last_fold && last_tap;

    // The channels of the pixel that are next come to its lowest bits.
    reg [PIXEL-1:0] pixel;
    generate
        if (FOLDS == 1) begin : whole
            always @(posedge clk) pixel <= in_data;
        end else begin : parts
            always @(posedge clk) if (fire) pixel <= first_fold ? in_data : pixel >> PART;
        end
    endgenerate
    wire [PE*WEIGHT-1:0] w;
    bnnlib_table #(
        .PE(PE), .WIDTH(WEIGHT), .PART(WEIGHT < 64 ? WEIGHT : 64), .WORDS(STEPS), .ADDRESS(STEP_BITS),
        .INNER(TAPS), .STRIDE(FOLDS), .STYLE(MEMORY), .FILE(WEIGHTS), .LOADABLE(EXACT)
    ) weights (
        .clk(clk), .load_begin(load_begin), .load(load_weights), .load_data(load_data), .at(step), .q(w));

    wire adds, first, last;
    bnnlib_pulse #(.CYCLES(1 + DOT_LATENCY)) fires (.clk(clk), .rst(rst), .in(fire), .out(adds));
    bnnlib_delay #(.WIDTH(2), .CYCLES(1 + DOT_LATENCY)) ends (.clk(clk), .in({first_tap, last_tap}), .out({first, last}));

    // The sums of all channels go round, those of the channels that are next lowest.
    reg [CHANNELS*SUM-1:0] round;
    wire [PE*SUM-1:0] now;
    genvar p;
    generate
        for (p = 0; p < PE; p = p + 1) begin : pe
            wire [DOT-1:0] dot;
            wire [SUM-1:0] addend;
            bnnlib_dot #(
                .KIND(KIND), .SIMD(1), .ELEMENT(ELEMENT), .WEIGHT(WEIGHT), .EXACT(EXACT), .STAGED(STAGED), .OUT(DOT)
            ) product (.clk(clk), .x(pixel[p*ELEMENT +: ELEMENT]), .w(w[p*WEIGHT +: WEIGHT]), .dot(dot));
            bnnlib_fit #(.IN(DOT), .OUT(SUM), .SIGNED(SIGNED)) wide (.in(dot), .out(addend));
            assign now[p*SUM +: SUM] = (first ? start[p*SUM +: SUM] : round[p*SUM +: SUM]) + addend;
        end
        if (FOLDS == 1) begin : all
            always @(posedge clk) if (adds) round <= now;
        end else begin : shift
            always @(posedge clk) if (adds) round <= {now, round[CHANNELS*SUM-1:PE*SUM]};
        end
    endgenerate
    assign sums = round[CHANNELS*SUM-1 -: PE*SUM];
    bnnlib_pulse #(.CYCLES(1)) end_of_fold (.clk(clk), .rst(rst), .in(adds && last), .out(done));
endmodule
`default_nettype wire
