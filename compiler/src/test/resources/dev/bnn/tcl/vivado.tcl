# Commands of Vivado (UG835) over a small model of a project and a block design: which cells, pins and ports there are,
# which are joined, and what a run leaves. The environment variable CHECK_FAULT makes something go wrong: boards, no
# board files; synth_1 or impl_1, that run fails; setup or hold, negative slack.
source [file join [file dirname [info script]] vivado_ip.tcl]
source [file join [file dirname [info script]] ipx.tcl]
set ::model::fault [expr {[info exists env(CHECK_FAULT)] ? $env(CHECK_FAULT) : ""}]
array set ::model::cells {}    ;# name -> IP
array set ::model::params {}   ;# cell,parameter -> value
array set ::model::joined {}   ;# cell/pin or cell/port -> list of the others
array set ::model::project {part {} board_part {} ip_repo_paths {} top {}}
array set ::model::address {}  ;# segment -> offset

# Pins or ports of a cell as {name {direction kind} ...}, with what its parameters bring about; names keep their !.
proc members {cell what} {
    set found {}
    dict for {name facts} [dict get $::model::ips $::model::cells($cell) $what] {
        lassign $facts direction kind parameter
        set value [expr {$parameter eq "" ? 1 : [info exists ::model::params($cell,$parameter)] ? $::model::params($cell,$parameter) : 0}]
        if {[string match *%* $name]} {
            for {set i 0} {$i < $value} {incr i} { lappend found [format $name $i] [list $direction $kind] }
        } elseif {$value} {
            lappend found $name [list $direction $kind]
        }
    }
    return $found
}

# An IP with these interfaces: {kind mode name ...}.
proc packaged {interfaces} {
    set pins {}
    set ports {}
    foreach {kind mode name} $interfaces {
        switch -- $kind {
            clock     { lappend pins $name! {in clk} }
            reset     { lappend pins $name! {in rst} }
            interrupt { lappend pins $name {out irq} }
            default   { lappend ports $name! [list $mode $kind] }
        }
    }
    dict create config {} pins $pins ports $ports
}

proc facts {place what} {
    lassign [split [string trimleft $place /] /] cell name
    if {![info exists ::model::cells($cell)]} { wrong "there is no cell $cell" }
    foreach {member facts} [members $cell $what] {
        if {[string trimright $member !] eq $name} { return $facts }
    }
    wrong "$cell ($::model::cells($cell)) has no $name"
}

proc join_up {a b} {
    lappend ::model::joined([string trimleft $a /]) $b
    lappend ::model::joined([string trimleft $b /]) $a
}

proc parameter {cell name value} {
    set kinds [dict get $::model::ips $::model::cells($cell) config]
    regsub {^CONFIG\.} $name {} name
    if {![dict exists $kinds $name]} { wrong "$::model::cells($cell) has no parameter $name" }
    if {![legal [dict get $kinds $name] $value]} { wrong "$::model::cells($cell): $name $value" }
    set ::model::params($cell,$name) $value
}

command set_param -arguments {2 2}
command set_msg_config -switches -suppress -after create_project \
    -values {-id {} -severity {} -string {} -limit number -new_severity {INFO WARNING {CRITICAL WARNING} ERROR}}
command create_project -switches -force -values {-part {}} -arguments {1 2} -body {
    set ::model::project(part) [dict get $given -part]
}
command current_project -after create_project -body { return project }
command current_fileset -after create_project -body { return fileset }
command get_board_parts -switches -quiet -arguments {1 1} -after create_project -body {
    lsearch -all -inline [expr {$::model::fault eq "boards" ? {} : [dict keys $::model::boards]}] [lindex $rest 0]
}
command update_ip_catalog -switches -rebuild -after set_property -body {
    foreach folder $::model::project(ip_repo_paths) {
        if {![file isfile [file join $folder component.xml]]} { wrong "no IP in $folder" }
        set in [open [file join $folder component.xml]]
        set component [read $in]
        close $in
        # What HLS exports is not written by a script of ours, and stands for itself.
        if {$component eq "<component/>" || $component eq ""} {
            dict set ::model::ips xilinx.com:hls:$::bnn(top):1.0 [dict get $::model::ips CORE]
        } else {
            dict set ::model::ips [lindex $component 1] [packaged [lrange $component 2 end]]
        }
    }
}
command get_ipdefs -switches -all -arguments {1 1} -after create_project -body {
    lsearch -all -inline [dict keys $::model::ips] [lindex $rest 0]
}
command create_bd_design -arguments {1 1} -after create_project
command create_bd_cell -values {-type {ip inline_hdl} -vlnv {}} -arguments {1 1} -after create_bd_design -body {
    set vlnv [dict get $given -vlnv]
    if {![dict exists $::model::ips $vlnv]} { wrong "there is no IP $vlnv" }
    if {([dict get $given -type] eq "ip") == [string match *:inline_hdl:* $vlnv]} { wrong "$vlnv is of another type" }
    if {[info exists ::model::cells($rest)]} { wrong "there is a cell $rest already" }
    set ::model::cells($rest) $vlnv
    return /$rest
}
command apply_bd_automation -values {-rule {} -config {}} -arguments {1 1} -after {create_bd_cell update_ip_catalog} -body {
    set cell [string trimleft $rest /]
    regsub {^xilinx.com:bd_rule:} [dict get $given -rule] {} rule
    if {![string match *:$rule:* $::model::cells($cell)]} { wrong "the rule $rule is not for $::model::cells($cell)" }
    set known [expr {$rule eq "processing_system7" ? {make_external apply_board_preset Master Slave} : {apply_board_preset}}]
    foreach name [dict keys [dict get $given -config]] {
        if {$name ni $known} { wrong "the rule $rule does not know $name" }
    }
    foreach gone [array names ::model::params $cell,*] { unset ::model::params($gone) }
}
command get_bd_cells -arguments {1 1} -after create_bd_design -body {
    if {![info exists ::model::cells($rest)]} { wrong "there is no cell $rest" }
    return /$rest
}
command get_bd_pins -arguments {1 1} -body {
    facts $rest pins
    return /$rest
}
command get_bd_intf_pins -values {-of_objects {} -filter {}} -arguments {0 1} -body {
    if {$rest ne ""} {
        facts $rest ports
        return /$rest
    }
    if {![regexp {^MODE == (Master|Slave) && VLNV =~ "\*:(axis|aximm)_rtl:\*"$} [dict get $given -filter] -> mode kind]} {
        wrong "get_bd_intf_pins: -filter [dict get $given -filter]"
    }
    set cell [dict get $given -of_objects]
    set found {}
    foreach {name facts} [members [string trimleft $cell /] ports] {
        if {$facts eq [list $mode $kind]} { lappend found $cell/[string trimright $name !] }
    }
    return $found
}
command connect_bd_intf_net -arguments {2 2} -body {
    lassign $rest a b
    set kinds [list [facts $a ports] [facts $b ports]]
    if {[lindex $kinds 0 0] ne "Master" || [lindex $kinds 1 0] ne "Slave" || [lindex $kinds 0 1] ne [lindex $kinds 1 1]} {
        wrong "$a and $b do not fit: $kinds"
    }
    foreach end $rest {
        if {[info exists ::model::joined([string trimleft $end /])]} { wrong "$end is joined twice" }
    }
    join_up $a $b
}
command connect_bd_net -arguments {2 2} -body {
    lassign $rest a b
    lassign [facts $a pins] from kind
    lassign [facts $b pins] to other
    if {$from ne "out" || $to ne "in" || $kind ne $other} { wrong "$a ($from $kind) and $b ($to $other) do not fit" }
    if {[info exists ::model::joined([string trimleft $b /])]} { wrong "$b is joined twice" }
    join_up $a $b
}
command set_property -switches -dict -arguments {2 3} -body {
    set object [lindex $rest end]
    set pairs [expr {[dict exists $given -dict] ? [lindex $rest 0] : [lrange $rest 0 1]}]
    foreach {name value} $pairs {
        if {$object in {project fileset}} {
            if {![info exists ::model::project($name)]} { wrong "a $object has no property $name" }
            if {$name eq "board_part" && [dict get $::model::boards $value] ne $::model::project(part)} {
                wrong "$value carries [dict get $::model::boards $value], not $::model::project(part)"
            }
            set ::model::project($name) $value
        } elseif {[info exists ::model::address($object)]} {
            if {$name ni {offset range}} { wrong "a segment has no $name" }
            if {$name eq "offset"} {
                foreach other [array names ::model::address] {
                    if {$other ne $object && $::model::address($other) == $value} { wrong "$object overlaps $other" }
                }
                set ::model::address($object) $value
            }
        } elseif {[info exists ::component::properties([lindex $object 0])]} {
            component_property $object $name $value
        } else {
            parameter [string trimleft $object /] $name $value
        }
    }
}
command assign_bd_address -after {create_bd_cell connect_bd_intf_net} -body {
    foreach cell {dma core} { set ::model::address(/ps/Data/SEG_${cell}_Reg) [expr {$cell eq "dma" ? 0x40400000 : 0x43C00000}] }
}
command get_bd_addr_spaces -arguments {1 1} -body { return $rest }
command get_bd_addr_segs -values {-of_objects ps/Data} -after assign_bd_address -body { lsort [array names ::model::address] }
command validate_bd_design -after assign_bd_address -body {
    foreach cell [lsort [array names ::model::cells]] {
        foreach {name facts} [concat [members $cell pins] [members $cell ports]] {
            if {[string match *! $name] && ![info exists ::model::joined($cell/[string trimright $name !])]} {
                wrong "$cell/[string trimright $name !] is joined to nothing"
            }
        }
    }
    set bytes [expr {$::model::params(dma,c_m_axis_mm2s_tdata_width) / 8}]
    if {[info exists ::model::cells(pixels)]} { set bytes $::model::params(pixels,M_TDATA_NUM_BYTES) }
    if {$bytes != $::bnn(pixel_bytes)} { wrong "the core gets words of $bytes bytes, not of $::bnn(pixel_bytes)" }
    if {$::model::params(dma,c_m_axi_mm2s_data_width) < $::model::params(dma,c_m_axis_mm2s_tdata_width)} {
        wrong "the DMA's stream is wider than its memory port"
    }
}
command save_bd_design -after validate_bd_design
command get_files -arguments {1 1} -after save_bd_design -body { return $rest }
command generate_target -arguments {2 2} -after save_bd_design -body {
    if {[lindex $rest 0] ni {all synthesis}} { wrong "generate_target [lindex $rest 0]" }
    set kind [expr {[package vcompare $::check::release 2020.2] < 0 ? "srcs" : "gen"}]
    file mkdir vivado/bnn.$kind/sources_1/bd/system/hw_handoff
    close [open vivado/bnn.$kind/sources_1/bd/system/hw_handoff/system.hwh w]
}
command make_wrapper -switches {-import -top -fixed -testbench} -values {-files {}} -after save_bd_design
command launch_runs -values {
    -jobs 1..64
    -to_step {opt_design place_design phys_opt_design route_design write_bitstream}
} -arguments {1 1} -body {
    if {$rest ni {synth_1 impl_1}} { wrong "there is no run $rest" }
    if {$::model::project(top) eq ""} { wrong "launch_runs before a top is set" }
    if {"make_wrapper" ni $::check::called} {
        if {![info exists ::component::placed]} { wrong "launch_runs before make_wrapper" }
        top_is_placed
    }
    if {$rest eq "impl_1" && [dict exists $given -to_step]} {
        file mkdir vivado/bnn.runs/impl_1
        close [open vivado/bnn.runs/impl_1/$::model::project(top).bit w]
    }
}
# The top module is among the files, and each of its ports has a pin.
proc top_is_placed {} {
    foreach file $::component::files {
        if {[file tail $file] ne "$::model::project(top).v"} continue
        set in [open $file]
        set text [read $in]
        close $in
        set left $::component::placed
        foreach {all direction port} [regexp -all -inline {(?n)^    (input|output) +wire (\w+)} $text] {
            if {![dict exists $left $port]} { wrong "port $port has no pin" }
            dict unset left $port
        }
        if {[dict size $left]} { wrong "there is no port [dict keys $left]" }
        return
    }
    wrong "there is no file of $::model::project(top)"
}
command wait_on_run -values {-timeout number} -arguments {1 1} -after launch_runs
command get_runs -arguments {1 1} -after launch_runs -body { return $rest }
command get_property -arguments {2 2} -body {
    lassign $rest name object
    switch -- $name {
        PROGRESS  { return [expr {$::model::fault eq $object ? "42%" : "100%"}] }
        STATUS    { return [expr {$::model::fault eq $object ? "place_design ERROR" : "$object Complete!"}] }
        DIRECTORY { return vivado/bnn.runs/$object }
        name      { return [lindex $object 1] }
        SLACK     { return [expr {$object eq "path-$::model::fault" ? -0.125 : 0.25}] }
        default   { wrong "get_property does not know $name" }
    }
}
command open_run -arguments {1 1} -after {launch_runs wait_on_run}
command report_utilization -switches -hierarchical -values {-file {}} -after open_run
command report_timing_summary -switches -warn_on_violation -values {-file {} -max_paths number} -after open_run
command get_timing_paths -switches {-setup -hold} -values {-max_paths number -nworst number} -after open_run -body {
    return path-[string trimleft [lindex [dict keys [dict remove $given -max_paths]] 0] -]
}
command write_hw_platform -switches {-fixed -include_bit -force} -arguments {1 1} -after open_run -since 2019.2
