# [=d.top] on a card

Generated from [=d.source.inline]; changes here are lost. `mvn bnn:bitstream` puts `[=d.top].xclbin` here.

| file | what it is |
|---|---|
| `bnn_xrt.cpp`, `bnn_network.h` | host program in C++17, by XRT's native interface |
| `selftest.hex`, `selftest.txt`, `bnn_selftest.h` | [=d.selfTest?size] images and the [#if d.answer.labels]labels[#else]scores[/#if] that the compiled network gives them |

On the machine with the card, after XRT's `setup.sh`:

```
g++ -std=c++17 -O2 -I$XILINX_XRT/include -o bnn_xrt bnn_xrt.cpp -L$XILINX_XRT/lib -lxrt_coreutil -pthread
./bnn_xrt [=d.top].xclbin              # self test and throughput
./bnn_xrt [=d.top].xclbin IMAGES       # a label per image
```

An image is [=d.imageBytes] bytes: [=d.height] rows of [=d.width] pixels of [=d.channels] channel[#if d.channels != 1]s[/#if], the channels of a pixel side by side, the bytes as they are in the
data set. `IMAGES` holds one image after the other. The kernel `[=d.top]` has three arguments: the buffer of images, the buffer of answers, and the number
of images; an answer is [=d.answer.what] of [=d.answer.size()], the lowest byte first: [=d.answer.meaning].
