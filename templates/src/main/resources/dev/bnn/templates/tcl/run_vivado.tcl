# Builds the bitstream round the IP that run_hls.tcl exported, or run_ip.tcl packaged:
#     vivado -mode batch -source run_vivado.tcl
# The script is the same for every network and board; settings.tcl has what differs. It leaves bnn_NAME.bit, .hwh and
# .xsa and the reports of the routed design in ../deploy. Environment: BNN_JOBS, processes at once (4 otherwise);
# BNN_BOARD_FILES, a folder of board files beside those that came with Vivado.
set here [file dirname [file normalize [info script]]]
cd $here
source settings.tcl
set deploy [file join [file dirname $here] deploy]
set jobs [expr {[info exists env(BNN_JOBS)] ? $env(BNN_JOBS) : 4}]

# What the processing systems of the two families call the same things. The addresses are none that Vivado gives to
# another of these cells by itself, so that moving one there cannot overlap another.
array set ps [expr {$bnn(family) eq "zynq" ? {
    ip processing_system7  clock FCLK_CLK0  reset FCLK_RESET0_N  interrupt IRQ_F2P
    control M_AXI_GP0  control_clock M_AXI_GP0_ACLK  memory S_AXI_HP0  memory_clock S_AXI_HP0_ACLK
    automation {make_external "FIXED_IO, DDR" apply_board_preset "1" Master "Disable" Slave "Disable"}
    address_bits 32  dma_address 0x40400000  core_address 0x43C00000
} : {
    ip zynq_ultra_ps_e  clock pl_clk0  reset pl_resetn0  interrupt pl_ps_irq0
    control M_AXI_HPM0_FPD  control_clock maxihpm0_fpd_aclk  memory S_AXI_HP0_FPD  memory_clock saxihp0_fpd_aclk
    automation {apply_board_preset "1"}
    address_bits 40  dma_address 0xA0200000  core_address 0xA0300000
}}]
if {$bnn(family) eq "zynq"} {
    set ps(config) [list CONFIG.PCW_FPGA0_PERIPHERAL_FREQMHZ $bnn(clock_mhz) CONFIG.PCW_USE_M_AXI_GP0 1 \
        CONFIG.PCW_USE_S_AXI_HP0 1 CONFIG.PCW_S_AXI_HP0_DATA_WIDTH 64 \
        CONFIG.PCW_USE_FABRIC_INTERRUPT 1 CONFIG.PCW_IRQ_F2P_INTR 1]
} else {
    set ps(config) [list CONFIG.PSU__FPGA_PL0_ENABLE 1 CONFIG.PSU__CRL_APB__PL0_REF_CTRL__FREQMHZ $bnn(clock_mhz) \
        CONFIG.PSU__USE__M_AXI_GP0 1 CONFIG.PSU__USE__M_AXI_GP1 0 CONFIG.PSU__USE__M_AXI_GP2 0 \
        CONFIG.PSU__USE__S_AXI_GP2 1 CONFIG.PSU__SAXIGP2__DATA_WIDTH 128 CONFIG.PSU__USE__IRQ0 1]
}

proc say {text} { puts "bnn: $text" }

# The newest IP of the catalogue with that vendor, library and name; empty where there is none.
proc find_ip {pattern} { lindex [lsort -dictionary [get_ipdefs -all "$pattern:*"]] end }

proc add_cell {ip name} {
    set vlnv [find_ip "xilinx.com:ip:$ip"]
    if {$vlnv eq ""} { error "Vivado's catalogue has no $ip: install it for $::bnn(part), or use another release" }
    create_bd_cell -type ip -vlnv $vlnv $name
}

# Newer releases have the concatenation of bits as inline HDL instead of an IP.
proc add_concat {name} {
    if {[find_ip xilinx.com:ip:xlconcat] ne ""} { return [add_cell xlconcat $name] }
    set vlnv [find_ip xilinx.com:inline_hdl:ilconcat]
    if {$vlnv eq ""} { error "Vivado's catalogue has neither xlconcat nor ilconcat: use another release" }
    create_bd_cell -type inline_hdl -vlnv $vlnv $name
}

# The one interface of the IP of that direction and kind: HLS names them differently from release to release.
proc core_port {mode kind} {
    set found [get_bd_intf_pins -of_objects [get_bd_cells core] -filter "MODE == $mode && VLNV =~ \"*:${kind}_rtl:*\""]
    if {[llength $found] != 1} { error "the IP $::bnn(top) has [llength $found] $mode ports of kind $kind, not one" }
    return $found
}

proc join_ports {from to} { connect_bd_intf_net [get_bd_intf_pins $from] [get_bd_intf_pins $to] }

proc join_pins {from args} {
    foreach to $args { connect_bd_net [get_bd_pins $from] [get_bd_pins $to] }
}

proc run_to_end {run args} {
    say "$run: started, with $::jobs jobs"
    launch_runs $run {*}$args -jobs $::jobs
    wait_on_run $run
    set progress [get_property PROGRESS [get_runs $run]]
    set status [get_property STATUS [get_runs $run]]
    if {$progress ne "100%" || [string match -nocase *error* $status]} {
        error "$run ended at $progress: $status. Its log is [file join [get_property DIRECTORY [get_runs $run]] runme.log]"
    }
    say "$run: $status"
}

# Slack in ns of the worst path; paths are missing only in a design without registers.
proc slack {kind} {
    set paths [get_timing_paths -max_paths 1 $kind]
    expr {[llength $paths] ? [get_property SLACK [lindex $paths 0]] : 0.0}
}

if {$bnn(family) eq "none"} {
    error "the target is the bare part $bnn(part): a bitstream needs a board. Name one in the target section, or use the\
        IP in $bnn(ip) in a design of your own"
}
if {$bnn(pixel_bytes) > 512} { error "a pixel has $bnn(pixel_bytes) bytes; the stream converters of Vivado take 512" }
set repository [file join $here $bnn(ip)]
if {![file isdirectory $repository]} { error "there is no IP in $repository: run $bnn(packager) first" }
# A bitstream of an earlier network must not lie beside the drivers of this one.
file mkdir $deploy
foreach ending {bit hwh xsa} { file delete [file join $deploy $bnn(top).$ending] }

say "project for $bnn(board) ($bnn(part)) at $bnn(clock_mhz) MHz"
if {[info exists env(BNN_BOARD_FILES)]} { set_param board.repoPaths [list [file normalize $env(BNN_BOARD_FILES)]] }
create_project -force -part $bnn(part) bnn [file join $here vivado]
# A table that synthesis does not find would be all zeros, for a critical warning only.
set_msg_config -id {Synth 8-4445} -new_severity ERROR
set boards {}
foreach pattern $bnn(board_files) { lappend boards {*}[get_board_parts -quiet $pattern] }
if {$boards eq ""} {
    error "Vivado has no board files of $bnn(board) ([join $bnn(board_files) { or }]). Install them in Vivado under Tools,\
        Vivado Store, Boards, or name their folder in BNN_BOARD_FILES"
}
set_property board_part [lindex [lsort -dictionary $boards] end] [current_project]
set_property ip_repo_paths [list $repository] [current_project]
update_ip_catalog
set core [find_ip "*:$bnn(library):$bnn(top)"]
if {$core eq ""} { error "$repository has no IP $bnn(top) for $bnn(part): run $bnn(packager) again" }

say "block design"
create_bd_design system
add_cell $ps(ip) ps
apply_bd_automation -rule xilinx.com:bd_rule:$ps(ip) -config $ps(automation) [get_bd_cells ps]
# After the preset, which would undo them.
set_property -dict $ps(config) [get_bd_cells ps]
create_bd_cell -type ip -vlnv $core core

# The DMA moves bytes as they lie in memory. Its words are powers of two; a pixel of another size needs a converter.
set word 1
while {$word < $bnn(pixel_bytes) && $word < 128} { set word [expr {2 * $word}] }
add_cell axi_dma dma
set_property -dict [list CONFIG.c_include_sg 0 CONFIG.c_sg_length_width $bnn(length_bits) \
    CONFIG.c_addr_width $ps(address_bits) CONFIG.c_m_axis_mm2s_tdata_width [expr {8 * $word}] \
    CONFIG.c_m_axi_mm2s_data_width [expr {max(64, 8 * $word)}] CONFIG.c_m_axi_s2mm_data_width 64 \
    CONFIG.c_mm2s_burst_size 16 CONFIG.c_s2mm_burst_size 16] [get_bd_cells dma]
if {$word == $bnn(pixel_bytes)} {
    join_ports dma/M_AXIS_MM2S [core_port Slave axis]
} else {
    add_cell axis_dwidth_converter pixels
    set_property CONFIG.M_TDATA_NUM_BYTES $bnn(pixel_bytes) [get_bd_cells pixels]
    join_ports dma/M_AXIS_MM2S pixels/S_AXIS
    join_ports pixels/M_AXIS [core_port Slave axis]
    join_pins ps/$ps(clock) pixels/aclk
}
join_ports [core_port Master axis] dma/S_AXIS_S2MM

add_cell smartconnect control
set_property -dict {CONFIG.NUM_SI 1 CONFIG.NUM_MI 2} [get_bd_cells control]
join_ports ps/$ps(control) control/S00_AXI
join_ports control/M00_AXI dma/S_AXI_LITE
join_ports control/M01_AXI [core_port Slave aximm]
add_cell smartconnect memory
set_property -dict {CONFIG.NUM_SI 2 CONFIG.NUM_MI 1} [get_bd_cells memory]
join_ports dma/M_AXI_MM2S memory/S00_AXI
join_ports dma/M_AXI_S2MM memory/S01_AXI
join_ports memory/M00_AXI ps/$ps(memory)

add_cell proc_sys_reset reset
join_pins ps/$ps(clock) reset/slowest_sync_clk ps/$ps(control_clock) ps/$ps(memory_clock) control/aclk memory/aclk \
    dma/s_axi_lite_aclk dma/m_axi_mm2s_aclk dma/m_axi_s2mm_aclk core/ap_clk
join_pins ps/$ps(reset) reset/ext_reset_in
join_pins reset/peripheral_aresetn control/aresetn memory/aresetn dma/axi_resetn
# A driver that resets the DMA resets the network too, with what waits between them.
join_pins dma/mm2s_prmry_reset_out_n core/ap_rst_n
if {$word != $bnn(pixel_bytes)} { join_pins dma/mm2s_prmry_reset_out_n pixels/aresetn }

add_concat interrupts
set_property CONFIG.NUM_PORTS 3 [get_bd_cells interrupts]
join_pins dma/mm2s_introut interrupts/In0
join_pins dma/s2mm_introut interrupts/In1
join_pins core/interrupt interrupts/In2
join_pins interrupts/dout ps/$ps(interrupt)

assign_bd_address
foreach segment [get_bd_addr_segs -of_objects [get_bd_addr_spaces ps/Data]] {
    foreach cell {dma core} {
        if {[string match *SEG_${cell}_* $segment]} {
            set_property offset $ps(${cell}_address) $segment
            set_property range 64K $segment
            say "$cell: registers at $ps(${cell}_address)"
        }
    }
}
validate_bd_design
save_bd_design
set design [get_files system.bd]
generate_target all $design
make_wrapper -import -top -files $design
set_property top system_wrapper [current_fileset]

run_to_end synth_1
run_to_end impl_1 -to_step write_bitstream

open_run impl_1
report_utilization -file [file join $deploy utilization.rpt]
report_utilization -hierarchical -file [file join $deploy utilization_by_unit.rpt]
report_timing_summary -file [file join $deploy timing.rpt]
set setup [slack -setup]
set hold [slack -hold]
say "slack: setup $setup ns, hold $hold ns"
if {$setup < 0 || $hold < 0} {
    error "the design does not reach $bnn(clock_mhz) MHz: slack $setup ns (setup), $hold ns (hold). The worst paths are in\
        [file join $deploy timing.rpt]; lower the clock in the target section, or fold less"
}

# The place of the hardware handoff differs between releases.
set handoff [concat [glob -nocomplain vivado/bnn.gen/sources_1/bd/system/hw_handoff/system.hwh] \
    [glob -nocomplain vivado/bnn.srcs/sources_1/bd/system/hw_handoff/system.hwh]]
if {$handoff eq ""} { error "there is no system.hwh under [file join $here vivado]: was the block design generated?" }
file copy -force vivado/bnn.runs/impl_1/system_wrapper.bit [file join $deploy $bnn(top).bit]
file copy -force [lindex $handoff 0] [file join $deploy $bnn(top).hwh]
# Releases up to 2019.1 know .hdf instead, which no present tool reads.
if {[llength [info commands write_hw_platform]]} {
    write_hw_platform -fixed -include_bit -force [file join $deploy $bnn(top).xsa]
}
say "bitstream in [file join $deploy $bnn(top).bit]"
exit
