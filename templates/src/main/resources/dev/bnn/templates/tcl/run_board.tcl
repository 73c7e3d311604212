# Builds the bitstream of a board without a processor, round the Verilog of src and board and the tables of mem:
#     vivado -mode batch -source run_board.tcl
# The script is the same for every network and board; board/settings.tcl has what differs. It leaves bnn_NAME.bit and the
# reports of the routed design in ../deploy. Environment: BNN_JOBS, processes at once (4 otherwise).
set here [file dirname [file normalize [info script]]]
cd $here
source board/settings.tcl
set deploy [file join [file dirname $here] deploy]
set jobs [expr {[info exists env(BNN_JOBS)] ? $env(BNN_JOBS) : 4}]

proc say {text} { puts "bnn: $text" }

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

set constraints [file join board $bnn(top).xdc]
if {![file isfile $constraints]} { error "there is no file $constraints: run mvn bnn:synthesize again" }
# Synthesis looks for tables beside the file that reads them: all lie in one folder.
file delete -force vivado sources
file mkdir sources $deploy
# A bitstream of an earlier network must not lie beside the host's files of this one.
file delete [file join $deploy $bnn(name).bit]
set files {}
foreach file [lsort [concat [glob src/*.v] [glob board/*.v] [glob -nocomplain mem/*.mem]]] {
    # The AXI4 shell of a board with a processor is not part of the design.
    if {[file tail $file] eq "$bnn(name).v"} { continue }
    file copy $file sources
    lappend files sources/[file tail $file]
}

say "project for $bnn(board) ($bnn(part)) at $bnn(clock_mhz) MHz"
create_project -force -part $bnn(part) bnn [file join $here vivado]
# A table that synthesis does not find would be all zeros, for a critical warning only.
set_msg_config -id {Synth 8-4445} -new_severity ERROR
add_files -norecurse $files
add_files -fileset constrs_1 -norecurse $constraints
set_property top $bnn(top) [current_fileset]
update_compile_order -fileset sources_1
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
file copy -force vivado/bnn.runs/impl_1/$bnn(top).bit [file join $deploy $bnn(name).bit]
say "bitstream in [file join $deploy $bnn(name).bit]"
exit
