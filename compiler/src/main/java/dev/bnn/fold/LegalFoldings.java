package dev.bnn.fold;

import dev.bnn.dataflow.MatrixShape;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import dev.bnn.source.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which foldings the hardware can have: PE divides MH; SIMD divides MW and, for a kernel over several pixels, divides
 * the channels of a pixel or is a multiple of them; HLS wants SIMD of at least MW / 1024; and no stream is wider than
 * 8,191 bits. A depthwise unit reads whole pixels, one a tap: its SIMD is 1.
 */
public final class LegalFoldings {
    /** Widest stream that HLS takes, in bits. */
    public static final int WIDEST_STREAM = 8191;

    private static final int MOST_COLUMN_FOLDS = 1024;

    /** Legal values that an error names. */
    private static final int NAMED = 4;

    private LegalFoldings() {}

    /** Legal PE of a layer, ascending. */
    public static List<Integer> pes(MatrixShape shape) {
        return divisors(shape.rows());
    }

    /** Legal SIMD of a layer, ascending. */
    public static List<Integer> simds(MatrixShape shape) {
        if (shape.depthwise()) {
            return List.of(1);
        }
        return divisors(shape.columns()).stream()
                .filter(simd -> shape.channels() % simd == 0 || simd % shape.channels() == 0)
                .filter(simd -> (long) simd * MOST_COLUMN_FOLDS >= shape.columns())
                .filter(simd -> simd * shape.elementBits() <= WIDEST_STREAM)
                .toList();
    }

    /** What is wrong with a PE; empty where it is legal. */
    public static Optional<Diagnostic> checkPe(MatrixShape shape, int pe, Span span) {
        List<Integer> legal = pes(shape);
        String rows = shape.rows() + " rows of " + shape.layer();
        return legal.contains(pe)
                ? Optional.empty()
                : Optional.of(error(span, "PE " + pe + " does not divide the " + rows, pe, legal));
    }

    /** What is wrong with a SIMD; empty where it is legal. */
    public static Optional<Diagnostic> checkSimd(MatrixShape shape, int simd, Span span) {
        List<Integer> legal = simds(shape);
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
        } else if (simd * (long) shape.elementBits() > WIDEST_STREAM) {
            message = "SIMD " + simd + " makes " + shape.layer() + " read a stream of more than 8,191 bits";
        } else {
            message = "SIMD " + simd + " folds the " + columns + " more than 1,024 times";
        }
        return Optional.of(error(span, message, simd, legal));
    }

    private static Diagnostic error(Span span, String message, int wanted, List<Integer> legal) {
        return new Diagnostic("BNN401", Severity.ERROR, span, message, nearest(wanted, legal));
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
