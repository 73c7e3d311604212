// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BnnImageTest {
    private static final Dims GRAY = new Dims(1, 2, 4);

    @Test
    void anImageOfTheRightSizeComesOutAsItIs() {
        for (int channels : new int[] {1, 2, 3}) {
            Dims dims = new Dims(channels, 5, 7);
            byte[] pixels = random(channels, dims.size());
            assertThat(BnnImage.ofBytes(dims, pixels).fit(dims)).isEqualTo(pixels);
        }
    }

    @Test
    void theCenteredPartOfTheAspectIsAveraged() {
        byte[] pixels = {0, 10, 21, 90, 0, 30, 40, 90};
        assertThat(BnnImage.ofBytes(GRAY, pixels).fit(new Dims(1, 1, 1))).containsExactly(25);
        assertThat(BnnImage.ofBytes(GRAY, pixels).fit(new Dims(1, 1, 2))).containsExactly(10, 60);
    }

    /**
     * Compares with the definition in fractions: the sum of each source pixel times the area that it shares with the target
     * pixel.
     */
    @Test
    void sizesThatDoNotDivideAreAveragedExactly() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            int side = 1 + random.nextInt(9);
            int wanted = 1 + random.nextInt(9);
            byte[] pixels = random(i, side * side);
            byte[] fitted = BnnImage.ofBytes(new Dims(1, side, side), pixels).fit(new Dims(1, wanted, wanted));
            for (int p = 0; p < fitted.length; p++) {
                assertThat(fitted[p] & 0xFF)
                        .as("%d to %d, pixel %d", side, wanted, p)
                        .isEqualTo(mean(pixels, side, wanted, p / wanted, p % wanted));
            }
        }
    }

    private static int mean(byte[] pixels, int side, int wanted, int y, int x) {
        BigInteger sum = BigInteger.ZERO;
        for (int sy = 0; sy < side; sy++) {
            for (int sx = 0; sx < side; sx++) {
                long shared = shared(sy, y, side, wanted) * shared(sx, x, side, wanted);
                sum = sum.add(BigInteger.valueOf(shared * (pixels[sy * side + sx] & 0xFF)));
            }
        }
        BigInteger area = BigInteger.valueOf((long) side * side);
        return sum.add(area.shiftRight(1)).divide(area).intValue();
    }

    /** Length that a source pixel and a target pixel share, if both images have the length side * wanted. */
    private static long shared(int source, int target, int side, int wanted) {
        int from = Math.max(source * wanted, target * side);
        int to = Math.min((source + 1) * wanted, (target + 1) * side);
        return Math.max(0, to - from);
    }

    @Test
    void colorsBecomeGrayAndGrayBecomesColors() {
        BnnImage color = BnnImage.ofColors(2, 1, new int[] {0xFF_FF0000, 0x0A141E});
        assertThat(color.dims()).isEqualTo(new Dims(3, 1, 2));
        assertThat(color.fit(new Dims(3, 1, 2))).containsExactly(255, 0, 0, 10, 20, 30);
        assertThat(color.fit(new Dims(1, 1, 2))).containsExactly(76, 18);
        assertThat(BnnImage.ofBytes(new Dims(1, 1, 2), new byte[] {7, 9}).fit(new Dims(3, 1, 2)))
                .containsExactly(7, 7, 7, 9, 9, 9);
        assertThatThrownBy(() -> color.fit(new Dims(2, 1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the network reads 2 channels, but the image has 3");
    }

    @Test
    void floatsBecomeTheNearestBytes() {
        float[] pixels = {0, 1, 0.5f, 1 / 255f, 1.4f / 255, 1.6f / 255, 254 / 255f, 0.25f};
        assertThat(BnnImage.ofFloats(GRAY, pixels).fit(GRAY)).containsExactly(0, 255, 128, 1, 1, 2, 254, 64);
        for (float wrong : new float[] {Float.NaN, -0.01f, 1.01f, Float.POSITIVE_INFINITY}) {
            float[] damaged = pixels.clone();
            damaged[3] = wrong;
            assertThatThrownBy(() -> BnnImage.ofFloats(GRAY, damaged))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("value 3 of the image is " + wrong + ", not from 0 to 1");
        }
    }

    @Test
    void anArrayOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> BnnImage.ofBytes(GRAY, new byte[7]))
                .hasMessage("an image of 1 x 2 x 4 has 8 values, not 7");
        assertThatThrownBy(() -> BnnImage.ofFloats(GRAY, new float[9]))
                .hasMessage("an image of 1 x 2 x 4 has 8 values, not 9");
        assertThatThrownBy(() -> BnnImage.ofColors(2, 2, new int[3]))
                .hasMessage("an image of 3 x 2 x 2 has 12 values, not 9");
    }

    @Test
    void aModelFitsImagesOfAnySize() {
        BnnModel model = RandomModels.model(3);
        Dims input = model.input();
        Dims larger = new Dims(input.channels(), 3 * input.height() + 1, 2 * input.width() + 5);
        BnnImage image = BnnImage.ofBytes(larger, random(3, larger.size()));
        byte[] fitted = image.fit(input);
        assertThat(model.scores(image)).isEqualTo(model.scores(fitted));
        assertThat(model.probabilities(image)).isEqualTo(model.probabilities(fitted));
        assertThat(model.classify(image)).isEqualTo(model.classify(fitted));
        assertThat(model.topK(image, 2)).isEqualTo(model.topK(fitted, 2));
    }

    private static byte[] random(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
