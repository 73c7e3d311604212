// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.array;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Access to ND4J's memory and threads that works with every backend. An array's memory may be on a device: a read
 * copies it to the host, and a write must be followed by {@link #written}, so that the device takes the values over.
 */
public final class Native {
    private Native() {}

    /** Sets the number of threads of ND4J's operations and BLAS, for operations that the calling thread starts. */
    public static void setThreads(int threads) {
        // The factory comes first: it loads the backend that the holder needs.
        Nd4j.factory().blas().setMaxThreads(threads);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    /** True if ND4J keeps arrays in the host's memory, false if a device has them. */
    public static boolean onHost() {
        return Nd4j.getEnvironment().isCPU();
    }

    /** A zeroed float array in C order. */
    public static INDArray zeros(long... shape) {
        return Nd4j.zeros(DataType.FLOAT, shape);
    }

    /** The current values in C order; a caller that changes any of them must call {@link #written}. */
    public static FloatBuffer floats(INDArray array) {
        requireWhole(array);
        return array.data().asNioFloat();
    }

    /** As {@link #floats}, for an array of float64. */
    public static DoubleBuffer doubles(INDArray array) {
        requireWhole(array);
        return array.data().asNioDouble();
    }

    /** Tells ND4J that the buffer of an array has been written to. */
    public static void written(INDArray array) {
        Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
    }

    /** The values in C order. */
    public static float[] values(INDArray array) {
        float[] values = new float[(int) array.length()];
        floats(array).get(0, values);
        return values;
    }

    /** Stores values in C order, from the first one on. */
    public static void write(INDArray array, float[] values) {
        floats(array).put(0, values);
        written(array);
    }

    /** Throws {@link IllegalArgumentException} unless the array is whole, not a view, and in C order. */
    public static void requireWhole(INDArray array) {
        if (array.ordering() != 'c' || array.isView() && array.offset() != 0) {
            throw new IllegalArgumentException("not a whole array in C order");
        }
    }

    /** Evenly spaced rows of a matrix: at most {@code atMost} values, but at least one row. */
    public static float[] sample(INDArray matrix, int atMost) {
        int rows = (int) matrix.size(0);
        int columns = (int) matrix.size(1);
        int taken = Math.min(rows, Math.max(1, atMost / columns));
        float[] values = new float[taken * columns];
        FloatBuffer buffer = floats(matrix);
        for (int i = 0; i < taken; i++) {
            buffer.get((int) ((long) i * rows / taken) * columns, values, i * columns, columns);
        }
        return values;
    }

    /** Rows {@code from} (inclusive) to {@code to} (exclusive) of a matrix, in the same memory. */
    public static INDArray rows(INDArray matrix, long from, long to) {
        return matrix.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }

    /**
     * c = op(a) * op(b), where op transposes if its flag is set; all three are matrices in C order, and c is allocated.
     */
    public static void matmul(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c) {
        Nd4j.matmul(a, b, c, transposeA, transposeB, false);
    }
}
