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
    private static final int BITS_OF_BYTE = 8;

    private Matrices() {}

    static List<MatrixShape> of(TensorType image, List<Layer> layers) {
        List<MatrixShape> matrices = new ArrayList<>();
        Shape map = image.shape();
        for (Layer layer : layers) {
            if (layer instanceof Layer.Weighted w) {
                matrices.add(new MatrixShape(
                        w.name(),
                        w.span(),
                        w.rows(),
                        w.columns(),
                        map.channels(),
                        w.columns() / map.channels(),
                        w.output().shape().pixels(),
                        elementBits(w.input().values())));
            }
            if (layer instanceof Layer.Weighted || layer instanceof Layer.MaxPool) {
                map = layer.output().shape();
            }
        }
        return matrices;
    }

    private static int elementBits(ValueSet values) {
        if (values instanceof ValueSet.Integers levels) {
            return Long.SIZE - Long.numberOfLeadingZeros((levels.hi() - levels.lo()) / levels.step());
        }
        return values instanceof ValueSet.Bipolar ? 1 : BITS_OF_BYTE;
    }
}
