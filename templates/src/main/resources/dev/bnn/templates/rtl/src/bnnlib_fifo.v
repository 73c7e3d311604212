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
    output wire             f_places,
    output wire [7:0]       f_held,
    output wire [7:0]       f_there,
    output wire [7:0]       f_write_at,
    output wire [7:0]       f_read_at,
    input  wire [7:0]       f_at,
    output wire [WIDTH-1:0] f_word,
    output wire [WIDTH-1:0] f_front
`endif
);
    localparam ADDRESS = $clog2(DEPTH);
    localparam LAST_VALUE = DEPTH - 1;
    localparam [ADDRESS-1:0] LAST = LAST_VALUE[ADDRESS-1:0];
    localparam POWER_OF_TWO = 1 << ADDRESS == DEPTH;

    // Places in the order of the words. Those from read_at up to arrived_at hold words that can be read, those up to write_at words
    // that were pushed, those up to take_at are taken. Two equal numbers are told apart by valid and room.
    reg [ADDRESS-1:0] take_at, write_at, read_at;
    wire [ADDRESS-1:0] arrived_at;
    wire [ADDRESS-1:0] take_next, write_next, read_next;
    generate
        if (POWER_OF_TWO) begin : wraps
            assign take_next = take_at + 1'b1;
            assign write_next = write_at + 1'b1;
            assign read_next = read_at + 1'b1;
        end else begin : starts_again
            assign take_next = take_at == LAST ? {ADDRESS{1'b0}} : take_at + 1'b1;
            assign write_next = write_at == LAST ? {ADDRESS{1'b0}} : write_at + 1'b1;
            assign read_next = read_at == LAST ? {ADDRESS{1'b0}} : read_at + 1'b1;
        end
    endgenerate
    wire arrive;
    always @(posedge clk)
        if (rst) begin
            take_at <= 0;
            write_at <= 0;
            read_at <= 0;
            room <= 1'b1;
            valid <= 1'b0;
        end else begin
            if (take) take_at <= take_next;
            if (push) write_at <= write_next;
            if (pop) read_at <= read_next;
            if (take != pop) room <= pop || take_next != read_at;
            if (arrive != pop) valid <= arrive || read_next != arrived_at;
        end

    generate
        if (STYLE == 2) begin : block
            // A word that is read while it is written is not used, and read again.
            (* ram_style = "block", no_rw_check *) reg [WIDTH-1:0] words [0:DEPTH-1];
            reg [WIDTH-1:0] word;
            reg pushed;
            wire [ADDRESS-1:0] at = pop ? read_next : read_at;
            always @(posedge clk) begin
                if (push) words[write_at] <= din;
                word <= words[at];
            end
            reg [ADDRESS-1:0] written;
            always @(posedge clk) begin
                pushed <= push && !rst;
                written <= rst ? {ADDRESS{1'b0}} : write_at;
            end
            assign arrive = pushed;
            assign arrived_at = written;
            assign dout = word;
`ifdef FORMAL
            assign f_word = words[f_at];
            assign f_front = words[read_at];
`endif
        end else if (STYLE == 1) begin : lut
            (* ram_style = "distributed" *) reg [WIDTH-1:0] words [0:DEPTH-1];
            always @(posedge clk) if (push) words[write_at] <= din;
            assign arrive = push;
            assign arrived_at = write_at;
            assign dout = words[read_at];
`ifdef FORMAL
            assign f_word = words[f_at];
            assign f_front = words[read_at];
`endif
        end else begin : registers
            (* ram_style = "registers" *) reg [WIDTH-1:0] words [0:DEPTH-1];
            always @(posedge clk) if (push) words[write_at] <= din;
            assign arrive = push;
            assign arrived_at = write_at;
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
    // All pointers are places; how many places they say to be taken, and how many words to be there.
    assign f_places = take_at < DEPTH && write_at < DEPTH && arrived_at < DEPTH && read_at < DEPTH;
    assign f_held = !room ? DEPTH : (take_at < read_at ? take_at + DEPTH : take_at) - read_at;
    assign f_there = !valid ? 0 : arrived_at <= read_at ? arrived_at + DEPTH - read_at : arrived_at - read_at;
    assign f_write_at = write_at;
    assign f_read_at = read_at;
`endif
endmodule
`default_nettype wire
