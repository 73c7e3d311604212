// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training, evaluation and classification see a photograph in the same orientation. */
class OrientationTest {
    /** For each tag, from 1 on, the order of the quarters in the upright picture; stored quarters are numbered row by row. */
    private static final int[][] UPRIGHT = {
        {0, 1, 2, 3}, {1, 0, 3, 2}, {3, 2, 1, 0}, {2, 3, 0, 1}, {0, 2, 1, 3}, {2, 0, 3, 1}, {3, 1, 2, 0}, {1, 3, 0, 2}
    };

    @TempDir
    Path folder;

    /** 64 x 32, so that a rotation changes the crop, too. */
    private static BufferedImage quarters() {
        BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64 * 32; i++) {
            int quarter = i / 64 / 16 * 2 + i % 64 / 32;
            image.getRaster().setSample(i % 64, i / 64, 0, 30 + 60 * quarter);
        }
        return image;
    }

    private byte[][] written(int tag) throws IOException {
        byte[] png = TestImages.encode(quarters(), "png");
        return new byte[][] {
            TestImages.jpegTurned(TestImages.encode(quarters(), "jpg"), tag),
            TestImages.withChunk(png, "eXIf", TestImages.exif(tag)),
            TestImages.withChunk(png, "eXIf", TestImages.littleExif(tag))
        };
    }

    @Test
    void trainingEvaluationAndClassificationAgree() throws Exception {
        for (int tag = 1; tag <= 8; tag++) {
            for (byte[] file : written(tag)) {
                for (String part : new String[] {"train/a", "train/b", "val/a", "test/a", "test/b"}) {
                    TestImages.write(folder.resolve("set"), java.util.Map.of(part + "/x.png", file));
                }
                DataSet data = Requests.load("set", folder, 1, 2, 2);
                Photo photo = Photo.read(folder.resolve("set/test/a/x.png"));
                byte[] classified = photo.sample(photo.center(2, 2), 1, 2, 2);

                assertThat(quarters(classified)).as("orientation %d", tag).containsExactly(UPRIGHT[tag - 1]);
                for (ImageSet set :
                        new ImageSet[] {data.train(), data.validation().orElseThrow(), data.test()}) {
                    assertThat(set.image(0)).as("orientation %d", tag).isEqualTo(classified);
                }
            }
        }
    }

    private static int[] quarters(byte[] pixels) {
        int[] quarters = new int[4];
        Arrays.setAll(quarters, i -> Math.round(((pixels[i] & 0xFF) - 30) / 60f));
        return quarters;
    }

    @Test
    void damagedExifCostsNoMoreThanTheTurn() throws Exception {
        byte[] png = TestImages.encode(quarters(), "png");
        byte[][] blocks = {
            new byte[0],
            {'M', 'M', 0, 42},
            {'M', 'M', 0, 42, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0},
            {'M', 'I', 0, 42, 0, 0, 0, 8, 0, 1},
            Arrays.copyOf(TestImages.exif(6), 19),
            TestImages.exif(0),
            TestImages.exif(9)
        };
        for (byte[] block : blocks) {
            Path file = Files.write(folder.resolve("x.png"), TestImages.withChunk(png, "eXIf", block));
            Photo photo = Photo.read(file);
            assertThat(quarters(photo.sample(photo.whole(), 1, 2, 2))).containsExactly(UPRIGHT[0]);
        }
    }
}
