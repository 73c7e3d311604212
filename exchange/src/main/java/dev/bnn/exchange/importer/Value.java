// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.importer.layers.Layers;
import dev.bnn.exchange.importer.shape.ValueLayout;
import dev.bnn.model.Activation;
import dev.bnn.model.Padding;
import java.util.Optional;

/**
 * A value in the graph that depends on the image.
 *
 * @param form axes of the value, without the padding of a Pad
 * @param padded the Pad before it, which belongs to the Conv after it
 * @param scored the Softmax or TopK on the scores that produced this value
 */
record Value(ValueLayout form, Content content, Optional<Padded> padded, Optional<GraphNode> scored) {
    /** What the value represents. */
    sealed interface Content permits Image, Pooled, Bits, Sums, Signed, Split {}

    /**
     * The image.
     *
     * @param whole true until its bytes are cast to real numbers
     */
    record Image(boolean whole) implements Content {}

    /**
     * The largest bytes of windows of the image.
     *
     * @param layer the place of the pool
     * @param unit the factor by which the graph multiplies them after the pool
     */
    record Pooled(int layer, double unit) implements Content {}

    /**
     * Bits or levels, which several nodes may read.
     *
     * @param layer the place of the layer that yields them
     * @param unit the magnitude of the bits, which are -unit and +unit; for levels, the value of level 1
     */
    record Bits(int layer, Activation levels, double unit) implements Content {}

    /**
     * The sign of a value. It is 0 at 0, so it is not a bit yet.
     *
     * @param of the value itself
     * @param sign the node that made it
     * @param raised true if a number has been added, so that the sign of the result is +1 at 0
     */
    record Signed(Content of, GraphNode sign, boolean raised) implements Content {}

    /**
     * A map whose channels are split into two axes, between the first and the last node of a shuffle.
     *
     * @param of the map
     * @param by the Reshape that split the channels
     * @param groups extent of the first of the two axes, before the Transpose
     * @param transposed true if the two axes have been swapped
     */
    record Split(Content of, GraphNode by, int groups, boolean transposed) implements Content {}

    /** A Pad, and the amounts that it adds on the sides of the map. */
    record Padded(GraphNode node, Padding amounts) {}

    Value(ValueLayout form, Content content) {
        this(form, content, Optional.empty(), Optional.empty());
    }

    Value of(ValueLayout other) {
        return new Value(other, content, padded, scored);
    }

    Value of(Content other) {
        return new Value(form, other, padded, scored);
    }

    /** The extents of the axes in the graph, the batch first. */
    long[] dims() {
        if (padded.isPresent()) {
            return form.of(padded.get().amounts().around(form.shape())).dims();
        }
        return content instanceof Split split ? ChannelShuffles.dims(form, split) : form.dims();
    }

    boolean isImage() {
        return content instanceof Image;
    }

    boolean isBits() {
        return content instanceof Bits;
    }

    /** The sums of layers, if the value consists of these. */
    Optional<Sums> sums() {
        return content instanceof Sums s ? Optional.of(s) : Optional.empty();
    }

    /** The place of the layer that yields the bits, or of the pool that yields the bytes; otherwise that of the image. */
    int layer() {
        if (content instanceof Pooled p) {
            return p.layer();
        }
        return content instanceof Bits b ? b.layer() : Layers.IMAGE;
    }

    /** The number in the graph that an integer 1 of the network stands for. */
    double unit() {
        if (content instanceof Pooled p) {
            return p.unit();
        }
        return content instanceof Bits b ? b.unit() : 1;
    }

    /** The same bits or bytes, with another unit. */
    Value in(double unit) {
        return of(content instanceof Bits b ? new Bits(b.layer(), b.levels(), unit) : new Pooled(layer(), unit));
    }

    /** This value after a Pad. */
    Value padded(Padded by) {
        return new Value(form, content, Optional.of(by), scored);
    }

    /** These scores, sorted or converted to shares by a node. */
    Value scored(GraphNode by) {
        return new Value(form, content, padded, Optional.of(by));
    }
}
