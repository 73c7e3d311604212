// Network [=d.network]: [=d.summary].
// Generated from [=d.source]; changes here are lost.
#include "[=d.network].h"

[#list d.headers as header]
#include "bnn/[=header].h"
[/#list]
[#list d.tables as table]
#include "weights/[=table].h"
[/#list]
[#list d.units as u]

// [=u.comment]
static void [=u.name]([#list u.ports as p]hls::stream<[=p.type]>& [=p.name], [/#list]int frames) {
[#list u.locals as l]
    [=l]
[/#list]
[#list u.partitions as p]
#pragma HLS array_partition variable = [=p.array] complete dim = [=p.dimension]
[/#list]
    bnn::[=u.call]([#list u.ports as p][=p.name], [/#list][#list u.constants as c][=c], [/#list]frames);
}
[/#list]

void [=d.top](hls::stream<pixel_t>& in, hls::stream<score_t>& out, int frames) {
#pragma HLS interface axis port = in
#pragma HLS interface axis port = out
#pragma HLS interface s_axilite port = frames bundle = control
#pragma HLS interface s_axilite port = return bundle = control
#pragma HLS dataflow
[#list d.streams as s]
    hls::stream<ap_uint<[=s.bits]>> [=s.name]("[=s.name]");
#pragma HLS stream variable = [=s.name] depth = [=s.depth]
[/#list]

[#list d.calls as c]
    [=c.unit]([#list c.streams as s][=s], [/#list]frames);
[/#list]
}
