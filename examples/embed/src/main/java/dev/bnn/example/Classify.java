// SPDX-License-Identifier: Apache-2.0
package dev.bnn.example;

import dev.bnn.data.DataException;
import dev.bnn.data.Photo;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.BnnPool;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Classifies image files: {@code java ... Classify NAME.bnnc IMAGE...}. */
public final class Classify {
    private Classify() {}

    public static void main(String[] args) throws InterruptedException {
        int status = run(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Prints a line for each image, or the reason why there is none; returns the exit status. */
    static int run(String[] args) throws InterruptedException {
        if (args.length < 2) {
            System.err.println("usage: Classify NAME.bnnc IMAGE...");
            return 2;
        }
        try {
            classify(Path.of(args[0]), List.of(args).subList(1, args.length));
            return 0;
        } catch (NoSuchFileException e) {
            System.err.println("there is no file " + e.getFile());
        } catch (DataException | IOException e) {
            System.err.println(e.getMessage());
        }
        return 1;
    }

    private static void classify(Path file, List<String> names)
            throws IOException, InterruptedException, DataException {
        BnnModel model = BnnModel.load(file);
        List<byte[]> images = new ArrayList<>();
        for (String name : names) {
            images.add(Photo.read(Path.of(name)).image().fit(model.input()));
        }
        try (BnnPool pool = new BnnPool(model)) {
            List<double[]> probabilities = pool.probabilities(images);
            for (int i = 0; i < images.size(); i++) {
                int best = model.classify(images.get(i));
                System.out.printf(
                        Locale.ROOT,
                        "%s: %s, %.1f %%%n",
                        names.get(i),
                        model.classes().get(best),
                        100 * probabilities.get(i)[best]);
            }
        }
    }
}
