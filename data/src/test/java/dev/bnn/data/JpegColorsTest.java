// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG files with three components are YCbCr, if nothing says otherwise. */
class JpegColorsTest {
    /** YCbCr of the color 200, 100, 50, by JFIF's equations. */
    private static final int[] ORANGE = {124, 86, 182};

    private static final int FRAME = 0xC0;
    private static final int SCAN = 0xDA;

    private static void assertColor(byte[] file, int... rgb) throws Exception {
        byte[] found = Photo.decode("x", file, photo -> photo.sample(photo.whole(), 3, 1, 1));
        for (int c = 0; c < 3; c++) {
            assertThat(found[c] & 0xFF).as("channel %d", c).isCloseTo(rgb[c], within(3));
        }
    }

    /** The components get these numbers in the headers of the frame and the scan. */
    private static byte[] numbered(byte[] jpeg, String numbers) {
        byte[] to = jpeg.clone();
        int at = 2;
        while ((to[at + 1] & 0xFF) != SCAN) {
            if ((to[at + 1] & 0xFF) == FRAME) {
                number(to, at + 10, 3, numbers);
            }
            at += 2 + ((to[at + 2] & 0xFF) << 8 | to[at + 3] & 0xFF);
        }
        number(to, at + 5, 2, numbers);
        return to;
    }

    private static void number(byte[] jpeg, int first, int step, String numbers) {
        for (int c = 0; c < numbers.length(); c++) {
            jpeg[first + step * c] = (byte) numbers.charAt(c);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\1\2\3", "\0\1\2", "\4\5\6", "\1\"#", "YUV"})
    void theNumbersOfTheComponentsDoNotMatter(String numbers) throws Exception {
        assertColor(numbered(TestImages.jpegOf(ORANGE), numbers), 200, 100, 50);
    }

    @Test
    void namesAndMarkersSayWhatTheSamplesAre() throws Exception {
        byte[] jpeg = TestImages.jpegOf(ORANGE);
        byte[] jfif = "JFIF\0\1\1\0\0\1\0\1\0\0".getBytes(StandardCharsets.ISO_8859_1);
        assertColor(numbered(jpeg, "RGB"), ORANGE);
        assertColor(TestImages.withAdobe(jpeg, 0), ORANGE);
        assertColor(TestImages.withAdobe(jpeg, 1), 200, 100, 50);
        assertColor(TestImages.withSegment(jpeg, 0xE0, jfif), 200, 100, 50);
        assertColor(TestImages.withSegment(numbered(jpeg, "YUV"), 0xE0, jfif), 200, 100, 50);
        assertColor(TestImages.withAdobe(numbered(jpeg, "YUV"), 1), 200, 100, 50);
        assertColor(TestImages.jpegTurned(numbered(jpeg, "YUV"), 3), 200, 100, 50);
    }
}
