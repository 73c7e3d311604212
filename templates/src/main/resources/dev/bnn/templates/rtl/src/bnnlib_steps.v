// Sequencer of a unit with OUTER x INNER steps a vector, over and over. A step fires in a cycle in which the word that it reads is
// valid and the place that it writes to is free; no data enters here, so the cycles of a unit follow from those of its streams.
//
// READ_OUTER 1: the steps of the first outer index of each of GROUPS read, those of the last inner index write (a matrix: outer = row fold, inner =
// column fold). READ_OUTER 0: the steps of the first inner index read, those of the last outer index write (a depthwise unit:
// outer = tap, inner = channel fold).
`default_nettype none
module bnnlib_steps #(
    parameter OUTER = 2,
    parameter INNER = 2,
    parameter READ_OUTER = 1,
    parameter GROUPS = 1,  // which divide the outer indices; 1 with READ_OUTER 0
    parameter OUTER_BITS = 1,
    parameter INNER_BITS = 1,
    parameter STEP_BITS = 2
) (
    input  wire                  clk,
    input  wire                  rst,
    input  wire                  in_valid,
    output wire                  in_ready,
    input  wire                  out_room,
    output wire                  out_take,
    output wire                  fire,
    output reg  [OUTER_BITS-1:0] outer,
    output reg  [INNER_BITS-1:0] inner,
    output reg  [STEP_BITS-1:0]  step,
    output reg                   first_outer,
    output reg                   last_outer,
    output reg                   first_inner,
    output reg                   last_inner
);
    localparam OUTER_NEXT_TO_LAST_VALUE = OUTER > 1 ? OUTER - 2 : 0;
    localparam [OUTER_BITS-1:0] OUTER_NEXT_TO_LAST = OUTER_NEXT_TO_LAST_VALUE[OUTER_BITS-1:0];
    localparam INNER_NEXT_TO_LAST_VALUE = INNER > 1 ? INNER - 2 : 0;
    localparam [INNER_BITS-1:0] INNER_NEXT_TO_LAST = INNER_NEXT_TO_LAST_VALUE[INNER_BITS-1:0];
    // Ends the outer indices of a group.
    wire group_ends;
    generate
        if (GROUPS == 1) begin : all
            assign group_ends = last_outer;
        end else begin : some
            localparam IN_GROUP = OUTER / GROUPS, LAST_VALUE = IN_GROUP - 1;
            localparam IN_GROUP_BITS = IN_GROUP > 1 ? $clog2(IN_GROUP) : 1;
            localparam [IN_GROUP_BITS-1:0] LAST = LAST_VALUE[IN_GROUP_BITS-1:0];
            reg [IN_GROUP_BITS-1:0] in_group;
            assign group_ends = in_group == LAST;
            always @(posedge clk)
                if (rst) in_group <= 0;
                else if (fire && last_inner) in_group <= group_ends ? {IN_GROUP_BITS{1'b0}} : in_group + 1'b1;
        end
    endgenerate
    wire reads = READ_OUTER != 0 ? first_outer : first_inner;
    wire writes = READ_OUTER != 0 ? last_inner : last_outer;
    assign fire = (!reads || in_valid) && (!writes || out_room);
    assign in_ready = reads && fire;
    assign out_take = writes && fire;
    always @(posedge clk)
        if (rst) begin
            outer <= 0;
            inner <= 0;
            step <= 0;
            first_outer <= 1'b1;
            first_inner <= 1'b1;
            last_outer <= OUTER == 1;
            last_inner <= INNER == 1;
        end else if (fire) begin
            inner <= last_inner ? {INNER_BITS{1'b0}} : inner + 1'b1;
            first_inner <= last_inner;
            last_inner <= INNER == 1 || (!last_inner && inner == INNER_NEXT_TO_LAST);
            step <= last_inner && last_outer ? {STEP_BITS{1'b0}} : step + 1'b1;
            if (last_inner) begin
                outer <= last_outer ? {OUTER_BITS{1'b0}} : outer + 1'b1;
                first_outer <= group_ends;
                last_outer <= OUTER == 1 || (!last_outer && outer == OUTER_NEXT_TO_LAST);
            end
        end
endmodule
`default_nettype wire
