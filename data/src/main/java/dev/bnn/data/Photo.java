// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import dev.bnn.data.archive.EntryFilter;
import dev.bnn.data.archive.FolderTree;
import dev.bnn.data.picture.Decoder;
import dev.bnn.runtime.BnnImage;
import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.image.Resampling;
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
     * The path of an image, or of a folder of images, from a user's text.
     *
     * @throws DataException if the text is no path
     */
    public static Path path(Path baseDir, String text) throws DataException {
        return Messages.path(baseDir, text);
    }

    /**
     * The image files in a folder and its subfolders, sorted by path.
     *
     * @throws DataException if the folder cannot be read, or holds too many files
     */
    public static List<Path> in(Path folder) throws DataException {
        EntryFilter filter = new EntryFilter(folder, MOST_PHOTOS, EntryFilter.MOST_OTHERS);
        return List.copyOf(FolderTree.of(folder, filter).files().values());
    }

    /**
     * Reads an image file; rotates and mirrors it by its Exif orientation.
     *
     * @throws DataException if the file does not exist, is not a PNG, JPEG, GIF, BMP or PPM image, or is damaged or too large
     */
    public static Photo read(Path file) throws DataException {
        String name = file.getFileName().toString();
        Messages.requireReadable("" + file.getParent(), name);
        try {
            return decode(name, Messages.content(file, Decoder.MOST_FILE), photo -> photo);
        } catch (NoSuchFileException e) {
            throw new DataException("there is no image " + file, "Name an image file, or a folder of such.");
        } catch (IOException e) {
            throw new DataException(
                    file + " cannot be read: " + Messages.reason(e), "Name a PNG, JPEG, GIF, BMP or PPM file.");
        }
    }

    /**
     * Decodes the bytes of an image file and passes the photograph, rotated and mirrored by its Exif orientation, to {@code use}.
     * Until {@code use} returns, its memory counts toward the limit for all threads together.
     *
     * @param name for messages
     * @throws IOException if the bytes are not a PNG, JPEG, GIF, BMP or PPM image, or are damaged or too large; the message says
     *     which
     */
    public static <T> T decode(String name, byte[] content, Function<Photo, T> use) throws IOException {
        return Decoder.with(content, p -> use.apply(new Photo(name, p.width(), p.height(), p.rgb())));
    }

    /** The whole photograph. */
    public Crop whole() {
        return new Crop(0, 0, width, height);
    }

    /** The photograph as an image for a compiled network, which fits it to its input as training does. */
    public BnnImage image() {
        return BnnImage.ofBytes(new Dims(3, height, width), rgb);
    }

    /** The largest centered part with the aspect ratio of a size. */
    public Crop center(int wantedWidth, int wantedHeight) {
        Resampling.Part part = Resampling.center(width, height, wantedWidth, wantedHeight);
        return new Crop(part.x(), part.y(), part.width(), part.height());
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
     * A part, scaled to a network's size. Each byte is the mean over its area, in integer arithmetic. One channel is gray by
     * ITU-R BT.601.
     *
     * @return channels * h * w bytes, row by row, channels fastest
     */
    public byte[] sample(Crop part, int channels, int h, int w) {
        byte[] to = new byte[channels * h * w];
        sample(part, channels, h, w, to, 0);
        return to;
    }

    /** Writes a scaled part to {@code to}, starting at index {@code at}. */
    public void sample(Crop part, int channels, int h, int w, byte[] to, int at) {
        byte[] from = channels == 1 ? Resampling.gray(rgb) : rgb;
        Resampling.Part of = new Resampling.Part(part.x(), part.y(), part.width(), part.height());
        Resampling.sample(from, width, of, new Dims(channels, h, w), to, at);
    }

    /** The photograph as a JPEG file, scaled down if its longer side exceeds the limit. */
    public byte[] jpeg(int longest) throws IOException {
        int side = Math.max(width, height);
        int w = side <= longest ? width : Math.max(1, (int) ((long) width * longest / side));
        int h = side <= longest ? height : Math.max(1, (int) ((long) height * longest / side));
        return encode(sample(whole(), 3, h, w), 3, h, w, "jpg");
    }

    /** A PNG file of pixels with 1 or 3 channels, channels fastest. */
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
