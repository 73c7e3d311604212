// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.ExactLine;
import dev.bnn.model.Shape;
import java.util.Arrays;

/** Builds the affine maps that follow sums whose terms are lines over integers. */
public final class Affines {
    private Affines() {}

    /** The same line in each channel and at each position. */
    public static Op.Affine uniform(ExactLine line, Shape shape) {
        ExactLine[] lines = new ExactLine[shape.channels()];
        Arrays.fill(lines, line);
        return new Op.Affine(new ExactLine[][] {lines}, PositionClasses.single(shape));
    }

    /**
     * The map from a layer's integer sum over valid taps to its value. It adds offset * (sum of the weights on valid taps) +
     * padding value * (sum of the weights on padding), by position class and channel.
     *
     * @param line a value of the layer's input, as a line over the integers that the layer sums
     */
    public static Op.Affine ofLinear(Op.Linear op, ExactLine line, Shape in) {
        return ofSums(line, op.padding().value(), TapSums.of(op.weights(), op.geometry(in)));
    }

    /**
     * As {@link #ofLinear}, but from the sums of a layer's weights.
     *
     * @param padValue the value of padded taps, which the integer sum leaves out
     */
    public static Op.Affine ofSums(ExactLine line, int padValue, TapSums sums) {
        ExactLine[][] lines = new ExactLine[sums.valid().length][];
        for (int k = 0; k < lines.length; k++) {
            lines[k] = new ExactLine[sums.valid()[k].length];
            for (int row = 0; row < lines[k].length; row++) {
                lines[k][row] = line.ofSum(sums.valid()[k][row], padValue * sums.padded()[k][row]);
            }
        }
        return new Op.Affine(lines, sums.classes());
    }
}
