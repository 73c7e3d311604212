// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import dev.bnn.source.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** Classes of the output positions of windows over a padded map, numbered as they first occur. */
    public static PositionClasses of(Geometry g) {
        Window w = g.window();
        return new PositionClasses(
                classify(
                        g.out().height(),
                        g.in().height(),
                        w.kernelHeight(),
                        w.strideY(),
                        w.dilationY(),
                        g.padding().top()),
                classify(
                        g.out().width(),
                        g.in().width(),
                        w.kernelWidth(),
                        w.strideX(),
                        w.dilationX(),
                        g.padding().left()));
    }

    private static int[] classify(int out, int in, int kernel, int stride, int dilation, int padding) {
        int[] classes = new int[out];
        Map<List<Integer>, Integer> numbers = new HashMap<>();
        for (int i = 0; i < out; i++) {
            int start = i * stride - padding;
            // The first tap on the input, and the one after the last tap on it.
            int first = Math.max(0, -Math.floorDiv(start, dilation));
            int end = Math.min(kernel, -Math.floorDiv(start - in, dilation));
            List<Integer> valid = first < end ? List.of(first, end) : List.of();
            Integer number = numbers.putIfAbsent(valid, numbers.size());
            classes[i] = number == null ? numbers.size() - 1 : number;
        }
        return classes;
    }

    /** The same positions in a single class. */
    public PositionClasses merged() {
        return new PositionClasses(new int[rows.length], new int[columns.length]);
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

    /** The number of classes, as text for people. */
    public String text() {
        return Words.count(count(), "position class", "position classes");
    }
}
