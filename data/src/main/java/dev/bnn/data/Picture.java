package dev.bnn.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Turns a PNG or JPEG file's bytes into pixels of the size that a network takes. Colour becomes gray by ITU-R BT.601
 * (0.299 R + 0.587 G + 0.114 B), gray becomes colour by repetition, transparency is laid on black. Another size is
 * reached by the largest centred crop of the right aspect and then the mean over each pixel's area, in integers.
 */
final class Picture {
    private static final long MOST_PIXELS = 1 << 26;

    private Picture() {}

    /** Writes channels * height * width bytes, HWC. */
    static void decode(byte[] file, int channels, int height, int width, byte[] to, int at) throws IOException {
        BufferedImage image = read(file);
        byte[] pixels = channels == 1 ? gray(image) : rgb(image);
        Photo.Crop crop = new Photo("", image.getWidth(), image.getHeight(), pixels).centre(width, height);
        average(pixels, image.getWidth(), crop, channels, height, width, to, at);
    }

    static BufferedImage read(byte[] file) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("not a PNG or JPEG image");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if ((long) width * height > MOST_PIXELS) {
                    throw new IOException(width + " x " + height + " pixels are too many");
                }
                return reader.read(0);
            } catch (IOException e) {
                throw e;
            } catch (RuntimeException e) {
                // the readers of the JDK throw all sorts of these on damaged files
                throw new IOException("damaged image: " + e.getMessage(), e);
            } finally {
                reader.dispose();
            }
        }
    }

    static byte[] rgb(BufferedImage image) {
        int count = image.getWidth() * image.getHeight();
        byte[] pixels = new byte[3 * count];
        if (isGray(image)) {
            byte[] gray = samples(image);
            for (int i = 0; i < count; i++) {
                pixels[3 * i] = pixels[3 * i + 1] = pixels[3 * i + 2] = gray[i];
            }
            return pixels;
        }
        int[] argb = argb(image);
        for (int i = 0; i < count; i++) {
            int alpha = argb[i] >>> 24;
            pixels[3 * i] = onBlack(argb[i] >> 16 & 0xFF, alpha);
            pixels[3 * i + 1] = onBlack(argb[i] >> 8 & 0xFF, alpha);
            pixels[3 * i + 2] = onBlack(argb[i] & 0xFF, alpha);
        }
        return pixels;
    }

    private static byte[] gray(BufferedImage image) {
        if (isGray(image)) {
            return samples(image);
        }
        int[] argb = argb(image);
        byte[] pixels = new byte[argb.length];
        for (int i = 0; i < argb.length; i++) {
            int red = argb[i] >> 16 & 0xFF;
            int green = argb[i] >> 8 & 0xFF;
            int blue = argb[i] & 0xFF;
            pixels[i] = onBlack(luma(red, green, blue), argb[i] >>> 24);
        }
        return pixels;
    }

    private static int[] argb(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static byte onBlack(int value, int alpha) {
        return (byte) ((value * alpha + 127) / 255);
    }

    private static boolean isGray(BufferedImage image) {
        return image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
    }

    /** Gray samples as stored: getRGB would take them for linear light and change them. */
    private static byte[] samples(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int height = image.getHeight();
        int most = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        boolean transparent = raster.getNumBands() == 2;
        byte[] pixels = new byte[width * height];
        int[] values = raster.getSamples(0, 0, width, height, 0, (int[]) null);
        int[] alphas = transparent ? raster.getSamples(0, 0, width, height, 1, (int[]) null) : null;
        for (int i = 0; i < pixels.length; i++) {
            int value = (values[i] * 255 + most / 2) / most;
            pixels[i] = alphas == null ? (byte) value : onBlack(value, (alphas[i] * 255 + most / 2) / most);
        }
        return pixels;
    }

    /** Gray of colour pixels. */
    static byte[] gray(byte[] rgb) {
        byte[] pixels = new byte[rgb.length / 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) luma(rgb[3 * i] & 0xFF, rgb[3 * i + 1] & 0xFF, rgb[3 * i + 2] & 0xFF);
        }
        return pixels;
    }

    private static int luma(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }

    /** Writes a crop in another size: the mean over each pixel's area, in integers. */
    static void average(
            byte[] from, int fromWidth, Photo.Crop crop, int channels, int height, int width, byte[] to, int at) {
        int cropWidth = crop.width();
        int cropHeight = crop.height();
        long area = (long) cropWidth * cropHeight;
        // in units of 1/height and 1/width of a source pixel all borders are whole numbers
        for (int y = 0; y < height; y++) {
            long y0 = (long) y * cropHeight;
            long y1 = y0 + cropHeight;
            for (int x = 0; x < width; x++) {
                long x0 = (long) x * cropWidth;
                long x1 = x0 + cropWidth;
                for (int c = 0; c < channels; c++) {
                    long sum = 0;
                    for (long sy = y0 / height; sy * height < y1; sy++) {
                        long tall = Math.min(y1, (sy + 1) * height) - Math.max(y0, sy * height);
                        long row = 0;
                        for (long sx = x0 / width; sx * width < x1; sx++) {
                            long wide = Math.min(x1, (sx + 1) * width) - Math.max(x0, sx * width);
                            long index = ((crop.y() + sy) * fromWidth + crop.x() + sx) * channels + c;
                            row += wide * (from[(int) index] & 0xFF);
                        }
                        sum += tall * row;
                    }
                    to[at + (y * width + x) * channels + c] = (byte) ((sum + area / 2) / area);
                }
            }
        }
    }
}
