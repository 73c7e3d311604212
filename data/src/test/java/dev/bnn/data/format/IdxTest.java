// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.data.DataException;
import dev.bnn.data.DataSet;
import dev.bnn.data.Requests;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class IdxTest {
    private static final String[] NAMES = {
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
    };

    @TempDir
    Path folder;

    public static byte[] idx(int magic, byte[] content, int... sizes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(magic);
        for (int size : sizes) {
            out.writeInt(size);
        }
        out.write(content);
        return bytes.toByteArray();
    }

    public static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /** Three training images and two test images of 2 x 3 pixels. */
    public static byte[][] small() throws IOException {
        byte[] pixels = new byte[18];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 14);
        }
        return new byte[][] {
            idx(0x803, pixels, 3, 2, 3),
            idx(0x801, new byte[] {5, 0, 9}, 3),
            idx(0x803, Arrays.copyOf(pixels, 12), 2, 2, 3),
            idx(0x801, new byte[] {1, 2}, 2)
        };
    }

    @BeforeEach
    void writeSmall() throws IOException {
        byte[][] files = small();
        for (int i = 0; i < 4; i++) {
            Files.write(folder.resolve(NAMES[i]), files[i]);
        }
    }

    private void put(int file, byte[] content) throws IOException {
        Files.write(folder.resolve(NAMES[file]), content);
    }

    private DataException failure() {
        return Requests.failure(".", folder, 1, 2, 3);
    }

    @Test
    void readsImagesAndLabels() throws Exception {
        DataSet data = Requests.load(".", folder, 1, 2, 3);

        assertThat(data.train().count()).isEqualTo(3);
        assertThat(data.train().image(1)).containsExactly(84, 98, 112, 126, (byte) 140, (byte) 154);
        assertThat(data.train().labels()).containsExactly(5, 0, 9);
        assertThat(data.test().labels()).containsExactly(1, 2);
        assertThat(data.classes()).hasSize(10);
    }

    @Test
    void gzipAndTheOtherSpellingAreTheSameData() throws Exception {
        String hash = Requests.load(".", folder, 1, 2, 3).hash();
        byte[][] files = small();
        for (int i = 0; i < 4; i++) {
            Files.delete(folder.resolve(NAMES[i]));
        }
        Files.write(folder.resolve("train-images.idx3-ubyte"), files[0]);
        Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(files[1]));
        Files.write(folder.resolve("t10k-images.idx3-ubyte.gz"), gzip(files[2]));
        Files.write(folder.resolve("t10k-labels.idx1-ubyte"), gzip(files[3]));

        assertThat(Requests.load(".", folder, 1, 2, 3).hash()).isEqualTo(hash);
    }

    @Test
    void anyChangedByteChangesTheHash() throws Exception {
        String hash = Requests.load(".", folder, 1, 2, 3).hash();
        put(3, idx(0x801, new byte[] {1, 3}, 2));

        assertThat(Requests.load(".", folder, 1, 2, 3).hash()).isNotEqualTo(hash);
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        Files.delete(folder.resolve(NAMES[1]));

        assertThat(failure().problem())
                .endsWith("has no train-labels-idx1-ubyte (nor train-labels-idx1-ubyte.gz)")
                .startsWith(folder.toString());
    }

    @Test
    void aShortFileIsToldWithBothSizes() throws Exception {
        put(0, Arrays.copyOf(small()[0], 30));

        assertThat(failure().problem())
                .endsWith("train-images-idx3-ubyte is cut short: its header says 18 bytes, 14 are there");
        assertThat(failure().nextStep()).isEqualTo("Delete the file and fetch it again.");
    }

    @Test
    void aFileCutInItsHeaderIsTold() throws Exception {
        put(0, Arrays.copyOf(small()[0], 10));

        assertThat(failure().problem()).endsWith("is cut short: 10 bytes are not a whole file");
    }

    @Test
    void aCutGzipIsTold() throws Exception {
        byte[] whole = gzip(small()[0]);
        put(0, Arrays.copyOf(whole, whole.length - 12));

        assertThat(failure().problem()).contains("train-images-idx3-ubyte").contains("cut short");
    }

    @Test
    void aDamagedGzipIsTold() throws Exception {
        byte[] damaged = gzip(small()[0]);
        damaged[damaged.length - 6] ^= 1;
        put(0, damaged);

        assertThat(failure().problem()).contains("train-images-idx3-ubyte is corrupt");
    }

    @Test
    void aStrangeFileIsTold() throws Exception {
        put(2, "<html>not found</html>".getBytes());

        assertThat(failure().problem())
                .endsWith("t10k-images-idx3-ubyte is not an IDX file: it starts with 3c68746d, not 00000803");
    }

    @Test
    void extraBytesAreTold() throws Exception {
        put(1, idx(0x801, new byte[] {5, 0, 9, 9}, 3));

        assertThat(failure().problem()).endsWith("goes on after the 3 bytes that its header says");
    }

    @Test
    void countsThatDifferAreTold() throws Exception {
        put(1, idx(0x801, new byte[] {5, 0}, 2));

        assertThat(failure().problem())
                .endsWith("train-images-idx3-ubyte has 3 images, but train-labels-idx1-ubyte has 2 labels");
    }

    @Test
    void senselessSizesAreRefusedBeforeMemoryIsTaken() throws Exception {
        put(0, idx(0x803, new byte[0], Integer.MAX_VALUE, 2, 3));
        assertThat(failure().problem())
                .endsWith("cut short: its header says 12884901882 bytes, its 16 cannot hold as many, packed or not");

        put(0, idx(0x803, new byte[0], 3, -1, 28));
        assertThat(failure().problem()).endsWith("says -1 pixels a side in its header");
    }
}
