// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import dev.bnn.data.ImageSet;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.RowParallel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Scores images on several threads, each with a {@link FloatModel} of its own. The result does not depend on their number. */
public final class Scoring {
    /** Maximum number of weights of all models together, which take 256 MB as float32. */
    private static final long WEIGHTS = 1 << 26;

    private Scoring() {}

    /**
     * Classifies every image, or each position of its map.
     *
     * @param images with one label each, or one label per pixel if the network outputs a map
     * @param threads number of threads, which ND4J's operations on the calling thread may also use afterwards
     * @param done receives the number of images done, on the calling thread
     * @throws IllegalArgumentException if a parameter is missing or does not fit the network, or images have another size
     */
    public static Evaluation of(
            Network network, Parameters parameters, ImageSet images, int threads, IntConsumer done) {
        int models = models(network, images.count(), threads);
        List<Evaluation.Count> counts = new ArrayList<>();
        for (int model = 0; model < models; model++) {
            counts.add(new Evaluation.Count(network.output()));
        }
        Native.setThreads(models == 1 ? threads : 1);
        try (RowParallel rows = new RowParallel(models)) {
            score(network, parameters, images, rows, counts, done);
        } finally {
            Native.setThreads(threads);
        }
        done.accept(images.count());
        Evaluation.Count sum = counts.get(0);
        counts.subList(1, models).forEach(sum::add);
        return sum.evaluation();
    }

    /** How many models work at the same time. A device computes for only one model at a time. */
    private static int models(Network network, int images, int threads) {
        if (!Native.onHost()) {
            return 1;
        }
        long weights = network.layers().stream()
                .filter(Layer.Weighted.class::isInstance)
                .mapToLong(layer -> ((Layer.Weighted) layer).weightCount())
                .sum();
        long most = Math.min(WEIGHTS / Math.max(1, weights), images / FloatModel.CHUNK);
        return (int) Math.max(1, Math.min(threads, most));
    }

    private static void score(
            Network network,
            Parameters parameters,
            ImageSet images,
            RowParallel rows,
            List<Evaluation.Count> counts,
            IntConsumer done) {
        AtomicInteger all = new AtomicInteger();
        rows.shares(images.count(), (thread, from, to) -> {
            int[] own = {0};
            try (FloatModel model = new FloatModel(network, parameters)) {
                model.evaluate(images, from, to, counts.get(thread), part -> {
                    int sum = all.addAndGet(part - own[0]);
                    own[0] = part;
                    if (thread == 0) {
                        done.accept(sum);
                    }
                });
            }
        });
    }
}
