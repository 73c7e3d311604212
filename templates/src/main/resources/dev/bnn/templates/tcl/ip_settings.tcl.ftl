# Settings of run_ip.tcl and run_vivado.tcl for network [=d.network]. Generated from [=d.source.inline]; changes here are lost.
set bnn(top) [=d.top]
set bnn(part) [=d.part.literal]
set bnn(vendor) bnn.dev
set bnn(description) [=d.summary.literal]
set bnn(answer_bytes) [=d.answerBytes]
set bnn(sources) {
[#list d.sources as s]
    [=s]
[/#list]
}
set bnn(tables) {
[#list d.memories as m]
    [=m.literal]
[/#list]
}
# The registers of s_axi_control and their addresses.
set bnn(registers) {CTRL 0x00 GIER 0x04 IP_IER 0x08 IP_ISR 0x0c frames 0x10[#if d.loadable] load 0x18[/#if]}
