// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.dataflow.MatrixShape;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.model.HlsTool;
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
 * Which foldings the hardware can have: PE divides MH and is at most 1,024, since HLS partitions no array further; SIMD divides MW
 * and, for a kernel over several pixels, divides the channels of a pixel or is a multiple of them; HLS wants SIMD of at least
 * MW / 1024; and no word, of a stream or of weights, is wider than the tool takes. A depthwise unit reads whole pixels, one a tap:
 * its SIMD is 1.
 */
public final class LegalFoldings {
    private static final int MOST_PE = 1024;

    private static final int MOST_COLUMN_FOLDS = 1024;

    /** Legal values that an error names. */
    private static final int NAMED = 4;

    private LegalFoldings() {}

    /** Legal PE of a layer, ascending. */
    public static List<Integer> pes(MatrixShape shape) {
        return divisors(shape.rows()).stream().filter(pe -> pe <= MOST_PE).toList();
    }

    /** Legal SIMD of a layer, ascending. */
    public static List<Integer> simds(MatrixShape shape, HlsTool tool) {
        if (shape.depthwise()) {
            return List.of(1);
        }
        return divisors(shape.columns()).stream()
                .filter(simd -> shape.channels() % simd == 0 || simd % shape.channels() == 0)
                .filter(simd -> (long) simd * MOST_COLUMN_FOLDS >= shape.columns())
                .filter(simd -> word(shape, simd) <= widest(shape, tool))
                .toList();
    }

    /** Bits of the wider of the words that a processing element reads: elements and weights. */
    private static long word(MatrixShape shape, int simd) {
        return (long) simd * Math.max(shape.elementBits(), shape.weightBits());
    }

    /** Of words that a layer reads. A pixel too wide for a word goes straight from PE to SIMD, by way of a word of each. */
    private static int widest(MatrixShape shape, HlsTool tool) {
        return halved((long) shape.channels() * shape.elementBits(), tool);
    }

    /** The same of words that a unit writes. */
    private static int widest(MatrixUnit unit, HlsTool tool) {
        return unit instanceof MatrixUnit.Scores
                ? tool.widestWord()
                : halved((long) unit.weights().rows() * unit.resultBits(), tool);
    }

    private static int halved(long pixel, HlsTool tool) {
        return pixel > tool.widestWord() ? tool.widestWord() / 2 : tool.widestWord();
    }

    /** Whether the tool takes the words that a unit writes; those of scores depend on what was trained. */
    public static boolean writable(MatrixUnit unit, HlsTool tool) {
        return unit.outBits() <= widest(unit, tool);
    }

    /** What is wrong with a PE because of the words that it makes the unit write; empty where they are legal. */
    static Optional<Diagnostic> checkWritten(MatrixUnit unit, HlsTool tool, Span span) {
        int value = unit.outBits() / unit.folding().pe();
        return written(unit.layer(), unit.folding().pe(), value, widest(unit, tool), span);
    }

    /** The same of scores where one has that many bits. */
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

    /** What is wrong with a PE; empty where it is legal. */
    public static Optional<Diagnostic> checkPe(MatrixShape shape, int pe, Span span) {
        List<Integer> legal = pes(shape);
        if (legal.contains(pe)) {
            return Optional.empty();
        }
        String message = shape.rows() % pe != 0
                ? "PE " + pe + " does not divide the " + shape.rows() + " rows of " + shape.layer()
                : String.format(Locale.ROOT, "PE %,d of %s is more than the 1,024 that HLS takes", pe, shape.layer());
        return Optional.of(error(span, message, pe, legal));
    }

    /** What is wrong with a SIMD; empty where it is legal. */
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
        } else if (shape.channels() % simd != 0 && simd % shape.channels() != 0) {
            message = "SIMD " + simd + " neither divides the " + shape.channels() + " input channels of "
                    + shape.layer() + " nor is a multiple of them";
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

    private static Diagnostic error(Span span, String message, int wanted, List<Integer> legal) {
        return new Diagnostic(Code.FOLDING, Severity.ERROR, span, message, nearest(wanted, legal));
    }

    private static String nearest(int wanted, List<Integer> legal) {
        List<String> near = legal.stream()
                .sorted(Comparator.comparingInt(v -> Math.abs(v - wanted)))
                .limit(NAMED)
                .sorted()
                .map(String::valueOf)
                .toList();
        return near.size() == 1
                ? "the only legal value is " + near.get(0)
                : "the nearest legal values are " + String.join(", ", near);
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
