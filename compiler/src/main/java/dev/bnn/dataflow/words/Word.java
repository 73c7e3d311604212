// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow.words;

import java.math.BigInteger;

/** A word of a stream as unsigned elements of equal width, the first lowest. */
public final class Word {
    private Word() {}

    /** The first {@code count} elements of {@code bits} bits each. */
    static int[] elements(BigInteger word, int bits, int count) {
        byte[] bytes = word.toByteArray();
        int[] elements = new int[count];
        int end = Math.min(8 * bytes.length, bits * count);
        for (int i = 0; i < end; i++) {
            if ((bytes[bytes.length - 1 - i / 8] >> i % 8 & 1) == 1) {
                elements[i / bits] |= 1 << i % bits;
            }
        }
        return elements;
    }

    /** A word of elements of {@code bits} bits each; of an element its lowest bits. */
    static BigInteger of(int[] elements, int bits) {
        byte[] bytes = new byte[(elements.length * bits + 7) / 8];
        for (int i = 0; i < elements.length * bits; i++) {
            if ((elements[i / bits] >> i % bits & 1) == 1) {
                bytes[bytes.length - 1 - i / 8] |= (byte) (1 << i % 8);
            }
        }
        return new BigInteger(1, bytes);
    }

    /** A number in two's complement of {@code bits} bits. */
    public static BigInteger of(long value, int bits) {
        return BigInteger.valueOf(value).and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
    }

    /** The number that a word stands for in two's complement of {@code bits} bits. */
    static long signed(BigInteger word, int bits) {
        return word.testBit(bits - 1)
                ? word.subtract(BigInteger.ONE.shiftLeft(bits)).longValueExact()
                : word.longValueExact();
    }
}
