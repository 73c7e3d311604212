// Sequencer of a pool: reads the TAPS words of a window, takes a place in the step of the last.
`default_nettype none
module bnnlib_taps #(
    parameter TAPS = 4
) (
    input  wire clk,
    input  wire rst,
    input  wire in_valid,
    output wire in_ready,
    input  wire out_room,
    output wire out_take,
    output wire fire,
    output reg  first
);
    localparam BITS = TAPS > 1 ? $clog2(TAPS) : 1;
    localparam NEXT_TO_LAST_VALUE = TAPS > 1 ? TAPS - 2 : 0;
    localparam [BITS-1:0] NEXT_TO_LAST = NEXT_TO_LAST_VALUE[BITS-1:0];
    reg [BITS-1:0] tap;
    reg last;
    assign fire = in_valid && (!last || out_room);
    assign in_ready = fire;
    assign out_take = fire && last;
    always @(posedge clk)
        if (rst) begin
            tap <= 0;
            first <= 1'b1;
            last <= TAPS == 1;
        end else if (fire) begin
            tap <= last ? {BITS{1'b0}} : tap + 1'b1;
            first <= last;
            last <= TAPS == 1 || (!last && tap == NEXT_TO_LAST);
        end
endmodule
`default_nettype wire
