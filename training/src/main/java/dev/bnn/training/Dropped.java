package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;

/**
 * What dropout makes of the types of values, in training alone: a bit or a level becomes 0 or is scaled, so layers behind it are fed
 * real numbers, until the next that computes values of its own.
 */
final class Dropped {
    private Dropped() {}

    /** Whether dropped values leave a layer, given whether they reach it. */
    static boolean behind(Layer layer, boolean reach) {
        if (layer instanceof Layer.Dropout dropout) {
            return reach || dropout.rate() > 0;
        }
        return reach && (layer instanceof Layer.Flatten || layer instanceof Layer.MaxPool);
    }

    static Layer.Conv fed(Layer.Conv c, boolean dropped) {
        return dropped
                ? new Layer.Conv(
                        c.name(),
                        c.span(),
                        reals(c.input()),
                        c.output(),
                        c.kernel(),
                        c.stride(),
                        c.padding(),
                        c.weights())
                : c;
    }

    static Layer.Dense fed(Layer.Dense d, boolean dropped) {
        return dropped ? new Layer.Dense(d.name(), d.span(), reals(d.input()), d.output(), d.weights()) : d;
    }

    private static TensorType reals(TensorType type) {
        return new TensorType(type.shape(), new ValueSet.Reals());
    }
}
