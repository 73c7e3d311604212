package dev.bnn.data;

import java.util.Arrays;

/**
 * Training images without those held out, and those held out to choose the best epoch.
 *
 * @param train shuffled, as is validation
 */
public record Split(ImageSet train, ImageSet validation) {
    private static final int STREAM = 3;

    /**
     * Holds out the last images of a shuffle that depends on nothing but the seed and the number of images.
     *
     * @param count images to hold out, 0 for none
     * @throws DataException if nothing would be left to train on
     */
    public static Split holdOut(ImageSet images, int count, long seed) throws DataException {
        if (count < 0 || count >= images.count()) {
            throw new DataException(
                    "validation holds out " + count + " of " + images.count() + " training images",
                    "Hold out fewer than " + images.count() + ", usually a tenth.");
        }
        int[] order = new int[images.count()];
        Arrays.setAll(order, i -> i);
        SplitMix64.of(seed, STREAM, images.count()).shuffle(order);
        int kept = images.count() - count;
        return new Split(
                images.select(Arrays.copyOf(order, kept)),
                images.select(Arrays.copyOfRange(order, kept, order.length)));
    }
}
