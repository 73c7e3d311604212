// Sliding window: from the pixels of a map, row by row, to the KERNEL x KERNEL_X pixels under the kernel, for each output position in
// turn. With GROUPS these pixels leave once for each group of channels, of which a word then holds those of the group. A ring takes the rows of the next positions, STRIDE of them, while the windows of the present ones leave. First the rows under
// the first windows come in; then each row of positions takes as many steps as it writes words, or as STRIDE rows come in. LATENCY 1.
`default_nettype none
module bnnlib_window #(
    parameter BITS = 1,
    parameter HEIGHT = 8,
    parameter WIDTH = 8,
    parameter KERNEL = 3,           // rows of taps
    parameter STRIDE = 1,           // rows from a window to the one below
    parameter KERNEL_X = KERNEL,    // taps of a row
    parameter STRIDE_X = STRIDE,    // columns from a window to the next one
    parameter DILATION_Y = 1,       // rows from a tap to the one below
    parameter DILATION_X = 1,       // columns from a tap to the next one
    parameter GROUPS = 1,           // which divide the channels of a pixel
    parameter STYLE = 1  // what stores the ring; 0: the tool's choice, 1: LUT RAM, 2: block RAM
) (
    input  wire            clk,
    input  wire            rst,
    input  wire            in_valid,
    output wire            in_ready,
    input  wire [BITS-1:0] in_data,
    input  wire            out_room,
    output wire            out_take,
    output reg             out_push,
    output wire [BITS/GROUPS-1:0] out_data
);
    localparam SPAN_Y = (KERNEL - 1) * DILATION_Y + 1, SPAN_X = (KERNEL_X - 1) * DILATION_X + 1;
    localparam OUT_HEIGHT = (HEIGHT - SPAN_Y) / STRIDE + 1, OUT_WIDTH = (WIDTH - SPAN_X) / STRIDE_X + 1;
    localparam FILL = SPAN_Y * WIDTH, WRITES = OUT_WIDTH * GROUPS * KERNEL * KERNEL_X, READS = STRIDE * WIDTH;
    localparam ROW = WRITES > READS ? WRITES : READS;
    localparam PIXELS = HEIGHT * WIDTH, RING = (SPAN_Y + STRIDE) * WIDTH;
    localparam STEP_BITS = $clog2((ROW > FILL ? ROW : FILL) + 1);
    localparam PIXEL_BITS = $clog2(PIXELS + 1), AT = $clog2(RING), LINE = OUT_HEIGHT > 1 ? $clog2(OUT_HEIGHT) : 1;
    localparam TAP = KERNEL > 1 ? $clog2(KERNEL) : 1, TAP_X = KERNEL_X > 1 ? $clog2(KERNEL_X) : 1;
    localparam COLUMN = $clog2(WIDTH + STRIDE_X + SPAN_X);
    // The steps and the pixel after which a flag changes.
    localparam FILL_ENDS_VALUE = FILL > 1 ? FILL - 2 : 0, ROW_ENDS_VALUE = ROW > 1 ? ROW - 2 : 0;
    localparam LAST_READ_VALUE = READS - 1, LAST_WRITE_VALUE = WRITES - 1, LAST_PIXEL_VALUE = PIXELS - 1;
    localparam [STEP_BITS-1:0] FILL_ENDS = FILL_ENDS_VALUE[STEP_BITS-1:0], ROW_ENDS = ROW_ENDS_VALUE[STEP_BITS-1:0];
    localparam [STEP_BITS-1:0] LAST_READ = LAST_READ_VALUE[STEP_BITS-1:0], LAST_WRITE = LAST_WRITE_VALUE[STEP_BITS-1:0];
    localparam [PIXEL_BITS-1:0] LAST_PIXEL = LAST_PIXEL_VALUE[PIXEL_BITS-1:0];
    localparam LAST_AT_VALUE = RING - 1;
    localparam [AT-1:0] LAST_AT = LAST_AT_VALUE[AT-1:0];
    localparam ROW_WORDS_VALUE = DILATION_Y * WIDTH, STRIDE_WORDS_VALUE = READS, BACK_WORDS_VALUE = FILL;
    localparam BOTTOM_VALUE = RING - ROW_WORDS_VALUE;
    localparam [AT-1:0] ROW_WORDS = ROW_WORDS_VALUE[AT-1:0], STRIDE_WORDS = STRIDE_WORDS_VALUE[AT-1:0];
    localparam [AT-1:0] BACK_WORDS = BACK_WORDS_VALUE[AT-1:0], BOTTOM = BOTTOM_VALUE[AT-1:0];
    localparam LAST_LINE_VALUE = OUT_HEIGHT - 1;
    localparam [LINE-1:0] LAST_LINE = LAST_LINE_VALUE[LINE-1:0];
    localparam LAST_TAP_VALUE = KERNEL - 1;
    localparam [TAP-1:0] LAST_TAP = LAST_TAP_VALUE[TAP-1:0];
    localparam LAST_TAP_X_VALUE = KERNEL_X - 1;
    localparam [TAP_X-1:0] LAST_TAP_X = LAST_TAP_X_VALUE[TAP_X-1:0];
    localparam STEP_RIGHT_VALUE = STRIDE_X, TAP_RIGHT_VALUE = DILATION_X;
    localparam [COLUMN-1:0] STEP_RIGHT = STEP_RIGHT_VALUE[COLUMN-1:0], TAP_RIGHT = TAP_RIGHT_VALUE[COLUMN-1:0];

    reg filling;
    reg [STEP_BITS-1:0] step;
    reg [PIXEL_BITS-1:0] pixels;  // that have come in
    reg [LINE-1:0] line;          // row of positions
    reg [TAP-1:0] ky;
    reg [TAP_X-1:0] kx;
    reg [COLUMN-1:0] left, column;
    reg [AT-1:0] write_at, top, from;  // words of the ring: where a pixel goes; first of the window's first row, and of the row that is read
    // Flags of the present step: whether its row still takes pixels, whether there are any, whether it writes, whether it is the last.
    reg row_reads, more, row_writes, last_step;
    wire reads = filling || (row_reads && more);
    wire writes = !filling && row_writes;
    wire fire = (!reads || in_valid) && (!writes || out_room);
    assign in_ready = fire && reads;
    assign out_take = fire && writes;
    wire last_group;
    wire last_kx = kx == LAST_TAP_X, last_ky = ky == LAST_TAP;
    wire ends = last_step && !filling && line == LAST_LINE;

    // A tap down, and STRIDE rows down, in the ring: both begin at multiples of a row, and no step waits for the one before.
    wire [AT-1:0] from_below = DILATION_Y == 1 ? (from == BOTTOM ? {AT{1'b0}} : from + ROW_WORDS)
        : from >= BOTTOM ? from - BOTTOM : from + ROW_WORDS;
    wire [AT-1:0] top_below = top >= BACK_WORDS ? top - BACK_WORDS : top + STRIDE_WORDS;

    always @(posedge clk)
        if (rst || (fire && ends)) begin
            filling <= 1'b1;
            row_reads <= 1'b1;
            more <= 1'b1;
            row_writes <= 1'b1;
            last_step <= FILL == 1;
            step <= 0;
            pixels <= 0;
            line <= 0;
            ky <= 0;
            kx <= 0;
            left <= 0;
            column <= 0;
            write_at <= 0;
            top <= 0;
            from <= 0;
        end else if (fire) begin
            step <= last_step ? {STEP_BITS{1'b0}} : step + 1'b1;
            row_reads <= last_step || (row_reads && step != LAST_READ);
            row_writes <= last_step || (row_writes && step != LAST_WRITE);
            last_step <= last_step ? ROW == 1 : filling ? FILL > 1 && step == FILL_ENDS : ROW > 1 && step == ROW_ENDS;
            if (reads && pixels == LAST_PIXEL) more <= 1'b0;
            if (reads) begin
                pixels <= pixels + 1'b1;
                write_at <= write_at == LAST_AT ? {AT{1'b0}} : write_at + 1'b1;
            end
            if (writes) begin
                kx <= last_kx ? {TAP_X{1'b0}} : kx + 1'b1;
                column <= column + TAP_RIGHT;
                if (last_kx) begin
                    ky <= last_ky ? {TAP{1'b0}} : ky + 1'b1;
                    from <= last_ky ? top : from_below;
                    column <= last_ky && last_group ? left + STEP_RIGHT : left;
                    if (last_ky && last_group) left <= left + STEP_RIGHT;
                end
            end
            if (last_step && filling) filling <= 1'b0;
            if (last_step && !filling) begin
                line <= line + 1'b1;
                left <= 0;
                column <= 0;
                top <= top_below;
                from <= top_below;
            end
        end

    wire [AT-1:0] in_row;
    bnnlib_fit #(.IN(COLUMN), .OUT(AT)) fit (.in(column), .out(in_row));
    wire [AT-1:0] read_at = from + in_row;
    // Pixels go to rows of the ring that no window of the present row reads, so what is read while it is written is not used:
    // no_rw_check spares a chip's block RAM the registers that would take care of it.
    reg [BITS-1:0] word;
    generate
        if (STYLE == 2) begin : block
            (* ram_style = "block", no_rw_check *) reg [BITS-1:0] ring [0:RING-1];
            always @(posedge clk) begin
                if (in_ready) ring[write_at] <= in_data;
                word <= ring[read_at];
            end
        end else if (STYLE == 1) begin : lut
            (* ram_style = "distributed" *) reg [BITS-1:0] ring [0:RING-1];
            always @(posedge clk) begin
                if (in_ready) ring[write_at] <= in_data;
                word <= ring[read_at];
            end
        end else begin : any
            (* no_rw_check *) reg [BITS-1:0] ring [0:RING-1];
            always @(posedge clk) begin
                if (in_ready) ring[write_at] <= in_data;
                word <= ring[read_at];
            end
        end
    endgenerate
    localparam PART = BITS / GROUPS;
    generate
        if (GROUPS == 1) begin : whole
            assign last_group = 1'b1;
            assign out_data = word;
        end else begin : parts
            localparam GROUP = $clog2(GROUPS), LAST_GROUP_VALUE = GROUPS - 1;
            localparam [GROUP-1:0] LAST_GROUP = LAST_GROUP_VALUE[GROUP-1:0];
            reg [GROUP-1:0] group, of_word;
            assign last_group = group == LAST_GROUP;
            always @(posedge clk) begin
                of_word <= group;
                if (rst || (fire && ends)) group <= 0;
                else if (out_take && last_kx && last_ky) group <= last_group ? {GROUP{1'b0}} : group + 1'b1;
            end
            assign out_data = word[of_word*PART +: PART];
        end
    endgenerate
    always @(posedge clk) out_push <= out_take && !rst;
endmodule
`default_nettype wire
