package dev.bnn.training;

import java.nio.FloatBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The memory of arrays that live as long as this does, each looked up once. Not thread-safe. */
final class Buffers {
    private final Map<INDArray, FloatBuffer> known = new IdentityHashMap<>();

    FloatBuffer of(INDArray array) {
        FloatBuffer buffer = known.get(array);
        if (buffer == null) {
            buffer = Native.buffer(array);
            known.put(array, buffer);
        }
        return buffer;
    }
}
