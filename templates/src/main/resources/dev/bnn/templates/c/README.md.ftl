# [=p.name] in C

Generated from [=p.source.inline]; changes here are lost. C99 without a library and without allocation: it gives the scores of
the trained network, bit for bit.

```c
#include "[=p.name].h"

static [=p.name]_memory memory;
[#if p.out.pixels() > 1]
static int64_t scores[[=p.macro]_SCORES];
static uint16_t map[[=p.macro]_MAP_HEIGHT * [=p.macro]_MAP_WIDTH];
[=p.name]_class_map(image, &memory, scores, map);
puts([=p.name]_classes[map[0]]); /* at the upper left */
[#else]
int class = [=p.name]_classify(image, &memory);
puts([=p.name]_classes[class]);
[/#if]
```

| file | what |
|---|---|
| `[=p.name].c`, `[=p.name].h` | the network: one function per layer, weights and thresholds as constants |
| `bnn_kernels.h` | the library, the same for every network |
| `[=p.name]_test.c` | compares the scores of golden images; `--speed 2` counts images per second |
| `Makefile` | `make test`, with examples of other processors |

Put the first three into your build. The compiler's flags choose the code: `-mavx512vpopcntdq -mavx512f -mavx2`, `-mavx2`, NEON on
64-bit ARM, otherwise plain C. The tables take [=p.tableBytes?c] bytes, and `[=p.name]_memory` [=(4 * p.mapWords)?c]
bytes; two threads need one each.
