package dev.bnn.fold;

import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which foldings the hardware can have: PE divides MH; SIMD divides MW and, for a kernel over several pixels, divides
 * the channels of a pixel or is a multiple of them; HLS wants SIMD of at least MW / 1024; and no stream is wider than
 * 8,191 bits.
 */
public final class LegalFoldings {
    /** Widest stream that HLS takes, in bits. */
    public static final int WIDEST_STREAM = 8191;

    private static final int MOST_COLUMN_FOLDS = 1024;

    private LegalFoldings() {}

    public static List<Folding> of(MatrixShape shape) {
        List<Folding> legal = new ArrayList<>();
        for (int pe : pes(shape)) {
            for (int simd : simds(shape)) {
                legal.add(new Folding(pe, simd));
            }
        }
        return legal;
    }

    public static List<Integer> pes(MatrixShape shape) {
        return divisors(shape.rows());
    }

    public static List<Integer> simds(MatrixShape shape) {
        return divisors(shape.columns()).stream()
                .filter(simd -> shape.channels() % simd == 0 || simd % shape.channels() == 0)
                .filter(simd -> (long) simd * MOST_COLUMN_FOLDS >= shape.columns())
                .filter(simd -> simd * shape.elementBits() <= WIDEST_STREAM)
                .toList();
    }

    private static List<Integer> divisors(int n) {
        return IntStream.rangeClosed(1, n).filter(d -> n % d == 0).boxed().toList();
    }
}
