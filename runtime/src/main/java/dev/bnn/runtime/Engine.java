// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import java.util.List;
import java.util.Map;

/** A way to run a compiled network. Engines hold no state between calls and may be used by many threads. */
public interface Engine {
    /** Integer scores by class for an image of bytes in HWC order. */
    long[] scores(byte[] image);

    /** Scores of images, in their order. */
    default List<long[]> scores(List<byte[]> images) {
        return images.stream().map(this::scores).toList();
    }

    /** The output of each stage by its name, in order: accumulators, bits as -1 and +1, scores; each in HWC order. */
    Map<String, long[]> trace(byte[] image);
}
