// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.wire.Printable;
import java.math.BigDecimal;
import java.math.MathContext;

/** The numbers that bytes 0 and 255 of the image stand for, as decimals as short as those of the graph. */
record ImageRange(BigDecimal low, BigDecimal high) {
    /** Precision of a quotient: more digits than float32 has. */
    private static final MathContext DIGITS = new MathContext(12);

    private static final int BYTE_MOST = 255;
    private static final int LONGEST_TEXT = 60;
    /**
     * Maximum number of digits, and of places before or after the decimal point: more than float32 has, and few enough to write
     * out.
     */
    private static final int MOST_PLACES = 60;

    /** Reads a text such as {@code 0 .. 1}. */
    static ImageRange parse(String text) throws ExchangeException {
        String[] ends = text.length() > LONGEST_TEXT ? new String[0] : text.split("\\.\\.", -1);
        try {
            if (ends.length == 2) {
                ImageRange range = new ImageRange(new BigDecimal(ends[0].trim()), new BigDecimal(ends[1].trim()));
                if (range.bounded() && range.low.compareTo(range.high) < 0) {
                    return range;
                }
            }
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static ExchangeException wrong(String text) {
        return new ExchangeException(
                "the input's range is \"" + Printable.name(text) + "\"; write it as 0 .. 1 or -1 .. 1");
    }

    private boolean bounded() {
        return bounded(low) && bounded(high);
    }

    private static boolean bounded(BigDecimal number) {
        return number.precision() <= MOST_PLACES && Math.abs((long) number.scale()) <= MOST_PLACES;
    }

    /** The range after an operation of the graph with one number. */
    ImageRange apply(GraphNode node, float number) throws ExchangeException {
        BigDecimal n = new BigDecimal(Float.toString(number));
        if (node.op().equals("Div") && n.signum() == 0) {
            throw node.refuse("divides the image by 0", "the graph is not well formed");
        }
        ImageRange result = switch (node.op()) {
            case "Add" -> new ImageRange(low.add(n), high.add(n));
            case "Sub" -> new ImageRange(low.subtract(n), high.subtract(n));
            case "Mul" -> new ImageRange(low.multiply(n), high.multiply(n));
            default -> new ImageRange(low.divide(n, DIGITS), high.divide(n, DIGITS));
        };
        if (!result.bounded()) {
            throw node.refuse("scales the image to numbers of too many digits", "scale it once, by a shorter number");
        }
        if (result.low.compareTo(result.high) >= 0) {
            throw node.refuse(
                    "inverts the brightness of the image", "only a rising scale of the input can be imported");
        }
        return result;
    }

    /** The number that a byte stands for. */
    double value(int b) {
        return low.doubleValue() + (high.doubleValue() - low.doubleValue()) * b / BYTE_MOST;
    }

    /** The distance from one byte to the next. */
    double step() {
        return (high.doubleValue() - low.doubleValue()) / BYTE_MOST;
    }
}
