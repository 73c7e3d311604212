// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.planes;

/**
 * Weights as bits of -1 and +1 in planes. The planes, each times a power of two, add up to the weight:
 *
 * <ul>
 * <li>1 bit: the weight is a[0].
 * <li>2 bits, -1 to 1: twice the weight is a[0] + a[1].
 * <li>n bits: twice the weight is a[0] + 2 a[1] + 4 a[2] + ... + 1, since the weight plus 2^(n-1) - 1, its least value negated, is
 *     the number in bits (a[0] + 1) / 2, (a[1] + 1) / 2, ...
 * </ul>
 *
 * @param bits number of bits per weight
 */
public record WeightPlanes(int bits) {
    private static final int TERNARY = 2;

    /** Number of planes. */
    public int count() {
        return bits;
    }

    /** The exponent of the power of two by which a plane is multiplied. */
    public int shift(int plane) {
        return bits == TERNARY ? 0 : plane;
    }

    /** True if twice the weight is 1 more than the sum of its planes. */
    public boolean oneMore() {
        return bits > TERNARY;
    }

    /** True if the planes add up to twice the weight, or to 1 less than that: see {@link #oneMore}. */
    boolean twice() {
        return bits > 1;
    }

    /** The bit of a weight in a plane: 1 stands for +1. */
    public int bit(int weight, int plane) {
        return switch (bits) {
            case 1 -> weight > 0 ? 1 : 0;
            case TERNARY -> weight >= plane ? 1 : 0;
            default -> weight + (1 << bits - 1) - 1 >>> plane & 1;
        };
    }

    /** The sum of the powers of two of all planes. */
    public int total() {
        return bits == TERNARY ? TERNARY : (1 << bits) - 1;
    }
}
