// [=t.comment.inline]
// Generated from [=t.source.inline]; changes here are lost.
#ifndef BNN_WEIGHTS_[=t.guard]_H
#define BNN_WEIGHTS_[=t.guard]_H

#include <ap_int.h>

#include "../bnn/bits.h"

[#list t.arrays as a]
// [=a.comment]
[#if a.lines?has_content]
static const [=a.type] [=a.name][=a.extent] = {
[#list a.lines as line]
    [=line]
[/#list]
};
[#else]
static [=a.type] [=a.name][=a.extent];
[/#if]

[/#list]
[#if t.positions??]
// The class of a position, which selects its thresholds: padding makes the border differ.
struct [=t.positions.name] {
    static int at(int y, int x) {
        static const unsigned char row[[=t.positions.height]] = {[=t.positions.rows]};
        static const unsigned char column[[=t.positions.width]] = {[=t.positions.columns]};
        return row[y] * [=t.positions.columnClasses] + column[x];
    }
};

[/#if]
#endif
