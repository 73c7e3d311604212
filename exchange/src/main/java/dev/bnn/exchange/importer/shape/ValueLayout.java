// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer.shape;

import dev.bnn.model.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The axes of a value in a graph: [N, C, H, W] in some order for a map; [N, C * H * W] for a vector.
 *
 * @param images extent of the batch; 1 if it is free
 * @param shape shape of the map; for a vector, that of the map it was made from
 * @param order order of the map's axes; for a vector, that of the map it was made from
 * @param flat true for a vector
 */
public record ValueLayout(long images, Shape shape, AxisOrder order, boolean flat) {
    /** Far above what sensible networks have; the language has the same limit. */
    private static final long MOST_VALUES = 1 << 24;

    /** A map [N, C, H, W]. */
    public static ValueLayout map(long images, Shape shape) {
        return new ValueLayout(images, shape, AxisOrder.CHW, false);
    }

    /** A vector [N, C]. */
    public static ValueLayout channels(long images, Shape shape) {
        return new ValueLayout(images, shape, AxisOrder.CHW, true);
    }

    /** The same axes with other extents. */
    public ValueLayout of(Shape other) {
        return new ValueLayout(images, other, order, flat);
    }

    /** The same extents with the axes of the map in another order, as after a Transpose. */
    public ValueLayout in(AxisOrder other) {
        return new ValueLayout(images, shape, other, flat);
    }

    /** The same values, in the same order, as a vector. */
    ValueLayout flattened() {
        return new ValueLayout(images, shape, order.first(shape), true);
    }

    /** The same values, in the same sequence, as a map with these axes; empty if these axes would change the sequence. */
    Optional<ValueLayout> map(AxisOrder as) {
        return order.sameValues(as, shape) ? Optional.of(new ValueLayout(images, shape, as, false)) : Optional.empty();
    }

    /** True for a map, which has rows and columns. */
    public boolean isMap() {
        return !flat;
    }

    /**
     * This value with the axes of its map named in another order, if that has the same extents and the same sequence of values:
     * an axis of extent 1 may take more than one position.
     */
    public Optional<ValueLayout> as(AxisOrder other) {
        if (flat || order == other) {
            return Optional.of(this);
        }
        return map(other).filter(f -> Arrays.equals(f.dims(), dims()));
    }

    /** True for a vector made from a map of several pixels, in which a channel has several values. */
    public boolean isVector() {
        return flat && shape.pixels() > 1;
    }

    /** The extents of the axes, batch first. */
    public long[] dims() {
        if (flat) {
            return new long[] {images, shape.size()};
        }
        long[] extents = order.extents(shape);
        return new long[] {images, extents[0], extents[1], extents[2]};
    }

    /** The axis of the channels. A vector of several pixels has no such axis. */
    public int channelAxis() {
        return axis('C');
    }

    /** The index of an axis of a map; for a vector, that of its values. */
    int axis(char of) {
        return flat ? 1 : 1 + order.place(of);
    }

    /** The axes as text for messages, such as N, H, W, C. */
    public String axes() {
        return "N, " + order.name().chars().mapToObj(Character::toString).collect(Collectors.joining(", "));
    }

    /** Whether a map of that shape has few enough values to handle. */
    public static boolean holds(Shape shape) {
        return (long) shape.channels() * shape.height() * shape.width() <= MOST_VALUES
                && (long) shape.height() * shape.width() <= MOST_VALUES;
    }
}
