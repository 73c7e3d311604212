// AXI4-Lite control, with the registers of an HLS block:
//
//     0x00  bit 0 start (write 1; reads 1 until the start is done), bit 1 done (cleared by reading), bit 2 idle, bit 3 ready (cleared by
//           reading), bit 7 automatic restart
//     0x04  bit 0 enables the interrupt
//     0x08  bits 0 and 1 choose done and ready for the interrupt
//     0x0c  bits 0 and 1 say which of them occurred; writing 1 toggles
//     0x10  frames of a start
//     0x18  load: 1 where a start loads parameters
`default_nettype none
module bnnlib_control (
    input  wire        clk,
    input  wire        rst,
    input  wire [4:0]  awaddr,
    input  wire        awvalid,
    output wire        awready,
    input  wire [31:0] wdata,
    input  wire [3:0]  wstrb,
    input  wire        wvalid,
    output wire        wready,
    output wire [1:0]  bresp,
    output reg         bvalid,
    input  wire        bready,
    input  wire [4:0]  araddr,
    input  wire        arvalid,
    output wire        arready,
    output reg  [31:0] rdata,
    output wire [1:0]  rresp,
    output reg         rvalid,
    input  wire        rready,
    output wire        irq,
    output reg         start,  // for a cycle
    output reg  [31:0] frames,
    output reg         load,
    input  wire        done    // for a cycle
);
    reg running, done_seen, ready_seen, restart, enabled;
    reg [1:0] chosen, occurred;

    // A write is taken when its address and its data are there, and answered in the cycle after.
    wire write = awvalid && wvalid && (!bvalid || bready);
    assign awready = write;
    assign wready = write;
    assign bresp = 2'b00;
    wire [31:0] mask = {{8{wstrb[3]}}, {8{wstrb[2]}}, {8{wstrb[1]}}, {8{wstrb[0]}}};
    wire [2:0] to = awaddr[4:2];

    wire read = arvalid && (!rvalid || rready);
    assign arready = read;
    assign rresp = 2'b00;
    wire [2:0] of = araddr[4:2];
    wire unused = ^{awaddr[1:0], araddr[1:0]};

    assign irq = enabled && occurred != 2'b00;

    always @(posedge clk)
        if (rst) begin
            bvalid <= 1'b0;
            rvalid <= 1'b0;
            start <= 1'b0;
            frames <= 0;
            load <= 1'b0;
            running <= 1'b0;
            done_seen <= 1'b0;
            ready_seen <= 1'b0;
            restart <= 1'b0;
            enabled <= 1'b0;
            chosen <= 2'b00;
            occurred <= 2'b00;
        end else begin
            start <= 1'b0;
            if (bready) bvalid <= 1'b0;
            if (rready) rvalid <= 1'b0;
            if (read) begin
                rvalid <= 1'b1;
                case (of)
                    3'd0: rdata <= {24'd0, restart, 3'd0, ready_seen, !running, done_seen, running};
                    3'd1: rdata <= {31'd0, enabled};
                    3'd2: rdata <= {30'd0, chosen};
                    3'd3: rdata <= {30'd0, occurred};
                    3'd4: rdata <= frames;
                    3'd6: rdata <= {31'd0, load};
                    default: rdata <= 0;
                endcase
                if (of == 0) begin
                    done_seen <= 1'b0;
                    ready_seen <= 1'b0;
                end
            end
            if (write) begin
                bvalid <= 1'b1;
                case (to)
                    3'd0: if (wstrb[0]) begin
                        restart <= wdata[7];
                        if (wdata[0] && !running) begin
                            start <= 1'b1;
                            running <= 1'b1;
                        end
                    end
                    3'd1: if (wstrb[0]) enabled <= wdata[0];
                    3'd2: if (wstrb[0]) chosen <= wdata[1:0];
                    3'd3: if (wstrb[0]) occurred <= occurred ^ wdata[1:0];
                    3'd4: frames <= (wdata & mask) | (frames & ~mask);
                    3'd6: if (wstrb[0]) load <= wdata[0];
                    default: ;
                endcase
            end
            if (done) begin
                done_seen <= 1'b1;
                ready_seen <= 1'b1;
                occurred <= occurred | chosen;
                running <= restart;
                start <= restart;
            end
        end
endmodule
`default_nettype wire
