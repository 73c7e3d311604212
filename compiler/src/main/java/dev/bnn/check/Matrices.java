// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.dataflow.MatrixShape;
import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import java.util.ArrayList;
import java.util.List;

/** The layers with weights as folding will see them: flatten does not change the order of the values, so it is gone. */
final class Matrices {
    /** Of an arrangement that is wrong, which has been said. */
    private static final int BITS_OF_REALS = 8;

    private Matrices() {}

    static List<MatrixShape> of(TensorType image, List<Layer> layers) {
        List<MatrixShape> matrices = new ArrayList<>();
        Shape map = image.shape();
        for (Layer layer : layers) {
            if (layer instanceof Layer.Weighted w) {
                boolean depthwise = w instanceof Layer.Depthwise;
                matrices.add(new MatrixShape(
                        w.name(),
                        w.span(),
                        w.rows(),
                        w.columns(),
                        map.channels(),
                        depthwise ? w.columns() : w.columns() / map.channels(),
                        w.output().shape().pixels(),
                        w.input().values() instanceof ValueSet.Reals
                                ? BITS_OF_REALS
                                : w.input().values().bits(),
                        w.weights().bits(),
                        depthwise));
            }
            if (layer instanceof Layer.Weighted || layer instanceof Layer.MaxPool || layer instanceof Layer.AvgPool) {
                map = layer.output().shape();
            }
        }
        return matrices;
    }
}
