// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.events;

import dev.bnn.exchange.wire.WireWriter;
import java.util.List;

/** A named figure of an event. TensorBoard groups names by what precedes their first slash. */
public sealed interface Figure {
    String name();

    /** The figure as a {@code Summary.Value} message. */
    WireWriter message();

    /** A point of a curve. */
    record Scalar(String name, double value) implements Figure {
        @Override
        public WireWriter message() {
            return new WireWriter().text(1, name).real(2, (float) value);
        }
    }

    /**
     * Counts of values in bins of equal width.
     *
     * @param from lower end of the first bin
     * @param to upper end of the last
     */
    record Histogram(String name, double from, double to, List<Long> counts) implements Figure {
        public Histogram {
            counts = List.copyOf(counts);
        }

        @Override
        public WireWriter message() {
            double width = (to - from) / counts.size();
            double[] limits = new double[counts.size()];
            double[] buckets = new double[counts.size()];
            double number = 0;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < limits.length; i++) {
                double middle = from + (i + 0.5) * width;
                limits[i] = from + (i + 1) * width;
                buckets[i] = counts.get(i);
                number += buckets[i];
                sum += buckets[i] * middle;
                squares += buckets[i] * middle * middle;
            }
            WireWriter histogram = new WireWriter()
                    .fixed64(1, from)
                    .fixed64(2, to)
                    .fixed64(3, number)
                    .fixed64(4, sum)
                    .fixed64(5, squares)
                    .fixed64s(6, limits)
                    .fixed64s(7, buckets);
            return new WireWriter().text(1, name).message(5, histogram);
        }
    }
}
