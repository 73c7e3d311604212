// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The few places where ND4J's memory and threads are touched, in ways that hold for every backend of it. An array's memory may be a device's:
 * to read it brings it to the host, and who has written there says so, that the device takes it over.
 */
public final class Native {
    private Native() {}

    /** Threads of ND4J's operations and of its BLAS, for operations that the calling thread starts. */
    public static void setThreads(int threads) {
        // The factory comes first: it loads the backend that the holder needs.
        Nd4j.factory().blas().setMaxThreads(threads);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    /** A zeroed float array in C order. */
    public static INDArray zeros(long... shape) {
        return Nd4j.zeros(DataType.FLOAT, shape);
    }

    /** The values in C order as they are now; {@link #written} has to follow where some are changed. */
    public static FloatBuffer floats(INDArray array) {
        requireWhole(array);
        return array.data().asNioFloat();
    }

    /** As {@link #floats}, of an array of float64. */
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

    /** Throws {@link IllegalArgumentException} where the memory is not the array's alone and in C order. */
    public static void requireWhole(INDArray array) {
        if (array.ordering() != 'c' || array.isView() && array.offset() != 0) {
            throw new IllegalArgumentException("not a whole array in C order");
        }
    }

    /** RowParallel of a matrix at equal distances, at most so many values. */
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

    /** RowParallel from (inclusive) to to (exclusive) of a matrix, the same memory. */
    public static INDArray rows(INDArray matrix, long from, long to) {
        return matrix.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }

    /** c = op(a) * op(b), where op transposes if asked to; all of them matrices in C order, c allocated. */
    public static void matmul(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c) {
        Nd4j.matmul(a, b, c, transposeA, transposeB, false);
    }
}
