package dev.bnn.estimate;

/** Block RAM halves (18 kbit) for a memory, by the aspect ratios that the device offers. */
final class BlockRam {
    private BlockRam() {}

    static long count(long width, long depth) {
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

    private static long ceilDiv(long a, long b) {
        return -Math.floorDiv(-a, b);
    }
}
