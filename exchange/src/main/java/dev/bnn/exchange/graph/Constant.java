// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.exchange.wire.Printable;
import java.util.Optional;

/**
 * A value that does not depend on the image, in C order.
 *
 * @param whole true if the elements are integers, whose division truncates
 * @param steps for each quantized element, the scale of which it is an integer multiple; empty for other constants
 * @param bits width of those integers; 0 for other constants
 */
public record Constant(long[] dims, float[] values, boolean whole, float[] steps, int bits) {
    private static final float[] NONE = {};

    /** A constant whose elements no quantizer made. */
    Constant(long[] dims, float[] values, boolean whole) {
        this(dims, values, whole, NONE, 0);
    }

    static Constant of(Tensor tensor) throws ExchangeException {
        if (!tensor.float32()) {
            throw new ExchangeException("the constant " + Printable.name(tensor.name())
                    + " has numbers of float64 that float32 does not hold; export the model in float32");
        }
        return new Constant(tensor.dims(), tensor.floats(), tensor.whole());
    }

    static Constant reals(long[] dims, float... values) {
        return new Constant(dims, values, false);
    }

    static Constant integers(long[] dims, float... values) {
        return new Constant(dims, values, true);
    }

    /** A list of sizes, such as a shape. */
    static Constant shape(long... sizes) {
        float[] values = new float[sizes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Tensor.exact(sizes[i]);
        }
        return integers(new long[] {sizes.length}, values);
    }

    /** These elements in another shape of the same size. */
    Constant in(long... shape) {
        return new Constant(shape, values, whole, steps, bits);
    }

    /** The number, if there is only one element. */
    public Optional<Float> scalar() {
        return values.length == 1 ? Optional.of(values[0]) : Optional.empty();
    }
}
