// The pipeline of network [=d.network]: its units and the streams between them. Words are handed over as in bnnlib_fifo: the oldest one
// is there while valid is 1, and pop removes it.
// Generated from [=d.source.inline]; changes here are lost.
`default_nettype none
module [=d.top]_pipeline (
    input  wire clk,
    input  wire rst,
[#if d.loading??]
    input  wire load_begin,
    input  wire [[=d.loading.arrays - 1]:0] load_element,
    input  wire [63:0] load_data,
[/#if]
    input  wire image_valid,
    output wire image_pop,
    input  wire [[=d.pixelBits - 1]:0] image_data,
    output wire result_valid,
    input  wire result_pop,
    output wire [[=d.answer.bits - 1]:0] result_data
);
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
[#list u.vectors as v]
    wire [[=v.out - 1]:0] c_[=u.name]_[=v.port];
    bnnlib_vector #(.BITS([=v.bits]), .COUNT([=v.count]), .OUT([=v.out])) v_[=u.name]_[=v.port] (
        .clk(clk), .load(load_element[[=v.array]]), .load_data(load_data), .q(c_[=u.name]_[=v.port]));
[/#list]
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
[#list u.vectors as v]
        .[=v.port](c_[=u.name]_[=v.port]),
[/#list]
[#if u.loads?has_content]
        .load_begin([#if d.loading??]load_begin[#else]1'b0[/#if]), .load_data([#if d.loading??]load_data[#else]64'd0[/#if]),
[/#if]
[#list u.loads as l]
        .[=l.port]([=l.signal]),
[/#list]
[#list u.ports as p]
        [=p][#sep],[/#sep]
[/#list]
    );
[/#list]

    assign result_valid = s_[=d.last]_valid;
    assign s_[=d.last]_pop = result_pop;
    assign result_data = s_[=d.last]_dout;
endmodule
`default_nettype wire
