// Sends bytes on a serial line: a start bit of 0, eight bits, the lowest first, a stop bit of 1. BIT cycles a bit.
`default_nettype none
module bnnlib_uart_tx #(
    parameter BIT = 8
) (
    input  wire       clk,
    input  wire       rst,
    input  wire       valid,
    output wire       ready,
    input  wire [7:0] data,
    output wire       tx
);
    localparam BITS = $clog2(BIT + 1);
    localparam WHOLE_VALUE = BIT - 1;
    localparam [BITS-1:0] WHOLE = WHOLE_VALUE[BITS-1:0];
    reg [BITS-1:0] left;
    reg [3:0] places;  // that are still to be sent
    reg [8:0] word;
    assign tx = word[0];
    assign ready = places == 0;
    always @(posedge clk)
        if (rst) begin
            left <= 0;
            places <= 0;
            word <= 9'h1ff;
        end else if (ready) begin
            left <= WHOLE;
            if (valid) begin
                places <= 4'd10;
                word <= {data, 1'b0};
            end
        end else if (left != 0) begin
            left <= left - 1'b1;
        end else begin
            left <= WHOLE;
            places <= places - 1'b1;
            word <= {1'b1, word[8:1]};
        end
endmodule
`default_nettype wire
