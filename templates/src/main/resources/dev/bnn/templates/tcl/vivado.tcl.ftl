
# The IP that run_vivado.tcl takes: its folder, its library in the catalogue, and the script that makes it.
set bnn(ip) [=v.ip.folder]
set bnn(library) [=v.ip.library]
set bnn(packager) [=v.ip.script]

# The board and the settings of its block design. The family none is a bare part, for which there is only an IP.
set bnn(board) [=v.shell.board.literal]
set bnn(board_files) {[#list v.shell.boardFiles as f][=f.literal][#sep] [/#list]}
set bnn(family) [=v.shell.family]
set bnn(clock_mhz) [=v.shell.clockMhz]
set bnn(pixel_bytes) [=v.pixelBytes]
# Bits of the DMA's length register: one transfer has fewer than 2 to the power of this bytes.
set bnn(length_bits) [=v.shell.lengthBits]
