// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.target;

import dev.bnn.source.Span;
import java.util.Map;
import java.util.Optional;

/**
 * The hardware to build for: a {@code target} section.
 *
 * @param name the section's name, or else its board or part as written: {@code pynq-z1}, {@code xc7z020clg400-1}
 * @param board the board that carries the part; {@link Board#NONE} for a bare part
 * @param part the device's full part name
 * @param clockMhz clock frequency in MHz
 * @param fps requested frames per second; 0 if the section names none, {@link #FASTEST} for as many as fit on the part
 * @param budget limits of the design by kind of resource (lut, ff, bram18, uram, dsp), as far as the section sets them
 * @param fifos depths that the section chooses, by the name of the unit before the stream
 * @param folds foldings that the section chooses, by layer name
 * @param loadable true if weights and thresholds are loaded at run time; else they are constants of the design
 * @param labels number of best classes whose numbers the design answers with; 0 if it answers with all scores
 * @param tool the tool that synthesizes the generated C++
 */
public record Target(
        String name,
        Span span,
        Board board,
        String part,
        double clockMhz,
        double fps,
        Map<String, Long> budget,
        Map<String, Fifo> fifos,
        Map<String, Fold> folds,
        boolean loadable,
        int labels,
        HlsTool tool) {
    /** As many frames per second as fit on the part. */
    public static final double FASTEST = Double.POSITIVE_INFINITY;

    /** A target that sets no budget and no depths of streams, whose parameters are constants and which answers with scores. */
    public Target(
            String name, Span span, Board board, String part, double clockMhz, double fps, Map<String, Fold> folds) {
        this(name, span, board, part, clockMhz, fps, Map.of(), Map.of(), folds, false, 0, HlsTool.VITIS_HLS);
    }

    public Target {
        budget = Map.copyOf(budget);
        fifos = Map.copyOf(fifos);
        folds = Map.copyOf(folds);
    }

    /** True if the section names a number of frames per second. */
    public boolean wantsFps() {
        return fps > 0 && fps != FASTEST;
    }

    /** Words of a stream. */
    public record Fifo(int depth, Span span) {}

    /**
     * Parallelism of a matrix-vector unit: PE divides the rows, SIMD the columns.
     *
     * @param memory kind of memory for the weights; empty if the search may choose
     */
    public record Fold(int pe, int simd, Optional<Memory> memory, Span span) {}
}
