package dev.bnn.training;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The few places where ND4J's memory and threads are touched. */
final class Native {
    private Native() {}

    /** Threads of ND4J's operations and of its BLAS, for operations that the calling thread starts. */
    static void setThreads(int threads) {
        // The factory comes first: it loads the backend that the holder needs.
        Nd4j.factory().blas().setMaxThreads(threads);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    /** A zeroed float array in C order. */
    static INDArray zeros(long... shape) {
        return Nd4j.zeros(DataType.FLOAT, shape);
    }

    /** The memory of a host array in C order, written and read through. */
    static FloatBuffer buffer(INDArray array) {
        if (array.ordering() != 'c' || array.isView() && array.offset() != 0) {
            throw new IllegalArgumentException("not a whole array in C order");
        }
        return new FloatPointer(array.data().addressPointer())
                .capacity(array.length())
                .asBuffer();
    }

    /** Rows of a matrix at equal distances, at most so many values. */
    static float[] sample(INDArray matrix, int atMost) {
        int rows = (int) matrix.size(0);
        int columns = (int) matrix.size(1);
        int taken = Math.min(rows, Math.max(1, atMost / columns));
        float[] values = new float[taken * columns];
        FloatBuffer buffer = buffer(matrix);
        for (int i = 0; i < taken; i++) {
            buffer.get((int) ((long) i * rows / taken) * columns, values, i * columns, columns);
        }
        return values;
    }

    /** Rows from (inclusive) to to (exclusive) of a matrix, the same memory. */
    static INDArray rows(INDArray matrix, long from, long to) {
        return matrix.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }

    /** c = op(a) * op(b), where op transposes if asked to; all of them matrices in C order, c allocated. */
    static void matmul(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c) {
        Nd4j.matmul(a, b, c, transposeA, transposeB, false);
    }
}
