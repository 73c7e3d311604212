// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PpmTest {
    private static byte[] file(String head, int... samples) {
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[start.length + samples.length];
        System.arraycopy(start, 0, file, 0, start.length);
        for (int i = 0; i < samples.length; i++) {
            file[start.length + i] = (byte) samples[i];
        }
        return file;
    }

    private static byte[] decoded(byte[] file) throws IOException {
        return Photo.decode("x", file, photo -> photo.sample(photo.whole(), 3, 1, 2));
    }

    @Test
    void colorAndGrayAreRead() throws Exception {
        assertThat(decoded(file("P6 2 1 255\n", 1, 2, 3, 4, 5, 200))).containsExactly(1, 2, 3, 4, 5, (byte) 200);
        assertThat(decoded(file("P5\n#one\n#two 7\n2\t1\r\n255 ", 9, 250)))
                .containsExactly(9, 9, 9, (byte) 250, (byte) 250, (byte) 250);
    }

    @Test
    void samplesAreScaledToBytes() throws Exception {
        assertThat(decoded(file("P5 2 1 15\n", 15, 7))).startsWith((byte) 255).endsWith(119);
        assertThat(decoded(file("P5 2 1 65535\n", 255, 255, 128, 0)))
                .startsWith((byte) 255)
                .endsWith((byte) 128);
        assertThat(decoded(file("P5 2 1 3\n", 200, 1))).startsWith((byte) 255).endsWith(85);
    }

    @Test
    void damagedFilesAreRefused() {
        assertThatThrownBy(() -> decoded(file("P6 2 1 255\n", 1, 2)))
                .hasMessage("the PPM file is cut short: 2 of 6 bytes of pixels are there");
        assertThatThrownBy(() -> decoded(file("P6 2 1 255"))).hasMessage("the PPM file is cut short");
        assertThatThrownBy(() -> decoded(file("P6 2 1 0\n", 1)))
                .hasMessage("the PPM file is damaged: its largest sample is 0");
        assertThatThrownBy(() -> decoded(file("P6 2 x 255\n", 1)))
                .hasMessage("the PPM file is damaged: its header lacks a number");
        assertThatThrownBy(() -> decoded(file("P6 2 12345678901 255\n", 1)))
                .hasMessage("the PPM file is damaged: a number of its header is too long");
        assertThatThrownBy(() -> decoded(file("P6 0 1 255\n", 1))).hasMessage("its header says 0 x 1 pixels");
        assertThatThrownBy(() -> decoded(file("P6 99999 99999 255\n", 1)))
                .hasMessage("99999 x 99999 pixels are too many: 67108864 at most");
    }
}
