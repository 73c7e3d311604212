// A memory with a port for writing and one for reading; a word is read a cycle after its address. It is filled before it is used, so a
// word that is read while it is written may be anything.
`default_nettype none
module bnnlib_ram #(
    parameter WIDTH = 8,
    parameter WORDS = 16,
    parameter ADDRESS = 4,
    parameter STYLE = 0  // 0: the tool's choice, 1: look-up tables, 2: block RAM, 3: ultra RAM
) (
    input  wire               clk,
    input  wire               write,
    input  wire [ADDRESS-1:0] to,
    input  wire [WIDTH-1:0]   data,
    input  wire [ADDRESS-1:0] at,
    output reg  [WIDTH-1:0]   q
);
    generate
        if (STYLE == 1) begin : lut
            (* ram_style = "distributed" *) reg [WIDTH-1:0] words [0:WORDS-1];
            always @(posedge clk) begin
                if (write) words[to] <= data;
                q <= words[at];
            end
        end else if (STYLE == 2) begin : block
            (* ram_style = "block", no_rw_check *) reg [WIDTH-1:0] words [0:WORDS-1];
            always @(posedge clk) begin
                if (write) words[to] <= data;
                q <= words[at];
            end
        end else if (STYLE == 3) begin : ultra
            (* ram_style = "ultra", no_rw_check *) reg [WIDTH-1:0] words [0:WORDS-1];
            always @(posedge clk) begin
                if (write) words[to] <= data;
                q <= words[at];
            end
        end else begin : any
            (* no_rw_check *) reg [WIDTH-1:0] words [0:WORDS-1];
            always @(posedge clk) begin
                if (write) words[to] <= data;
                q <= words[at];
            end
        end
    endgenerate
endmodule
`default_nettype wire
