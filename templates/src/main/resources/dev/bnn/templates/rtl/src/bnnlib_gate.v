// The image's end of the pipeline: lets the words of as many frames in as a start has asked for, and holds back those after them.
`default_nettype none
module bnnlib_gate #(
    parameter PIXELS = 64  // words of a frame
) (
    input  wire        clk,
    input  wire        rst,
    input  wire        start,   // for a cycle; frames is valid then
    input  wire [31:0] frames,
    output reg         open,
    input  wire        s_valid,
    output wire        s_ready,
    output wire        out_valid,
    input  wire        out_ready
);
    localparam BITS = PIXELS > 1 ? $clog2(PIXELS) : 1;
    localparam LAST_VALUE = PIXELS - 1;
    localparam [BITS-1:0] LAST = LAST_VALUE[BITS-1:0];
    reg [31:0] left;
    reg [BITS-1:0] pixel;
    assign out_valid = s_valid && open;
    assign s_ready = out_ready && open;
    always @(posedge clk)
        if (rst) begin
            open <= 1'b0;
            left <= 0;
            pixel <= 0;
        end else if (start) begin
            open <= frames != 0;
            left <= frames;
        end else if (out_valid && out_ready) begin
            pixel <= pixel == LAST ? {BITS{1'b0}} : pixel + 1'b1;
            if (pixel == LAST) begin
                left <= left - 1'b1;
                open <= left != 1;
            end
        end
endmodule
`default_nettype wire
