// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.util.Locale;

/** The share of the Java heap for a data set: two fifths, because training keeps a copy of its training images. */
public final class Memory {
    private Memory() {}

    public static long heap() {
        return Runtime.getRuntime().maxMemory();
    }

    /** Maximum number of bytes of images for a heap of that size. */
    public static long forImages(long heap) {
        return heap / 5 * 2;
    }

    /** Refuses images that the heap cannot hold, before they are allocated. */
    public static void require(String what, long bytes) throws DataException {
        require(what, bytes, heap());
    }

    public static void require(String what, long bytes, long heap) throws DataException {
        if (bytes > forImages(heap)) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%s needs %,d MB for its images; the Java heap of %,d MB allows %,d MB",
                            what,
                            bytes >> 20,
                            heap >> 20,
                            forImages(heap) >> 20),
                    "Raise the heap, such as MAVEN_OPTS=-Xmx" + ((bytes / 2 * 5 >> 30) + 1)
                            + "g, or use fewer images.");
        }
    }
}
