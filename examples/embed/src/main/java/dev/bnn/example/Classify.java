package dev.bnn.example;

import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.BnnPool;
import dev.bnn.runtime.Dims;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Classifies PNG or JPEG files of a network's size: {@code java ... Classify NAME.bnnc IMAGE...}. */
public final class Classify {
    private Classify() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 2) {
            System.err.println("usage: Classify NAME.bnnc IMAGE...");
            System.exit(2);
        }
        BnnModel model = BnnModel.load(Path.of(args[0]));
        List<byte[]> images = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            images.add(read(Path.of(args[i]), model.input()));
        }
        try (BnnPool pool = new BnnPool(model)) {
            List<double[]> probabilities = pool.probabilities(images);
            for (int i = 0; i < images.size(); i++) {
                int best = model.classify(images.get(i));
                System.out.printf(
                        Locale.ROOT,
                        "%s: %s, %.1f %%%n",
                        args[i + 1],
                        model.classes().get(best),
                        100 * probabilities.get(i)[best]);
            }
        }
    }

    /** The bytes that a network takes: row by row, column by column, channels fastest. */
    static byte[] read(Path file, Dims size) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null || image.getWidth() != size.width() || image.getHeight() != size.height()) {
            throw new IOException(file + " is no image of " + size.width() + " x " + size.height() + " pixels");
        }
        byte[] bytes = new byte[size.size()];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int rgb = image.getRGB(x, y);
                for (int c = 0; c < size.channels(); c++) {
                    bytes[size.index(y, x, c)] = (byte) (rgb >> 16 - 8 * c);
                }
            }
        }
        return bytes;
    }
}
