# [=d.network]

[=d.summary.inline]. Generated from [=d.source.inline]; changes here are lost.

| file | what it is |
|---|---|
| `src/[=d.top].cpp`, `.h` | the pipeline: one process per unit, streams between them; top function `[=d.top]` |
| `src/weights/` | [#if d.loading??]memories for weights and thresholds[#else]weights and thresholds[/#if], one file per layer |
| `src/bnn/` | the library of units |
| `tb/` | test bench, golden images (`images.hex`) and the golden model's [#if d.answer.labels]labels[#else]scores[/#if] (`[=d.answer.file]`)[#if d.loading??], the weights and thresholds (`parameters.bin`)[/#if] |
| `sim/` | stand-ins for the vendor's headers, for C simulation with a plain compiler |
[#if d.card??]
| `run_hls.tcl` | HLS: simulation, synthesis, kernel `[=d.top].xo` |
| `link.cfg` | options of v++, which links the kernel with the card's shell |
| `settings.tcl` | the settings of the script |
[#else]
| `run_hls.tcl` | HLS: simulation, synthesis, IP |
| `run_vivado.tcl` | Vivado: the IP beside the processor of the board, bitstream |
| `settings.tcl` | the settings of the two scripts |
[/#if]

C simulation with a plain C++11 compiler:

```
g++ -std=c++11 -O2 -Isim src/[=d.top].cpp tb/testbench.cpp -o testbench
cd tb && ../testbench
```

HLS, with one of:

```
vitis-run --mode hls --tcl run_hls.tcl
vitis_hls -f run_hls.tcl
[#if !d.card??]
vivado_hls -f run_hls.tcl
[/#if]
```

[#if d.card??]
Binary for the card, after that, by the platform that the card's deployment shell has:

```
v++ --link --target hw --platform [=d.card.platform] --config link.cfg --output ../deploy/[=d.top].xclbin [=d.top].xo
```

The kernel reads images from memory, [=d.pixels] pixels of [=d.channels] byte[#if d.channels != 1]s[/#if] each, row by row, one image after the other without gaps; the last word of 64 bytes
may be part empty. It answers with [=d.answer.what] per image,
each a word of [=d.answer.bits] bits: [=d.answer.meaning].
Its third argument is the number of images.
[#else]
Bitstream, after that:

```
vivado -mode batch -source run_vivado.tcl
```

The design reads an image as [=d.pixels] words of [=d.pixelBits] bits on an AXI4-Stream, row by row, byte c of a word being
channel c, and answers with [=d.answer.what],
each a word of [=d.answer.bits] bits: [=d.answer.meaning].
The register `frames` on the AXI4-Lite port holds the number of images of a start.
[/#if]
[#if d.loading??]

Weights and thresholds are loaded at run time: a start with the register `load` at 1 reads a parameter file instead of images, and answers one word: 0, or 1
for a file of another structure, or 2 for a damaged one. The structure is `[=d.loading.structure]`. Until a file is loaded, answers are meaningless.
[/#if]
