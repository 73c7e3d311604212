// Runs the first golden images through the design in any Verilog simulator and compares every [#if d.answer.labels]label[#else]score[/#if] with the golden model's.
// Runs in the folder mem. Ends with "result: images N differing N cycles N".
// Generated from [=d.source.inline]; changes here are lost.
`timescale 1ns / 1ns
module testbench;
    localparam IMAGES = [=d.sample], PIXELS = [=d.pixels], WORDS = [=d.answer.words], BITS = [=d.answer.bits];
    reg [[=d.pixelBits - 1]:0] images [0:IMAGES*PIXELS-1];
    reg [BITS-1:0] answers [0:IMAGES*WORDS-1];
    initial $readmemh("../tb/images.mem", images);
    initial $readmemh("../tb/answers.mem", answers);

    reg clk = 0, rst_n = 0, write = 0, running = 0;
    reg [4:0] address = 0;
    reg [31:0] value = 0;
    wire written, in_ready, out_valid, out_last;
    wire [BITS-1:0] out_data;
    reg out_ready = 0;
    integer pixel = 0, word = 0, cycle = 0, differing = 0;
    reg offered = 0;
    wire in_valid = running && pixel < IMAGES * PIXELS && offered;
    [=d.top] dut (
        .ap_clk(clk), .ap_rst_n(rst_n),
        .s_axi_control_AWADDR(address), .s_axi_control_AWVALID(write), .s_axi_control_AWREADY(written),
        .s_axi_control_WDATA(value), .s_axi_control_WSTRB(4'hf), .s_axi_control_WVALID(write), .s_axi_control_WREADY(),
        .s_axi_control_BRESP(), .s_axi_control_BVALID(), .s_axi_control_BREADY(1'b1),
        .s_axi_control_ARADDR(5'd0), .s_axi_control_ARVALID(1'b0), .s_axi_control_ARREADY(),
        .s_axi_control_RDATA(), .s_axi_control_RRESP(), .s_axi_control_RVALID(), .s_axi_control_RREADY(1'b1),
        .interrupt(),
        .in_r_TDATA(images[pixel < IMAGES * PIXELS ? pixel : 0]), .in_r_TVALID(in_valid), .in_r_TREADY(in_ready),
        .out_r_TDATA(out_data), .out_r_TKEEP(), .out_r_TSTRB(), .out_r_TUSER(), .out_r_TLAST(out_last), .out_r_TID(),
        .out_r_TDEST(), .out_r_TVALID(out_valid), .out_r_TREADY(out_ready));

    // An edge a time unit; inputs change between them.
    always #1 clk = !clk;

    task store(input [4:0] to, input [31:0] what);
        begin
            address = to;
            value = what;
            write = 1;
            @(posedge clk);
            while (!written) @(posedge clk);
            @(negedge clk) write = 0;
        end
    endtask

    initial begin
        repeat (4) @(negedge clk);
        rst_n = 1;
        repeat (2) @(negedge clk);
        store(5'h10, IMAGES);
        store(5'h00, 1);
        running = 1;
    end

    // Both ends wait now and then.
    always @(negedge clk) begin
        offered = in_valid || (cycle % 7 != 3 && cycle % 64 < 50);
        out_ready = cycle % 5 != 1;
    end
    always @(posedge clk) begin
        cycle = cycle + 1;
        if (in_valid && in_ready) pixel <= pixel + 1;
        if (out_valid && out_ready) begin
            if (out_data !== answers[word] || out_last !== (word == IMAGES * WORDS - 1)) begin
                $display("differs: image %0d word %0d expected %h found %h", word / WORDS, word % WORDS, answers[word], out_data);
                differing = differing + 1;
            end
            word <= word + 1;
            if (word == IMAGES * WORDS - 1) begin
                $display("result: images %0d differing %0d cycles %0d", IMAGES, differing, cycle);
                $finish;
            end
        end
        if (cycle > [=d.patience] * IMAGES) begin
            $display("no answer for too long");
            $finish;
        end
    end
endmodule
