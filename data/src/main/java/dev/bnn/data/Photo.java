// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import dev.bnn.data.picture.Decoder;
import dev.bnn.data.picture.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javax.imageio.ImageIO;

/**
 * A photograph of any size.
 *
 * @param name the file's name
 * @param rgb height * width * 3 bytes, row by row
 */
public record Photo(String name, int width, int height, byte[] rgb) {
    private static final long MOST_PHOTOS = 1_000_000;

    /**
     * A part of a photograph, in its pixels.
     *
     * @param x of the left edge
     * @param y of the upper edge
     */
    public record Crop(int x, int y, int width, int height) {
        @Override
        public String toString() {
            return x + "," + y + "," + width + "," + height;
        }
    }

    /**
     * Where an image, or a folder of images, lies by what a person wrote.
     *
     * @throws DataException if the text is no path
     */
    public static Path path(Path baseDir, String text) throws DataException {
        return Messages.path(baseDir, text);
    }

    /**
     * The image files in a folder and its folders, in the order of their paths.
     *
     * @throws DataException if the folder cannot be read, or holds too much
     */
    public static List<Path> in(Path folder) throws DataException {
        EntryFilter filter = new EntryFilter(folder, MOST_PHOTOS, EntryFilter.MOST_OTHERS);
        return List.copyOf(FolderTree.of(folder, filter).files().values());
    }

    /** Reads an image file; rotates and mirrors it by its Exif orientation. */
    public static Photo read(Path file) throws DataException {
        String name = file.getFileName().toString();
        Messages.requireReadable("" + file.getParent(), name);
        try {
            return decode(name, Messages.content(file, Decoder.MOST_FILE), photo -> photo);
        } catch (NoSuchFileException e) {
            throw new DataException("there is no image " + file, "Name an image file, or a folder of such.");
        } catch (IOException e) {
            throw new DataException(
                    file + " cannot be read: " + Messages.reason(e), "Name a PNG, JPEG, GIF or BMP file.");
        }
    }

    /** Uses an image while its memory is counted. */
    static <T> T decode(String name, byte[] content, Function<Photo, T> use) throws IOException {
        return Decoder.with(content, p -> use.apply(new Photo(name, p.width(), p.height(), p.rgb())));
    }

    /** The whole of it. */
    public Crop whole() {
        return new Crop(0, 0, width, height);
    }

    /** The largest centred part of a size's aspect. */
    public Crop centre(int wantedWidth, int wantedHeight) {
        int cropWidth = width;
        int cropHeight = height;
        if ((long) width * wantedHeight > (long) height * wantedWidth) {
            cropWidth = Math.max(1, (int) ((long) height * wantedWidth / wantedHeight));
        } else {
            cropHeight = Math.max(1, (int) ((long) width * wantedHeight / wantedWidth));
        }
        return new Crop((width - cropWidth) / 2, (height - cropHeight) / 2, cropWidth, cropHeight);
    }

    /** Whether a part lies within the photograph. */
    public boolean contains(Crop c) {
        return c.width() > 0
                && c.height() > 0
                && c.x() >= 0
                && c.y() >= 0
                && (long) c.x() + c.width() <= width
                && (long) c.y() + c.height() <= height;
    }

    /**
     * A part in a network's size: each byte is the mean over its area, in integers. One channel is gray by ITU-R BT.601.
     *
     * @return channels * h * w bytes, row by row, channels fastest
     */
    public byte[] sample(Crop part, int channels, int h, int w) {
        byte[] to = new byte[channels * h * w];
        sample(part, channels, h, w, to, 0);
        return to;
    }

    /** Writes the sample to bytes from at on. */
    void sample(Crop part, int channels, int h, int w, byte[] to, int at) {
        byte[] from = channels == 1 ? Pixels.gray(rgb) : rgb;
        long area = (long) part.width() * part.height();
        // in units of 1/h and 1/w of a source pixel all borders are whole numbers
        for (int y = 0; y < h; y++) {
            long y0 = (long) y * part.height();
            long y1 = y0 + part.height();
            for (int x = 0; x < w; x++) {
                long x0 = (long) x * part.width();
                long x1 = x0 + part.width();
                for (int c = 0; c < channels; c++) {
                    long sum = 0;
                    for (long sy = y0 / h; sy * h < y1; sy++) {
                        long tall = Math.min(y1, (sy + 1) * h) - Math.max(y0, sy * h);
                        long row = 0;
                        for (long sx = x0 / w; sx * w < x1; sx++) {
                            long wide = Math.min(x1, (sx + 1) * w) - Math.max(x0, sx * w);
                            long index = ((part.y() + sy) * width + part.x() + sx) * channels + c;
                            row += wide * (from[(int) index] & 0xFF);
                        }
                        sum += tall * row;
                    }
                    to[at + (y * w + x) * channels + c] = (byte) ((sum + area / 2) / area);
                }
            }
        }
    }

    /** The photograph as a JPEG file, made smaller where its longer side exceeds the limit. */
    public byte[] jpeg(int longest) throws IOException {
        int side = Math.max(width, height);
        int w = side <= longest ? width : Math.max(1, (int) ((long) width * longest / side));
        int h = side <= longest ? height : Math.max(1, (int) ((long) height * longest / side));
        return encode(sample(whole(), 3, h, w), 3, h, w, "jpg");
    }

    /** A PNG file of pixels, 1 or 3 channels, channels fastest. */
    public static byte[] png(byte[] pixels, int channels, int h, int w) throws IOException {
        return encode(pixels, channels, h, w, "png");
    }

    private static byte[] encode(byte[] pixels, int channels, int h, int w, String format) throws IOException {
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < h * w; i++) {
            int red = pixels[channels * i] & 0xFF;
            int green = channels == 1 ? red : pixels[channels * i + 1] & 0xFF;
            int blue = channels == 1 ? red : pixels[channels * i + 2] & 0xFF;
            image.setRGB(i % w, i / w, red << 16 | green << 8 | blue);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
