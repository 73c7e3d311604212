# What run_hls.tcl needs to know of network [=d.network]. Generated from [=d.source]; changes here are lost.
set bnn(top) [=d.top]
set bnn(part) [=d.part]
set bnn(period_ns) [=d.periodNs]
set bnn(sources) {[#list d.sources as s][=s][#sep] [/#list]}
set bnn(testbench) {tb/testbench.cpp tb/images.hex tb/scores.txt}

# Arrays and streams by function, their kind of memory, and what stores them.
set bnn(storage) {
[#list d.storage as s]
    {[=s.unit] [=s.array] [=s.type] [=s.memory]}
[/#list]
}
