// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.model.Shape;

/**
 * The axes of a value in a graph.
 *
 * @param images extent of the batch; 1 where it is free
 * @param shape shape of the map; of a vector, that of the map it was made of
 */
record ValueLayout(long images, Shape shape, Kind kind) {
    /** Far above what sensible networks have; the language has the same limit. */
    private static final long MOST_VALUES = 1 << 24;

    /** The axes of a value. */
    enum Kind {
        /** [N, C, H, W] */
        MAP,
        /** [N, C] */
        CHANNELS,
        /** [N, C * H * W] of a map of several pixels, channels slowest */
        VECTOR
    }

    static ValueLayout map(long images, Shape shape) {
        return new ValueLayout(images, shape, Kind.MAP);
    }

    ValueLayout of(Shape other) {
        return new ValueLayout(images, other, kind);
    }

    /** The map as a vector. */
    ValueLayout flat() {
        return new ValueLayout(images, shape, shape.pixels() == 1 ? Kind.CHANNELS : Kind.VECTOR);
    }

    boolean isMap() {
        return kind == Kind.MAP;
    }

    boolean isVector() {
        return kind == Kind.VECTOR;
    }

    long[] dims() {
        return kind == Kind.MAP
                ? new long[] {images, shape.channels(), shape.height(), shape.width()}
                : new long[] {images, shape.size()};
    }

    static boolean holds(Shape shape) {
        return (long) shape.channels() * shape.height() * shape.width() <= MOST_VALUES
                && (long) shape.height() * shape.width() <= MOST_VALUES;
    }
}
