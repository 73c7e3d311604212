# [=d.network]

[=d.summary.inline]. Generated from [=d.source.inline]; changes here are lost.

| folder | what it holds |
|---|---|
| `src/` | Verilog-2005: `[=d.top].v` with the pipeline, and the library of units, a module a file |
| `mem/` | weights, thresholds and factors, read by `$readmemh`; tools run in this folder |
| `tb/` | test benches, golden images (`images.hex`) and the golden model's [#if d.answer.labels]labels[#else]scores[/#if] (`[=d.answer.file]`) |
| `formal/` | proofs of the stream and of the sequencer, for yosys |
[#if open]
| `board/` | the board's top module with clock and serial line, its pins, and the host's script; `mvn bnn:bitstream` takes them |
[#else]
| `run_ip.tcl` | Vivado: the project as an IP, in `ip/` |
| `run_vivado.tcl` | Vivado: the IP beside the processor of the board, bitstream |
[/#if]

The ports and registers are those of the HLS block: images come in on `in_r`, [=d.pixels] words of [=d.pixelBits] bits each, and [=d.answer.what] leave on
`out_r`, words of [=d.answer.bits] bits. AXI4-Lite has the registers of an HLS block; `frames` at 0x10 says how many images a start takes.

[#if d.loading??]
Weights and thresholds are loaded at run time: a start with the register `load` at 0x18 set reads a file of parameters from `in_r`
(`tb/parameters.bin` is the network's) and answers one word: 0, or 1 for a file of another structure, or 2 for a damaged one. The structure is
`[=d.loading.structure]`.

[/#if]
Simulation with Verilator, with all warnings:

```
cd mem
verilator --cc --exe --build -O3 -Wall -DBNN_TRACE --prefix Vdesign --top-module [=d.top] -Mdir ../build \
  -CFLAGS -std=c++17 -o testbench "$PWD/../tb/testbench.cpp" ../src/*.v
../build/testbench
```

[#if !d.loading??]
The same with Icarus Verilog, for a few images:

```
cd mem
iverilog -g2005 -o ../build.vvp -s testbench ../tb/testbench.v ../src/*.v
vvp ../build.vvp
```
[/#if]

Synthesis with yosys:

```
cd mem
yosys -p "read_verilog -defer ../src/*.v; synth_xilinx -top [=d.top] -flatten; stat"
```

[#if !open]
IP and bitstream with Vivado:

```
vivado -mode batch -source run_ip.tcl
vivado -mode batch -source run_vivado.tcl
```

[/#if]
Proofs:

```
sh formal/prove.sh fifo_proof bnnlib_fifo DEPTH 5 LATENCY 4 BLOCK 0
sh formal/prove.sh steps_proof bnnlib_steps OUTER 3 INNER 2 READ_OUTER 1
```
