// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer.shape;

import dev.bnn.exchange.Layout;
import dev.bnn.model.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An order of the axes of a map: C channels, H rows and W columns, slowest first. The batch comes before them. */
public enum AxisOrder {
    CHW,
    HWC,
    CWH,
    WHC,
    HCW,
    WCH;

    /** The index of an axis among the three. */
    public int place(char axis) {
        return name().indexOf(axis);
    }

    /** The extents in this order. */
    long[] extents(Shape shape) {
        return name().chars().mapToLong(axis -> extent(shape, (char) axis)).toArray();
    }

    private static int extent(Shape shape, char axis) {
        return switch (axis) {
            case 'C' -> shape.channels();
            case 'H' -> shape.height();
            default -> shape.width();
        };
    }

    /** The order after a Transpose by {@code perm} of the four axes; empty if it moves the batch. */
    Optional<AxisOrder> transposed(List<Long> perm) {
        boolean valid =
                perm.size() == 4 && perm.get(0) == 0 && Stream.of(1L, 2L, 3L).allMatch(perm::contains);
        return valid
                ? Optional.of(valueOf(perm.stream()
                        .skip(1)
                        .map(from -> name().substring((int) (from - 1), from.intValue()))
                        .collect(Collectors.joining())))
                : Optional.empty();
    }

    /** Whether the values of a map of that shape lie in the same sequence as in another order. */
    boolean sameValues(AxisOrder other, Shape shape) {
        return moving(shape).equals(other.moving(shape));
    }

    /** The axes along which a map of that shape has more than one value. */
    private String moving(Shape shape) {
        return name().chars()
                .filter(axis -> extent(shape, (char) axis) > 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** The first order in which the values of a map of that shape lie in the same sequence as in this one. */
    AxisOrder first(Shape shape) {
        return Arrays.stream(values())
                .filter(o -> o.sameValues(this, shape))
                .findFirst()
                .orElseThrow();
    }

    /** Reorders each row of a matrix from this order to HWC. */
    public float[] rowsToHwc(float[] rows, Shape shape) {
        if (this == CHW) {
            return Layout.rowsToHwc(rows, shape);
        }
        int[] places = new int[shape.size()];
        long[] extents = extents(shape);
        int[] at = new int[3];
        for (int i = 0; i < places.length; i++) {
            int rest = i;
            for (int axis = 2; axis >= 0; axis--) {
                at[axis] = rest % (int) extents[axis];
                rest /= (int) extents[axis];
            }
            places[i] = shape.index(at[place('H')], at[place('W')], at[place('C')]);
        }
        float[] reordered = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = i / places.length * places.length;
            reordered[row + places[i % places.length]] = rows[i];
        }
        return reordered;
    }
}
