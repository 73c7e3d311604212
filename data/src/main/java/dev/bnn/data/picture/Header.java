// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import java.io.IOException;

/**
 * The properties of an image in its header.
 *
 * @param sampleBytes bytes per decoded pixel, before it becomes RGB
 * @param scans number of times that the decoder passes over the image
 */
record Header(long width, long height, int sampleBytes, int scans, Orientation orientation) {
    /** Maximum number of pixels of an image: 64 million. */
    static final long MOST_PIXELS = 1 << 26;

    /**
     * Maximum number of bytes of a decoded image before it becomes RGB: 192 MB, three bytes for each pixel of the largest image.
     */
    static final long MOST_BYTES = 3 * MOST_PIXELS;

    /** Maximum product of pixels and scans, which limits the decoding time. */
    private static final long MOST_WORK = 16 * MOST_PIXELS;

    private static final int RGB = 3;

    /**
     * Refuses images that would take too much memory or time.
     *
     * @throws IOException with the reason
     */
    Header check() throws IOException {
        if (width < 1 || height < 1) {
            throw new IOException("its header says " + width + " x " + height + " pixels");
        }
        if (width > MOST_PIXELS || height > MOST_PIXELS || width * height > MOST_PIXELS) {
            throw new IOException(width + " x " + height + " pixels are too many: " + MOST_PIXELS + " at most");
        }
        if (width * height * sampleBytes > MOST_BYTES) {
            throw new IOException(width + " x " + height + " pixels of " + sampleBytes + " bytes each are too many: "
                    + MOST_BYTES / sampleBytes + " pixels of this depth at most");
        }
        if (width * height * scans > MOST_WORK) {
            throw new IOException(width + " x " + height + " pixels in " + scans + " scans are too many: "
                    + MOST_WORK / (width * height) + " scans of this size at most");
        }
        return this;
    }

    /** Bytes that decoding holds at once: the samples and the RGB pixels. */
    long bytes() {
        return width * height * (sampleBytes + RGB);
    }
}
