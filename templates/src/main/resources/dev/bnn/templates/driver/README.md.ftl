# [=d.top] on the board

Generated from [=d.source.inline]; changes here are lost. `run_vivado.tcl` in the folder `hls` or `rtl` puts `[=d.top].bit`, `.hwh` and `.xsa` here.

| file | what it is |
|---|---|
| `bnn_pynq.py`, `network.json` | driver for PYNQ: Python and NumPy |
| `bnn_driver.c`, `bnn_driver.h`, `bnn_network.h` | driver in C99, without any library |
| `bnn_linux.c` | it on Linux: UIO and u-dma-buf |
| `bnn_baremetal.c` | it without an operating system |
| `BnnDriver.java` | driver in Java, 17 or newer, for Linux, without any library |
[#if d.parameters??]
| `[=d.parameters.file]` | weights and thresholds; `bnn_parameters.S` takes them into a bare-metal program |
[/#if]
| `selftest.hex`, `selftest.txt`, `bnn_selftest.h` | [=d.selfTest?size] images and the [#if d.answer.labels]labels[#else]scores[/#if] that the compiled network gives them |

An image is [=d.imageBytes] bytes: [=d.height] rows of [=d.width] pixels of [=d.channels] channel[#if d.channels != 1]s[/#if], the channels of a pixel side by side, the bytes as they are in the
data set. The answer is [=d.answer.what] of [=d.answer.size()], the lowest byte first: [=d.answer.meaning].

[#if d.parameters??]
## Weights and thresholds

The bitstream has none: each program here loads `[=d.parameters.file]` before the first image. The file of another training run, from its own `deploy` folder,
does as well, as long as the structure is the same, `[=d.parameters.structure]`: the same layers and foldings. Another one is refused. The self test's answers are those of
the file beside it.

[/#if]
## PYNQ

Copy this folder to the board and run, as root:

```
python3 bnn_pynq.py                # self test and throughput
python3 bnn_pynq.py FILE.npz       # accuracy on the arrays images and labels
```

## Linux

Load `[=d.top].bit` with the FPGA manager. The device tree needs a UIO entry (`compatible = "generic-uio"`) for the DMA at [=d.dmaAddress] and for the network at
[=d.coreAddress], and two buffers of u-dma-buf. Then

```
cc -std=c99 -O2 -D_POSIX_C_SOURCE=200809L -o bnn bnn_linux.c bnn_driver.c
./bnn /dev/uio0 /dev/uio1 udmabuf0 udmabuf1[#if d.parameters??] [=d.parameters.file][/#if]
```

## Java

With the same UIO entries and buffers, in this folder, as root:

```
java --add-opens java.base/sun.nio.ch=ALL-UNNAMED --enable-native-access=ALL-UNNAMED BnnDriver.java /dev/uio0 /dev/uio1 udmabuf0 udmabuf1[#if d.parameters??] [=d.parameters.file][/#if]
```

Without UIO entries, `/dev/mem@[=d.dmaAddress]` and `/dev/mem@[=d.coreAddress]` name the registers by address, where the kernel allows that. In a program of yours,
`new BnnDriver(...)` takes the registers and buffers; [#if d.parameters??]`load`, [/#if][#if d.answer.labels]`best`[#else]`scores`[/#if], [#if d.answer.out.pixels() > 1]`classMaps`[#else]`labels`[/#if], `selfTest` and `throughput` do the rest. The options are needed since Java maps no
devices by itself: Java 17 to 21 need the first, newer ones the second, and each takes both.

## Bare metal

Make a standalone application from `[=d.top].xsa` and add `bnn_baremetal.c`, `bnn_driver.c`[#if d.parameters??], `bnn_parameters.S`, `[=d.parameters.file]`[/#if] and the headers.

Each first says whether the board gives the same bits as the compiled network, or which image and class differ. An answer that does not come in time, has another length,
or names no class is an error; the next call starts from a reset of the DMA and of the network.
