// Width converter: the same bits in words of another width, first bits lowest. A step reads where less than a word is held and writes
// where there is one. LATENCY 1.
`default_nettype none
module bnnlib_width #(
    parameter IN = 8,
    parameter OUT = 8,
    parameter UNIT = 8  // the greatest common divisor of IN and OUT
) (
    input  wire           clk,
    input  wire           rst,
    input  wire           in_valid,
    output wire           in_ready,
    input  wire [IN-1:0]  in_data,
    input  wire           out_room,
    output wire           out_take,
    output reg            out_push,
    output wire [OUT-1:0] out_data
);
    localparam I = IN / UNIT, O = OUT / UNIT, BITS = $clog2(I + O + 1);
    localparam WORD_IN_VALUE = I, WORD_OUT_VALUE = O;
    localparam [BITS-1:0] WORD_IN = WORD_IN_VALUE[BITS-1:0], WORD_OUT = WORD_OUT_VALUE[BITS-1:0];
    // What is held, in units.
    reg [BITS-1:0] count;
    wire reads = count < WORD_OUT;
    wire [BITS-1:0] with_word = reads ? count + WORD_IN : count;
    wire writes = with_word >= WORD_OUT;
    wire fire = (!reads || in_valid) && (!writes || out_room);
    assign in_ready = fire && reads;
    assign out_take = fire && writes;
    always @(posedge clk) begin
        if (rst) count <= 0;
        else if (fire) count <= writes ? with_word - WORD_OUT : with_word;
        out_push <= out_take && !rst;
    end
    generate
        if (O == 1) begin : narrower
            reg [IN-1:0] held;
            reg [OUT-1:0] word;
            wire [IN-1:0] now = reads ? in_data : held;
            always @(posedge clk) begin
                word <= now[OUT-1:0];
                if (fire) held <= now >> OUT;
            end
            assign out_data = word;
        end else if (I == 1) begin : wider
            reg [OUT-1:0] held;
            always @(posedge clk) if (in_ready) held <= {in_data, held[OUT-1:IN]};
            assign out_data = held;
        end else begin : neither
            localparam HELD = IN + OUT;
            reg [HELD-1:0] held;
            reg [OUT-1:0] word;
            wire [HELD-1:0] now;
            genvar u;
            for (u = 0; u < I + O; u = u + 1) begin : unit
                // Unit u is of the word that comes in where that begins at u or up to I - 1 before.
                reg [UNIT-1:0] value;
                integer from;
                always @* begin
                    value = held[u*UNIT +: UNIT];
                    for (from = 0; from < O; from = from + 1)
                        if (from <= u && u < from + I && reads && count == from[BITS-1:0])
                            value = in_data[(u >= from && u - from < I ? u - from : 0)*UNIT +: UNIT];
                end
                assign now[u*UNIT +: UNIT] = value;
            end
            always @(posedge clk) begin
                word <= now[OUT-1:0];
                if (fire) held <= writes ? now >> OUT : now;
            end
            assign out_data = word;
        end
    endgenerate
endmodule
`default_nettype wire
