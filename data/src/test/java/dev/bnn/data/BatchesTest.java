// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.data.drawn.Digits;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {
    /** Image i is height x width x 2 bytes, all distinct within an image; its label is i. */
    private static ImageSet set(int count, int height, int width) {
        byte[] pixels = new byte[count * height * width * 2];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i;
            for (int p = 0; p < height * width * 2; p++) {
                pixels[i * height * width * 2 + p] = (byte) (p + 1);
            }
        }
        return new ImageSet(2, height, width, pixels, labels);
    }

    private static int[] labelsOf(Batches batches, ImageSet set, int epoch) {
        int[] all = new int[set.count()];
        byte[] pixels = new byte[4 * set.imageSize()];
        int[] labels = new int[4];
        batches.start(epoch);
        int at = 0;
        for (int n = batches.next(pixels, labels); n > 0; n = batches.next(pixels, labels)) {
            System.arraycopy(labels, 0, all, at, n);
            at += n;
        }
        assertThat(at).isEqualTo(set.count());
        return all;
    }

    /** Labels move with their pixels: each pixel's byte is its label plus 1, and padding has no label. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void labelsOfPixelsMoveWithThem(boolean augmented) {
        int[] labels = IntStream.range(0, 3 * 12).map(i -> i % 12).toArray();
        byte[] pixels = new byte[labels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (labels[i] + 1);
        }
        ImageSet set = new ImageSet(1, 3, 4, pixels, labels);
        Augmentation augmentation = augmented ? new Augmentation(2, true, 0, 0) : Augmentation.NONE;
        Batches batches = new Batches(set, 3, 5, augmentation, 3, 4);
        byte[] moved = new byte[pixels.length];
        int[] of = new int[labels.length];
        for (int epoch = 0; epoch < 20; epoch++) {
            batches.start(epoch);
            assertThat(batches.next(moved, of)).isEqualTo(3);
            for (int i = 0; i < of.length; i++) {
                assertThat(of[i]).isEqualTo(moved[i] == 0 ? ImageSet.IGNORED : moved[i] - 1);
            }
        }
        // A position of a smaller map has the label of the pixel at its center.
        assertThat(set.labels(0, 1, 2)).containsExactly(5, 7);
    }

    @Test
    void anEpochHasEachImageOnceAndItsOrderComesFromSeedAndEpoch() {
        ImageSet set = set(103, 1, 1);
        Batches batches = new Batches(set, 4, 9, Augmentation.NONE);
        int[] zero = labelsOf(batches, set, 0);
        int[] one = labelsOf(batches, set, 1);

        assertThat(batches.count()).isEqualTo(26);
        assertThat(Arrays.stream(zero).sorted().toArray())
                .isEqualTo(IntStream.range(0, 103).toArray());
        assertThat(one).isNotEqualTo(zero);
        assertThat(labelsOf(new Batches(set, 4, 9, Augmentation.NONE), set, 1)).isEqualTo(one);
        assertThat(labelsOf(batches, set, 0)).isEqualTo(zero);
        assertThat(labelsOf(new Batches(set, 4, 10, Augmentation.NONE), set, 0)).isNotEqualTo(zero);
    }

    @Test
    void withoutAugmentationImagesAreCopied() {
        ImageSet set = Digits.generate(1, 50, 10, Progress.NONE).train();
        Batches batches = new Batches(set, 8, 1, Augmentation.NONE);
        byte[] pixels = new byte[8 * 784];
        int[] labels = new int[8];
        Set<String> images = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            images.add(set.label(i) + Arrays.toString(set.image(i)));
        }
        batches.start(3);
        assertThat(batches.next(pixels, labels)).isEqualTo(8);
        for (int i = 0; i < 8; i++) {
            assertThat(images)
                    .contains(labels[i] + Arrays.toString(Arrays.copyOfRange(pixels, i * 784, (i + 1) * 784)));
        }
    }

    @Test
    void cropsAndFlipsAreExactlyTheMovedAndMirroredImages() {
        ImageSet set = set(1, 3, 4);
        byte[] image = set.image(0);
        Set<String> possible = new TreeSet<>();
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                for (int flip = 0; flip < 2; flip++) {
                    possible.add(Arrays.toString(moved(image, dy, dx, flip == 1)));
                }
            }
        }
        assertThat(possible).hasSize(18);

        Batches batches = new Batches(set, 1, 5, new Augmentation(1, true, 0, 77));
        Set<String> seen = new TreeSet<>();
        byte[] pixels = new byte[24];
        for (int epoch = 0; epoch < 400; epoch++) {
            batches.start(epoch);
            batches.next(pixels, new int[1]);
            seen.add(Arrays.toString(pixels));
        }
        assertThat(seen).isEqualTo(possible);
    }

    /** The definition, computed naively: 3 x 4 pixels of 2 channels, padded with 77, cropped at (dy, dx), then mirrored. */
    private static byte[] moved(byte[] image, int dy, int dx, boolean flip) {
        byte[] result = new byte[24];
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 4; x++) {
                int fromX = (flip ? 3 - x : x) + dx;
                int fromY = y + dy;
                for (int c = 0; c < 2; c++) {
                    boolean inside = fromX >= 0 && fromX < 4 && fromY >= 0 && fromY < 3;
                    result[(y * 4 + x) * 2 + c] = inside ? image[(fromY * 4 + fromX) * 2 + c] : 77;
                }
            }
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void cutoutGivesEverySquareAroundAPixelAndNothingElse(int side) {
        ImageSet set = set(1, 3, 4);
        Set<String> possible = new TreeSet<>();
        for (int cy = 0; cy < 3; cy++) {
            for (int cx = 0; cx < 4; cx++) {
                byte[] cut = set.image(0).clone();
                for (int i = 0; i < cut.length; i++) {
                    int y = i / 8;
                    int x = i / 2 % 4;
                    boolean inside = y >= cy - side / 2
                            && y < cy - side / 2 + side
                            && x >= cx - side / 2
                            && x < cx - side / 2 + side;
                    cut[i] = inside ? 77 : cut[i];
                }
                possible.add(Arrays.toString(cut));
            }
        }
        Batches batches = new Batches(set, 1, 5, new Augmentation(0, false, side, 77));
        Set<String> seen = new TreeSet<>();
        byte[] pixels = new byte[24];
        for (int epoch = 0; epoch < 400; epoch++) {
            batches.start(epoch);
            batches.next(pixels, new int[1]);
            seen.add(Arrays.toString(pixels));
        }
        assertThat(seen).isEqualTo(possible);
    }

    @Test
    void thePaddingByteIsTheOneNearestToZero() {
        assertThat(Augmentation.padByteFor(-1, 1)).isEqualTo(128);
        assertThat(Augmentation.padByteFor(0, 1)).isZero();
        assertThat(Augmentation.padByteFor(-300, -45)).isEqualTo(255);
    }

    @Test
    void theValidationSplitIsAPartitionThatTheSeedFixes() throws DataException {
        ImageSet set = set(100, 1, 1);
        Split split = Split.holdOut(set, 30, 4);
        Set<Integer> labels = new TreeSet<>();
        for (ImageSet part : new ImageSet[] {split.train(), split.validation()}) {
            for (int i = 0; i < part.count(); i++) {
                labels.add(part.label(i));
            }
        }

        assertThat(split.train().count()).isEqualTo(70);
        assertThat(split.validation().count()).isEqualTo(30);
        assertThat(labels).hasSize(100);
        assertThat(Split.holdOut(set, 30, 4).validation().labels())
                .isEqualTo(split.validation().labels());
        assertThat(Split.holdOut(set, 30, 5).validation().labels())
                .isNotEqualTo(split.validation().labels());
        assertThatThrownBy(() -> Split.holdOut(set, 100, 4))
                .hasMessage("validation holds out 100 of 100 training images\n"
                        + "  Hold out fewer than 100, usually a tenth.");
    }

    @Test
    void setsOfImagesCheckTheirSizes() {
        assertThatThrownBy(() -> new ImageSet(1, 2, 2, new byte[7], new int[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("7 pixel bytes for 2 images of 1x2x2");
    }

    @Test
    void skippingIsReadingWithoutTheCopies() {
        ImageSet set = set(52, 6, 5);
        for (Augmentation augmentation : List.of(
                Augmentation.NONE,
                new Augmentation(2, false, 0, 0),
                new Augmentation(0, true, 3, 0),
                new Augmentation(1, true, 2, 7))) {
            Batches read = new Batches(set, 4, 3, augmentation);
            Batches skipped = new Batches(set, 4, 3, augmentation);
            byte[][] pixels = new byte[2][4 * set.imageSize()];
            int[][] labels = new int[2][4];
            read.start(1);
            skipped.start(1);
            for (int skip : new int[] {0, 3, 1, 5}) {
                for (int i = 0; i < skip; i++) {
                    read.next(pixels[0], labels[0]);
                }
                skipped.skip(skip);
                assertThat(skipped.next(pixels[1], labels[1])).isEqualTo(read.next(pixels[0], labels[0]));
                assertThat(pixels[1]).isEqualTo(pixels[0]);
                assertThat(labels[1]).isEqualTo(labels[0]);
            }
            skipped.skip(1000);
            assertThat(skipped.next(pixels[1], labels[1])).isZero();
        }
    }
}
