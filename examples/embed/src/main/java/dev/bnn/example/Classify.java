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
        if (args.length < 2) {
            System.err.println("usage: Classify NAME.bnnc IMAGE...");
            System.exit(2);
        }
        try {
            classify(Path.of(args[0]), List.of(args).subList(1, args.length));
        } catch (NoSuchFileException e) {
            fail("there is no file " + e.getFile());
        } catch (DataException | IOException e) {
            fail(e.getMessage());
        }
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

    private static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
