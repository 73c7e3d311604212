// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.model.Shape;
import dev.bnn.model.target.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline before it is folded: matrix units, and the units between them, whose words are whole pixels whatever the
 * folding. Folding adds the width converters.
 *
 * @param shapes the layers with weights, in order
 * @param matrices their units, with a placeholder for the folding
 * @param between for each matrix unit, the stretches of units between it and the previous one, or the image; the last one leads to
 *     the matrix, and the others end branches
 * @param labels number of best classes per position that the pipeline answers with; 0 if it answers with all scores
 */
public record UnfoldedPipeline(
        String network,
        Shape input,
        List<String> classes,
        List<MatrixShape> shapes,
        List<MatrixUnit> matrices,
        List<List<Stretch>> between,
        int labels) {
    public UnfoldedPipeline {
        classes = List.copyOf(classes);
        shapes = List.copyOf(shapes);
        matrices = List.copyOf(matrices);
        between = between.stream().map(List::copyOf).toList();
    }

    /**
     * Units in a row.
     *
     * @param from the fork whose copy it begins with; empty if it begins with what the matrix before it writes, or the image
     */
    public record Stretch(Optional<Unit.Fork> from, List<Unit> units) {
        public Stretch {
            units = List.copyOf(units);
        }
    }

    /** The matrix unit of a layer with a folding. */
    public MatrixUnit matrix(int layer, Folding folding) {
        return matrices.get(layer).with(folding);
    }

    /**
     * The units before a matrix unit: those of {@link #between}, and width converters where the words differ. If no unit between
     * two matrices needs whole pixels, one converter leads from the PE of the first to the SIMD of the second.
     *
     * @param pe PE of the previous matrix; not used for the first
     * @param simd SIMD of this matrix
     */
    public List<Unit> before(int layer, int pe, int simd) {
        return stretches(layer, pe, simd).stream()
                .flatMap(stretch -> stretch.units().stream())
                .toList();
    }

    private List<Stretch> stretches(int layer, int pe, int simd) {
        MatrixUnit matrix = matrices.get(layer).with(new Folding(1, simd, Memory.BLOCK));
        List<Stretch> stretches = new ArrayList<>(between.get(layer));
        int bits =
                layer == 0 ? 8 * input.channels() : pe * matrices.get(layer - 1).resultBits();
        boolean wholePixels = stretches.size() > 1 || !stretches.get(0).units().isEmpty();
        if (layer > 0 && wholePixels) {
            MatrixUnit.Thresholded source = (MatrixUnit.Thresholded) matrices.get(layer - 1);
            Shape out = source.out();
            int pixel = out.channels() * source.resultBits();
            if (pe != out.channels()) {
                List<Unit> units = new ArrayList<>();
                long total = (long) out.size() * source.resultBits();
                units.add(new Unit.Width(source.result() + "_width_out", source.span(), bits, pixel, total));
                units.addAll(stretches.get(0).units());
                stretches.set(0, new Stretch(stretches.get(0).from(), units));
            }
            bits = pixel;
        }
        Stretch last = stretches.get(stretches.size() - 1);
        if (!last.units().isEmpty()) {
            bits = last.units().get(last.units().size() - 1).outBits();
        } else if (last.from().isPresent()) {
            bits = last.from().get().outBits();
        }
        if (bits != matrix.inBits()) {
            List<Unit> units = new ArrayList<>(last.units());
            units.add(new Unit.Width(
                    matrix.layer() + "_width_in", matrix.span(), bits, matrix.inBits(), matrix.inTotal()));
            stretches.set(stretches.size() - 1, new Stretch(last.from(), units));
        }
        return stretches;
    }

    /** The units after the scores: a width converter if several scores leave per cycle, and label select. */
    public List<Unit> after(Folding folding) {
        MatrixUnit.Scores scores = (MatrixUnit.Scores) matrix(matrices.size() - 1, folding);
        List<Unit> units = new ArrayList<>();
        if (folding.pe() > 1) {
            units.add(new Unit.Width(
                    scores.layer() + "_width_out",
                    scores.span(),
                    scores.outBits(),
                    scores.scoreBits(),
                    (long) scores.out().size() * scores.scoreBits()));
        }
        if (labels > 0) {
            units.add(new Unit.LabelSelect(
                    scores.layer() + "_labels",
                    scores.span(),
                    scores.scoreBits(),
                    classes.size(),
                    labels,
                    scores.out().pixels()));
        }
        return units;
    }

    /** Cycles that an image's answer takes with any folding: one per score, and one per label. */
    public long answerCycles() {
        return (long) (classes.size() + labels) * shapes.get(shapes.size() - 1).positions();
    }

    /** The pipeline with a folding for each layer with weights. */
    public Dataflow fold(Map<String, Folding> foldings) {
        List<Unit> units = new ArrayList<>();
        Map<String, String> branches = new HashMap<>();
        int pe = 1;
        for (int i = 0; i < matrices.size(); i++) {
            Folding folding = foldings.get(shapes.get(i).layer());
            MatrixUnit matrix = matrix(i, folding);
            for (Stretch stretch : stretches(i, pe, folding.simd())) {
                Unit first =
                        stretch.units().isEmpty() ? matrix : stretch.units().get(0);
                stretch.from().ifPresent(fork -> branches.put(fork.name(), first.name()));
                units.addAll(stretch.units());
            }
            units.add(matrix);
            pe = folding.pe();
        }
        units.addAll(after(foldings.get(shapes.get(shapes.size() - 1).layer())));
        units.replaceAll(unit -> unit instanceof Unit.Fork fork && branches.containsKey(fork.name())
                ? fork.to(branches.get(fork.name()))
                : unit);
        return new Dataflow(network, input, classes, units);
    }
}
