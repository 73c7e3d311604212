// SPDX-License-Identifier: Apache-2.0
package dev.bnn.example;

import dev.bnn.data.DataException;
import dev.bnn.data.Photo;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.BnnPool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Classifies image files: {@code java ... Classify NAME.bnnc IMAGE...}. */
public final class Classify {
    private Classify() {}

    public static void main(String[] args) throws IOException, InterruptedException, DataException {
        if (args.length < 2) {
            System.err.println("usage: Classify NAME.bnnc IMAGE...");
            System.exit(2);
        }
        BnnModel model = BnnModel.load(Path.of(args[0]));
        List<byte[]> images = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            images.add(Photo.read(Path.of(args[i])).image().fit(model.input()));
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
}
