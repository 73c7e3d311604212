# Stands in for an HLS tool: runs a script with the vendor's commands replaced by checks.
#
#     tclsh hls_commands.tcl GENERATION SCRIPT
#
# GENERATION is vivado_hls or vitis_hls. Every command must be one that the generation knows, with options that it
# knows (UG902 and UG1399 state the syntax), files must exist, and calls must come in an order that works. Prints each
# call; a mistake ends with status 1.
set generation [lindex $argv 0]
set script [lindex $argv 1]

# command {options without a value} {options with a value} {least arguments} {most arguments} {what must come before}
set commands {
    open_project          {-reset}            {}                                            1 1 {}
    set_top               {}                  {}                                            1 1 {open_project}
    add_files             {-tb}               {-cflags -csimflags -blackbox}                1 1 {open_project}
    open_solution         {-reset}            {}                                            1 1 {open_project}
    set_part              {}                  {}                                            1 1 {open_solution}
    create_clock          {}                  {-period -name}                               0 0 {open_solution}
    csim_design           {-O -clean -setup}  {-argv -ldflags -mflags}                      0 0 {set_part create_clock add_files}
    csynth_design         {}                  {}                                            0 0 {set_part create_clock set_top}
    cosim_design          {-O -setup}         {-argv -ldflags -rtl -tool -trace_level}      0 0 {csynth_design}
    export_design         {}                  {-format -flow -rtl -vendor -library -ipname -version -display_name} 0 0 {csynth_design}
    exit                  {}                  {}                                            0 1 {}
}
if {$generation eq "vitis_hls"} {
    append commands {
        open_solution               {-reset} {-flow_target}                       1 1 {open_project}
        config_compile              {}       {-name_max_length -pipeline_loops}   0 0 {open_solution}
        set_directive_bind_storage  {}       {-type -impl -latency}               2 2 {open_solution}
    }
} else {
    append commands {
        set_directive_resource      {}       {-core -latency}                     2 2 {open_solution}
    }
}
set legal {
    -flow_target {vivado vitis}
    -type {rom_1p rom_2p rom_np ram_1p ram_2p ram_s2p ram_t2p fifo}
    -impl {bram lutram uram srl auto}
    -core {ROM_1P_BRAM ROM_1P_LUTRAM ROM_2P_BRAM RAM_S2P_BRAM RAM_S2P_LUTRAM FIFO_BRAM FIFO_LUTRAM FIFO_SRL}
    -format {ip_catalog sysgen syn_dcp}
}

set called {}

proc fail {message} {
    puts "wrong: $message"
    ::tcl_exit 1
}

proc check {name switches valued least most before arguments} {
    global called legal
    set rest {}
    for {set i 0} {$i < [llength $arguments]} {incr i} {
        set word [lindex $arguments $i]
        if {$word in $switches} continue
        if {$word in $valued} {
            incr i
            if {$i == [llength $arguments]} { fail "$name: $word has no value" }
            if {[dict exists $legal $word] && [lindex $arguments $i] ni [dict get $legal $word]} {
                fail "$name: $word [lindex $arguments $i]"
            }
        } elseif {[string match -* $word]} {
            fail "$name does not know $word"
        } else {
            lappend rest $word
        }
    }
    if {[llength $rest] < $least || [llength $rest] > $most} { fail "$name with [llength $rest] arguments: $rest" }
    foreach earlier $before {
        if {$earlier ni $called} { fail "$name before $earlier" }
    }
    if {$name eq "add_files" && ![file isfile [lindex $rest 0]]} { fail "no file [lindex $rest 0]" }
    lappend called $name
    puts [concat $name $arguments]
}

rename exit tcl_exit
foreach {name switches valued least most before} $commands {
    proc $name args "check $name {$switches} {$valued} $least $most {$before} \$args
        [expr {$name eq "exit" ? "::tcl_exit 0" : ""}]"
}
proc unknown {name args} { fail "unknown command $name" }

set argv {}
set argv0 $script
info script $script
if {[catch {source $script} message]} { fail $message }
fail "the script does not end the tool"
