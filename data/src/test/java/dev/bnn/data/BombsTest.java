// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.data.archive.EntryFilter;
import dev.bnn.data.archive.FolderTree;
import dev.bnn.data.archive.Tar;
import dev.bnn.data.archive.ZipTree;
import dev.bnn.data.format.IdxTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The readers refuse small files that would take much memory or time before they take it. */
class BombsTest {
    private static final int MB = 1 << 20;

    @TempDir
    Path folder;

    private static void decode(byte[] file) throws IOException {
        Photo.decode("x", file, photo -> photo.sample(photo.center(2, 2), 3, 2, 2));
    }

    /** The memory that one use allocates, as the JVM counts it for this thread. */
    private static long allocated(Runnable use) {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        use.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static long refused(byte[] file, String why) {
        return allocated(() -> assertThatThrownBy(() -> decode(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why));
    }

    @Test
    void picturesAreBoundedByTheirHeaders() {
        assertThat(refused(
                        TestImages.blankPng(8192, 8192, 16, 6, 1000),
                        "8192 x 8192 pixels of 8 bytes each are too many"))
                .isLessThan(MB);
        assertThat(refused(TestImages.blankPng(1 << 30, 1 << 30, 1, 0, 1000), "pixels are too many"))
                .isLessThan(MB);
        assertThat(refused(TestImages.blankPng(1, -1, 1, 0, 1000), "pixels are too many"))
                .isLessThan(MB);
        assertThat(refused(TestImages.blankPng(0, 5, 1, 0, 1000), "its header says 0 x 5 pixels"))
                .isLessThan(MB);
        assertThat(refused(gif(65535, 65535), "pixels are too many")).isLessThan(MB);
        assertThat(refused(bmp(1 << 20, Integer.MIN_VALUE, 54, 0), "pixels")).isLessThan(MB);
        assertThat(refused(bmp(1 << 20, 1 << 20, 54, 0), "pixels are too many")).isLessThan(MB);
        assertThat(refused(bmp(1, 1, Integer.MAX_VALUE, 0), "its pixels begin at byte 2147483647 of 60"))
                .isLessThan(MB);
        assertThat(refused(bmp(1, 1, 54, 5), "a BMP file of compression 5")).isLessThan(MB);
    }

    private static byte[] gif(int width, int height) {
        return ByteBuffer.allocate(40)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .put(new byte[7])
                .put((byte) 0x2C)
                .putInt(0)
                .putShort((short) width)
                .putShort((short) height)
                .array();
    }

    private static byte[] bmp(int width, int height, int pixelsAt, int compression) {
        return ByteBuffer.allocate(60)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'B')
                .put((byte) 'M')
                .putInt(60)
                .putInt(0)
                .putInt(pixelsAt)
                .putInt(40)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) 24)
                .putInt(compression)
                .array();
    }

    @Test
    void compressedTextsAndProfilesOfPngNeverReachADecoder() throws Exception {
        byte[] zeros = TestImages.zeros(64L * MB);
        byte[] word = "k\0\0".getBytes(StandardCharsets.US_ASCII);
        byte[] text = ByteBuffer.allocate(zeros.length + 3).put(word).put(zeros).array();
        byte[] international = ByteBuffer.allocate(zeros.length + 6)
                .put(new byte[] {'k', 0, 1, 0, 0, 0})
                .put(zeros)
                .array();
        byte[] palette = TestImages.encode(new java.awt.image.BufferedImage(2, 2, 13), "png");
        for (byte[] png : List.of(TestImages.png(5), palette)) {
            assertThat(allocated(() -> read(TestImages.withChunk(png, "zTXt", text))))
                    .isLessThan(16L * MB);
            assertThat(allocated(() -> read(TestImages.withChunk(png, "iCCP", text))))
                    .isLessThan(16L * MB);
            assertThat(allocated(() -> read(TestImages.withChunk(png, "iTXt", international))))
                    .isLessThan(16L * MB);
        }
    }

    private static void read(byte[] png) {
        try {
            decode(png);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void jpegOfManyScansIsRefused() throws Exception {
        byte[] jpeg = TestImages.encode(TestImages.filled(7, 16, 16), "jpg");
        int frame = 0;
        while ((jpeg[frame] & 0xFF) != 0xFF || (jpeg[frame + 1] & 0xFF) != 0xC0) {
            frame++;
        }
        jpeg[frame + 5] = 0x1F;
        jpeg[frame + 7] = 0x1F;
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0};
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < 200; i++) {
            many.write(scan);
        }
        assertThat(refused(many.toByteArray(), "scans are too many")).isLessThan(MB);
    }

    private void idx(byte[] images, byte[] labels) throws IOException {
        TestImages.write(
                folder.resolve("idx"),
                Map.of(
                        "train-images-idx3-ubyte.gz", images,
                        "train-labels-idx1-ubyte.gz", labels,
                        "t10k-images-idx3-ubyte.gz", images,
                        "t10k-labels-idx1-ubyte.gz", labels));
    }

    @Test
    void packedIdxIsBoundedByItsSizeTheNetworkAndTheHeap() throws Exception {
        byte[] header = IdxTest.idx(0x803, new byte[0], Integer.MAX_VALUE / 6, 2, 3);
        idx(IdxTest.gzip(header), IdxTest.gzip(IdxTest.idx(0x801, new byte[0], 1 << 30)));
        assertThat(Requests.failure("idx", folder, 1, 2, 3).problem())
                .contains("train-images-idx3-ubyte.gz is cut short: its header says 2147483646 bytes, its ")
                .endsWith(" cannot hold as many, packed or not");

        // After the header come enough compressed zeros for the allowed ratio. First a size other than the network's,
        // then one larger than the heap.
        byte[] other = IdxTest.gzip(IdxTest.idx(0x803, new byte[0], 1 << 10, 2048, 2048));
        idx(other, other);
        assertThat(Requests.failure("idx", folder, 1, 2, 3).problem())
                .contains(
                        "has images of 1 x 2048 x 2048 (channels x height x width), the network's input is 1 x 2 x 3");
        assertThatThrownBy(() -> Memory.require("SET", 2100L * MB, 512L * MB))
                .hasMessage("SET needs 2,100 MB for its images; the Java heap of 512 MB allows 204 MB\n"
                        + "  Raise the heap, such as MAVEN_OPTS=-Xmx6g, or use fewer images.");
        Memory.require("SET", 204L * MB, 512L * MB);
        Memory.require("SET", 2100L * MB, 6144L * MB);
    }

    @Test
    void tarArchivesAreBounded() throws Exception {
        for (String size : List.of("-0000000001", "77777777777", "9999", "", "\u0080\0\0\0\0\0\0\0\0\0\1")) {
            byte[] tar = Arrays.copyOf(TestTar.header("data_batch_1.bin", size, '0'), 2048);
            Files.write(folder.resolve("x.tar.gz"), IdxTest.gzip(tar));
            assertThat(Requests.failure("x.tar.gz", folder, 3, 32, 32).problem())
                    .as(size)
                    .contains("x.tar.gz is not a sound tar archive: ");
        }
        // one batch of 100 MB, of which the network needs 30 MB
        Files.write(folder.resolve("x.tar.gz"), zeroTar("data_batch_1.bin", 100));
        assertThat(Requests.failure("x.tar.gz", folder, 3, 32, 32).problem())
                .endsWith("a file of 104,857,600 bytes where 30,730,000 are the most");
        Files.write(folder.resolve("x.tar.gz"), zeroTar("a/1.png", 100));
        assertThat(Requests.failure("x.tar.gz", folder, 3, 32, 32).problem())
                .endsWith("a file of 104,857,600 bytes where 67,108,864 are the most");
        Tar tar = new Tar(new java.io.ByteArrayInputStream(TestTar.header("x", "00000010000", '0')), 4095);
        assertThatThrownBy(tar::next).hasMessage("more than 4,095 bytes once unpacked; unpack it and name the folder");
    }

    private static byte[] zeroTar(String name, int megabytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(TestTar.header(name, Long.toOctalString((long) megabytes * MB), '0'));
            for (int i = 0; i < megabytes; i++) {
                gzip.write(new byte[MB]);
            }
            gzip.write(new byte[1024]);
        }
        return out.toByteArray();
    }

    @Test
    void zipEntriesAreBounded() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a/1.png", TestImages.png(1));
        files.put("a/2.png", new byte[65 * MB]);
        files.put("b/1.png", TestImages.png(2));
        files.put("b/2.png", TestImages.png(2));
        TestImages.zip(folder.resolve("big.zip"), files);
        assertThat(Requests.failure("big.zip", folder, 3, 2, 2).problem())
                .isEqualTo("image a/2.png in " + folder.resolve("big.zip")
                        + " cannot be read: it has 68,157,440 bytes; 67,108,864 are the most");
    }

    @Test
    void treesAreBoundedByCountAndDepth() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            files.put("a/" + i + ".png", new byte[1]);
            files.put("b/" + i + ".txt", new byte[1]);
        }
        TestImages.write(folder.resolve("set"), files);
        Path set = folder.resolve("set");
        assertThatThrownBy(() -> FolderTree.of(set, new EntryFilter(set, 9, 100)))
                .hasMessageStartingWith(set + " has more than 9 images, the most that the Java heap can hold");
        assertThatThrownBy(() -> FolderTree.of(set, new EntryFilter(set, 100, 9)))
                .hasMessageStartingWith(set + " has more than 9 files that are no images");
        Path zip = TestImages.zip(folder.resolve("set.zip"), files);
        assertThatThrownBy(() -> ZipTree.of(zip, new EntryFilter(zip, 9, 100)))
                .hasMessageContaining("more than 9 images");

        TestImages.write(folder.resolve("deep"), Map.of("d/".repeat(40) + "1.png", new byte[1]));
        assertThat(Requests.failure("deep", folder, 1, 2, 2).problem()).endsWith(" lies in more than 32 folders");
    }

    @Test
    void theRootOfAFileSystemIsNoDataSet() {
        assertThat(Requests.failure("/", folder, 1, 28, 28))
                .hasMessage(
                        "/ is the root of a file system, not a data set\n  Name the folder of the data set itself.");
    }
}
