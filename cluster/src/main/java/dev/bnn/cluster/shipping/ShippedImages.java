// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.shipping;

import dev.bnn.data.ImageSet;
import java.io.Serializable;

/** Images on their way to an executor. Has the fields of {@link ImageSet}, whose arrays it shares. */
public record ShippedImages(int channels, int height, int width, byte[] pixels, int[] labels) implements Serializable {
    public static ShippedImages of(ImageSet images) {
        return new ShippedImages(images.channels(), images.height(), images.width(), images.pixels(), images.labels());
    }

    public ImageSet images() {
        return new ImageSet(channels, height, width, pixels, labels);
    }

    /** Bytes of a set's arrays. */
    public static long bytes(ImageSet images) {
        return (long) images.count() * (images.imageSize() + Integer.BYTES);
    }
}
