// Upsampling: writes each pixel COLUMNS times, and each row of these ROWS times. A memory keeps the row. LATENCY 1.
`default_nettype none
module bnnlib_upsample #(
    parameter BITS = 1,
    parameter WIDTH = 4,    // pixels of a row that comes in
    parameter ROWS = 2,
    parameter COLUMNS = 2,
    parameter STYLE = 1     // what stores the row; 0: the tool's choice, 1: LUT RAM
) (
    input  wire            clk,
    input  wire            rst,
    input  wire            in_valid,
    output wire            in_ready,
    input  wire [BITS-1:0] in_data,
    input  wire            out_room,
    output wire            out_take,
    output reg             out_push,
    output wire [BITS-1:0] out_data
);
    localparam DOWN = ROWS > 1 ? $clog2(ROWS) : 1, X = WIDTH > 1 ? $clog2(WIDTH) : 1;
    localparam ACROSS = COLUMNS > 1 ? $clog2(COLUMNS) : 1;
    localparam LAST_DOWN_VALUE = ROWS - 1, LAST_X_VALUE = WIDTH - 1, LAST_ACROSS_VALUE = COLUMNS - 1;
    localparam [DOWN-1:0] LAST_DOWN = LAST_DOWN_VALUE[DOWN-1:0];
    localparam [X-1:0] LAST_X = LAST_X_VALUE[X-1:0];
    localparam [ACROSS-1:0] LAST_ACROSS = LAST_ACROSS_VALUE[ACROSS-1:0];
    reg [DOWN-1:0] down;      // how often the row has been written
    reg [X-1:0] x;
    reg [ACROSS-1:0] across;  // how often the pixel has been written in this row
    wire reads = down == 0 && across == 0;
    wire fire = (!reads || in_valid) && out_room;
    assign in_ready = fire && reads;
    assign out_take = fire;
    wire last_across = across == LAST_ACROSS, last_x = x == LAST_X;
    always @(posedge clk) begin
        if (rst) begin
            down <= 0;
            x <= 0;
            across <= 0;
        end else if (fire) begin
            across <= last_across ? {ACROSS{1'b0}} : across + 1'b1;
            if (last_across) x <= last_x ? {X{1'b0}} : x + 1'b1;
            if (last_across && last_x) down <= down == LAST_DOWN ? {DOWN{1'b0}} : down + 1'b1;
        end
        out_push <= fire && !rst;
    end
    generate
        if (ROWS == 1 || WIDTH == 1) begin : pixel
            // What is repeated is the pixel that was read last.
            reg [BITS-1:0] word;
            always @(posedge clk) if (in_ready) word <= in_data;
            assign out_data = word;
        end else begin : row
            // A pixel that has just come in goes around the memory. It is read where it is not written: so no tool takes care of both
            // at once, which would take registers and look-up tables beside a block RAM.
            reg fresh;
            reg [BITS-1:0] word, kept;
            always @(posedge clk) begin
                fresh <= reads;
                word <= in_data;
            end
            if (STYLE == 1) begin : lut
                (* ram_style = "distributed" *) reg [BITS-1:0] words [0:WIDTH-1];
                always @(posedge clk) begin
                    if (in_ready) words[x] <= in_data;
                    if (!reads) kept <= words[x];
                end
            end else begin : any
                reg [BITS-1:0] words [0:WIDTH-1];
                always @(posedge clk) begin
                    if (in_ready) words[x] <= in_data;
                    if (!reads) kept <= words[x];
                end
            end
            assign out_data = fresh ? word : kept;
        end
    endgenerate
endmodule
`default_nettype wire
