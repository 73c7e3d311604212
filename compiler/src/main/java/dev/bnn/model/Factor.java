// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

/**
 * How often an upsample repeats the pixels of a map.
 *
 * @param rows rows of the result per row of the map
 * @param columns columns of the result per column of the map
 */
public record Factor(int rows, int columns) {
    /** Each pixel once. */
    public static final Factor NONE = new Factor(1, 1);

    public Factor {
        if (Math.min(rows, columns) < 1) {
            throw new IllegalArgumentException("a factor of " + rows + " x " + columns);
        }
    }

    /**
     * The map with repeated pixels.
     *
     * @throws ArithmeticException if it has more rows or columns than an int counts
     */
    public Shape over(Shape in) {
        return new Shape(in.channels(), Math.multiplyExact(in.height(), rows), Math.multiplyExact(in.width(), columns));
    }

    /** One number, or rows x columns where they differ. */
    @Override
    public String toString() {
        return rows == columns ? Integer.toString(rows) : rows + " x " + columns;
    }
}
