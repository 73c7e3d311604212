// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir.text;

import dev.bnn.ir.Op;
import dev.bnn.ir.View;
import dev.bnn.model.TensorType;

/** Reads which layer's values a node yields, and how. */
final class ViewReader {
    private ViewReader() {}

    /**
     * The view of a line.
     *
     * @param below the lines of the map from the node's values to the layer's
     * @param type type of the node
     */
    static View read(TextLine line, Attributes below, TensorType type) {
        View view = View.of(line.name());
        if (line.accept(", in order only")) {
            view = view.inOrderOnly();
        }
        int channels = type.shape().channels();
        boolean[] negated = OpReader.channels(line, ", negated in channels", channels);
        if (anyOf(negated)) {
            view = view.withNegated(negated);
        }
        line.expectEnd();
        if (below.has("rows") || below.has("x")) {
            Op.Affine affine = OpReader.affine(below, type.shape());
            view = view.withAffine(affine);
        }
        below.expectEnd();
        return view;
    }

    private static boolean anyOf(boolean[] mask) {
        for (boolean set : mask) {
            if (set) {
                return true;
            }
        }
        return false;
    }
}
