/* What the [#if d.card]host[#else]C driver[/#if] needs to know of [=d.top]. Generated from [=d.source.inline]; changes here are lost. */
#ifndef BNN_NETWORK_H
#define BNN_NETWORK_H

#define BNN_NAME "[=d.top]"
#define BNN_IMAGE_BYTES [=d.imageBytes]u
#define BNN_CLASSES [=d.classes?size]u
/* The number of [#if d.answer.labels]labels of the best classes[#else]scores[/#if] that answer an image, and the bytes of each. */
[#if d.answer.labels]
#define BNN_LABELS
[/#if]
#define BNN_ANSWERS [=d.answer.words]u
[#if d.answer.out.pixels() > 1]
/* A map: the same number of them for each position, row by row. */
#define BNN_MAP_HEIGHT [=d.answer.out.height()]u
#define BNN_MAP_WIDTH [=d.answer.out.width()]u
[/#if]
#define BNN_ANSWER_BYTES [=d.answerBytes]u
[#if !d.card]
/* One transfer of the DMA moves less than 2 to this power bytes. */
#define BNN_LENGTH_BITS [=d.lengthBits]u
/* Where run_vivado.tcl puts the registers. */
#define BNN_DMA_ADDRESS [=d.dmaAddress]u
#define BNN_CORE_ADDRESS [=d.coreAddress]u
[/#if]
[#if d.parameters??]
/* Weights and thresholds are loaded: the size of a file of parameters, the structure that it must be made for, and the
 * bytes of a word of the stream. */
#define BNN_PARAMETER_BYTES [=d.parameters.bytes]u
#define BNN_STRUCTURE UINT64_C(0x[=d.parameters.structure])
#define BNN_PIXEL_BYTES [=d.channels]u
[/#if]

static const char *const BNN_CLASS_NAMES[BNN_CLASSES] = {
[#list d.classes as c]
    [=c.literal],
[/#list]
};

#endif
