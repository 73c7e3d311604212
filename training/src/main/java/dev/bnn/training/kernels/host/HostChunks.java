// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.array.Scratch;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs over arrays of any shape in chunks, each with the scratch arrays of its thread. */
record HostChunks(RowParallel rows, Scratch[] scratch) {
    private static final int CHUNK = 2048;

    /**
     * Work on n values, starting at index {@code place}; there are at most {@link RowParallel#MAX_BLOCKS} blocks, numbered from
     * 0.
     */
    interface Chunk {
        void run(Scratch scratch, int block, int place, int n);
    }

    void each(INDArray array, Chunk body) {
        int n = (int) array.length();
        rows.each((n + CHUNK - 1) / CHUNK, CHUNK, (thread, block, first, last) -> {
            for (int chunk = first; chunk < last; chunk++) {
                body.run(scratch[thread], block, chunk * CHUNK, Math.min(CHUNK, n - chunk * CHUNK));
            }
        });
    }
}
