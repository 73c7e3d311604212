// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.importer.layers.Layers;
import dev.bnn.exchange.importer.shape.ValueLayout;
import dev.bnn.model.Activation;
import dev.bnn.model.Padding;
import java.util.Optional;

/**
 * A value of the graph that depends on the image.
 *
 * @param form its axes
 * @param padded the Pad before it, which belongs to the Conv after it
 * @param scored the Softmax or TopK of the scores that made it
 */
record Value(ValueLayout form, Content content, Optional<Padded> padded, Optional<GraphNode> scored) {
    /** What the numbers are. */
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
     * @param unit what the graph multiplies them by after it
     */
    record Pooled(int layer, double unit) implements Content {}

    /**
     * Bits or levels, which several nodes may read.
     *
     * @param layer the place of the layer that yields them
     * @param unit the magnitude of the bits, which are -unit and +unit; of levels, the value of the level 1
     */
    record Bits(int layer, Activation levels, double unit) implements Content {}

    /**
     * The sign of a value, which is 0 at 0 and so no bit yet.
     *
     * @param of the value itself
     * @param sign the node that made it
     * @param raised true where a number has been added, so that the sign of the result is +1 at 0
     */
    record Signed(Content of, GraphNode sign, boolean raised) implements Content {}

    /**
     * A map whose channels are two axes, between the first and the last node of a shuffle.
     *
     * @param of the map
     * @param by the Reshape that made two axes of one
     * @param groups extent of the first of both
     * @param transposed true where both have been swapped since
     */
    record Split(Content of, GraphNode by, int groups, boolean transposed) implements Content {}

    /** A Pad, and what it adds on the sides of the map. */
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

    /** The extents of the axes, the batch first. */
    long[] dims() {
        return content instanceof Split split ? ChannelShuffles.dims(form, split) : form.dims();
    }

    boolean isImage() {
        return content instanceof Image;
    }

    boolean isBits() {
        return content instanceof Bits;
    }

    /** The sums of layers, where these are what the value is. */
    Optional<Sums> sums() {
        return content instanceof Sums s ? Optional.of(s) : Optional.empty();
    }

    /** The place of the layer that yields bits, or of the pool that yields bytes; that of the image otherwise. */
    int layer() {
        if (content instanceof Pooled p) {
            return p.layer();
        }
        return content instanceof Bits b ? b.layer() : Layers.IMAGE;
    }

    /** What an integer of the network stands for in the graph. */
    double unit() {
        if (content instanceof Pooled p) {
            return p.unit();
        }
        return content instanceof Bits b ? b.unit() : 1;
    }

    /** These bits or bytes, each of which stands for another number. */
    Value in(double unit) {
        return of(content instanceof Bits b ? new Bits(b.layer(), b.levels(), unit) : new Pooled(layer(), unit));
    }

    /** This value after a Pad. */
    Value padded(Padded by) {
        return new Value(form, content, Optional.of(by), scored);
    }

    /** These scores, ordered or made shares by a node. */
    Value scored(GraphNode by) {
        return new Value(form, content, padded, Optional.of(by));
    }
}
