// Stands for the PLLs in simulation: the design's clock is the one that the test bench gives.
`default_nettype none
module bnn_pll_model #(
    parameter FEEDBACK_PATH = "SIMPLE",
    parameter [3:0] DIVR = 0,
    parameter [6:0] DIVF = 0,
    parameter [2:0] DIVQ = 0,
    parameter [2:0] FILTER_RANGE = 0
) (
    input  wire REFERENCECLK,
    input  wire PACKAGEPIN,
    input  wire RESETB,
    input  wire BYPASS,
    output wire PLLOUTGLOBAL,
    output wire LOCK
);
    wire unused = RESETB ^ BYPASS;
    // One of the two is not connected, and 0.
    assign PLLOUTGLOBAL = REFERENCECLK | PACKAGEPIN;
    assign LOCK = 1'b1;
endmodule
`default_nettype wire
