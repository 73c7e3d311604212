// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Image files and trees of them for tests. */
public final class TestImages {
    static final int SIGNATURE = 8;

    /** Number of bytes between the signature of a PNG file and its second chunk. */
    static final int IHDR = 25;

    private TestImages() {}

    public static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IOException("no writer of " + format);
        }
        return out.toByteArray();
    }

    /** An image of one color. */
    public static BufferedImage filled(int rgb, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        return image;
    }

    public static byte[] png(int rgb) throws IOException {
        return encode(filled(rgb, 2, 2), "png");
    }

    /** An Exif block with only the tag Orientation. */
    static byte[] exif(int tag) {
        return new byte[] {
            'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) tag, 0, 0, 0, 0, 0, 0
        };
    }

    /** A little-endian Exif block, in which the tag is a long number after another tag. */
    static byte[] littleExif(int tag) {
        return new byte[] {
            'I',
            'I',
            42,
            0,
            8,
            0,
            0,
            0,
            2,
            0,
            0x0F,
            0x01,
            2,
            0,
            1,
            0,
            0,
            0,
            'x',
            0,
            0,
            0,
            0x12,
            0x01,
            4,
            0,
            1,
            0,
            0,
            0,
            (byte) tag,
            0,
            0,
            0,
            0,
            0,
            0,
            0
        };
    }

    static byte[] jpegTurned(byte[] jpeg, int tag) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        block.write(exif(tag));
        return withSegment(jpeg, 0xE1, block.toByteArray());
    }

    /** A JPEG file with one more segment at its start. */
    static byte[] withSegment(byte[] jpeg, int kind, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + 4 + content.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) kind)
                .putShort((short) (content.length + 2))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** Adds Adobe's segment. */
    static byte[] withAdobe(byte[] jpeg, int transform) {
        return withSegment(jpeg, 0xEE, new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform});
    }

    /** A JPEG file whose pixels all have these samples, three or four, without a marker that says what they are. */
    static byte[] jpegOf(int... samples) throws IOException {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, samples.length, new Point());
        for (int i = 0; i < 256; i++) {
            raster.setPixel(i % 16, i / 16, samples);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(raster, null, null));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A PNG file with an Exif orientation. */
    public static byte[] turned(byte[] png, int tag) {
        return withChunk(png, "eXIf", exif(tag));
    }

    /** A PNG file with one more chunk after its header. */
    static byte[] withChunk(byte[] png, String type, byte[] content) {
        byte[] chunk = chunk(type, content);
        return ByteBuffer.allocate(png.length + chunk.length)
                .put(png, 0, SIGNATURE + IHDR)
                .put(chunk)
                .put(png, SIGNATURE + IHDR, png.length - SIGNATURE - IHDR)
                .array();
    }

    static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) sum.getValue())
                .array();
    }

    /** A PNG file of zeros of any size, depth and color type, decodable or not. */
    static byte[] blankPng(int width, int height, int depth, int color, long bytes) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) color)
                .put(new byte[3])
                .array();
        byte[] data = zeros(bytes);
        byte[] first = chunk("IHDR", header);
        byte[] second = chunk("IDAT", data);
        byte[] end = chunk("IEND", new byte[0]);
        return ByteBuffer.allocate(SIGNATURE + first.length + second.length + end.length)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
                .put(first)
                .put(second)
                .put(end)
                .array();
    }

    /** That many zeros, compressed by zlib. */
    static byte[] zeros(long bytes) {
        Deflater deflater = new Deflater(9);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] packed = new byte[1 << 16];
        byte[] zeros = new byte[1 << 20];
        for (long left = bytes; left > 0; left -= zeros.length) {
            deflater.setInput(zeros, 0, (int) Math.min(left, zeros.length));
            for (int n = deflater.deflate(packed); n > 0; n = deflater.deflate(packed)) {
                out.write(packed, 0, n);
            }
        }
        deflater.finish();
        for (int n = deflater.deflate(packed); n > 0; n = deflater.deflate(packed)) {
            out.write(packed, 0, n);
        }
        deflater.end();
        return out.toByteArray();
    }

    public static void write(Path root, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    public static Path zip(Path file, Map<String, byte[]> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }
}
