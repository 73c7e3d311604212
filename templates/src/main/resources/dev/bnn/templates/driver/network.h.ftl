/* What the C driver needs to know of [=d.top]. Generated from [=d.source]; changes here are lost. */
#ifndef BNN_NETWORK_H
#define BNN_NETWORK_H

#define BNN_NAME "[=d.top]"
#define BNN_IMAGE_BYTES [=d.imageBytes]u
#define BNN_CLASSES [=d.classes?size]u
#define BNN_SCORE_BYTES [=d.scoreBytes]u
/* One transfer of the DMA moves less than 2 to this power bytes. */
#define BNN_LENGTH_BITS [=d.lengthBits]u
/* Where run_vivado.tcl puts the registers. */
#define BNN_DMA_ADDRESS [=d.dmaAddress]u
#define BNN_CORE_ADDRESS [=d.coreAddress]u

static const char *const BNN_CLASS_NAMES[BNN_CLASSES] = {
[#list d.classes as c]
    [=c.c],
[/#list]
};

#endif
