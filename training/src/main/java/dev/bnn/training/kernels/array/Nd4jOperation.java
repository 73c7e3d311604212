// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.array;

import org.nd4j.linalg.api.ndarray.INDArray;

/** An operation of libnd4j on fixed arrays, with its arguments in libnd4j's order. */
public record Nd4jOperation(String name, INDArray[] inputs, INDArray[] outputs, double[] reals, int[] integers) {
    private static final double[] NO_REALS = {};

    /** An operation with whole numbers as its only arguments. */
    public static Nd4jOperation of(String name, INDArray[] inputs, INDArray[] outputs, int... integers) {
        return new Nd4jOperation(name, inputs, outputs, NO_REALS, integers);
    }

    /** c = op(a) * op(b), or c += op(a) * op(b) with {@code add}; op transposes where its flag is set. */
    public static Nd4jOperation matmul(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c, boolean add) {
        return new Nd4jOperation(
                "matmul", new INDArray[] {a, b}, new INDArray[] {c}, new double[] {1, add ? 1 : 0}, new int[] {
                    transposeA ? 1 : 0, transposeB ? 1 : 0, 0
                });
    }
}
