// Constants, read a cycle after their address. The file has a word a line in hexadecimal.
`default_nettype none
module bnnlib_rom #(
    parameter WIDTH = 8,
    parameter WORDS = 16,
    parameter ADDRESS = 4,
    parameter STYLE = 0,  // 0: the tool's choice, 1: look-up tables, 2: block RAM, 3: ultra RAM
    parameter FILE = ""
) (
    input  wire               clk,
    input  wire [ADDRESS-1:0] at,
    output reg  [WIDTH-1:0]   q
);
    generate
        if (STYLE == 2) begin : block
            (* rom_style = "block", ram_style = "block" *) reg [WIDTH-1:0] words [0:WORDS-1];
            if (FILE != "") initial $readmemh(FILE, words);
            always @(posedge clk) q <= words[at];
        end else if (STYLE == 1) begin : lut
`ifdef YOSYS
            (* ram_style = "logic" *)
`else
            (* rom_style = "distributed" *)
`endif
            reg [WIDTH-1:0] words [0:WORDS-1];
            if (FILE != "") initial $readmemh(FILE, words);
            always @(posedge clk) q <= words[at];
        end else if (STYLE == 3) begin : ultra
            (* rom_style = "ultra", ram_style = "ultra" *) reg [WIDTH-1:0] words [0:WORDS-1];
            if (FILE != "") initial $readmemh(FILE, words);
            always @(posedge clk) q <= words[at];
        end else begin : any
            reg [WIDTH-1:0] words [0:WORDS-1];
            if (FILE != "") initial $readmemh(FILE, words);
            always @(posedge clk) q <= words[at];
        end
    endgenerate
endmodule
`default_nettype wire
