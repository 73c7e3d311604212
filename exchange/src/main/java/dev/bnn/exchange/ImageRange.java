package dev.bnn.exchange;

import java.math.BigDecimal;
import java.math.MathContext;

/** What bytes 0 and 255 of the image stand for, in decimals as short as the graph's. */
record ImageRange(BigDecimal low, BigDecimal high) {
    /** More digits than float32 has, and few enough to end. */
    private static final MathContext DIGITS = new MathContext(12);

    /** A text such as {@code 0 .. 1}. */
    static ImageRange parse(String text) throws ExchangeException {
        String[] ends = text.split("\\.\\.", -1);
        try {
            if (ends.length == 2) {
                ImageRange range = new ImageRange(new BigDecimal(ends[0].trim()), new BigDecimal(ends[1].trim()));
                if (range.low.compareTo(range.high) < 0) {
                    return range;
                }
            }
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static ExchangeException wrong(String text) {
        return new ExchangeException("the input's range is \"" + text + "\"; write it as 0 .. 1 or -1 .. 1");
    }

    /** After an operation of the graph with one number. */
    ImageRange apply(ChainNode node, float number) throws ExchangeException {
        if (!Float.isFinite(number)) {
            throw node.refuse("has the operand " + number, "the graph is not well formed");
        }
        BigDecimal n = new BigDecimal(Float.toString(number));
        ImageRange result = switch (node.op()) {
            case "Add" -> new ImageRange(low.add(n), high.add(n));
            case "Sub" -> new ImageRange(low.subtract(n), high.subtract(n));
            case "Mul" -> new ImageRange(low.multiply(n), high.multiply(n));
            default -> n.signum() == 0 ? this : new ImageRange(low.divide(n, DIGITS), high.divide(n, DIGITS));
        };
        if (result.low.compareTo(result.high) >= 0) {
            throw node.refuse("turns the image's brightness round", "only a rising scale of the input can be imported");
        }
        return result;
    }
}
