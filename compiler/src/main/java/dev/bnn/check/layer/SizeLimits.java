// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.check.vocabulary.Limits;
import dev.bnn.source.Words;
import java.util.Optional;

/** Checks that memory and time suffice for each layer and for all together. */
final class SizeLimits {
    /** What a network has too much of, and how much is possible. */
    record Excess(String message, String hint) {}

    /**
     * The size of a layer.
     *
     * @param columns weights per row
     * @param positions how often the weights are multiplied for an image
     * @param framed values of the padded input
     */
    record Layer(int rows, long columns, long positions, long framed) {
        private long weights() {
            return rows * columns;
        }
    }

    private long weights;
    private long macs;
    private boolean tooLarge;

    /** True if the layers together were found to be too large. */
    boolean tooLarge() {
        return tooLarge;
    }

    /** Checks whether memory can hold a layer's weights, outputs and padded inputs. */
    static Optional<Excess> ofLayer(Layer layer) {
        int rows = layer.rows();
        long columns = layer.columns();
        long positions = layer.positions();
        long framed = layer.framed();
        if (columns > Limits.LAYER_WEIGHTS || layer.weights() > Limits.LAYER_WEIGHTS) {
            String message = "this layer has " + Words.count(rows) + " x " + Words.count(columns) + " weights";
            return Optional.of(new Excess(message, "a layer has at most " + Words.count(Limits.LAYER_WEIGHTS)));
        }
        if (rows * positions > Limits.EDGE_VALUES) {
            String message = "this layer yields " + Words.count(rows * positions) + " values per image";
            return Optional.of(new Excess(message, most(Limits.EDGE_VALUES)));
        }
        if (framed > Limits.FRAMED_VALUES) {
            String message = "the padded input of this layer has " + Words.count(framed) + " values";
            return Optional.of(new Excess(message, most(Limits.FRAMED_VALUES)));
        }
        return Optional.empty();
    }

    /** Adds a layer to the network. The result is present for the first layer with which the network is too large to train or to run. */
    Optional<Excess> add(Layer layer) {
        weights += layer.weights();
        macs += layer.weights() * layer.positions();
        boolean heavy = weights > Limits.WEIGHTS;
        if (tooLarge || !heavy && macs <= Limits.MACS) {
            return Optional.empty();
        }
        tooLarge = true;
        String what = heavy ? Words.count(weights) + " weights" : Words.count(macs) + " multiply-accumulates per image";
        return Optional.of(
                new Excess("with this layer the network has " + what, most(heavy ? Limits.WEIGHTS : Limits.MACS)));
    }

    private static String most(long possible) {
        return "at most " + Words.count(possible) + " are possible";
    }
}
