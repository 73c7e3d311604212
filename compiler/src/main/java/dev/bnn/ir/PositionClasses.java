package dev.bnn.ir;

import dev.bnn.model.Shape;

/**
 * Sorts the output positions of a padded convolution by which kernel rows and columns fall on padding: positions of
 * one class share one constant. Class = row class * column classes + column class.
 *
 * @param rows class of each output row
 * @param columns class of each output column
 */
public record PositionClasses(int[] rows, int[] columns) {
    /** One class for all positions. */
    public static PositionClasses single(Shape output) {
        return new PositionClasses(new int[output.height()], new int[output.width()]);
    }

    public int rowClasses() {
        return max(rows) + 1;
    }

    public int columnClasses() {
        return max(columns) + 1;
    }

    public int count() {
        return rowClasses() * columnClasses();
    }

    public int at(int y, int x) {
        return rows[y] * columnClasses() + columns[x];
    }

    private static int max(int[] values) {
        int max = 0;
        for (int v : values) {
            max = Math.max(max, v);
        }
        return max;
    }
}
