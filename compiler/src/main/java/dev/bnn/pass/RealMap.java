package dev.bnn.pass;

import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.model.Normalization;
import java.math.BigDecimal;
import java.util.List;

/** What the float model computes of an integer accumulator: the maps behind a layer, one after the other. */
record RealMap(List<Node> maps) {
    /** The float model's own value, with its roundings, at output position (y, x). */
    double apply(long accumulator, int y, int x, int channel) {
        double value = accumulator;
        for (Node node : maps) {
            if (node.op() instanceof Op.Affine a) {
                value = a.apply((long) value, a.classes().at(y, x), channel);
            } else {
                value = ((Op.Normalize) node.op()).channels().get(channel).apply(value);
            }
        }
        return value;
    }

    /** Whether it is the same map at all output positions. */
    boolean sameAnywhere() {
        return maps.stream()
                .noneMatch(n -> n.op() instanceof Op.Affine a && a.classes().count() > 1);
    }

    /** Slope and intercept of a channel of the map without its roundings, at position (0, 0). */
    BigDecimal[] exact(int channel) {
        BigDecimal slope = BigDecimal.ONE;
        BigDecimal intercept = BigDecimal.ZERO;
        for (Node node : maps) {
            double a;
            double b;
            if (node.op() instanceof Op.Affine affine) {
                a = affine.scale();
                b = affine.constants()[affine.classes().at(0, 0)][channel];
            } else {
                Normalization n = ((Op.Normalize) node.op()).channels().get(channel);
                a = n.slope();
                b = n.intercept();
            }
            slope = slope.multiply(new BigDecimal(a));
            intercept = intercept.multiply(new BigDecimal(a)).add(new BigDecimal(b));
        }
        return new BigDecimal[] {slope, intercept};
    }
}
