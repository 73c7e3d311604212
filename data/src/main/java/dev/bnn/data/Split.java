// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.util.Arrays;

/**
 * Images to train on, and images that choose the best epoch: the data's own validation set, or held-out training images.
 *
 * @param train training images, shuffled
 * @param validation validation images; shuffled where they were held out
 */
public record Split(ImageSet train, ImageSet validation) {
    private static final int STREAM = 3;

    /**
     * Uses the data's own validation images, or else holds out the last of the shuffled training images.
     *
     * @param count number of validation images that the recipe asks for, 0 for none
     * @throws DataException if nothing would be left to train on
     */
    public static Split of(DataSet data, int count, long seed) throws DataException {
        Split split = holdOut(data.train(), data.heldOut(count), seed);
        return data.validation().isPresent() && count > 0
                ? new Split(split.train, data.validation().get())
                : split;
    }

    /**
     * Checks that holding out images leaves some to train on.
     *
     * @param count images to hold out, 0 for none
     */
    public static void requireSome(ImageSet images, int count) throws DataException {
        if (count < 0 || count >= images.count()) {
            throw new DataException(
                    "validation holds out " + count + " of " + images.count() + " training images",
                    "Hold out fewer than " + images.count() + ", usually a tenth.");
        }
    }

    /**
     * Holds out the last of the shuffled images. The shuffle depends only on the seed and the number of images.
     *
     * @param count images to hold out, 0 for none
     * @throws DataException if nothing would be left to train on
     */
    public static Split holdOut(ImageSet images, int count, long seed) throws DataException {
        requireSome(images, count);
        int[] order = new int[images.count()];
        Arrays.setAll(order, i -> i);
        SplitMix64.of(seed, STREAM, images.count()).shuffle(order);
        int kept = images.count() - count;
        return new Split(
                images.select(Arrays.copyOf(order, kept)),
                images.select(Arrays.copyOfRange(order, kept, order.length)));
    }
}
