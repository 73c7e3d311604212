// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DecodingTest {
    private static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static byte[] decode(byte[] file, int channels, int height, int width) throws IOException {
        byte[] pixels = new byte[channels * height * width];
        Photo.decode("x", file, photo -> {
            photo.sample(photo.center(width, height), channels, height, width, pixels, 0);
            return null;
        });
        return pixels;
    }

    private static BufferedImage gray(int[][] rows) {
        BufferedImage image = new BufferedImage(rows[0].length, rows.length, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[0].length; x++) {
                image.getRaster().setSample(x, y, 0, rows[y][x]);
            }
        }
        return image;
    }

    @Test
    void grayBytesAreKeptAsStored() throws Exception {
        byte[] file = encode(gray(new int[][] {{0, 1, 100}, {128, 200, 255}}), "png");

        assertThat(decode(file, 1, 2, 3)).containsExactly(0, 1, 100, (byte) 128, (byte) 200, (byte) 255);
        assertThat(decode(file, 3, 2, 3)).startsWith(0, 0, 0, 1, 1, 1, 100, 100, 100);
    }

    @Test
    void colorBecomesGrayByItsLuma() throws Exception {
        BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xFF0000);
        image.setRGB(1, 0, 0x00FF00);
        image.setRGB(2, 0, 0x0000FF);
        image.setRGB(3, 0, 0xFFFFFF);

        assertThat(decode(encode(image, "png"), 1, 1, 4)).containsExactly(76, (byte) 150, 29, (byte) 255);
    }

    @Test
    void transparencyIsLaidOnBlack() throws Exception {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00FFFFFF);
        image.setRGB(1, 0, 0x80FF8000);

        assertThat(decode(encode(image, "png"), 3, 1, 2)).containsExactly(0, 0, 0, (byte) 128, 64, 0);
    }

    @Test
    void smallerSizesAreMeansOverAreas() throws Exception {
        byte[] file = encode(gray(new int[][] {{0, 10, 20, 30}, {40, 50, 60, 70}}), "png");

        assertThat(decode(file, 1, 1, 2)).containsExactly(25, 45);
    }

    @Test
    void bordersBetweenSourcePixelsAreWeighted() throws Exception {
        byte[] file = encode(gray(new int[][] {{0, 90, 240}, {0, 90, 240}, {0, 90, 240}}), "png");

        // half of the middle column belongs to each side: (2 * 0 + 90) / 3 and (90 + 2 * 240) / 3
        assertThat(decode(file, 1, 2, 2)).containsExactly(30, (byte) 190, 30, (byte) 190);
    }

    @Test
    void otherAspectsAreCroppedInTheMiddle() throws Exception {
        byte[] file = encode(gray(new int[][] {{9, 1, 2, 9}, {9, 3, 4, 9}}), "png");
        byte[] tall = encode(gray(new int[][] {{9}, {5}, {9}}), "png");

        assertThat(decode(file, 1, 2, 2)).containsExactly(1, 2, 3, 4);
        assertThat(decode(tall, 1, 1, 1)).containsExactly(5);
    }

    @Test
    void largerSizesRepeatPixels() throws Exception {
        byte[] file = encode(gray(new int[][] {{1, 2}, {3, 4}}), "png");

        assertThat(decode(file, 1, 4, 4)).containsExactly(1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4);
    }

    @Test
    void palettesAndJpegAreRead() throws Exception {
        BufferedImage palette = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
        palette.setRGB(0, 0, 0xFF0000);
        assertThat(decode(encode(palette, "png"), 3, 1, 1)).containsExactly((byte) 255, 0, 0);

        byte[] jpeg = decode(encode(gray(new int[8][8]), "jpg"), 3, 8, 8);
        assertThat(jpeg).containsOnly(0);
    }

    @Test
    void hugeImagesAreRefusedByTheirHeader() throws Exception {
        byte[] file = encode(gray(new int[][] {{0}}), "png");
        file[18] = 0x40;
        file[22] = 0x40;
        CRC32 crc = new CRC32();
        crc.update(file, 12, 17);
        for (int i = 0; i < 4; i++) {
            file[29 + i] = (byte) (crc.getValue() >> 8 * (3 - i));
        }

        assertThatThrownBy(() -> decode(file, 1, 1, 1))
                .isInstanceOf(IOException.class)
                .hasMessage("16385 x 16385 pixels are too many: 67108864 at most");
    }
}
