package dev.bnn.data;

import java.util.Locale;

/** What a data set may take of Java's heap: two fifths, since training keeps a copy of the images it trains on. */
final class Memory {
    private Memory() {}

    static long heap() {
        return Runtime.getRuntime().maxMemory();
    }

    /** Bytes of images that a heap of that size can hold. */
    static long forImages(long heap) {
        return heap / 5 * 2;
    }

    /** Refuses images that the heap cannot hold, before any of it is taken. */
    static void require(String what, long bytes) throws DataException {
        require(what, bytes, heap());
    }

    static void require(String what, long bytes, long heap) throws DataException {
        if (bytes > forImages(heap)) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%s: the images take %,d MB; of the %,d MB that Java may use, %,d can hold images",
                            what,
                            bytes >> 20,
                            heap >> 20,
                            forImages(heap) >> 20),
                    "Give Java more memory, such as MAVEN_OPTS=-Xmx" + ((bytes / 2 * 5 >> 30) + 1)
                            + "g, or use fewer images.");
        }
    }
}
