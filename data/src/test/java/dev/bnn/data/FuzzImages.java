// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import dev.bnn.data.format.GtsrbTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small valid images in each format, of all kinds that the JDK writes. */
final class FuzzImages {
    private static final int[] TYPES = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_BINARY
    };

    private FuzzImages() {}

    static List<byte[]> png() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (int type : TYPES) {
            files.add(written(noise(type), "png", null, false));
            files.add(written(noise(type), "png", null, true));
        }
        files.add(TestImages.withChunk(files.get(0), "eXIf", TestImages.exif(6)));
        files.add(TestImages.withChunk(files.get(4), "tRNS", new byte[] {0, 1, 0, 2, 0, 3}));
        files.add(TestImages.withChunk(files.get(4), "zTXt", TestImages.zeros(1000)));
        return files;
    }

    static List<byte[]> jpeg() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB}) {
            files.add(written(noise(type), "jpeg", null, false));
            files.add(written(noise(type), "jpeg", null, true));
        }
        files.add(TestImages.jpegTurned(files.get(2), 8));
        files.add(TestImages.withAdobe(TestImages.jpegOf(1, 200, 30, 4), 0));
        files.add(TestImages.withAdobe(TestImages.jpegOf(100, 20, 30, 4), 2));
        return files;
    }

    static List<byte[]> gif() throws IOException {
        return List.of(
                written(noise(BufferedImage.TYPE_BYTE_INDEXED), "gif", null, false),
                written(noise(BufferedImage.TYPE_BYTE_INDEXED), "gif", null, true),
                written(noise(BufferedImage.TYPE_BYTE_BINARY), "gif", null, false));
    }

    static List<byte[]> ppm() {
        return List.of(
                GtsrbTest.ppm(1, 2, 3),
                "P5 3 2 255\nabcdef".getBytes(StandardCharsets.US_ASCII),
                "P6 1 2 999\nabcdefghijkl".getBytes(StandardCharsets.US_ASCII));
    }

    static List<byte[]> bmp() throws IOException {
        List<byte[]> files = new ArrayList<>();
        files.add(written(noise(BufferedImage.TYPE_INT_RGB), "bmp", "BI_RGB", false));
        files.add(written(noise(BufferedImage.TYPE_USHORT_565_RGB), "bmp", "BI_BITFIELDS", false));
        for (String compression : new String[] {"BI_RGB", "BI_RLE8"}) {
            files.add(written(noise(BufferedImage.TYPE_BYTE_INDEXED), "bmp", compression, false));
        }
        files.add(written(noise(BufferedImage.TYPE_BYTE_BINARY), "bmp", "BI_RGB", false));
        return files;
    }

    private static BufferedImage noise(int type) {
        BufferedImage image = new BufferedImage(13, 9, type);
        Random random = new Random(type);
        for (int i = 0; i < 13 * 9; i++) {
            image.setRGB(i % 13, i / 13, random.nextInt());
        }
        return image;
    }

    private static byte[] written(BufferedImage image, String format, String compression, boolean progressive)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        if (compression != null) {
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType(compression);
        }
        if (progressive) {
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
