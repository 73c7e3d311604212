// A table of a matrix unit: a word for each of PE processing elements, read a cycle after its address. Constants of a file or, with
// LOADABLE 1, memories that are filled element by element: for each processing element its words, of each word its parts, the lowest
// first. The words come in the order 0, STRIDE, 2 STRIDE and so on, INNER of them, then from 1 on likewise.
`default_nettype none
module bnnlib_table #(
    parameter PE = 1,
    parameter WIDTH = 8,  // bits of the word of a processing element
    parameter PART = 8,   // bits of an element of the file of parameters; the last of a word may have fewer
    parameter WORDS = 16,
    parameter ADDRESS = 4,
    parameter INNER = 16,
    parameter STRIDE = 1,
    parameter STYLE = 0,
    parameter FILE = "",
    parameter LOADABLE = 0
) (
    input  wire                clk,
    input  wire                load_begin,  // for a cycle, before the first element
    input  wire                load,        // an element is here
    input  wire [63:0]         load_data,
    input  wire [ADDRESS-1:0]  at,
    output wire [PE*WIDTH-1:0] q
);
    localparam PARTS = (WIDTH + PART - 1) / PART, OUTER = WORDS / INNER;
    localparam PART_BITS = PARTS > 1 ? $clog2(PARTS) : 1, INNER_BITS = INNER > 1 ? $clog2(INNER) : 1;
    localparam PE_BITS = PE > 1 ? $clog2(PE) : 1;
    localparam LAST_PART_VALUE = PARTS - 1, LAST_INNER_VALUE = INNER - 1, LAST_OUTER_VALUE = OUTER - 1, STRIDE_VALUE = STRIDE;
    localparam [PART_BITS-1:0] LAST_PART = LAST_PART_VALUE[PART_BITS-1:0];
    localparam [INNER_BITS-1:0] LAST_INNER = LAST_INNER_VALUE[INNER_BITS-1:0];
    localparam [ADDRESS-1:0] LAST_OUTER = LAST_OUTER_VALUE[ADDRESS-1:0], DISTANCE = STRIDE_VALUE[ADDRESS-1:0];
    genvar p, k;
    generate
        if (LOADABLE == 0) begin : constants
            wire unused = load_begin ^ load ^ (^load_data);
            bnnlib_rom #(.WIDTH(PE * WIDTH), .WORDS(WORDS), .ADDRESS(ADDRESS), .STYLE(STYLE), .FILE(FILE)) rom (
                .clk(clk), .at(at), .q(q));
        end else begin : memories
            reg [PART_BITS-1:0] part;
            reg [INNER_BITS-1:0] inner;
            reg [ADDRESS-1:0] first, to;
            reg [PE_BITS-1:0] pe;
            wire last_part = part == LAST_PART, last_inner = inner == LAST_INNER, last_outer = first == LAST_OUTER;
            wire [ADDRESS-1:0] next_first = last_outer ? {ADDRESS{1'b0}} : first + 1'b1;
            wire unused = ^load_data;
            always @(posedge clk)
                if (load_begin) begin
                    part <= 0;
                    inner <= 0;
                    first <= 0;
                    to <= 0;
                    pe <= 0;
                end else if (load) begin
                    part <= last_part ? {PART_BITS{1'b0}} : part + 1'b1;
                    if (last_part) begin
                        inner <= last_inner ? {INNER_BITS{1'b0}} : inner + 1'b1;
                        to <= last_inner ? next_first : to + DISTANCE;
                        if (last_inner) begin
                            first <= next_first;
                            if (last_outer) pe <= pe + 1'b1;
                        end
                    end
                end
            for (p = 0; p < PE; p = p + 1) begin : of_pe
                for (k = 0; k < PARTS; k = k + 1) begin : of_part
                    localparam BITS = k == PARTS - 1 ? WIDTH - k * PART : PART;
                    bnnlib_ram #(.WIDTH(BITS), .WORDS(WORDS), .ADDRESS(ADDRESS), .STYLE(STYLE)) ram (
                        .clk(clk), .write(load && pe == p[PE_BITS-1:0] && part == k[PART_BITS-1:0]), .to(to),
                        .data(load_data[BITS-1:0]), .at(at), .q(q[p*WIDTH + k*PART +: BITS]));
                end
            end
        end
    endgenerate
endmodule
`default_nettype wire
