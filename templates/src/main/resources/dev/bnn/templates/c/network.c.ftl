/* [=p.title.inline]
 * Generated from [=p.source.inline]; changes here are lost. Tables: [=p.tableBytes?c] bytes. */
#include "[=p.name].h"

#include "bnn_kernels.h"
[#list p.layers as l]

/* [=l.comment.inline] */
static void [=p.name]_layer_[=l.name]([#list l.reads as r]const [=r.type] *[=r.parameter], [/#list][=l.writes.type] *[=l.writes.parameter]) {
[#list l.tables as t]
    static const [=t.type] [=t.name][[=t.size?c]] = {
[#list t.lines as line]
        [=line]
[/#list]
    };
[/#list]
[#list l.structs as s]
    static const [=s.type] [=s.name] = {[=s.values]};
[/#list]
[#list l.statements as s]
    [=s]
[/#list]
}
[/#list]

const char *const [=p.name]_classes[[=p.macro]_CLASSES] = {
[#list p.classes as c]
    [=c.literal],
[/#list]
};

void [=p.name]_scores(const uint8_t *image, [=p.name]_memory *memory, int64_t *scores) {
[#if p.layers?size == 1]
    (void)memory;
[/#if]
[#list p.layers as l]
    [=p.name]_layer_[=l.name]([#list l.reads as r][=r.argument], [/#list][=l.writes.argument]);
[/#list]
}

[#if p.out.pixels() > 1]
void [=p.name]_class_map(const uint8_t *image, [=p.name]_memory *memory, int64_t *scores, uint16_t *map) {
    [=p.name]_scores(image, memory, scores);
    for (int position = 0; position < [=p.macro]_MAP_HEIGHT * [=p.macro]_MAP_WIDTH; position++) {
        const int64_t *at = scores + position * [=p.macro]_CLASSES;
        map[position] = 0;
        for (int c = 1; c < [=p.macro]_CLASSES; c++) {
            map[position] = at[c] > at[map[position]] ? (uint16_t)c : map[position];
        }
    }
}
[#else]
int [=p.name]_classify(const uint8_t *image, [=p.name]_memory *memory) {
    int64_t scores[[=p.macro]_CLASSES];
    int best = 0;
    [=p.name]_scores(image, memory, scores);
    for (int c = 1; c < [=p.macro]_CLASSES; c++) {
        best = scores[c] > scores[best] ? c : best;
    }
    return best;
}
[/#if]
