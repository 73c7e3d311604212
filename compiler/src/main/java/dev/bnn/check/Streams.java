package dev.bnn.check;

import dev.bnn.dataflow.MatrixShape;
import dev.bnn.fold.LegalFoldings;
import dev.bnn.model.TensorType;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import java.util.List;
import java.util.Locale;

/** Checks that the streams between the units of a binary network can be built: a pixel travels as one word. */
final class Streams {
    private static final int BITS_OF_BYTE = 8;

    private Streams() {}

    static void check(TensorType image, Span input, List<MatrixShape> matrices, Diagnostics diagnostics) {
        long bits = (long) BITS_OF_BYTE * image.shape().channels();
        if (bits > LegalFoldings.WIDEST_STREAM) {
            tooWide(input, "a pixel of the image", bits, diagnostics);
        }
        for (int i = 0; i < matrices.size(); i++) {
            MatrixShape matrix = matrices.get(i);
            boolean scores = i == matrices.size() - 1;
            long pixel = scores ? 0 : (long) matrix.rows() * matrices.get(i + 1).elementBits();
            if (pixel > LegalFoldings.WIDEST_STREAM) {
                tooWide(matrix.span(), "what " + matrix.layer() + " yields", pixel, diagnostics);
            } else if (LegalFoldings.simds(matrix).isEmpty()) {
                diagnostics.error(
                        Codes.STREAM,
                        matrix.span(),
                        String.format(
                                Locale.ROOT,
                                "no folding of %s is possible: no divisor of its fan-in of %,d makes a stream of at most"
                                        + " 8,191 bits and at most 1,024 folds",
                                matrix.layer(),
                                matrix.columns()),
                        "choose channels with more divisors, such as a power of two");
            }
        }
    }

    private static void tooWide(Span span, String what, long bits, Diagnostics diagnostics) {
        diagnostics.error(
                Codes.STREAM,
                span,
                String.format(Locale.ROOT, "%s is a word of %,d bits", what, bits),
                "hardware streams have at most 8,191; use fewer channels");
    }
}
