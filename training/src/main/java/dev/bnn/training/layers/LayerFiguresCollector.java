// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.training.figures.Histogram;
import dev.bnn.training.figures.LayerFigures;
import dev.bnn.training.kernels.Weight;
import dev.bnn.training.kernels.array.Native;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the figures of the layers over one epoch. */
public final class LayerFiguresCollector {
    /** Approximate number of steps per epoch whose gradients are measured. */
    static final int SAMPLES = 16;
    /** Limits on the ranges of the histograms. */
    private static final double WIDEST_WEIGHT = 1 << 10;

    private static final double WIDEST_VALUE = 4;

    private final List<TrainLayer> layers;
    private final int every;
    private final double[] norms;
    private int samples;

    /** @param steps number of steps in the epoch */
    public LayerFiguresCollector(List<TrainLayer> layers, int steps) {
        this.layers = layers;
        every = Math.max(1, steps / SAMPLES);
        norms = new double[layers.size()];
    }

    /** Called after each step; measures the gradients of about {@value #SAMPLES} steps per epoch. */
    public void stepped(int step) {
        if (step % every != 0) {
            return;
        }
        samples++;
        for (int i = 0; i < norms.length; i++) {
            Optional<Weight> matrix = matrix(layers.get(i));
            if (matrix.isPresent()) {
                norms[i] += norm(Native.floats(matrix.get().gradient()));
            }
        }
    }

    /** The gradients measured so far. */
    public GradientNorms gradients() {
        return new GradientNorms(norms.clone(), samples);
    }

    /** Adds gradients that another collector for the same layers has measured. */
    public void add(GradientNorms more) {
        GradientNorms both = gradients().plus(more);
        System.arraycopy(both.sums(), 0, norms, 0, norms.length);
        samples = both.samples();
    }

    /** The figures of the epoch; to be called at its end, after the batch norms have settled. */
    public List<LayerFigures> figures() {
        List<LayerFigures> figures = new ArrayList<>();
        for (int i = 0; i < norms.length; i++) {
            TrainLayer layer = layers.get(i);
            Optional<Weight> matrix = matrix(layer);
            Optional<Histogram> values = layer.decided().map(v -> Histogram.of(v, v.length, WIDEST_VALUE));
            if (matrix.isPresent() || values.isPresent()) {
                figures.add(new LayerFigures(
                        layer.name(),
                        matrix.isPresent() ? norms[i] / samples : Double.NaN,
                        matrix.map(LayerFiguresCollector::latent),
                        values));
            }
        }
        return figures;
    }

    private static Histogram latent(Weight matrix) {
        float[] values = Native.values(matrix.latent());
        return Histogram.of(values, values.length, WIDEST_WEIGHT);
    }

    private static Optional<Weight> matrix(TrainLayer layer) {
        return layer.weights().stream()
                .filter(w -> w.role() == Weight.Role.MATRIX)
                .findFirst();
    }

    private static double norm(FloatBuffer values) {
        double squares = 0;
        for (int i = 0; i < values.capacity(); i++) {
            double v = values.get(i);
            squares += v * v;
        }
        return Math.sqrt(squares);
    }
}
