package dev.bnn.training;

import java.nio.FloatBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of host arrays that live as long as this does, each looked up once, written and read through. Only right where ND4J computes in
 * host memory, so it is for {@link HostKernels} alone. Not thread-safe.
 */
final class Buffers {
    private final Map<INDArray, FloatBuffer> known = new IdentityHashMap<>();

    FloatBuffer of(INDArray array) {
        FloatBuffer buffer = known.get(array);
        if (buffer == null) {
            Native.requireWhole(array);
            buffer = new FloatPointer(array.data().addressPointer())
                    .capacity(array.length())
                    .asBuffer();
            known.put(array, buffer);
        }
        return buffer;
    }
}
