// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.graph.QuantRule;
import dev.bnn.exchange.importer.shape.ValueLayout;
import java.util.Locale;
import java.util.Optional;

/**
 * A quantizer of the image. The network reads bytes, so the import can drop the quantizer only where it keeps the value of
 * each byte.
 */
final class ImageQuantizer {
    private static final int BYTES = 256;
    /** Relative difference that float32 rounding can cause. */
    private static final double ALIKE = 1e-6;

    private ImageQuantizer() {}

    /**
     * Drops the quantizer, or refuses the node.
     *
     * @param approximate true if dropping it may change values by up to half the distance between two bytes
     * @return a note for the user, if values change
     */
    static Optional<String> leaveOut(GraphNode node, ValueLayout image, ImageRange range, boolean approximate)
            throws ExchangeException {
        QuantRule rule = QuantRule.of(node, image.dims().length);
        double most = 0;
        for (int b = 0; b < BYTES; b++) {
            most = Math.max(most, Math.abs(rule.apply((float) range.value(b)) - range.value(b)));
        }
        double largest = Math.max(Math.abs(range.value(0)), Math.abs(range.value(BYTES - 1)));
        if (most <= ALIKE * largest) {
            return Optional.empty();
        }
        String moves = String.format(
                Locale.ROOT, "moves values of the image by up to %.3g, where bytes are %.3g apart", most, range.step());
        if (!(most <= range.step() / 2 + ALIKE * largest)) {
            throw node.refuse(
                    moves, "the network reads the bytes themselves; train without it, or set the input's range");
        }
        if (!approximate) {
            throw node.refuse(
                    moves,
                    "the network reads the bytes themselves; leave the quantizer out with -Dbnn.approximate=true, and"
                            + " scores differ a little");
        }
        return Optional.of("the quantizer " + node.name() + " of the image is left out: it " + moves
                + ", so scores differ a little");
    }
}
