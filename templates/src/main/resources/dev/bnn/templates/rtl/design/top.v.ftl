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
    always @(posedge clk) rst <= !ap_rst_n;

    wire start, load, done, open;
    wire [31:0] frames;
    bnnlib_control control (
        .clk(clk), .rst(rst),
        .awaddr(s_axi_control_AWADDR), .awvalid(s_axi_control_AWVALID), .awready(s_axi_control_AWREADY),
        .wdata(s_axi_control_WDATA), .wstrb(s_axi_control_WSTRB), .wvalid(s_axi_control_WVALID),
        .wready(s_axi_control_WREADY), .bresp(s_axi_control_BRESP), .bvalid(s_axi_control_BVALID),
        .bready(s_axi_control_BREADY), .araddr(s_axi_control_ARADDR), .arvalid(s_axi_control_ARVALID),
        .arready(s_axi_control_ARREADY), .rdata(s_axi_control_RDATA), .rresp(s_axi_control_RRESP),
        .rvalid(s_axi_control_RVALID), .rready(s_axi_control_RREADY), .irq(interrupt),
        .start(start), .frames(frames), .load(load), .done(done));
    wire unused = load ^ open;

    wire image_valid, image_pop;
    bnnlib_gate #(.PIXELS([=d.pixels])) gate (
        .clk(clk), .rst(rst), .start(start), .frames(frames), .open(open),
        .s_valid(in_r_TVALID), .s_ready(in_r_TREADY), .out_valid(image_valid), .out_ready(image_pop));
[#list d.streams as s]

    // Stream from [=s.writer] to [=s.reader].
    wire s_[=s.id]_room, s_[=s.id]_take, s_[=s.id]_push, s_[=s.id]_valid, s_[=s.id]_pop;
    wire [[=s.bits - 1]:0] s_[=s.id]_din, s_[=s.id]_dout;
    bnnlib_fifo #(.WIDTH([=s.bits]), .DEPTH([=s.depth]), .STYLE([=s.style])) f_[=s.id] (
        .clk(clk), .rst(rst),
        .room(s_[=s.id]_room), .take(s_[=s.id]_take), .push(s_[=s.id]_push), .din(s_[=s.id]_din),
        .valid(s_[=s.id]_valid), .pop(s_[=s.id]_pop), .dout(s_[=s.id]_dout));
[/#list]
[#list d.units as u]

    // Unit [=u.comment.inline]
[#list u.constants as c]
    localparam [[=c.bits - 1]:0] c_[=u.name]_[=c.port] = [=c.bits]'h[=c.digits];
[/#list]
    [=u.module] #(
[#list u.parameters as p]
        .[=p.name]([=p.value])[#if p?has_next || u.tables?has_content],[/#if]
[/#list]
[#list u.tables as t]
        .[=t.name]([=t.file.literal])[#sep],[/#sep]
[/#list]
    ) u_[=u.name] (
        .clk(clk), .rst(rst),
[#list u.constants as c]
        .[=c.port](c_[=u.name]_[=c.port]),
[/#list]
[#list u.ports as p]
        [=p][#sep],[/#sep]
[/#list]
    );
[/#list]

    bnnlib_output #(.BITS([=d.answer.bits]), .WORDS([=d.answer.words])) answers (
        .clk(clk), .rst(rst), .start(start), .frames(frames), .done(done),
        .in_valid(s_[=d.last]_valid), .in_ready(s_[=d.last]_pop), .in_data(s_[=d.last]_dout),
        .m_valid(out_r_TVALID), .m_ready(out_r_TREADY), .m_data(out_r_TDATA), .m_last(out_r_TLAST));
    assign out_r_TKEEP = {[=d.answerBytes]{1'b1}};
    assign out_r_TSTRB = {[=d.answerBytes]{1'b1}};
    assign out_r_TUSER = 1'b0;
    assign out_r_TID = 1'b0;
    assign out_r_TDEST = 1'b0;
endmodule
`default_nettype wire
