// SPDX-License-Identifier: Apache-2.0
package dev.bnn.npz;

/**
 * An array of a .npz file.
 *
 * @param type element type as NumPy writes it: {@code <f4}, {@code |u1} or {@code |i1}
 * @param data the elements in C order
 */
record NpyArray(String type, int[] shape, byte[] data) {
    static final String FLOAT = "<f4";
    static final String BYTE = "|u1";
    static final String INT8 = "|i1";
}
