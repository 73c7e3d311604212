// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine;

import java.util.List;
import java.util.Map;

/** A way to run a compiled network. Engines keep no result between calls, and any number of threads may use one at a time. */
public interface Engine {
    /**
     * Integer scores by class for an image of bytes in HWC order.
     *
     * @throws IllegalArgumentException if the image has another size than the network's input
     */
    long[] scores(byte[] image);

    /**
     * Scores of images, in their order.
     *
     * @throws IllegalArgumentException if an image has another size than the network's input
     */
    default List<long[]> scores(List<byte[]> images) {
        return images.stream().map(this::scores).toList();
    }

    /**
     * The output of each stage by its name, in order: accumulators, bits as -1 and +1, codes, scores; each in HWC order.
     *
     * @throws IllegalArgumentException if the image has another size than the network's input
     */
    Map<String, long[]> trace(byte[] image);
}
