// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.array;

import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Caches one value computed from an array, for as long as callers pass the same array object. */
public final class SingleArrayCache<T> {
    private final Function<INDArray, T> make;
    private INDArray array;
    private T made;

    /** @param make computes the value */
    public SingleArrayCache(Function<INDArray, T> make) {
        this.make = make;
    }

    /** The value for an array. */
    public T to(INDArray given) {
        if (array != given) {
            made = make.apply(given);
            array = given;
        }
        return made;
    }
}
