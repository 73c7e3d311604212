// Receives bytes of a serial line: a start bit of 0, eight bits, the lowest first, a stop bit of 1. BIT cycles a bit.
// A stop bit of 0 is no byte: broken is 1 until the line is 1 again.
`default_nettype none
module bnnlib_uart_rx #(
    parameter BIT = 8  // at least 4
) (
    input  wire       clk,
    input  wire       rst,
    input  wire       rx,
    output reg        valid,  // for a cycle
    output reg  [7:0] data,
    output reg        broken
);
    localparam BITS = $clog2(BIT + 1);
    localparam WHOLE_VALUE = BIT - 1, HALF_VALUE = BIT / 2 - 1;
    localparam [BITS-1:0] WHOLE = WHOLE_VALUE[BITS-1:0], HALF = HALF_VALUE[BITS-1:0];
    reg [1:0] near;  // the line in this clock
    reg [BITS-1:0] left;
    reg [3:0] place;
    reg busy;
    wire line = near[1];
    always @(posedge clk) begin
        near <= {near[0], rx};
        valid <= 1'b0;
        if (rst) begin
            near <= 2'b11;
            left <= 0;
            place <= 0;
            busy <= 1'b0;
            broken <= 1'b0;
        end else if (!busy) begin
            left <= HALF;
            place <= 0;
            busy <= !line && !broken;
            if (line) broken <= 1'b0;
        end else if (left != 0) begin
            left <= left - 1'b1;
        end else begin
            left <= WHOLE;
            place <= place + 1'b1;
            if (place == 0) begin
                busy <= !line;
            end else if (place != 9) begin
                data <= {line, data[7:1]};
            end else begin
                busy <= 1'b0;
                valid <= line;
                broken <= !line;
            end
        end
    end
endmodule
`default_nettype wire
