// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

/**
 * Padding of a convolution's input.
 *
 * @param amount rows and columns added on each of the four sides
 * @param value the value of the added taps in the value domain: 0, -1 or +1
 */
public record Padding(int amount, int value) {
    public static final Padding NONE = new Padding(0, 0);

    /** The padding that keeps the extent under stride 1, for an odd kernel. */
    public static Padding same(int kernel, int value) {
        return new Padding((kernel - 1) / 2, value);
    }
}
