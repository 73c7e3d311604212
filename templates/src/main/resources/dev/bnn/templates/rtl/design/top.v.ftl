// Network [=d.network]: [=d.summary.inline].
// Generated from [=d.source.inline]; changes here are lost.
//
// The ports and registers are those of the HLS block: images come in on in_r, a pixel a word, answers leave on out_r.
`default_nettype none
module [=d.top] (
    input  wire        ap_clk,
    input  wire        ap_rst_n,
    input  wire [4:0]  s_axi_control_AWADDR,
    input  wire        s_axi_control_AWVALID,
    output wire        s_axi_control_AWREADY,
    input  wire [31:0] s_axi_control_WDATA,
    input  wire [3:0]  s_axi_control_WSTRB,
    input  wire        s_axi_control_WVALID,
    output wire        s_axi_control_WREADY,
    output wire [1:0]  s_axi_control_BRESP,
    output wire        s_axi_control_BVALID,
    input  wire        s_axi_control_BREADY,
    input  wire [4:0]  s_axi_control_ARADDR,
    input  wire        s_axi_control_ARVALID,
    output wire        s_axi_control_ARREADY,
    output wire [31:0] s_axi_control_RDATA,
    output wire [1:0]  s_axi_control_RRESP,
    output wire        s_axi_control_RVALID,
    input  wire        s_axi_control_RREADY,
    // verilator lint_off SYMRSVDWORD
    output wire        interrupt,
    // verilator lint_on SYMRSVDWORD
    input  wire [[=d.pixelBits - 1]:0] in_r_TDATA,
    input  wire        in_r_TVALID,
    output wire        in_r_TREADY,
    output wire [[=d.answer.bits - 1]:0] out_r_TDATA,
    output wire [[=d.answerBytes - 1]:0] out_r_TKEEP,
    output wire [[=d.answerBytes - 1]:0] out_r_TSTRB,
    output wire        out_r_TUSER,
    output wire        out_r_TLAST,
    output wire        out_r_TID,
    output wire        out_r_TDEST,
    output wire        out_r_TVALID,
    input  wire        out_r_TREADY
);
    wire clk = ap_clk;
    reg rst;
[#if d.loading??]
    // While parameters are loaded, the pipeline is held in reset: a padding would begin with the old ones.
    reg shell_rst;
    wire loading;
    always @(posedge clk) begin
        shell_rst <= !ap_rst_n;
        rst <= !ap_rst_n || loading;
    end
[#else]
    always @(posedge clk) rst <= !ap_rst_n;
    wire shell_rst = rst;
[/#if]

    wire start, load, done, open;
    wire [31:0] frames;
    bnnlib_control control (
        .clk(clk), .rst(shell_rst),
        .awaddr(s_axi_control_AWADDR), .awvalid(s_axi_control_AWVALID), .awready(s_axi_control_AWREADY),
        .wdata(s_axi_control_WDATA), .wstrb(s_axi_control_WSTRB), .wvalid(s_axi_control_WVALID),
        .wready(s_axi_control_WREADY), .bresp(s_axi_control_BRESP), .bvalid(s_axi_control_BVALID),
        .bready(s_axi_control_BREADY), .araddr(s_axi_control_ARADDR), .arvalid(s_axi_control_ARVALID),
        .arready(s_axi_control_ARREADY), .rdata(s_axi_control_RDATA), .rresp(s_axi_control_RRESP),
        .rvalid(s_axi_control_RVALID), .rready(s_axi_control_RREADY), .irq(interrupt),
        .start(start), .frames(frames), .load(load), .done(done));
    wire image_valid, image_pop, image_ready, answer_valid, answer_last, answered, result_valid, result_pop;
    wire [[=d.answer.bits - 1]:0] answer, result;
[#if d.loading??]
    wire unused = open;
    wire begins = start && !load;

    wire parameters_ready, load_begin, status_valid, loaded;
    wire [[=d.loading.arrays - 1]:0] load_element;
    wire [63:0] load_data;
    wire [1:0] status;
    bnnlib_loader #(
        .BYTES([=d.pixelBits / 8]), .ARRAYS([=d.loading.arrays]),
        .SIZES([=d.loading.sizes]),
        .COUNTS([=d.loading.counts]),
        .STRUCTURE(64'h[=d.loading.structure])
    ) loader (
        .clk(clk), .rst(shell_rst), .start(start && load), .busy(loading),
        .in_valid(in_r_TVALID), .in_ready(parameters_ready), .in_data(in_r_TDATA),
        .load_begin(load_begin), .load(load_element), .load_data(load_data),
        .answer_valid(status_valid), .answer_ready(out_r_TREADY), .answer(status), .done(loaded));
    assign in_r_TREADY = image_ready || parameters_ready;
    assign out_r_TVALID = answer_valid || status_valid;
    assign out_r_TDATA = status_valid ? {[=d.answer.bits - 2]'d0, status} : answer;
    assign out_r_TLAST = answer_last || status_valid;
    assign done = answered || loaded;
[#else]
    wire unused = load ^ open;
    wire begins = start;
    assign in_r_TREADY = image_ready;
    assign out_r_TVALID = answer_valid;
    assign out_r_TDATA = answer;
    assign out_r_TLAST = answer_last;
    assign done = answered;
[/#if]

    bnnlib_gate #(.PIXELS([=d.pixels])) gate (
        .clk(clk), .rst(shell_rst), .start(begins), .frames(frames), .open(open),
        .s_valid(in_r_TVALID), .s_ready(image_ready), .out_valid(image_valid), .out_ready(image_pop));

    [=d.top]_pipeline pipeline (
        .clk(clk), .rst(rst),
[#if d.loading??]
        .load_begin(load_begin), .load_element(load_element), .load_data(load_data),
[/#if]
        .image_valid(image_valid), .image_pop(image_pop), .image_data(in_r_TDATA),
        .result_valid(result_valid), .result_pop(result_pop), .result_data(result));

    bnnlib_output #(.BITS([=d.answer.bits]), .WORDS([=d.answer.words])) answers (
        .clk(clk), .rst(shell_rst), .start(begins), .frames(frames), .done(answered),
        .in_valid(result_valid), .in_ready(result_pop), .in_data(result),
        .m_valid(answer_valid), .m_ready(out_r_TREADY), .m_data(answer), .m_last(answer_last));
    assign out_r_TKEEP = {[=d.answerBytes]{1'b1}};
    assign out_r_TSTRB = {[=d.answerBytes]{1'b1}};
    assign out_r_TUSER = 1'b0;
    assign out_r_TID = 1'b0;
    assign out_r_TDEST = 1'b0;
endmodule
`default_nettype wire
