// A number in another width: its lowest bits, or with more bits of the same value.
`default_nettype none
module bnnlib_fit #(
    parameter IN = 8,
    parameter OUT = 8,
    parameter SIGNED = 0
) (
    input  wire [IN-1:0]  in,
    output wire [OUT-1:0] out
);
    generate
        if (OUT > IN) begin : more
            assign out = {{(OUT-IN){(SIGNED != 0) & in[IN-1]}}, in};
        end else begin : fewer
            wire unused = ^in;
            assign out = in[OUT-1:0];
        end
    endgenerate
endmodule
`default_nettype wire
