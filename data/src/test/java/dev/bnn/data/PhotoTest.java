// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PhotoTest {
    @TempDir
    private Path folder;

    @Test
    void samplesAPartAsTheMeanOverEachPixel() {
        byte[] rgb = new byte[4 * 2 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (10 * (i / 3) + i % 3);
        }
        Photo photo = new Photo("p", 4, 2, rgb);
        assertThat(photo.sample(new Photo.Crop(2, 0, 2, 2), 3, 1, 1)).containsExactly(45, 46, 47);
        assertThat(photo.sample(photo.whole(), 1, 1, 2)).containsExactly(26, 46);
        assertThat(photo.sample(new Photo.Crop(1, 1, 1, 1), 3, 2, 1)).containsExactly(50, 51, 52, 50, 51, 52);
    }

    @Test
    void theCentreHasTheWantedAspect() {
        Photo photo = new Photo("p", 640, 480, new byte[0]);
        assertThat(photo.center(32, 32)).isEqualTo(new Photo.Crop(80, 0, 480, 480));
        assertThat(photo.center(64, 32)).isEqualTo(new Photo.Crop(0, 80, 640, 320));
    }

    @Test
    void aPartMustLieWithin() {
        Photo photo = new Photo("p", 640, 480, new byte[0]);
        assertThat(photo.contains(photo.whole())).isTrue();
        assertThat(photo.contains(new Photo.Crop(600, 0, 41, 10))).isFalse();
        assertThat(photo.contains(new Photo.Crop(0, 0, 0, 10))).isFalse();
        assertThat(photo.contains(new Photo.Crop(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 10)))
                .isFalse();
    }

    @Test
    void isRotatedByItsExifOrientation() throws Exception {
        // The left half is dark, the right half bright. For each tag, the side that is dark in the upright picture.
        String[] dark = {"left", "right", "right", "left", "top", "top", "bottom", "bottom"};
        for (int tag = 1; tag <= 8; tag++) {
            Path file = folder.resolve("rotated.jpg");
            Files.write(file, withOrientation(halves(), tag));
            Photo photo = Photo.read(file);
            boolean transposed = tag > 4;
            assertThat(new int[] {photo.width(), photo.height()})
                    .as("orientation %d", tag)
                    .containsExactly(transposed ? 16 : 32, transposed ? 32 : 16);
            byte[] four = photo.sample(photo.whole(), 1, 2, 2);
            assertThat(darkSide(four)).as("orientation %d", tag).isEqualTo(dark[tag - 1]);
        }
    }

    /** Checks where the first stored row and the first stored column end up; together they distinguish all eight orientations. */
    @Test
    void cornersGoWhereExifPutsThem() throws Exception {
        // Exif: where the stored first row and first column lie in the upright picture.
        String[] firstRow = {"top", "top", "bottom", "bottom", "left", "right", "right", "left"};
        String[] firstColumn = {"left", "right", "right", "left", "top", "top", "bottom", "bottom"};
        for (int tag = 1; tag <= 8; tag++) {
            for (boolean row : new boolean[] {true, false}) {
                BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
                for (int i = 0; i < 32 * 32; i++) {
                    boolean first = (row ? i / 32 : i % 32) < 16;
                    image.getRaster().setSample(i % 32, i / 32, 0, first ? 20 : 220);
                }
                Path file = folder.resolve("corner.jpg");
                Files.write(file, withOrientation(image, tag));
                Photo photo = Photo.read(file);
                assertThat(darkSide(photo.sample(photo.whole(), 1, 2, 2)))
                        .as("orientation %d, first %s", tag, row ? "row" : "column")
                        .isEqualTo((row ? firstRow : firstColumn)[tag - 1]);
            }
        }
    }

    @Test
    void pngAndJpegCanBeReadBack() throws IOException {
        byte[] rgb = {1, 2, 3, (byte) 200, (byte) 201, (byte) 202};
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(Photo.png(rgb, 3, 1, 2)));
        assertThat(png.getRGB(1, 0) & 0xFFFFFF).isEqualTo(0xC8C9CA);
        BufferedImage jpeg =
                ImageIO.read(new ByteArrayInputStream(new Photo("p", 64, 32, new byte[64 * 32 * 3]).jpeg(16)));
        assertThat(new int[] {jpeg.getWidth(), jpeg.getHeight()}).containsExactly(16, 8);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
    void aFoldersPhotographsAreFoundThroughLinks() throws Exception {
        Path store = Files.createDirectories(folder.resolve("store"));
        Path set = Files.createDirectories(folder.resolve("set/.hidden"));
        for (Path file : new Path[] {store.resolve("b.PNG"), store.resolve("n.txt"), set.resolve("x.png")}) {
            Files.write(file, new byte[1]);
        }
        Files.createSymbolicLink(folder.resolve("set/a"), store);
        Files.createSymbolicLink(store.resolve("up"), folder.resolve("set"));
        assertThat(Photo.in(folder.resolve("set"))).containsExactly(folder.resolve("set/a/b.PNG"));
        assertThatThrownBy(() -> Photo.in(Path.of("/"))).hasMessageStartingWith("/ is the root of a file system");
    }

    @Test
    void whatIsNoImageIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "no image");
        assertThatThrownBy(() -> Photo.read(text))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        text
                                + " cannot be read: not a PNG, JPEG, GIF, BMP or PPM image\n  Name a PNG, JPEG, GIF, BMP or PPM file.");
        Path missing = folder.resolve("missing.jpg");
        assertThatThrownBy(() -> Photo.read(missing))
                .hasMessage("there is no image " + missing + "\n  Name an image file, or a folder of such.");
    }

    private static String darkSide(byte[] four) {
        int[] v = {four[0] & 0xFF, four[1] & 0xFF, four[2] & 0xFF, four[3] & 0xFF};
        if (v[0] < 120 && v[2] < 120) {
            return v[1] > 120 ? "left" : "none";
        }
        if (v[1] < 120 && v[3] < 120) {
            return "right";
        }
        return v[0] < 120 && v[1] < 120 ? "top" : "bottom";
    }

    private static BufferedImage halves() {
        BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 32 * 16; i++) {
            image.getRaster().setSample(i % 32, i / 32, 0, i % 32 < 16 ? 20 : 220);
        }
        return image;
    }

    private static byte[] withOrientation(BufferedImage image, int tag) throws IOException {
        return TestImages.jpegTurned(TestImages.encode(image, "jpg"), tag);
    }
}
