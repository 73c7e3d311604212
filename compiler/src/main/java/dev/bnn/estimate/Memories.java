// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.model.target.Memory;

/** Resources of memories by width in bits and depth in words. */
final class Memories {
    private static final int URAM_WIDTH = 72;
    private static final int URAM_DEPTH = 4_096;
    /** Bits of a LUT as ROM. */
    private static final int LUT_ROM = 64;

    /** Words of ROM that the multiplexers of a slice join without further LUTs. */
    private static final int SLICE_ROM = 256;

    private static final int LUT_RAM_SHALLOW = 32;

    private Memories() {}

    static Resources rom(Memory memory, long width, long depth) {
        return switch (memory) {
            case LUT -> new Resources(lutRom(width, depth), 0, 0, 0, 0);
            case BLOCK -> new Resources(0, 0, blockRam(width, depth), 0, 0);
            case ULTRA -> new Resources(0, 0, 0, ceilDiv(width, URAM_WIDTH) * ceilDiv(depth, URAM_DEPTH), 0);
        };
    }

    /** Memory with a write port and a read port; a single word is a register. */
    static Resources ram(Memory memory, long width, long depth) {
        return memory == Memory.LUT
                ? new Resources(lutRam(width, depth), depth <= 1 ? width : 0, 0, 0, 0)
                : rom(memory, width, depth);
    }

    /** Per bit, one LUT for each 64 words, and a multiplexer beyond 256 words. */
    static long lutRom(long width, long depth) {
        return depth <= 1 ? 0 : width * (ceilDiv(depth, LUT_ROM) + multiplexer(ceilDiv(depth, SLICE_ROM)));
    }

    /** RAM with a write port and a read port: four LUTs hold 32 words of 6 bits, or 64 words of 3 bits. */
    static long lutRam(long width, long depth) {
        if (depth <= 1) {
            return 0;
        }
        return depth <= LUT_RAM_SHALLOW ? 4 * ceilDiv(width, 6) : 4 * ceilDiv(width, 3) * ceilDiv(depth, LUT_ROM);
    }

    /** LUTs that select one of {@code inputs} bits: each selects among four. */
    static long multiplexer(long inputs) {
        return ceilDiv(inputs - 1, 3);
    }

    /** Block RAM halves of 18 kbit, by the aspect ratios of the device. */
    static long blockRam(long width, long depth) {
        if (width == 1) {
            return ceilDiv(depth, 16_384);
        } else if (width == 2) {
            return ceilDiv(depth, 8_192);
        } else if (width <= 4) {
            return ceilDiv(depth, 4_096) * ceilDiv(width, 4);
        } else if (width <= 9) {
            return ceilDiv(depth, 2_048) * ceilDiv(width, 9);
        } else if (width <= 18 || depth > 512) {
            return ceilDiv(depth, 1_024) * ceilDiv(width, 18);
        }
        return ceilDiv(depth, 512) * ceilDiv(width, 36);
    }

    static long ceilDiv(long a, long b) {
        return -Math.floorDiv(-a, b);
    }
}
