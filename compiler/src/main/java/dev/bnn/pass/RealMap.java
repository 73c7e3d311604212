// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.model.Line;
import dev.bnn.model.Normalization;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/** What the float model computes of an integer accumulator: the maps behind a layer, one after the other. */
record RealMap(List<Node> maps) {
    /** More digits than a score has. */
    private static final MathContext DIGITS = new MathContext(60);

    /** The float model's own value, with its roundings, at output position (y, x). */
    double apply(long accumulator, int y, int x, int channel) {
        return at(y, x, channel).applyAsDouble(accumulator);
    }

    /** The same as a function of the accumulator, for many of them. */
    LongToDoubleFunction at(int y, int x, int channel) {
        LongToDoubleFunction map = a -> a;
        for (Node node : maps) {
            LongToDoubleFunction before = map;
            if (node.op() instanceof Op.Affine affine) {
                Line line = affine.lines()[affine.classes().at(y, x)][channel];
                map = a -> line.apply((long) before.applyAsDouble(a));
            } else {
                Normalization norm = ((Op.Normalize) node.op()).channels().get(channel);
                map = a -> norm.apply(before.applyAsDouble(a));
            }
        }
        return map;
    }

    /** Whether it is the same map at all output positions. */
    boolean sameAnywhere() {
        return maps.stream()
                .noneMatch(n -> n.op() instanceof Op.Affine a && a.classes().count() > 1);
    }

    /** Slope and intercept of a channel of the map to many digits, at position (0, 0). */
    BigDecimal[] line(int channel) {
        BigDecimal slope = BigDecimal.ONE;
        BigDecimal intercept = BigDecimal.ZERO;
        for (Node node : maps) {
            BigDecimal a;
            BigDecimal b;
            if (node.op() instanceof Op.Affine affine) {
                Line line = affine.lines()[affine.classes().at(0, 0)][channel];
                a = line.slope(DIGITS);
                b = line.constant(DIGITS);
            } else {
                Normalization n = ((Op.Normalize) node.op()).channels().get(channel);
                a = n.slope(DIGITS);
                b = n.intercept(DIGITS);
            }
            slope = slope.multiply(a);
            intercept = intercept.multiply(a).add(b);
        }
        return new BigDecimal[] {slope, intercept};
    }
}
