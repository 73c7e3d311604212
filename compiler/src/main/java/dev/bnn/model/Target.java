package dev.bnn.model;

import dev.bnn.source.Span;
import java.util.Map;

/**
 * The hardware to build for: a {@code target} section.
 *
 * @param name the section's name, or else its board or part as written: {@code pynq-z1}, {@code xc7z020clg400-1}
 * @param board what carries the part; {@link Board#NONE} for a bare part
 * @param part the device's full part name
 * @param clockMhz clock frequency in MHz
 * @param fps wanted frames per second; 0 where the section names none
 * @param folds folding by layer where the person chose it, by layer name
 */
public record Target(
        String name, Span span, Board board, String part, double clockMhz, double fps, Map<String, Fold> folds) {
    public Target {
        folds = Map.copyOf(folds);
    }

    /** Parallelism of a matrix-vector unit: PE divides the rows, SIMD the columns. */
    public record Fold(int pe, int simd, Span span) {}
}
