// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * Decodes an image file to upright RGB pixels, for training, evaluation and classification alike. It reads the header first, and
 * refuses images that would take too much memory before it allocates any.
 */
public final class Decoder {
    /** Maximum size of an image file: 64 MB. */
    public static final int MOST_FILE = 1 << 26;

    private Decoder() {}

    /**
     * Decodes an image and passes it to {@code use}. Until {@code use} returns, its memory counts toward the limit for all
     * threads together.
     *
     * @throws IOException if the file is not an image, or is damaged or too large; the message says which
     */
    public static <T> T with(byte[] file, Function<Pixels, T> use) throws IOException {
        Format format = Format.of(file).orElseThrow(() -> new IOException("not a PNG, JPEG, GIF, BMP or PPM image"));
        return switch (format) {
            case PNG -> {
                PngFile png = PngFile.of(file);
                yield with(png.header(), use, () -> read(format, png.essential(), false, Decoder::rgb));
            }
            case JPEG -> {
                JpegFile jpeg = JpegFile.of(file);
                if (jpeg.components() == 4) {
                    Cmyk.check(jpeg.adobe());
                    yield with(
                            jpeg.header(),
                            use,
                            () -> read(format, file, true, r -> Cmyk.rgb(r.readRaster(0, null), jpeg.adobe())));
                }
                yield with(jpeg.header(), use, () -> read(format, jpeg.withColors(file), true, Decoder::rgb));
            }
            case GIF -> with(GifFile.header(file), use, () -> read(format, file, true, Decoder::rgb));
            case BMP -> with(BmpFile.header(file), use, () -> read(format, file, true, Decoder::rgb));
            case PPM, PGM -> {
                PpmFile ppm = PpmFile.of(file);
                yield with(ppm.header(), use, ppm::rgb);
            }
        };
    }

    /**
     * A picture whose pixels are numbers.
     *
     * @param values height * width unsigned bytes, row by row: the indices of a palette, or shades of gray as they are stored
     */
    public record Indices(int width, int height, byte[] values) {
        private Indices upright(Orientation o) {
            byte[] to = o.upright(values, width, height, 1);
            return o.transposed() ? new Indices(height, width, to) : new Indices(width, height, to);
        }
    }

    /**
     * The numbers of a PNG file that has a palette or up to 256 shades of gray, rotated and mirrored by its Exif orientation.
     *
     * @throws IOException if the file is not such a picture, or is damaged or too large; the message says which
     */
    public static Indices indices(byte[] file) throws IOException {
        if (Format.of(file).filter(Format.PNG::equals).isEmpty()) {
            throw new IOException("not a PNG image");
        }
        PngFile png = PngFile.of(file);
        Header header = png.header().check();
        if (!png.indexed()) {
            throw new IOException("its pixels are colors or have 16 bits: save it with a palette, or as 8-bit gray");
        }
        return DecodingMemory.with(2 * header.bytes(), () -> {
            Indices[] found = new Indices[1];
            read(Format.PNG, png.essential(), false, reader -> {
                Raster raster = reader.read(0).getRaster();
                byte[] values = new byte[raster.getWidth() * raster.getHeight()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (byte) raster.getSample(i % raster.getWidth(), i / raster.getWidth(), 0);
                }
                found[0] = new Indices(raster.getWidth(), raster.getHeight(), values).upright(header.orientation());
                return values;
            });
            return found[0];
        });
    }

    private interface Reading {
        byte[] rgb(ImageReader reader) throws IOException;
    }

    private static <T> T with(Header header, Function<Pixels, T> use, DecodingMemory.Work<byte[]> reading)
            throws IOException {
        header.check();
        return DecodingMemory.with(header.bytes(), () -> {
            byte[] rgb = reading.run();
            int width = (int) header.width();
            int height = (int) header.height();
            if (rgb.length != 3 * width * height) {
                throw new IOException(
                        "its header says " + width + " x " + height + " pixels, but " + rgb.length / 3 + " came");
            }
            return use.apply(new Pixels(width, height, rgb).upright(header.orientation()));
        });
    }

    private static byte[] rgb(ImageReader reader) throws IOException {
        return Rgb.of(reader.read(0));
    }

    private static byte[] read(Format format, byte[] file, boolean ignoreMetadata, Reading reading) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        if (!readers.hasNext()) {
            throw new IOException("this Java cannot read " + format + " images");
        }
        ImageReader reader = readers.next();
        try (BytesInput in = new BytesInput(file)) {
            reader.setInput(in, true, ignoreMetadata);
            return reading.rgb(reader);
        } catch (RuntimeException e) {
            // The JDK's readers throw many kinds of runtime exceptions on damaged files.
            throw new IOException("damaged image" + (e.getMessage() == null ? "" : ": " + e.getMessage()), e);
        } finally {
            reader.dispose();
        }
    }
}
