// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.engine.Trace;

/** A prepared stage, or an operation between two stages. */
@FunctionalInterface
interface Kernel {
    /**
     * @param images the buffers of each image of a batch
     * @param trace receives the values of a batch of one; {@link Trace#NONE} for others
     */
    void run(Buffers[] images, Trace trace);

    /** A kernel that processes one image at a time. */
    @FunctionalInterface
    interface Single {
        void run(Buffers image, Trace trace);
    }

    static Kernel each(Single single) {
        return (images, trace) -> {
            for (Buffers image : images) {
                single.run(image, trace);
            }
        };
    }
}
