// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.model.Shape;

/**
 * How a graph lays out a value.
 *
 * @param images extent of the batch; 1 where it is free
 * @param shape of the map; where it was made a vector, of the map that it was
 */
record Form(long images, Shape shape, Kind kind) {
    /** Far above sensible networks, as for .bnn files. */
    private static final long MOST_VALUES = 1 << 24;

    /** Which axes there are. */
    enum Kind {
        /** [N, C, H, W] */
        MAP,
        /** [N, C] */
        CHANNELS,
        /** [N, C * H * W] of a map of several pixels, channels slowest */
        VECTOR
    }

    static Form map(long images, Shape shape) {
        return new Form(images, shape, Kind.MAP);
    }

    Form of(Shape other) {
        return new Form(images, other, kind);
    }

    /** The map as a vector. */
    Form flat() {
        return new Form(images, shape, shape.pixels() == 1 ? Kind.CHANNELS : Kind.VECTOR);
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
