# Commands of Vivado's IP packager (UG1118, ipx:: of UG835) over a small model of a component: the ports of the top module, and what
# is declared of them. An object is a list: its kind, and its name. The component that is saved lists its interfaces, and the block
# design takes them from there.
namespace eval ::ipx {}
namespace eval ::body_of_ipx {}
namespace eval ::component {}
array set ::component::ports {}      ;# port -> input or output
array set ::component::property {}   ;# object,property -> value
array set ::component::signals {}    ;# interface -> {signal port ...}
array set ::component::clocks {}     ;# interface -> clock
set ::component::interfaces {}
set ::component::maps {}
set ::component::files {}
# Signals of an interface with the direction that a slave's port has; those of a master have the other.
array set ::component::kinds {
    clock {CLK input}
    reset {RST input}
    interrupt {INTERRUPT input}
    axis {TDATA input TKEEP input TSTRB input TUSER input TLAST input TID input TDEST input TVALID input TREADY output}
    aximm {AWADDR input AWPROT input AWVALID input AWREADY output WDATA input WSTRB input WVALID input WREADY output
        BRESP output BVALID output BREADY input ARADDR input ARPROT input ARVALID input ARREADY output
        RDATA output RRESP output RVALID output RREADY input}
}
array set ::component::properties {
    core {name version display_name description vendor_display_name company_url core_revision supported_families}
    bus {abstraction_type_vlnv bus_type_vlnv interface_mode slave_memory_map_ref display_name}
    portmap {physical_name logical_name}
    busparameter {value}
    block {range width usage base_address}
    register {address_offset size access description display_name}
}

proc component_property {object name value} {
    set kind [lindex $object 0]
    if {$name ni $::component::properties($kind)} { wrong "a $kind has no property $name" }
    if {$name eq "physical_name"} {
        lassign [lindex $object 1] bus signal
        if {![info exists ::component::ports($value)]} { wrong "the module has no port $value" }
        set wanted [dict get $::component::kinds([interface_kind $bus]) $signal]
        if {($::component::property([list bus $bus],interface_mode) eq "master") != ($::component::ports($value) ne $wanted)} {
            wrong "port $value of $bus is an $::component::ports($value)"
        }
        lappend ::component::signals($bus) $signal $value
    }
    if {$name eq "interface_mode" && $value ni {master slave}} { wrong "interface_mode $value" }
    if {$name eq "slave_memory_map_ref" && $value ni $::component::maps} { wrong "there is no memory map $value" }
    set ::component::property($object,$name) $value
}

# The kind of an interface, which both of its types name.
proc interface_kind {bus} {
    set object [list bus $bus]
    foreach {property pattern} {abstraction_type_vlnv {^xilinx.com:(interface|signal):(\w+)_rtl:1.0$}
            bus_type_vlnv {^xilinx.com:(interface|signal):(\w+):1.0$}} {
        if {![info exists ::component::property($object,$property)]} { wrong "$bus has no $property" }
        if {![regexp $pattern $::component::property($object,$property) -> library kind]} {
            wrong "$bus: $property $::component::property($object,$property)"
        }
        lappend kinds $library:$kind
    }
    if {[lindex $kinds 0] ne [lindex $kinds 1]} { wrong "$bus is $kinds" }
    if {![info exists ::component::kinds($kind)]} { wrong "$bus is of no known kind $kind" }
    return $kind
}

proc same_core {object} { if {$object ne {core component}} { wrong "$object is no core" } }

command add_files -switches {-norecurse -scan_for_includes} -values {-fileset {}} -arguments {1 1} -after create_project -body {
    set constraints [expr {[dict exists $given -fileset] && [dict get $given -fileset] eq "constrs_1"}]
    foreach file [lindex $rest 0] {
        if {![file isfile $file]} { wrong "no file $file" }
        if {$constraints} { constraints $file } else { lappend ::component::files [file normalize $file] }
    }
}

# The ports that the constraints of a board place must be those of the top module.
proc constraints {file} {
    set in [open $file]
    set text [read $in]
    close $in
    set ::component::placed {}
    foreach line [split [string trim $text] \n] {
        if {[regexp {^set_property -dict \{PACKAGE_PIN (\w+) IOSTANDARD LVCMOS33\} \[get_ports (\w+)\]$} $line -> pin port]} {
            if {$pin in [dict values $::component::placed]} { wrong "two ports at $pin" }
            dict set ::component::placed $port $pin
        } elseif {![regexp {^(create_clock -name \w+ -period [\d.]+|set_false_path -(from|to)) \[get_ports \w+\]$} $line]
                && ![regexp {^set_property (CONFIG_VOLTAGE 3.3|CFGBVS VCCO) \[current_design\]$} $line]} {
            wrong "constraint $line"
        }
    }
}
command update_compile_order -values {-fileset {sources_1 sim_1}} -after add_files
command ipx::package_project -switches {-import_files -force} -after {add_files update_compile_order} -values {
    -root_dir {} -vendor {} -library {} -taxonomy {} -set_current {true false}
} -body {
    foreach option {-root_dir -vendor -library} { if {![dict exists $given $option]} { wrong "ipx::package_project without $option" } }
    set ::component::root [file normalize [dict get $given -root_dir]]
    set ::component::vlnv [dict get $given -vendor]:[dict get $given -library]
    foreach file $::component::files {
        if {![string match $::component::root/* $file]} { wrong "$file is not in $::component::root" }
        if {[file tail $file] eq "$::model::project(top).v"} { set top $file }
    }
    if {![info exists top]} { wrong "no file has the module $::model::project(top)" }
    set in [open $top]
    foreach line [split [read $in] \n] {
        if {[regexp {^\s+(input|output)\s+(?:wire|reg)\s+(?:\[[^\]]*\]\s*)?(\w+)} $line -> direction port]} {
            set ::component::ports($port) $direction
        }
        if {[regexp {^\);} $line]} break
    }
    close $in
    # Synthesis finds a table among the files of the project and beside its reader.
    foreach file $::component::files {
        if {[file extension $file] ne ".v"} continue
        set in [open $file]
        foreach {-> table} [regexp -all -inline {"(\w+\.mem)"} [read $in]] {
            if {[file join [file dirname $file] $table] ni $::component::files} { wrong "[file tail $file] reads $table, which is not there" }
        }
        close $in
    }
}
command ipx::current_core -after ipx::package_project -body { return {core component} }
command ipx::remove_all_bus_interface -arguments {1 1} -after ipx::package_project -body { same_core [lindex $rest 0] }
command ipx::get_memory_maps -values {-of_objects {}} -arguments {1 1} -body {
    same_core [dict get $given -of_objects]
    return {{map reg0_of_another_release}}
}
command ipx::remove_memory_map -arguments {2 2} -body { same_core [lindex $rest 1] }
command ipx::add_bus_interface -arguments {2 2} -after ipx::remove_all_bus_interface -body {
    same_core [lindex $rest 1]
    if {[lindex $rest 0] in $::component::interfaces} { wrong "there is an interface [lindex $rest 0] already" }
    lappend ::component::interfaces [lindex $rest 0]
    return [list bus [lindex $rest 0]]
}
command ipx::get_ports -values {-of_objects {} -nocase {true false}} -arguments {1 1} -body {
    same_core [dict get $given -of_objects]
    lmap port [lsort [array names ::component::ports [lindex $rest 0]]] { list port $port }
}
command ipx::add_port_map -arguments {2 2} -body {
    lassign $rest signal bus
    set bus [lindex $bus 1]
    set kind [interface_kind $bus]
    if {![dict exists $::component::kinds($kind) $signal]} { wrong "$bus of kind $kind has no signal $signal" }
    list portmap [list $bus $signal]
}
command ipx::add_bus_parameter -arguments {2 2} -body {
    if {[lindex $rest 0] ni {ASSOCIATED_BUSIF ASSOCIATED_RESET POLARITY SENSITIVITY PROTOCOL DATA_WIDTH ADDR_WIDTH TDATA_NUM_BYTES}} {
        wrong "no interface has a parameter [lindex $rest 0]"
    }
    list busparameter [list [lindex $rest 1 1] [lindex $rest 0]]
}
command ipx::associate_bus_interfaces -values {-busif {} -clock {} -reset {}} -arguments {1 1} -body {
    same_core [lindex $rest 0]
    foreach {option kind} {-clock clock -reset reset} {
        if {![dict exists $given $option]} continue
        if {[dict get $given $option] ni $::component::interfaces || [interface_kind [dict get $given $option]] ne $kind} {
            wrong "[dict get $given $option] is no $kind"
        }
    }
    if {[dict exists $given -busif]} { set ::component::clocks([dict get $given -busif]) [dict get $given -clock] }
    if {[dict exists $given -reset]} { set ::component::clocks([dict get $given -clock]) [dict get $given -reset] }
}
command ipx::add_memory_map -arguments {2 2} -body {
    same_core [lindex $rest 1]
    lappend ::component::maps [lindex $rest 0]
    list map [lindex $rest 0]
}
command ipx::add_address_block -arguments {2 2} -after ipx::add_memory_map -body { list block [lindex $rest 0] }
command ipx::add_register -arguments {2 2} -after ipx::add_address_block -body { list register [lindex $rest 0] }
command ipx::create_xgui_files -arguments {1 1} -after ipx::add_register
command ipx::update_checksums -arguments {1 1} -after ipx::create_xgui_files
command ipx::check_integrity -arguments {1 1} -after ipx::update_checksums -body {
    set free [array names ::component::ports]
    foreach bus $::component::interfaces {
        foreach {signal port} $::component::signals($bus) { set free [lsearch -all -inline -not -exact $free $port] }
        if {[interface_kind $bus] in {axis aximm clock} && ![info exists ::component::clocks($bus)]} {
            wrong "$bus has no clock, or no reset"
        }
        if {[interface_kind $bus] eq "aximm" && ![info exists ::component::property([list bus $bus],slave_memory_map_ref)]} {
            wrong "$bus has no memory map"
        }
    }
    if {$free ne ""} { wrong "no interface has the ports [lsort $free]" }
    set offsets {}
    foreach name [array names ::component::property register*,address_offset] {
        set offset [expr {$::component::property($name)}]
        if {$offset in $offsets || $offset % 4 || $offset >= $::component::property([list block Reg],range)} { wrong "$name $offset" }
        lappend offsets $offset
    }
}
command ipx::save_core -arguments {1 1} -after ipx::check_integrity -body {
    set out [open [file join $::component::root component.xml] w]
    puts $out "vlnv $::component::vlnv:$::component::property([list core component],name):$::component::property([list core component],version)"
    foreach bus [lsort $::component::interfaces] {
        set mode [string totitle $::component::property([list bus $bus],interface_mode)]
        puts $out "[interface_kind $bus] $mode $bus"
    }
    close $out
}
