/* Images with the [#if d.answer.labels]labels[#else]scores[/#if] that the compiled network gives them. Generated from [=d.source.inline]; changes here are lost. */
#ifndef BNN_SELFTEST_H
#define BNN_SELFTEST_H

#include <stdint.h>

#include "bnn_network.h"
[#if d.selfTest?size == 0]

#error "there are no images for a self test: run mvn bnn:synthesize with bnn.csimImages above 0"
[/#if]

#define BNN_SELFTEST_IMAGES [=d.selfTest?size]u

static const uint8_t BNN_SELFTEST_IMAGE[BNN_SELFTEST_IMAGES * BNN_IMAGE_BYTES] = {
[#list d.selfTest as t]
[#list t.lines as line]
    [=line]
[/#list]
[/#list]
};
static const int64_t BNN_SELFTEST_ANSWERS[BNN_SELFTEST_IMAGES * BNN_ANSWERS] = {
[#list d.selfTest as t]
    [=t.answer]
[/#list]
};

#endif
