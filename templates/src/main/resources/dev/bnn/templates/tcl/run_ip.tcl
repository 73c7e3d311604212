# Packages the Verilog of src and the tables of mem as an IP in the folder ip, which run_vivado.tcl puts beside the processor:
#     vivado -mode batch -source run_ip.tcl
# The script is the same for every network; settings.tcl has what differs.
set here [file dirname [file normalize [info script]]]
cd $here
source settings.tcl

proc say {text} { puts "bnn: $text" }

# Interface NAME of the IP with pairs of Vivado's signals and our ports, and with parameters and their values.
proc declare {name type mode signals parameters} {
    set bus [ipx::add_bus_interface $name $::core]
    lassign [split $type :] library kind
    set_property abstraction_type_vlnv xilinx.com:$library:${kind}_rtl:1.0 $bus
    set_property bus_type_vlnv xilinx.com:$library:$kind:1.0 $bus
    set_property interface_mode $mode $bus
    foreach {signal port} $signals {
        if {[llength [ipx::get_ports $port -of_objects $::core]] != 1} { error "$::bnn(top) has no port $port" }
        set_property physical_name $port [ipx::add_port_map $signal $bus]
    }
    foreach {parameter value} $parameters { set_property value $value [ipx::add_bus_parameter $parameter $bus] }
    return $bus
}

# An AXI interface whose ports are called NAME_SIGNAL.
proc declare_axi {name kind mode signals parameters} {
    set pairs {}
    foreach signal $signals { lappend pairs $signal ${name}_$signal }
    declare $name interface:$kind $mode $pairs $parameters
}

foreach file [concat $bnn(sources) $bnn(tables)] {
    if {![file isfile $file]} { error "there is no file $file: run mvn bnn:synthesize again" }
}
# Synthesis looks for tables among the files of the project and beside the file that reads them: all lie in one folder.
file delete -force ip build
file mkdir ip/src
set files {}
foreach file [concat $bnn(sources) $bnn(tables)] {
    file copy $file ip/src
    lappend files ip/src/[file tail $file]
}

say "IP of $bnn(top) for $bnn(part)"
create_project -force -part $bnn(part) package [file join $here build]
add_files -norecurse $files
set_property top $bnn(top) [current_fileset]
update_compile_order -fileset sources_1
ipx::package_project -root_dir [file join $here ip] -vendor $bnn(vendor) -library $bnn(library) -taxonomy /UserIP -force
set core [ipx::current_core]
set_property name $bnn(top) $core
set_property version 1.0 $core
set_property display_name $bnn(top) $core
set_property description $bnn(description) $core

# What Vivado infers of ports and registers differs between releases; what is declared does not.
ipx::remove_all_bus_interface $core
foreach map [ipx::get_memory_maps * -of_objects $core] { ipx::remove_memory_map [get_property name $map] $core }
declare ap_clk signal:clock slave {CLK ap_clk} {}
declare ap_rst_n signal:reset slave {RST ap_rst_n} {POLARITY ACTIVE_LOW}
declare interrupt signal:interrupt master {INTERRUPT interrupt} {SENSITIVITY LEVEL_HIGH}
declare_axi in_r axis slave {TDATA TVALID TREADY} [list TDATA_NUM_BYTES $bnn(pixel_bytes)]
declare_axi out_r axis master {TDATA TKEEP TSTRB TUSER TLAST TID TDEST TVALID TREADY} \
    [list TDATA_NUM_BYTES $bnn(answer_bytes)]
set control [declare_axi s_axi_control aximm slave {
    AWADDR AWVALID AWREADY WDATA WSTRB WVALID WREADY BRESP BVALID BREADY
    ARADDR ARVALID ARREADY RDATA RRESP RVALID RREADY
} {PROTOCOL AXI4LITE DATA_WIDTH 32 ADDR_WIDTH 5}]
foreach name {in_r out_r s_axi_control} { ipx::associate_bus_interfaces -busif $name -clock ap_clk $core }
ipx::associate_bus_interfaces -clock ap_clk -reset ap_rst_n $core

set registers [ipx::add_address_block Reg [ipx::add_memory_map s_axi_control $core]]
set_property range 65536 $registers
set_property width 32 $registers
set_property usage register $registers
set_property slave_memory_map_ref s_axi_control $control
foreach {name offset} $bnn(registers) {
    set register [ipx::add_register $name $registers]
    set_property address_offset $offset $register
    set_property size 32 $register
    set_property access read-write $register
}

ipx::create_xgui_files $core
ipx::update_checksums $core
ipx::check_integrity $core
ipx::save_core $core
if {![file isfile ip/component.xml]} { error "Vivado has left no IP in [file join $here ip]" }
say "IP in [file join $here ip]"
exit
