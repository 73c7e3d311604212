// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.drawn;

import dev.bnn.data.DataSet;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Progress;
import dev.bnn.data.SplitMix64;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Generated pictures of a few shapes with a label for each pixel: 24 x 24 grayscale, light discs, squares and crosses on a dark,
 * noisy ground, or the negative of that. Later shapes cover earlier ones. For a given seed, image i has the same bytes on every
 * Java runtime and platform, and for any number of images.
 */
public final class Shapes {
    /** Height and width in pixels. */
    public static final int SIZE = 24;

    /** Number of training images of {@code shapes}. */
    public static final int TRAIN = 3_000;

    /** Number of test images of {@code shapes}. */
    static final int TEST = 600;

    static final List<String> CLASSES = List.of("ground", "disc", "square", "cross");

    private static final int DISC = 1;
    private static final int SQUARE = 2;
    private static final int TRAIN_STREAM = 21;
    private static final int TEST_STREAM = 22;
    private static final int MOST_SHAPES = 3;

    /** Number of images between two reports of progress. */
    private static final int REPORT = 1000;

    private Shapes() {}

    /** The data set for a seed, with the given sizes. */
    public static DataSet generate(long seed, int train, int test, Progress progress) {
        ImageSet trainSet = images(seed, TRAIN_STREAM, train, progress);
        ImageSet testSet = images(seed, TEST_STREAM, test, Progress.NONE);
        return DataSet.of("shapes", CLASSES, trainSet, testSet);
    }

    private static ImageSet images(long seed, int stream, int count, Progress progress) {
        byte[] pixels = new byte[count * SIZE * SIZE];
        int[] labels = new int[count * SIZE * SIZE];
        for (int first = 0; first < count; first += REPORT) {
            int last = Math.min(count, first + REPORT);
            IntStream.range(first, last)
                    .parallel()
                    .forEach(i -> draw(SplitMix64.of(seed, stream, i), pixels, labels, i * SIZE * SIZE));
            progress.step("Drawing shapes", last, count);
        }
        return new ImageSet(1, SIZE, SIZE, pixels, labels);
    }

    private static void draw(SplitMix64 random, byte[] pixels, int[] labels, int at) {
        double[] light = new double[SIZE * SIZE];
        Arrays.fill(light, random.between(20, 70));
        for (int left = 1 + random.nextInt(MOST_SHAPES); left > 0; left--) {
            int kind = 1 + random.nextInt(CLASSES.size() - 1);
            double reach = random.between(3.2, 6.5);
            double x = random.between(reach, SIZE - reach);
            double y = random.between(reach, SIZE - reach);
            double ink = random.between(130, 220);
            for (int i = 0; i < light.length; i++) {
                if (covers(kind, Math.abs(i % SIZE + 0.5 - x), Math.abs(i / SIZE + 0.5 - y), reach)) {
                    light[i] = ink;
                    labels[at + i] = kind;
                }
            }
        }
        boolean negative = random.nextInt(2) == 1;
        double noise = random.between(0, 50);
        for (int i = 0; i < light.length; i++) {
            double value = light[i] + noise * (random.nextDouble() - 0.5);
            value = negative ? 255 - value : value;
            pixels[at + i] = (byte) (int) Math.max(0, Math.min(255, value + 0.5));
        }
    }

    /**
     * Whether a shape covers a point.
     *
     * @param dx distance from the shape's center, from left to right
     * @param dy distance from the shape's center, from top to bottom
     * @param reach half the shape's height
     */
    private static boolean covers(int kind, double dx, double dy, double reach) {
        return switch (kind) {
            case DISC -> dx * dx + dy * dy < reach * reach;
            case SQUARE -> Math.max(dx, dy) < 0.85 * reach;
            default -> Math.max(dx, dy) < reach && Math.min(dx, dy) < 0.3 * reach;
        };
    }
}
