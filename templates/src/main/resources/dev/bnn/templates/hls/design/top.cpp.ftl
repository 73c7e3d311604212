[#macro pipeline]
#pragma HLS dataflow
[#list d.streams as s]
    hls::stream<ap_uint<[=s.bits]>> [=s.name]("[=s.name]");
#pragma HLS stream variable = [=s.name] depth = [=s.depth]
[/#list]

[#list d.calls as c]
    [=c.unit]([#list c.streams as s][=s], [/#list]frames);
[/#list]
[/#macro]
// Network [=d.network]: [=d.summary.inline].
// Generated from [=d.source.inline]; changes here are lost.
#include "[=d.top].h"

[#list d.headers as header]
#include "bnn/[=header].h"
[/#list]
[#list d.tables as table]
#include "weights/[=table].h"
[/#list]
[#list d.units as u]

// [=u.comment.inline]
static void [=u.name]([#list u.ports as p][=p.declaration], [/#list]int frames) {
[#list u.locals as l]
    [=l]
[/#list]
[#list u.pragmas as p]
#pragma HLS [=p.text]
[/#list]
    bnn::[=u.call]([#list u.ports as p][=p.name], [/#list][#list u.constants as c][=c], [/#list]frames);
}
[/#list]

[#if d.loading??]
// Fills the memories in the order of the parameter file, and answers with a status.
static void load_parameters(hls::stream<pixel_t>& in, hls::stream<[=d.answer.type]>& out) {
#pragma HLS inline off
    bnn::ParameterReader<CHANNELS> parameters(in, STRUCTURE);
[#list d.loading.arrays as a]
    bnn::fill<[=a.bits]>(parameters, [=a.array]);
[/#list]
    bnn::answer<[=d.answer.width]>(out, parameters.status());
}

static void pipeline(hls::stream<pixel_t>& in, hls::stream<[=d.answer.type]>& out, int frames) {
#pragma HLS inline off
[@pipeline /]
}

void [=d.top](hls::stream<pixel_t>& in, hls::stream<[=d.answer.type]>& out, int frames, int load) {
#pragma HLS interface axis port = in
#pragma HLS interface axis port = out
#pragma HLS interface s_axilite port = frames bundle = control
#pragma HLS interface s_axilite port = load bundle = control
#pragma HLS interface s_axilite port = return bundle = control
[#list d.loading.pragmas as p]
#pragma HLS [=p.text]
[/#list]
    if (load) {
        load_parameters(in, out);
    } else {
        pipeline(in, out, frames);
    }
}
[#elseif d.card??]
void [=d.top](const memory_t* images, [=d.answer.type]* answers, int frames) {
#pragma HLS interface m_axi port = images offset = slave bundle = images depth = [=d.card.imageWords]
#pragma HLS interface m_axi port = answers offset = slave bundle = answers depth = [=d.card.answerWords]
#pragma HLS interface s_axilite port = images bundle = control
#pragma HLS interface s_axilite port = answers bundle = control
#pragma HLS interface s_axilite port = frames bundle = control
#pragma HLS interface s_axilite port = return bundle = control
[@pipeline /]
}
[#else]
void [=d.top](hls::stream<pixel_t>& in, hls::stream<[=d.answer.type]>& out, int frames) {
#pragma HLS interface axis port = in
#pragma HLS interface axis port = out
#pragma HLS interface s_axilite port = frames bundle = control
#pragma HLS interface s_axilite port = return bundle = control
[@pipeline /]
}
[/#if]
