// Properties of bnnlib_steps: it reads only a word that is there and writes only where there is room; its indices run through all steps
// in order; the steps that read and write are those of the cycle model. Proved by temporal induction by prove.sh.
module steps_proof #(
    parameter OUTER = 3,
    parameter INNER = 2,
    parameter READ_OUTER = 1,
    parameter GROUPS = 1
) (
    input clk,
    input in_valid,
    input out_room
);
    localparam OUTER_BITS = OUTER > 1 ? $clog2(OUTER) : 1, INNER_BITS = INNER > 1 ? $clog2(INNER) : 1;
    localparam STEP_BITS = OUTER * INNER > 1 ? $clog2(OUTER * INNER) : 1;
    reg started = 0;
    always @(posedge clk) started <= 1;

    wire in_ready, out_take, fire, first_outer, last_outer, first_inner, last_inner;
    wire [OUTER_BITS-1:0] outer;
    wire [INNER_BITS-1:0] inner;
    wire [STEP_BITS-1:0] step;
    bnnlib_steps #(
        .OUTER(OUTER), .INNER(INNER), .READ_OUTER(READ_OUTER), .GROUPS(GROUPS),
        .OUTER_BITS(OUTER_BITS), .INNER_BITS(INNER_BITS), .STEP_BITS(STEP_BITS)
    ) steps (
        .clk(clk), .rst(!started), .in_valid(in_valid), .in_ready(in_ready), .out_room(out_room), .out_take(out_take),
        .fire(fire), .outer(outer), .inner(inner), .step(step),
        .first_outer(first_outer), .last_outer(last_outer), .first_inner(first_inner), .last_inner(last_inner));

    // The number of the step, counted here.
    reg [15:0] expected = 0;
    always @(posedge clk)
        if (started && fire) expected <= expected == OUTER * INNER - 1 ? 0 : expected + 1;
    wire reads = READ_OUTER ? expected / INNER % (OUTER / GROUPS) == 0 : expected % INNER == 0;
    wire writes = READ_OUTER ? expected % INNER == INNER - 1 : expected / INNER == OUTER - 1;

    always @* if (started) begin
        assert (expected < OUTER * INNER);
        assert (step == expected);
        assert (outer == expected / INNER && inner == expected % INNER);
        assert (first_outer == (outer % (OUTER / GROUPS) == 0) && last_outer == (outer == OUTER - 1));
        assert (first_inner == (inner == 0) && last_inner == (inner == INNER - 1));
        assert (fire == ((!reads || in_valid) && (!writes || out_room)));
        assert (in_ready == (fire && reads));
        assert (out_take == (fire && writes));
        assert (!in_ready || in_valid);
        assert (!out_take || out_room);
    end
endmodule
