// First-in first-out queue between two units.
//
// A writer takes a place (take) when the step begins that computes the word, and pushes the word (push, din) a fixed number of
// cycles later. So what is in the writer's pipeline always has a place, and the pipeline never stops. The reader sees the oldest
// word while valid is 1 and removes it with pop.
//
// A word that is pushed in cycle p can be read from cycle p + 1 on, or from p + 2 on in block RAM. A place that is read in cycle r
// can be taken from cycle r + 1 on.
`default_nettype none
module bnnlib_fifo #(
    parameter WIDTH = 8,
    parameter DEPTH = 2,  // at least 2
    parameter STYLE = 1   // 0: flip-flops, 1: LUT RAM, 2: block RAM
) (
    input  wire             clk,
    input  wire             rst,
    output reg              room,
    input  wire             take,
    input  wire             push,
    input  wire [WIDTH-1:0] din,
    output reg              valid,
    input  wire             pop,
    output wire [WIDTH-1:0] dout
`ifdef FORMAL
    ,
    // Its state, for formal/fifo_proof.v.
    output wire [7:0]       f_held,
    output wire [7:0]       f_there,
    output wire [7:0]       f_write_at,
    output wire [7:0]       f_read_at,
    input  wire [7:0]       f_at,
    output wire [WIDTH-1:0] f_word,
    output wire [WIDTH-1:0] f_front
`endif
);
    localparam COUNT = $clog2(DEPTH + 1);
    localparam ADDRESS = $clog2(DEPTH);
    localparam LAST_VALUE = DEPTH - 1;
    localparam [ADDRESS-1:0] LAST = LAST_VALUE[ADDRESS-1:0];
    localparam ALMOST_VALUE = DEPTH - 1;
    localparam [COUNT-1:0] ALMOST = ALMOST_VALUE[COUNT-1:0];

    // Places that are taken or hold a word.
    reg [COUNT-1:0] held;
    always @(posedge clk)
        if (rst) begin
            held <= 0;
            room <= 1'b1;
        end else if (take != pop) begin
            held <= take ? held + 1'b1 : held - 1'b1;
            room <= pop || held != ALMOST;
        end

    // Words that can be read.
    wire arrive;
    reg [COUNT-1:0] there;
    reg [ADDRESS-1:0] write_at, read_at;
    wire [ADDRESS-1:0] read_next = read_at == LAST ? {ADDRESS{1'b0}} : read_at + 1'b1;
    always @(posedge clk)
        if (rst) begin
            there <= 0;
            valid <= 1'b0;
            write_at <= 0;
            read_at <= 0;
        end else begin
            if (arrive != pop) begin
                there <= arrive ? there + 1'b1 : there - 1'b1;
                valid <= arrive || there != 1;
            end
            if (push) write_at <= write_at == LAST ? {ADDRESS{1'b0}} : write_at + 1'b1;
            if (pop) read_at <= read_next;
        end

    generate
        if (STYLE == 2) begin : block
            (* ram_style = "block" *) reg [WIDTH-1:0] words [0:DEPTH-1];
            reg [WIDTH-1:0] word;
            reg pushed;
            wire [ADDRESS-1:0] at = pop ? read_next : read_at;
            always @(posedge clk) begin
                if (push) words[write_at] <= din;
                word <= words[at];
            end
            always @(posedge clk) pushed <= push && !rst;
            assign arrive = pushed;
            assign dout = word;
`ifdef FORMAL
            assign f_word = words[f_at];
            assign f_front = words[read_at];
`endif
        end else if (STYLE == 1) begin : lut
            (* ram_style = "distributed" *) reg [WIDTH-1:0] words [0:DEPTH-1];
            always @(posedge clk) if (push) words[write_at] <= din;
            assign arrive = push;
            assign dout = words[read_at];
`ifdef FORMAL
            assign f_word = words[f_at];
            assign f_front = words[read_at];
`endif
        end else begin : registers
            (* ram_style = "registers" *) reg [WIDTH-1:0] words [0:DEPTH-1];
            always @(posedge clk) if (push) words[write_at] <= din;
            assign arrive = push;
            assign dout = words[read_at];
`ifdef FORMAL
            assign f_word = words[f_at];
            assign f_front = words[read_at];
`endif
        end
    endgenerate

`ifdef BNN_TRACE
    // One line a word: where, when, what.
    reg traced;
    initial traced = $test$plusargs("trace") != 0;
    always @(posedge clk) if (traced && push && !rst) $display("word %m %0d %h", $time, din);
`endif

`ifdef FORMAL
    assign f_held = held;
    assign f_there = there;
    assign f_write_at = write_at;
    assign f_read_at = read_at;
`endif
endmodule
`default_nettype wire
