// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** JPEG files with four components. */
class CmykTest {
    private static int[] color(byte[] file) throws IOException {
        return Photo.decode("x", file, photo -> {
            byte[] rgb = photo.sample(photo.whole(), 3, 1, 1);
            return new int[] {rgb[0] & 0xFF, rgb[1] & 0xFF, rgb[2] & 0xFF};
        });
    }

    private static void assertColour(byte[] file, int... rgb) throws IOException {
        int[] found = color(file);
        for (int c = 0; c < 3; c++) {
            assertThat(found[c]).as("channel %d", c).isCloseTo(rgb[c], within(3));
        }
    }

    @Test
    void inkIsInvertedWithAdobesMarker() throws Exception {
        // 255 is no ink: without cyan and black and with full magenta and yellow it is red
        assertColour(TestImages.withAdobe(TestImages.jpegOf(255, 0, 0, 255), 0), 255, 0, 0);
        assertColour(TestImages.withAdobe(TestImages.jpegOf(255, 255, 255, 255), 0), 255, 255, 255);
        assertColour(TestImages.withAdobe(TestImages.jpegOf(255, 255, 255, 0), 0), 0, 0, 0);
        assertColour(TestImages.withAdobe(TestImages.jpegOf(200, 100, 50, 128), 0), 100, 50, 25);
    }

    @Test
    void ycckIsYCbCrOfTheThreeColours() throws Exception {
        // With ink in its usual sense, full cyan is RGB 255, 0, 0 before YCbCr, since libjpeg uses 255 - C for red.
        int[] red = yCbCr(0, 255, 255);
        assertColour(TestImages.withAdobe(TestImages.jpegOf(red[0], red[1], red[2], 255), 2), 255, 0, 0);
        int[] teal = yCbCr(255 - 20, 255 - 160, 255 - 140);
        assertColour(TestImages.withAdobe(TestImages.jpegOf(teal[0], teal[1], teal[2], 128), 2), 10, 80, 70);
    }

    /** Converts RGB to YCbCr with JFIF's equations. */
    private static int[] yCbCr(int r, int g, int b) {
        return new int[] {
            (int) Math.round(0.299 * r + 0.587 * g + 0.114 * b),
            (int) Math.round(128 - 0.168736 * r - 0.331264 * g + 0.5 * b),
            (int) Math.round(128 + 0.5 * r - 0.418688 * g - 0.081312 * b)
        };
    }

    @Test
    void whatHasNoKnownMeaningIsRefused() throws Exception {
        byte[] plain = TestImages.jpegOf(255, 0, 0, 255);
        assertThatThrownBy(() -> color(plain))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "a JPEG file of four components (CMYK) without Adobe's marker, so it is unknown whether 255 is full"
                                + " ink or none; save it as RGB");
        assertThatThrownBy(() -> color(TestImages.withAdobe(plain, 1)))
                .hasMessageContaining("has the unknown transform 1; save it as RGB");
    }
}
