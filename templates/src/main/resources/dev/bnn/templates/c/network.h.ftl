/* [=p.title.inline]
 * Generated from [=p.source.inline]; changes here are lost. */
#ifndef [=p.macro]_H
#define [=p.macro]_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An image: [=p.input.inline] bytes as they are in the data set, row by row, the channels of a pixel side by side. */
#define [=p.macro]_IMAGE_BYTES [=p.imageBytes?c]
#define [=p.macro]_CLASSES [=p.classes?size]
[#if p.out.pixels() > 1]

/* The map of classes, row by row, and the scores of an image: those of the classes at each position. */
#define [=p.macro]_MAP_HEIGHT [=p.out.height()?c]
#define [=p.macro]_MAP_WIDTH [=p.out.width()?c]
#define [=p.macro]_SCORES ([=p.macro]_MAP_HEIGHT * [=p.macro]_MAP_WIDTH * [=p.macro]_CLASSES)
[/#if]

/* What lies between layers. Each call that runs at the same time needs one of its own; it need not be cleared. */
typedef struct {
    uint32_t maps[[=p.mapWords?c]];
} [=p.name]_memory;

/* Names of the classes, in the order of the scores. */
extern const char *const [=p.name]_classes[[=p.macro]_CLASSES];

/* The scores of an image: those of the trained network, bit for bit[#if p.out.pixels() > 1]; position by position, [=p.macro]_SCORES of them[/#if]. */
void [=p.name]_scores(const uint8_t *image, [=p.name]_memory *memory, int64_t *scores);

[#if p.out.pixels() > 1]
/* The class at each position, the first of the greatest scores: map[row * [=p.macro]_MAP_WIDTH + column]. The scores are as above. */
void [=p.name]_class_map(const uint8_t *image, [=p.name]_memory *memory, int64_t *scores, uint16_t *map);
[#else]
/* The class of an image: the first of the greatest scores. */
int [=p.name]_classify(const uint8_t *image, [=p.name]_memory *memory);
[/#if]

#ifdef __cplusplus
}
#endif

#endif
