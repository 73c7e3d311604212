// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.dataflow.MatrixShape;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.model.target.HlsTool;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import dev.bnn.source.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The legal foldings. PE divides MH and is at most 1,024, since HLS partitions no array further. SIMD divides MW; for a kernel over
 * several pixels it divides the channels of a pixel or is a multiple of them. With groups, PE divides the rows of a group, and the
 * rule for SIMD holds for the channels of a group. HLS requires SIMD of at least MW / 1024. No word of a stream or of weights is
 * wider than the tool accepts. A depthwise unit reads one pixel per tap: its SIMD is 1.
 */
public final class LegalFoldings {
    private static final int MAX_PE = 1024;

    private static final int MAX_COLUMN_FOLDS = 1024;

    /** Number of legal values that an error names. */
    private static final int NAMED = 4;

    private LegalFoldings() {}

    /** Legal PE of a layer, ascending. */
    public static List<Integer> pes(MatrixShape shape) {
        return divisors(shape.groupRows()).stream().filter(pe -> pe <= MAX_PE).toList();
    }

    /** Legal SIMD of a layer, ascending. */
    public static List<Integer> simds(MatrixShape shape, HlsTool tool) {
        if (shape.depthwise()) {
            return List.of(1);
        }
        return divisors(shape.columns()).stream()
                .filter(simd -> shape.groupChannels() % simd == 0 || simd % shape.groupChannels() == 0)
                .filter(simd -> (long) simd * MAX_COLUMN_FOLDS >= shape.columns())
                .filter(simd -> word(shape, simd) <= widest(shape, tool))
                .toList();
    }

    /** Bits of the wider word that a processing element reads: that of elements or that of weights. */
    private static long word(MatrixShape shape, int simd) {
        return (long) simd * Math.max(shape.elementBits(), shape.weightBits());
    }

    /** Widest word that a layer may read. If a pixel is wider than a word, a converter with a word of either side passes it on. */
    private static int widest(MatrixShape shape, HlsTool tool) {
        return halved((long) shape.channels() * shape.elementBits(), tool);
    }

    /** Widest word that a unit may write. */
    private static int widest(MatrixUnit unit, HlsTool tool) {
        return unit instanceof MatrixUnit.Scores
                ? tool.widestWord()
                : halved((long) unit.weights().rows() * unit.resultBits(), tool);
    }

    private static int halved(long pixel, HlsTool tool) {
        return pixel > tool.widestWord() ? tool.widestWord() / 2 : tool.widestWord();
    }

    /** Whether the tool accepts the words that a unit writes. Those of scores depend on the trained parameters. */
    public static boolean writable(MatrixUnit unit, HlsTool tool) {
        return unit.outBits() <= widest(unit, tool);
    }

    /** The error of a PE whose words are too wide; empty if they are legal. */
    static Optional<Diagnostic> checkWritten(MatrixUnit unit, HlsTool tool, Span span) {
        int value = unit.outBits() / unit.folding().pe();
        return written(unit.layer(), unit.folding().pe(), value, widest(unit, tool), span);
    }

    /** The error of a PE whose words of scores of {@code bits} bits are too wide; empty if they are legal. */
    public static Optional<Diagnostic> checkScores(String layer, int pe, int bits, HlsTool tool, Span span) {
        return written(layer, pe, bits, tool.widestWord(), span);
    }

    private static Optional<Diagnostic> written(String layer, int pe, int bits, int widest, Span span) {
        if ((long) pe * bits <= widest) {
            return Optional.empty();
        }
        String message =
                String.format(Locale.ROOT, "PE %,d makes %s write words of %,d bits", pe, layer, (long) pe * bits);
        String hint = String.format(
                Locale.ROOT, "HLS takes at most %,d there: choose a PE of at most %,d", widest, widest / bits);
        return Optional.of(new Diagnostic(Code.FOLDING, Severity.ERROR, span, message, hint));
    }

    /** The error of a PE; empty if it is legal. */
    public static Optional<Diagnostic> checkPe(MatrixShape shape, int pe, Span span) {
        List<Integer> legal = pes(shape);
        if (legal.contains(pe)) {
            return Optional.empty();
        }
        String message = shape.groupRows() % pe != 0
                ? "PE " + pe + " does not divide the " + shape.groupRows() + " rows of " + part(shape)
                : String.format(Locale.ROOT, "PE %,d of %s is more than the 1,024 that HLS takes", pe, shape.layer());
        return Optional.of(error(span, message, pe, legal));
    }

    /** The error of a SIMD; empty if it is legal. */
    public static Optional<Diagnostic> checkSimd(MatrixShape shape, int simd, HlsTool tool, Span span) {
        List<Integer> legal = simds(shape, tool);
        if (legal.contains(simd)) {
            return Optional.empty();
        }
        String columns = shape.columns() + " columns of " + shape.layer();
        String message;
        if (shape.depthwise()) {
            message =
                    "SIMD " + simd + " is not possible: " + shape.layer() + " is depthwise and reads one tap at a time";
        } else if (shape.columns() % simd != 0) {
            message = "SIMD " + simd + " does not divide the " + columns;
        } else if (shape.groupChannels() % simd != 0 && simd % shape.groupChannels() != 0) {
            message = "SIMD " + simd + " neither divides the " + shape.groupChannels() + " input channels of "
                    + part(shape) + " nor is a multiple of them";
        } else if (word(shape, simd) > widest(shape, tool)) {
            message = String.format(
                    Locale.ROOT,
                    "SIMD %d makes %s read words of %,d bits, but %s takes at most %,d there",
                    simd,
                    shape.layer(),
                    word(shape, simd),
                    tool.title(),
                    widest(shape, tool));
        } else {
            message = "SIMD " + simd + " folds the " + columns + " more than 1,024 times";
        }
        return Optional.of(error(span, message, simd, legal));
    }

    /** The words for what folding divides: a layer, or each of its groups. */
    private static String part(MatrixShape shape) {
        return (shape.groups() == 1 ? "" : "a group of ") + shape.layer();
    }

    private static Diagnostic error(Span span, String message, int wanted, List<Integer> legal) {
        List<String> near =
                nearest(wanted, legal).stream().sorted().map(String::valueOf).toList();
        String hint = near.size() == 1
                ? "the only legal value is " + near.get(0)
                : "the nearest legal values are " + String.join(", ", near);
        return new Diagnostic(Code.FOLDING, Severity.ERROR, span, message, hint);
    }

    /** The legal values that an error names, the nearest to the wanted one first. */
    public static List<Integer> nearest(int wanted, List<Integer> legal) {
        return legal.stream()
                .sorted(Comparator.comparingInt(v -> Math.abs(v - wanted)))
                .limit(NAMED)
                .toList();
    }

    private static List<Integer> divisors(int n) {
        return IntStream.rangeClosed(1, (int) Math.sqrt(n))
                .filter(d -> n % d == 0)
                .flatMap(d -> IntStream.of(d, n / d))
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }
}
