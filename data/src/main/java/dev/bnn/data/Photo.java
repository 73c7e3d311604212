package dev.bnn.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A photograph of any size.
 *
 * @param name the file's name
 * @param rgb height * width * 3 bytes, row by row
 */
public record Photo(String name, int width, int height, byte[] rgb) {
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

    /** Reads a PNG or JPEG file; turns it as its Exif orientation says. */
    public static Photo read(Path file) throws DataException {
        String name = file.getFileName().toString();
        try {
            byte[] content = Files.readAllBytes(file);
            BufferedImage image = Picture.read(content);
            return new Photo(name, image.getWidth(), image.getHeight(), Picture.rgb(image))
                    .upright(Orientation.of(content));
        } catch (NoSuchFileException e) {
            throw new DataException("there is no image " + file, "Name a PNG or JPEG file, or a folder of such.");
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + e.getMessage(), "Name a PNG or JPEG file.");
        }
    }

    /** Turned so that what was up when it was taken is up. */
    private Photo upright(Orientation o) {
        if (o == Orientation.UPRIGHT) {
            return this;
        }
        int w = o.turned() ? height : width;
        int h = o.turned() ? width : height;
        byte[] to = new byte[rgb.length];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int across = o.turned() ? y : x;
                int down = o.turned() ? x : y;
                int fromX = o.fromRight() ? width - 1 - across : across;
                int fromY = o.fromBottom() ? height - 1 - down : down;
                System.arraycopy(rgb, 3 * (fromY * width + fromX), to, 3 * (y * w + x), 3);
            }
        }
        return new Photo(name, w, h, to);
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
     * A part in a network's size: each byte is the mean over its area. One channel is gray by ITU-R BT.601, as in training on
     * image files.
     *
     * @return channels * h * w bytes, row by row, channels fastest
     */
    public byte[] sample(Crop part, int channels, int h, int w) {
        byte[] from = channels == 1 ? Picture.gray(rgb) : rgb;
        byte[] to = new byte[channels * h * w];
        Picture.average(from, width, part, channels, h, w, to, 0);
        return to;
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
