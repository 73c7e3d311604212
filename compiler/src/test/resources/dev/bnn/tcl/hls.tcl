# Commands of Vivado HLS (UG902) and Vitis HLS (UG1399).
command open_project -switches -reset -arguments {1 1}
command set_top -arguments {1 1} -after open_project
command add_files -switches -tb -values {-cflags {} -csimflags {} -blackbox {}} -arguments {1 1} -after open_project -body {
    if {![file isfile [lindex $rest 0]]} { wrong "no file [lindex $rest 0]" }
}
command set_part -arguments {1 1} -after open_solution
command create_clock -values {-period number -name {}} -after open_solution
command csim_design -switches {-O -clean -setup} -values {-argv {} -ldflags {} -mflags {}} \
    -after {set_part create_clock add_files}
command csynth_design -after {set_part create_clock set_top}
command cosim_design -switches {-O -setup} -after csynth_design \
    -values {-argv {} -ldflags {} -rtl {verilog vhdl} -tool {} -trace_level {none all port port_hier}}
set formats {ip_catalog sysgen syn_dcp}
if {$::check::tool eq "vitis_hls"} { lappend formats xo }
command export_design -after csynth_design -values [list -format $formats -output {} {*}{
    -flow {none syn impl} -rtl {verilog vhdl} -vendor {} -library {} -ipname {}
    -version {} -display_name {}
}] -body {
    if {[dict get $given -format] eq "xo" && $::check::flow ne "vitis"} { wrong "a kernel needs the flow target vitis" }
}
if {$::check::tool eq "vitis_hls"} {
    command open_solution -switches -reset -values {-flow_target {vivado vitis}} -arguments {1 1} -after open_project -body {
        set ::check::flow [dict get $given -flow_target]
    }
    command config_compile -values {-name_max_length 1..256 -pipeline_loops 0..1024} -after open_solution
    command set_directive_bind_storage -arguments {2 2} -after open_solution \
        -values {
            -type {rom_1p rom_2p rom_np ram_1p ram_2p ram_s2p ram_t2p fifo} -impl {bram lutram uram srl auto} -latency number
        }
} else {
    command open_solution -switches -reset -arguments {1 1} -after open_project
    command set_directive_resource -arguments {2 2} -after open_solution \
        -values {
            -core {ROM_1P_BRAM ROM_1P_LUTRAM ROM_2P_BRAM RAM_S2P_BRAM RAM_S2P_LUTRAM RAM_S2P_URAM FIFO_BRAM FIFO_LUTRAM FIFO_SRL}
            -latency number
        }
}
