# Settings of run_hls.tcl[#if !d.card??] and run_vivado.tcl[/#if] for network [=d.network]. Generated from [=d.source.inline]; changes here are lost.
set bnn(top) [=d.top]
set bnn(part) [=d.part.literal]
set bnn(period_ns) [=d.periodNs]
# ip_catalog makes an IP for Vivado, xo a kernel for the linker of Vitis.
set bnn(format) [#if d.card??]xo[#else]ip_catalog[/#if]
set bnn(sources) {[#list d.sources as s][=s][#sep] [/#list]}
set bnn(testbench) {tb/testbench.cpp tb/images.hex tb/[=d.answer.file][#if d.loading??] tb/parameters.bin[/#if]}
# The limit of ap_int.h for the bits of a word; 1024 is its default.
set bnn(ap_int_max_w) [=d.words.limit]

# Arrays and streams by function, with their kind of memory and its implementation.
set bnn(storage) {
[#list d.storage as s]
    {[=s.unit] [=s.array] [=s.type] [=s.memory]}
[/#list]
}
