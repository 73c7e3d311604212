# Simulates, synthesizes and packages the design, with any of
#     vitis-run --mode hls --tcl run_hls.tcl
#     vitis_hls -f run_hls.tcl
#     vivado_hls -f run_hls.tcl
# The script is the same for every network; settings.tcl has the differences. Set the environment variable BNN_STEPS to
# run only some steps, or also the slow cosimulation: "csim csynth cosim export".
set here [file dirname [file normalize [info script]]]
cd $here
source settings.tcl

set steps {csim csynth export}
if {[info exists env(BNN_STEPS)]} {
    set steps $env(BNN_STEPS)
}

# Vivado HLS, up to 2020.1, has other names and an older C++ than Vitis HLS.
set vitis [llength [info commands set_directive_bind_storage]]
set flags "-std=c++[expr {$vitis ? {14} : {0x}}]"
if {!$vitis} {
    append flags " -DBNN_ENABLE_FLUSH"
}
# Every file that includes ap_int.h needs the limit of words, also those that the tool writes for the cosimulation.
if {$bnn(ap_int_max_w) > 1024} {
    append flags " -DAP_INT_MAX_W=$bnn(ap_int_max_w)"
}
if {$vitis && $bnn(ap_int_max_w) > 4096} {
    error "Vitis HLS takes words of at most 4096 bits: this design was made for Vivado HLS, as `tool vivado_hls` in its target section says"
}

open_project -reset build
set_top $bnn(top)
foreach file $bnn(sources) {
    add_files $file -cflags $flags
}
foreach file $bnn(testbench) {
    add_files -tb $file -cflags $flags
}
set kernel [expr {$bnn(format) eq "xo"}]
if {$kernel && !$vitis} {
    error "Vivado HLS makes no kernels for XRT: take Vitis HLS"
}
if {$vitis} {
    open_solution -reset solution -flow_target [expr {$kernel ? "vitis" : "vivado"}]
} else {
    open_solution -reset solution
}
set_part $bnn(part)
create_clock -period $bnn(period_ns) -name default
if {$vitis} {
    config_compile -name_max_length 80
}
foreach entry $bnn(storage) {
    lassign $entry function array type memory
    if {$vitis} {
        set_directive_bind_storage -type $type -impl $memory $function $array
    } else {
        # The older tool has one name for both: ROM_1P_BRAM, FIFO_SRL.
        set_directive_resource -core [string toupper ${type}_$memory] $function $array
    }
}

foreach step $steps {
    switch -- $step {
        csim    { csim_design }
        csynth  { csynth_design }
        cosim   { cosim_design }
        export  {
            if {$kernel} {
                export_design -format xo -output $bnn(top).xo
            } else {
                export_design -format ip_catalog
            }
        }
        default { error "BNN_STEPS has `$step`; known are csim, csynth, cosim and export" }
    }
}
exit
