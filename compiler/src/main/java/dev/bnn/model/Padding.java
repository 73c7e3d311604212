// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

/**
 * Padding of a convolution's input.
 *
 * @param top rows added above
 * @param bottom rows added below
 * @param left columns added before the first one
 * @param right columns added after the last one
 * @param value the value of the added taps in the value domain: 0, -1 or +1
 */
public record Padding(int top, int bottom, int left, int right, int value) {
    public static final Padding NONE = new Padding(0, 0);

    public Padding {
        if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0) {
            throw new IllegalArgumentException("a padding of less than nothing");
        }
    }

    /** The same amount of padding on each of the four sides. */
    public Padding(int amount, int value) {
        this(amount, amount, amount, amount, value);
    }

    /**
     * The padding that gives a map of extent n / stride, rounded up: ONNX's SAME_UPPER. If the number of added rows or columns is
     * odd, the extra one comes below or on the right.
     */
    public static Padding same(Window window, Shape in, int value) {
        int rows = missing(in.height(), window.spanHeight(), window.strideY());
        int columns = missing(in.width(), window.spanWidth(), window.strideX());
        return new Padding(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2, value);
    }

    private static int missing(int extent, int span, int stride) {
        int positions = (extent - 1) / stride + 1;
        return Math.max(0, (positions - 1) * stride + span - extent);
    }

    /** True if nothing is added. */
    public boolean isNone() {
        return top + bottom + left + right == 0;
    }

    /** True if it is less than the span of a window on each side, so that no window sees only padding. */
    public boolean isWithin(Window window) {
        return Math.max(top, bottom) < window.spanHeight() && Math.max(left, right) < window.spanWidth();
    }

    /** True if all four sides have the same amount. */
    public boolean isUniform() {
        return top == bottom && top == left && top == right;
    }

    /** The amounts for people: one number, rows x columns, or each side by its name. */
    public String sides() {
        if (isUniform()) {
            return Integer.toString(top);
        }
        return top == bottom && left == right
                ? top + " x " + left
                : "top " + top + " bottom " + bottom + " left " + left + " right " + right;
    }

    /** This padding with another value. */
    public Padding with(int other) {
        return new Padding(top, bottom, left, right, other);
    }

    /** The shape of a map with this padding around it. */
    public Shape around(Shape in) {
        return new Shape(
                in.channels(),
                Math.addExact(in.height(), Math.addExact(top, bottom)),
                Math.addExact(in.width(), Math.addExact(left, right)));
    }
}
