// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.drawn;

import dev.bnn.data.DataSet;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Progress;
import dev.bnn.data.SplitMix64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Generated digits that look handwritten: 28x28 grayscale, ten classes, light ink on black as in MNIST. A digit consists of
 * strokes in some style ({@link Glyphs}), with displaced points, a random affine transform, line width, ink and noise. For a
 * given seed, image i has the same bytes on every Java runtime and platform, and for any number of images.
 */
public final class Digits {
    /** Height and width in pixels. */
    public static final int SIZE = 28;

    /** Number of training images of {@code digits}. */
    public static final int TRAIN = 10_000;

    /** Number of test images of {@code digits}. */
    public static final int TEST = 2_000;

    private static final List<String> CLASSES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    private static final int TRAIN_STREAM = 1;
    private static final int TEST_STREAM = 2;

    /** Number of images between two reports of progress. */
    private static final int REPORT = 1000;

    private Digits() {}

    /** The data set for a seed, with the given sizes. Label i is i modulo 10. */
    public static DataSet generate(long seed, int train, int test, Progress progress) {
        ImageSet trainSet = images(seed, TRAIN_STREAM, train, progress);
        ImageSet testSet = images(seed, TEST_STREAM, test, Progress.NONE);
        return DataSet.of("digits", CLASSES, trainSet, testSet);
    }

    private static ImageSet images(long seed, int stream, int count, Progress progress) {
        byte[] pixels = new byte[count * SIZE * SIZE];
        int[] labels = new int[count];
        for (int first = 0; first < count; first += REPORT) {
            int last = Math.min(count, first + REPORT);
            IntStream.range(first, last).parallel().forEach(i -> {
                labels[i] = i % 10;
                draw(i % 10, SplitMix64.of(seed, stream, i), pixels, i * SIZE * SIZE);
            });
            progress.step("Drawing digits", last, count);
        }
        return new ImageSet(1, SIZE, SIZE, pixels, labels);
    }

    private static void draw(int digit, SplitMix64 random, byte[] pixels, int at) {
        double[][][] styles = Glyphs.DIGITS[digit];
        double[][] strokes = styles[random.nextInt(styles.length)];

        double pointJitter = random.between(0.5, 3.5);
        double scaleY = random.between(0.15, 0.21);
        double scaleX = scaleY * random.between(0.75, 1.15);
        double angle = 0.11 * random.nextGaussian();
        double shear = 0.15 * random.nextGaussian() - 0.05;
        double shiftX = SIZE / 2.0 + 0.9 * random.nextGaussian();
        double shiftY = SIZE / 2.0 + 0.9 * random.nextGaussian();
        double radius = random.between(0.7, 1.9);
        double softness = random.between(0.9, 1.6);
        double ink = random.between(180, 265);
        double noise = random.between(0, 28);

        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        Pen pen = new Pen(SIZE, SIZE);
        for (double[] stroke : strokes) {
            double[] placed = new double[stroke.length];
            for (int p = 0; p < stroke.length; p += 2) {
                if (p > 0 && stroke[p] == stroke[p - 2] && stroke[p + 1] == stroke[p - 1]) {
                    placed[p] = placed[p - 2];
                    placed[p + 1] = placed[p - 1];
                    continue;
                }
                double y = (stroke[p + 1] - 50 + pointJitter * random.nextGaussian()) * scaleY;
                double x = (stroke[p] - 50 + pointJitter * random.nextGaussian()) * scaleX - shear * y;
                placed[p] = cos * x - sin * y + shiftX;
                placed[p + 1] = sin * x + cos * y + shiftY;
            }
            pen.curve(placed, radius + softness);
        }
        for (int i = 0; i < SIZE * SIZE; i++) {
            double value = ink * pen.coverage(i, radius, softness) + noise * (random.nextDouble() - 0.5);
            pixels[at + i] = (byte) (int) Math.max(0, Math.min(255, value + 0.5));
        }
    }
}
