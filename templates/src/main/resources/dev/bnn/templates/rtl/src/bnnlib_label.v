// Label select: reads the scores of an image, class by class, then writes the numbers of the TOP greatest, the greatest first and of
// equal ones the first. Each place holds a score and its class, and decides by itself what it takes of a new score: that, what the
// place before it holds, or nothing. LATENCY 1.
`default_nettype none
module bnnlib_label #(
    parameter SCORE = 32,
    parameter CLASSES = 10,
    parameter TOP = 1,
    parameter OUT = 8
) (
    input  wire             clk,
    input  wire             rst,
    input  wire             in_valid,
    output wire             in_ready,
    input  wire [SCORE-1:0] in_data,
    input  wire             out_room,
    output wire             out_take,
    output reg              out_push,
    output reg  [OUT-1:0]   out_data
);
    localparam BITS = $clog2(CLASSES + TOP);
    localparam LAST_CLASS_VALUE = CLASSES - 1, LAST_VALUE = CLASSES + TOP - 1;
    localparam [BITS-1:0] LAST_CLASS = LAST_CLASS_VALUE[BITS-1:0], LAST = LAST_VALUE[BITS-1:0];
    reg [BITS-1:0] word;
    reg reading;
    wire fire = reading ? in_valid : out_room;
    assign in_ready = fire && reading;
    assign out_take = fire && !reading;
    always @(posedge clk)
        if (rst) begin
            word <= 0;
            reading <= 1'b1;
        end else if (fire) begin
            word <= word == LAST ? {BITS{1'b0}} : word + 1'b1;
            if (word == LAST_CLASS) reading <= 1'b0;
            if (word == LAST) reading <= 1'b1;
        end

    wire [OUT-1:0] class_;
    bnnlib_fit #(.IN(BITS), .OUT(OUT)) fit (.in(word), .out(class_));
    // What each place holds, the best first, and whether it holds a score at all.
    reg [TOP*SCORE-1:0] best;
    reg [TOP*OUT-1:0] label;
    reg [TOP-1:0] taken;
    wire [TOP-1:0] beats;
    genvar k;
    generate
        for (k = 0; k < TOP; k = k + 1) begin : place
            assign beats[k] = !taken[k] || $signed(in_data) > $signed(best[k*SCORE +: SCORE]);
            // The place before and the place after; those at the ends have none.
            localparam BEFORE = k > 0 ? k - 1 : 0, AFTER = k < TOP - 1 ? k + 1 : k;
            wire moves = k > 0 && beats[BEFORE];
            always @(posedge clk)
                if (rst || (fire && !reading && word == LAST)) taken[k] <= 1'b0;
                else if (in_ready && beats[k]) taken[k] <= k == 0 || taken[BEFORE];
            always @(posedge clk)
                if (in_ready && beats[k]) begin
                    best[k*SCORE +: SCORE] <= moves ? best[BEFORE*SCORE +: SCORE] : in_data;
                    label[k*OUT +: OUT] <= moves ? label[BEFORE*OUT +: OUT] : class_;
                end else if (out_take) begin
                    label[k*OUT +: OUT] <= label[AFTER*OUT +: OUT];
                end
        end
    endgenerate
    always @(posedge clk) begin
        out_push <= out_take && !rst;
        out_data <= label[OUT-1:0];
    end
endmodule
`default_nettype wire
