// The two ends of a pipeline on a serial line, for boards without a processor. The host sends
//
//     ?         and gets the four bytes of SIGNATURE, the lowest first;
//     i, IMAGE  PIXELS * CHANNELS bytes, and gets WORDS words of BITS bits, the lowest byte first, then the sum of the bytes of the
//               image, modulo 256;
//     a break   (the line is 0 for longer than a byte takes): all starts anew, whatever was on its way.
//
// Other bytes are ignored. An image is kept until it has come in whole; then its pixels go into the pipeline, one in two cycles.
`default_nettype none
module bnnlib_serial #(
    parameter PIXELS = 64,
    parameter CHANNELS = 1,
    parameter WORDS = 10,
    parameter BITS = 32,  // of a word; 8, 16, 32 or 64
    parameter BIT = 8,    // cycles of a bit on the line
    parameter [31:0] SIGNATURE = 0,
    parameter STYLE = 0   // what holds the image; 0: block RAM, 1: a large RAM
) (
    input  wire                  clk,
    input  wire                  rst,
    input  wire                  rx,
    output wire                  tx,
    output reg                   pipeline_rst,
    output reg                   image_valid,
    input  wire                  image_pop,
    output wire [8*CHANNELS-1:0] image_data,
    input  wire                  result_valid,
    output wire                  result_pop,
    input  wire [BITS-1:0]       result_data
);
    localparam [1:0] IDLE = 0, IMAGE = 1, ANSWER = 2, LAST = 3;
    localparam OUT = BITS > 32 ? BITS : 32, BYTES = BITS / 8;
    localparam AT = PIXELS > 1 ? $clog2(PIXELS) : 1, CHANNEL = CHANNELS > 1 ? $clog2(CHANNELS) : 1, WORD = $clog2(WORDS + 1);
    localparam LAST_PIXEL_VALUE = PIXELS - 1, LAST_CHANNEL_VALUE = CHANNELS - 1, ALL_WORDS_VALUE = WORDS, BYTES_VALUE = BYTES;
    localparam [AT-1:0] LAST_PIXEL = LAST_PIXEL_VALUE[AT-1:0];
    localparam [CHANNEL-1:0] LAST_CHANNEL = LAST_CHANNEL_VALUE[CHANNEL-1:0];
    localparam [WORD-1:0] ALL_WORDS = ALL_WORDS_VALUE[WORD-1:0];
    localparam [3:0] ALL_BYTES = BYTES_VALUE[3:0];

    wire came, broken;
    wire [7:0] byte_in;
    bnnlib_uart_rx #(.BIT(BIT)) receiver (.clk(clk), .rst(rst), .rx(rx), .valid(came), .data(byte_in), .broken(broken));

    reg [1:0] state;
    reg [7:0] check;
    reg [AT-1:0] pixel;
    reg [CHANNEL-1:0] channel;
    wire last_channel = channel == LAST_CHANNEL, last_pixel = pixel == LAST_PIXEL;

    // The image: pixels come in, then they leave.
    wire [8*CHANNELS-1:0] pixel_in;
    reg sent;
    wire fetching = state == ANSWER && !sent;
    wire write = state == IMAGE && came && last_channel;
    wire leaves = image_valid && image_pop;
    generate
        if (CHANNELS == 1) begin : gray
            assign pixel_in = byte_in;
        end else begin : colors
            reg [8*CHANNELS-9:0] earlier;
            always @(posedge clk) if (came) earlier <= pixel_in[8*CHANNELS-1:8];
            assign pixel_in = {byte_in, earlier};
        end
        if (STYLE == 1) begin : large_ram
            (* ram_style = "huge" *) reg [8*CHANNELS-1:0] image [0:PIXELS-1];
            reg [8*CHANNELS-1:0] q;
            always @(posedge clk)
                if (write) image[pixel] <= pixel_in;
                else q <= image[pixel];
            assign image_data = q;
        end else begin : block_ram
            (* ram_style = "block" *) reg [8*CHANNELS-1:0] image [0:PIXELS-1];
            reg [8*CHANNELS-1:0] q;
            always @(posedge clk) begin
                if (write) image[pixel] <= pixel_in;
                q <= image[pixel];
            end
            assign image_data = q;
        end
    endgenerate

    // What leaves: some bytes, the lowest first.
    reg [OUT-1:0] out;
    reg [3:0] bytes;
    reg [WORD-1:0] words;
    wire ready;
    wire empty = bytes == 0;
    bnnlib_uart_tx #(.BIT(BIT)) sender (.clk(clk), .rst(rst), .valid(!empty), .ready(ready), .data(out[7:0]), .tx(tx));
    assign result_pop = state == ANSWER && empty && result_valid && words != 0;
    wire [OUT-1:0] result;
    bnnlib_fit #(.IN(BITS), .OUT(OUT), .SIGNED(0)) fit_result (.in(result_data), .out(result));
    wire [OUT-1:0] signature, sum;
    bnnlib_fit #(.IN(32), .OUT(OUT), .SIGNED(0)) fit_signature (.in(SIGNATURE), .out(signature));
    bnnlib_fit #(.IN(8), .OUT(OUT), .SIGNED(0)) fit_sum (.in(check), .out(sum));

    always @(posedge clk) begin
        pipeline_rst <= rst || broken;
        if (rst || broken) begin
            state <= IDLE;
            check <= 0;
            pixel <= 0;
            channel <= 0;
            sent <= 1'b0;
            image_valid <= 1'b0;
            bytes <= 0;
            words <= 0;
        end else begin
            // A pixel is there a cycle after its address.
            image_valid <= fetching && !leaves;
            if (!empty && ready) begin
                out <= out >> 8;
                bytes <= bytes - 1'b1;
            end
            if (leaves || write) pixel <= last_pixel ? {AT{1'b0}} : pixel + 1'b1;
            if (leaves && last_pixel) sent <= 1'b1;
            case (state)
                IDLE: begin
                    check <= 0;
                    sent <= 1'b0;
                    words <= ALL_WORDS;
                    if (came && byte_in == "i") state <= IMAGE;
                    if (came && byte_in == "?") begin
                        out <= signature;
                        bytes <= 4'd4;
                        state <= LAST;
                    end
                end
                IMAGE: if (came) begin
                    check <= check + byte_in;
                    channel <= last_channel ? {CHANNEL{1'b0}} : channel + 1'b1;
                    if (last_channel && last_pixel) state <= ANSWER;
                end
                ANSWER: if (result_pop) begin
                    out <= result;
                    bytes <= ALL_BYTES;
                    words <= words - 1'b1;
                end else if (empty && words == 0) begin
                    out <= sum;
                    bytes <= 4'd1;
                    state <= LAST;
                end
                LAST: if (empty) state <= IDLE;
            endcase
        end
    end
endmodule
`default_nettype wire
