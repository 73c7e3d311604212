// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Op;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;

/** A chain of channel maps, which the float model applies to the integer accumulator of the layer before them. */
record AffineChain(List<Op.ChannelMap> maps) {
    /** More digits than a score has. */
    private static final MathContext DIGITS = new MathContext(60);

    AffineChain {
        maps = List.copyOf(maps);
    }

    /** The float model's own value, with its roundings, at output position (y, x). */
    double apply(long accumulator, int y, int x, int channel) {
        return at(y, x, channel).applyAsDouble(accumulator);
    }

    /** {@link #apply} at a position as a function of the accumulator, for evaluating many accumulators. */
    LongToDoubleFunction at(int y, int x, int channel) {
        if (maps.isEmpty()) {
            return a -> a;
        }
        DoubleUnaryOperator chain = maps.get(0).at(y, x, channel);
        for (Op.ChannelMap map : maps.subList(1, maps.size())) {
            chain = chain.andThen(map.at(y, x, channel));
        }
        return chain::applyAsDouble;
    }

    /** True if the chain does not depend on the position. */
    boolean sameAtAllPositions() {
        return maps.stream().allMatch(Op.ChannelMap::sameAtAllPositions);
    }

    /** True if the numbers of the chain are the same at all positions, even if they are listed for several position classes. */
    boolean sameNumbersAtAllPositions() {
        return maps.stream()
                .allMatch(map -> map.sameAtAllPositions() || map instanceof Op.Affine affine && same(affine));
    }

    private static boolean same(Op.Affine affine) {
        return Arrays.stream(affine.lines()).allMatch(lines -> Arrays.equals(lines, affine.lines()[0]));
    }

    /** Slope and intercept of a channel at position (0, 0), to many digits. */
    BigDecimal[] line(int channel) {
        BigDecimal slope = BigDecimal.ONE;
        BigDecimal intercept = BigDecimal.ZERO;
        for (Op.ChannelMap map : maps) {
            BigDecimal a = map.slope(channel, DIGITS);
            slope = slope.multiply(a);
            intercept = intercept.multiply(a).add(map.intercept(channel, DIGITS));
        }
        return new BigDecimal[] {slope, intercept};
    }
}
