// Loadable parameters that a unit uses all at once: registers that the elements enter one after the other, the first lowest in the end.
`default_nettype none
module bnnlib_vector #(
    parameter BITS = 8,   // of an element
    parameter COUNT = 4,  // elements that come
    parameter OUT = 32    // bits that are used
) (
    input  wire           clk,
    input  wire           load,
    input  wire [63:0]    load_data,
    output wire [OUT-1:0] q
);
    reg [COUNT*BITS-1:0] elements;
    wire unused = ^load_data;
    generate
        if (COUNT == 1) begin : one
            always @(posedge clk) if (load) elements <= load_data[BITS-1:0];
        end else begin : several
            always @(posedge clk) if (load) elements <= {load_data[BITS-1:0], elements[COUNT*BITS-1:BITS]};
        end
    endgenerate
    bnnlib_fit #(.IN(COUNT * BITS), .OUT(OUT)) fit (.in(elements), .out(q));
endmodule
`default_nettype wire
