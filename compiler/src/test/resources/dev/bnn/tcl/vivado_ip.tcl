# The IP that block designs of ours may use: parameters with their kinds, pins and interface ports. A pin or port that
# ends in ! must be connected; a third word names the parameter that must be 1 for it to exist. From the product guides
# of each IP: PG021 AXI DMA, PG085 AXI4-Stream infrastructure, PG247 SmartConnect, PG164 reset, PG082 and PG201 the
# processing systems.
namespace eval ::model {}
set ::model::widths {8 16 32 64 128 256 512 1024}
set ::model::ips [dict create \
    xilinx.com:ip:processing_system7:5.5 {
        config {PCW_FPGA0_PERIPHERAL_FREQMHZ number PCW_USE_M_AXI_GP0 {0 1} PCW_USE_S_AXI_HP0 {0 1}
            PCW_S_AXI_HP0_DATA_WIDTH {32 64} PCW_USE_FABRIC_INTERRUPT {0 1} PCW_IRQ_F2P_INTR {0 1}}
        pins {FCLK_CLK0 {out clk} FCLK_RESET0_N {out rst} IRQ_F2P {in irq PCW_IRQ_F2P_INTR}
            M_AXI_GP0_ACLK! {in clk PCW_USE_M_AXI_GP0} S_AXI_HP0_ACLK! {in clk PCW_USE_S_AXI_HP0}}
        ports {M_AXI_GP0! {Master aximm PCW_USE_M_AXI_GP0} S_AXI_HP0! {Slave aximm PCW_USE_S_AXI_HP0}}
    } \
    xilinx.com:ip:zynq_ultra_ps_e:3.5 {
        config {PSU__FPGA_PL0_ENABLE {0 1} PSU__CRL_APB__PL0_REF_CTRL__FREQMHZ number PSU__USE__M_AXI_GP0 {0 1}
            PSU__USE__M_AXI_GP1 {0 1} PSU__USE__M_AXI_GP2 {0 1} PSU__USE__S_AXI_GP2 {0 1}
            PSU__SAXIGP2__DATA_WIDTH {32 64 128} PSU__USE__IRQ0 {0 1}}
        pins {pl_clk0 {out clk PSU__FPGA_PL0_ENABLE} pl_resetn0 {out rst} pl_ps_irq0 {in irq PSU__USE__IRQ0}
            maxihpm0_fpd_aclk! {in clk PSU__USE__M_AXI_GP0} saxihp0_fpd_aclk! {in clk PSU__USE__S_AXI_GP2}}
        ports {M_AXI_HPM0_FPD! {Master aximm PSU__USE__M_AXI_GP0} S_AXI_HP0_FPD! {Slave aximm PSU__USE__S_AXI_GP2}}
    } \
    xilinx.com:ip:axi_dma:7.1 [subst {
        config {c_include_sg {0 1} c_sg_length_width 8..23 c_addr_width 32..64 c_include_mm2s {0 1}
            c_include_s2mm {0 1} c_m_axis_mm2s_tdata_width {$::model::widths} c_m_axi_mm2s_data_width {$::model::widths}
            c_m_axi_s2mm_data_width {$::model::widths} c_mm2s_burst_size {2 4 8 16 32 64 128 256}
            c_s2mm_burst_size {2 4 8 16 32 64 128 256} c_include_mm2s_dre {0 1} c_include_s2mm_dre {0 1}}
        pins {s_axi_lite_aclk! {in clk} m_axi_mm2s_aclk! {in clk} m_axi_s2mm_aclk! {in clk} axi_resetn! {in rst}
            mm2s_introut {out irq} s2mm_introut {out irq} mm2s_prmry_reset_out_n {out rst}
            s2mm_prmry_reset_out_n {out rst}}
        ports {M_AXIS_MM2S! {Master axis} S_AXIS_S2MM! {Slave axis} M_AXI_MM2S! {Master aximm}
            M_AXI_S2MM! {Master aximm} S_AXI_LITE! {Slave aximm}}
    }] \
    xilinx.com:ip:axis_dwidth_converter:1.1 {
        config {S_TDATA_NUM_BYTES 1..512 M_TDATA_NUM_BYTES 1..512 HAS_TLAST {0 1} HAS_TKEEP {0 1}}
        pins {aclk! {in clk} aresetn! {in rst}}
        ports {S_AXIS! {Slave axis} M_AXIS! {Master axis}}
    } \
    xilinx.com:ip:smartconnect:1.0 {
        config {NUM_SI 1..16 NUM_MI 1..16 NUM_CLKS 1..16}
        pins {aclk! {in clk} aresetn! {in rst}}
        ports {S%02d_AXI! {Slave aximm NUM_SI} M%02d_AXI! {Master aximm NUM_MI}}
    } \
    xilinx.com:ip:proc_sys_reset:5.0 {
        config {}
        pins {slowest_sync_clk! {in clk} ext_reset_in! {in rst} aux_reset_in {in rst} dcm_locked {in rst}
            peripheral_aresetn {out rst} interconnect_aresetn {out rst} peripheral_reset {out rst}}
        ports {}
    } \
    CONCAT {
        config {NUM_PORTS 1..32}
        pins {In%d! {in irq NUM_PORTS} dout! {out irq}}
        ports {}
    } \
    CORE {
        config {}
        pins {ap_clk! {in clk} ap_rst_n! {in rst} interrupt {out irq}}
        ports {in_r! {Slave axis} out_r! {Master axis} s_axi_control! {Slave aximm}}
    }]
# The newest releases take the concatenation as inline HDL; which one is left open, so both ways are tried.
set ::model::concat [expr {[package vcompare $::check::release 2025.1] < 0 ? "xilinx.com:ip:xlconcat:2.1" : "xilinx.com:inline_hdl:ilconcat:1.0"}]
dict set ::model::ips $::model::concat [dict get $::model::ips CONCAT]
dict unset ::model::ips CONCAT

set ::model::boards {
    www.digilentinc.com:pynq-z1:part0:1.0 xc7z020clg400-1
    tul.com.tw:pynq-z2:part0:1.0          xc7z020clg400-1
    em.avnet.com:zed:part0:1.4            xc7z020clg484-1
    xilinx.com:zc706:part0:1.3            xc7z045ffg900-2
    xilinx.com:zc706:part0:1.4            xc7z045ffg900-2
    em.avnet.com:ultra96v1:part0:1.2      xczu3eg-sbva484-1-e
    em.avnet.com:ultra96v2:part0:1.2      xczu3eg-sbva484-1-i
    realdigital.org:aup-zu3-8gb:part0:1.0 xczu3eg-sfvc784-2-e
    realdigital.org:aup-zu3-4gb:part0:1.0 xczu3eg-sfvc784-2-e
    xilinx.com:zcu102:part0:3.4           xczu9eg-ffvb1156-2-e
    xilinx.com:zcu104:part0:1.1           xczu7ev-ffvc1156-2-e
    xilinx.com:kv260_som:part0:1.4        xck26-sfvc784-2LV-c
}
