// Reads a file of parameters from the stream of images, a byte a cycle, and hands its elements to the memories array by array. The file:
// BNNP, version 1, structure, length, CRC-32 of the elements, then the elements, each in whole bytes with the lowest first; zeros up to
// a whole word. Of a file for another structure as many bytes are read, but nothing is written. The answer is one word: 0, or 1 for
// another structure, or 2 for a wrong check sum.
`default_nettype none
module bnnlib_loader #(
    parameter BYTES = 1,                   // of a word of the stream
    parameter ARRAYS = 1,
    parameter [8*ARRAYS-1:0] SIZES = 1,    // bytes of an element, by array, the first lowest
    parameter [32*ARRAYS-1:0] COUNTS = 1,  // elements
    parameter [63:0] STRUCTURE = 0
) (
    input  wire               clk,
    input  wire               rst,
    input  wire               start,
    output wire               busy,
    input  wire               in_valid,
    output wire               in_ready,
    input  wire [8*BYTES-1:0] in_data,
    output reg                load_begin,
    output reg  [ARRAYS-1:0]  load,
    output reg  [63:0]        load_data,
    output wire               answer_valid,
    input  wire               answer_ready,
    output wire [1:0]         answer,
    output reg                done
);
    localparam INDEX = BYTES > 1 ? $clog2(BYTES) : 1, ARRAY = ARRAYS > 1 ? $clog2(ARRAYS) : 1;
    localparam LAST_BYTE_VALUE = BYTES - 1, LAST_ARRAY_VALUE = ARRAYS - 1;
    localparam [INDEX-1:0] LAST_BYTE = LAST_BYTE_VALUE[INDEX-1:0];
    localparam [ARRAY-1:0] LAST_ARRAY = LAST_ARRAY_VALUE[ARRAY-1:0];
    localparam [1:0] IDLE = 2'd0, HEADER = 2'd1, ELEMENTS = 2'd2, ANSWER = 2'd3;
    localparam [127:0] FIRST = {STRUCTURE, 32'd1, 32'h504e4e42};

    reg [1:0] state;
    reg [INDEX-1:0] index;     // byte of the word
    reg [4:0] header;          // byte of the header
    reg [ARRAY-1:0] array;
    reg [31:0] element;
    reg [2:0] place;           // byte of the element
    reg [63:0] value;
    reg [31:0] crc, expected;
    reg ours;
    assign busy = state != IDLE;
    assign answer_valid = state == ANSWER;
    assign answer = !ours ? 2'd1 : crc == ~expected ? 2'd0 : 2'd2;

    wire [7:0] byte_ = in_data[8*index +: 8];
    wire [7:0] size = SIZES[8*array +: 8];
    wire [31:0] count = COUNTS[32*array +: 32];
    wire last_place = {5'd0, place} == size - 8'd1;
    wire last_element = element == count - 1;
    wire last_of_file = state == ELEMENTS && last_place && last_element && array == LAST_ARRAY;
    wire take = in_valid && (state == HEADER || state == ELEMENTS);
    assign in_ready = take && (index == LAST_BYTE || last_of_file);
    wire [63:0] with_byte = value | ({56'd0, byte_} << {place, 3'd0});
    wire unused = ^size[7:3];

    function [31:0] crc_after(input [31:0] before_, input [7:0] next);
        integer i;
        begin
            crc_after = before_ ^ {24'd0, next};
            for (i = 0; i < 8; i = i + 1)
                crc_after = {1'b0, crc_after[31:1]} ^ (crc_after[0] ? 32'hedb88320 : 32'd0);
        end
    endfunction

    always @(posedge clk) begin
        load_begin <= 1'b0;
        load <= 0;
        done <= 1'b0;
        if (rst) state <= IDLE;
        else if (state == IDLE && start) begin
            state <= HEADER;
            load_begin <= 1'b1;
            index <= 0;
            header <= 0;
            array <= 0;
            element <= 0;
            place <= 0;
            value <= 0;
            crc <= 32'hffffffff;
            ours <= 1'b1;
        end else if (state == ANSWER && answer_ready) begin
            state <= IDLE;
            done <= 1'b1;
        end else if (take) begin
            index <= index == LAST_BYTE || last_of_file ? {INDEX{1'b0}} : index + 1'b1;
            if (state == HEADER) begin
                header <= header + 1'b1;
                if (!header[4] && byte_ != FIRST[8*header[3:0] +: 8]) ours <= 1'b0;
                if (header[4]) expected <= {byte_, expected[31:8]};
                if (header == 5'd23) state <= ELEMENTS;
            end else begin
                crc <= crc_after(crc, byte_);
                place <= last_place ? 3'd0 : place + 1'b1;
                value <= last_place ? 64'd0 : with_byte;
                if (last_place) begin
                    load_data <= with_byte;
                    if (ours) load[array] <= 1'b1;
                    element <= last_element ? 32'd0 : element + 1'b1;
                    if (last_element) array <= array + 1'b1;
                end
                if (last_of_file) state <= ANSWER;
            end
        end
    end
endmodule
`default_nettype wire
