// The answer's end of the pipeline: words of the last stream to the bus. TLAST goes with the last word of the last frame of a start.
`default_nettype none
module bnnlib_output #(
    parameter BITS = 32,
    parameter WORDS = 10  // of an answer
) (
    input  wire            clk,
    input  wire            rst,
    input  wire            start,  // for a cycle; frames is valid then
    input  wire [31:0]     frames,
    output reg             done,   // for a cycle, after the last word
    input  wire            in_valid,
    output wire            in_ready,
    input  wire [BITS-1:0] in_data,
    output wire            m_valid,
    input  wire            m_ready,
    output wire [BITS-1:0] m_data,
    output wire            m_last
);
    localparam COUNT = WORDS > 1 ? $clog2(WORDS) : 1;
    localparam LAST_VALUE = WORDS - 1;
    localparam [COUNT-1:0] LAST = LAST_VALUE[COUNT-1:0];
    reg [31:0] left;
    reg [COUNT-1:0] word;
    assign m_valid = in_valid;
    assign m_data = in_data;
    assign m_last = word == LAST && left == 1;
    assign in_ready = in_valid && m_ready;
    always @(posedge clk)
        if (rst) begin
            left <= 0;
            word <= 0;
            done <= 1'b0;
        end else if (start) begin
            left <= frames;
            done <= frames == 0;
        end else begin
            done <= in_ready && m_last;
            if (in_ready) begin
                word <= word == LAST ? {COUNT{1'b0}} : word + 1'b1;
                if (word == LAST) left <= left - 1'b1;
            end
        end
endmodule
`default_nettype wire
