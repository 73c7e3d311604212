// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** Files of small pictures of noise, in the formats and pixel types that the script reads. */
final class Pictures {
    private static final int WIDTH = 11;
    private static final int HEIGHT = 8;

    private final Random random = new Random(5);
    private final Map<String, byte[]> files = new TreeMap<>();

    private Pictures() {}

    /** The contents of the files by their names. */
    static Map<String, byte[]> ofEveryKind() throws IOException {
        Pictures pictures = new Pictures();
        pictures.write("rgb", "png", BufferedImage.TYPE_INT_RGB);
        pictures.write("transparent", "png", BufferedImage.TYPE_INT_ARGB);
        pictures.write("gray", "png", BufferedImage.TYPE_BYTE_GRAY);
        pictures.write("gray16", "png", BufferedImage.TYPE_USHORT_GRAY);
        pictures.write("black-and-white", "png", BufferedImage.TYPE_BYTE_BINARY);
        pictures.write("rgb", "bmp", BufferedImage.TYPE_INT_RGB);
        pictures.write("gray", "jpg", BufferedImage.TYPE_BYTE_GRAY);
        pictures.write("gray-transparent", "png", colors(ColorSpace.CS_GRAY, true, DataBuffer.TYPE_BYTE));
        pictures.write("palette", "png", palette(false));
        pictures.write("palette-transparent", "png", palette(true));
        pictures.write("palette-transparent", "gif", palette(true));
        for (int most : new int[] {100, 255, 1000, 65535}) {
            pictures.netpbm("P5", 1, most);
            pictures.netpbm("P6", 3, most);
        }
        return pictures.files;
    }

    /** A PNG file with 16 bits for each of three colors. */
    static byte[] deepColors() throws IOException {
        Pictures pictures = new Pictures();
        pictures.write("deep", "png", colors(ColorSpace.CS_sRGB, false, DataBuffer.TYPE_USHORT));
        return pictures.files.get("deep.png");
    }

    private static ColorModel colors(int space, boolean alpha, int type) {
        int transparency = alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE;
        return new ComponentColorModel(ColorSpace.getInstance(space), alpha, false, transparency, type);
    }

    private static IndexColorModel palette(boolean transparent) {
        byte[][] ramps = new byte[3][16];
        for (int i = 0; i < 16; i++) {
            ramps[0][i] = (byte) (17 * i);
            ramps[1][i] = (byte) (255 - 11 * i);
            ramps[2][i] = (byte) (7 * i);
        }
        return new IndexColorModel(8, 16, ramps[0], ramps[1], ramps[2], transparent ? 3 : -1);
    }

    private void write(String name, String format, int type) throws IOException {
        write(name, format, new BufferedImage(WIDTH, HEIGHT, type));
    }

    private void write(String name, String format, ColorModel colors) throws IOException {
        WritableRaster raster = colors.createCompatibleWritableRaster(WIDTH, HEIGHT);
        write(name, format, new BufferedImage(colors, raster, false, null));
    }

    private void write(String name, String format, BufferedImage image) throws IOException {
        WritableRaster raster = image.getRaster();
        for (int band = 0; band < raster.getNumBands(); band++) {
            int values = image.getColorModel() instanceof IndexColorModel colors
                    ? colors.getMapSize()
                    : 1 << raster.getSampleModel().getSampleSize(band);
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                raster.setSample(i % WIDTH, i / WIDTH, band, random.nextInt(values));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IOException("no writer of " + format + " takes " + name);
        }
        files.put(name + "." + format, out.toByteArray());
    }

    private void netpbm(String magic, int channels, int most) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String head = magic + "\n# noise\n" + WIDTH + " " + HEIGHT + "\n" + most + "\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < WIDTH * HEIGHT * channels; i++) {
            int value = random.nextInt(most + 1);
            if (most > 255) {
                out.write(value >> 8);
            }
            out.write(value);
        }
        files.put(magic + "-" + most + ".ppm", out.toByteArray());
    }
}
