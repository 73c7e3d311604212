// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host.memory;

import dev.bnn.training.kernels.array.Native;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of host arrays, looked up once per array and kept as long as this object. It is valid only if ND4J computes in host
 * memory, so only the host's kernels may use it.
 */
public final class Buffers {
    private final Map<INDArray, FloatBuffer> known = new IdentityHashMap<>();
    private final Map<INDArray, IntBuffer> bits = new IdentityHashMap<>();

    /** The values of a whole array in C order; no further call is needed after a write. */
    public synchronized FloatBuffer of(INDArray array) {
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

    /**
     * The same memory, as the bits of its floats: the JIT vectorizes loops over these bits, but not loops that extract them from
     * floats.
     */
    public synchronized IntBuffer bits(INDArray array) {
        IntBuffer buffer = bits.get(array);
        if (buffer == null) {
            Native.requireWhole(array);
            buffer = new IntPointer(array.data().addressPointer())
                    .capacity(array.length())
                    .asBuffer();
            bits.put(array, buffer);
        }
        return buffer;
    }
}
