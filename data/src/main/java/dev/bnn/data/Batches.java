// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.util.Arrays;

/**
 * Copies shuffled batches of an image set into the caller's arrays. The order of an epoch and its augmentation depend only on the
 * seed and the epoch's number, so training that resumes at an epoch sees the same batches. Not thread-safe. Copying a batch
 * allocates nothing.
 */
public final class Batches {
    private static final int ORDER_STREAM = 4;
    private static final int AUGMENT_STREAM = 5;

    private final ImageSet images;
    private final int batch;
    private final long seed;
    private final Augmentation augmentation;
    /** Rows and columns of the map whose positions have labels; 1 and 1 if images have one label each. */
    private final int rows;

    private final int columns;
    /** Labels of the pixels of a moved image. */
    private final int[] moved;

    private final int[] order;
    private SplitMix64 random;
    private int next;

    /** Batches of {@code batch} images with one label each; call {@link #start} before the first batch. */
    public Batches(ImageSet images, int batch, long seed, Augmentation augmentation) {
        this(images, batch, seed, augmentation, 1, 1);
    }

    /**
     * Batches of {@code batch} images; call {@link #start} before the first batch.
     *
     * @param rows rows of the map whose positions get labels; 1 if images have one label each
     * @param columns columns of that map; 1 if images have one label each
     */
    public Batches(ImageSet images, int batch, long seed, Augmentation augmentation, int rows, int columns) {
        if (batch < 1) {
            throw new IllegalArgumentException("batch of " + batch);
        }
        this.images = images;
        this.batch = batch;
        this.seed = seed;
        this.augmentation = augmentation;
        this.rows = rows;
        this.columns = columns;
        moved = new int[images.labelsEach()];
        order = new int[images.count()];
        next = order.length;
    }

    /** Batches in an epoch; the last may be smaller. */
    public int count() {
        return (order.length + batch - 1) / batch;
    }

    /** Starts an epoch. */
    public void start(int epoch) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        SplitMix64.of(seed, ORDER_STREAM, epoch).shuffle(order);
        random = SplitMix64.of(seed, AUGMENT_STREAM, epoch);
        next = 0;
    }

    /**
     * Copies the next batch.
     *
     * @param pixels receives batch * imageSize bytes, image after image, each in HWC order
     * @param labels receives batch class indices, or batch * rows * columns of them
     * @return how many images were copied; 0 at the end of the epoch
     */
    public int next(byte[] pixels, int[] labels) {
        int n = Math.min(batch, order.length - next);
        int size = images.imageSize();
        for (int i = 0; i < n; i++) {
            int image = order[next++];
            if (augmentation.none()) {
                System.arraycopy(images.pixels(), image * size, pixels, i * size, size);
                copyLabels(images.labels(), image * moved.length, labels, i);
            } else {
                augment(image, pixels, i * size, labels, i);
            }
        }
        return n;
    }

    private void copyLabels(int[] from, int first, int[] labels, int i) {
        images.copyLabels(from, first, rows, columns, labels, i * rows * columns);
    }

    /** Skips batches: the next call of {@link #next} copies the batch after them. */
    public void skip(int batches) {
        int n = (int) Math.min((long) batches * batch, order.length - next);
        random.skip((long) n * augmentation.draws());
        next += n;
    }

    private void augment(int image, byte[] pixels, int to, int[] labels, int i) {
        int from = image * images.imageSize();
        int crop = augmentation.crop();
        int dy = crop == 0 ? 0 : random.nextInt(2 * crop + 1) - crop;
        int dx = crop == 0 ? 0 : random.nextInt(2 * crop + 1) - crop;
        boolean mirrored = augmentation.flip() && random.nextInt(2) == 1;
        copyMoved(images, from, pixels, to, dx, dy, mirrored, (byte) augmentation.padByte());
        if (images.perPixel()) {
            moveLabels(image * moved.length, dx, dy, mirrored);
            copyLabels(moved, 0, labels, i);
        } else {
            labels[i] = images.label(image);
        }
        if (augmentation.cutout() > 0) {
            cutOut(pixels, to);
        }
    }

    /** Moves labels as {@link #copyMoved} moves pixels; padding has none. */
    private void moveLabels(int first, int dx, int dy, boolean mirrored) {
        int height = images.height();
        int width = images.width();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sy = y + dy;
                int sx = x + dx;
                boolean inside = sy >= 0 && sy < height && sx >= 0 && sx < width;
                moved[y * width + (mirrored ? width - 1 - x : x)] =
                        inside ? images.labels()[first + sy * width + sx] : ImageSet.IGNORED;
            }
        }
    }

    /**
     * Pads a square around a random pixel. In a square of an even side, that pixel is the one to the right of and below the
     * center.
     */
    private void cutOut(byte[] pixels, int image) {
        int side = augmentation.cutout();
        int top = random.nextInt(images.height()) - side / 2;
        int left = random.nextInt(images.width()) - side / 2;
        int first = Math.max(0, left);
        int last = Math.min(images.width(), left + side);
        for (int y = Math.max(0, top); y < Math.min(images.height(), top + side); y++) {
            int row = image + y * images.width() * images.channels();
            Arrays.fill(pixels, row + first * images.channels(), row + last * images.channels(), (byte)
                    augmentation.padByte());
        }
    }

    /**
     * Copies an image: pixel (x, y) of the copy is pixel (x + dx, y + dy) of the image, or padding if that is outside; then
     * mirrors the copy.
     */
    private static void copyMoved(
            ImageSet set, int from, byte[] pixels, int to, int dx, int dy, boolean mirrored, byte pad) {
        int width = set.width();
        int channels = set.channels();
        byte[] source = set.pixels();
        for (int y = 0; y < set.height(); y++) {
            int row = to + y * width * channels;
            int sy = y + dy;
            if (sy < 0 || sy >= set.height()) {
                Arrays.fill(pixels, row, row + width * channels, pad);
                continue;
            }
            for (int x = 0; x < width; x++) {
                int sx = x + dx;
                int at = row + (mirrored ? width - 1 - x : x) * channels;
                boolean inside = sx >= 0 && sx < width;
                int source0 = from + (sy * width + sx) * channels;
                for (int c = 0; c < channels; c++) {
                    pixels[at + c] = inside ? source[source0 + c] : pad;
                }
            }
        }
    }
}
