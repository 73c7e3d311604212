// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host.winograd;

import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.host.memory.Buffers;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory that the convolutions of a network share for {@link Winograd}'s filtering. All of them first reserve what they need;
 * the memory is allocated at first use, large enough for the largest.
 */
public final class WinogradMemory {
    /**
     * The arrays of a thread: matrices of tiles of the input and of the output's gradient, of weights, and of sums by
     * weights.
     */
    enum Use {
        INPUTS,
        GRADIENTS,
        WEIGHTS,
        SUMS
    }

    private final Buffers buffers;
    private final long[] longest = new long[Use.values().length];
    private final INDArray[][] arrays;
    private final WinogradBuffers[] lines;
    private int line;

    /** @param threads number of threads that work at the same time, each with its own buffers */
    public WinogradMemory(int threads, Buffers buffers) {
        this.buffers = buffers;
        arrays = new INDArray[threads][longest.length];
        lines = new WinogradBuffers[threads];
    }

    /** Reserves that many values in an array. */
    synchronized void reserve(Use use, long length) {
        longest[use.ordinal()] = Math.max(longest[use.ordinal()], length);
    }

    /** Reserves lines of that length. */
    synchronized void reserveLines(int length) {
        line = Math.max(line, length);
    }

    /** An array of a thread. */
    synchronized INDArray array(int thread, Use use) {
        INDArray[] own = arrays[thread];
        if (own[use.ordinal()] == null) {
            own[use.ordinal()] = Native.zeros(longest[use.ordinal()]);
        }
        return own[use.ordinal()];
    }

    /** The memory of an array of a thread. */
    synchronized FloatBuffer floats(int thread, Use use) {
        return buffers.of(array(thread, use));
    }

    /** The lines of a thread. */
    synchronized WinogradBuffers lines(int thread) {
        if (lines[thread] == null) {
            lines[thread] = WinogradBuffers.of(Winograd.MAX_DIMENSION, line);
        }
        return lines[thread];
    }
}
