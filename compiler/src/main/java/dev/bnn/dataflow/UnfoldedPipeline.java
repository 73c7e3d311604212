// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.model.Memory;
import dev.bnn.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A pipeline before it is folded: matrix units, and the units between them, whose words are whole pixels whatever the
 * folding. Folding adds the width converters.
 *
 * @param shapes the layers with weights, in order
 * @param matrices their units, with a placeholder for the folding
 * @param between for each matrix unit, the units between it and the previous one, or the image
 * @param labels number of best classes that the pipeline answers with; 0 if it answers with all scores
 */
public record UnfoldedPipeline(
        String network,
        Shape input,
        List<String> classes,
        List<MatrixShape> shapes,
        List<MatrixUnit> matrices,
        List<List<Unit>> between,
        int labels) {
    public UnfoldedPipeline {
        classes = List.copyOf(classes);
        shapes = List.copyOf(shapes);
        matrices = List.copyOf(matrices);
        between = between.stream().map(List::copyOf).toList();
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
        MatrixUnit matrix = matrices.get(layer).with(new Folding(1, simd, Memory.BLOCK));
        List<Unit> fixed = between.get(layer);
        List<Unit> units = new ArrayList<>();
        int bits =
                layer == 0 ? 8 * input.channels() : pe * matrices.get(layer - 1).resultBits();
        if (layer > 0 && !fixed.isEmpty()) {
            MatrixUnit.Thresholded source = (MatrixUnit.Thresholded) matrices.get(layer - 1);
            Shape out = source.out();
            int pixel = out.channels() * source.resultBits();
            if (pe != out.channels()) {
                long total = (long) out.size() * source.resultBits();
                units.add(new Unit.Width(source.result() + "_width_out", source.span(), bits, pixel, total));
            }
            bits = pixel;
        }
        units.addAll(fixed);
        if (!fixed.isEmpty()) {
            bits = fixed.get(fixed.size() - 1).outBits();
        }
        if (bits != matrix.inBits()) {
            units.add(new Unit.Width(
                    matrix.layer() + "_width_in", matrix.span(), bits, matrix.inBits(), matrix.inTotal()));
        }
        return units;
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
                    (long) scores.weights().rows() * scores.scoreBits()));
        }
        if (labels > 0) {
            units.add(new Unit.LabelSelect(
                    scores.layer() + "_labels", scores.span(), scores.scoreBits(), classes.size(), labels));
        }
        return units;
    }

    /** Cycles that an image's answer takes with any folding: one per score, and one per label. */
    public int answerCycles() {
        return classes.size() + labels;
    }

    /** The pipeline with a folding for each layer with weights. */
    public Dataflow fold(Map<String, Folding> foldings) {
        List<Unit> units = new ArrayList<>();
        int pe = 1;
        for (int i = 0; i < matrices.size(); i++) {
            Folding folding = foldings.get(shapes.get(i).layer());
            units.addAll(before(i, pe, folding.simd()));
            units.add(matrix(i, folding));
            pe = folding.pe();
        }
        units.addAll(after(foldings.get(shapes.get(shapes.size() - 1).layer())));
        return new Dataflow(network, input, classes, units);
    }
}
