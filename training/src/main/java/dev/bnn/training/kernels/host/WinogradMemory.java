// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

import dev.bnn.training.kernels.Native;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the convolutions of a network fill one after the other when they multiply by {@link Winograd}'s filtering: allocated once, for
 * the largest of them, when all have said what they need.
 */
final class WinogradMemory {
    /** A thread's arrays of matrices: of tiles of the input and of the output's gradient, of weights, and its sums by weights. */
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

    WinogradMemory(int threads, Buffers buffers) {
        this.buffers = buffers;
        arrays = new INDArray[threads][longest.length];
        lines = new WinogradBuffers[threads];
    }

    /** Says that an array has to hold so many values. */
    synchronized void reserve(Use use, long length) {
        longest[use.ordinal()] = Math.max(longest[use.ordinal()], length);
    }

    /** Says that lines have to be so long. */
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
            lines[thread] = WinogradBuffers.of(Winograd.MOST, line);
        }
        return lines[thread];
    }
}
