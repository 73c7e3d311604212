// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.WeightType;
import dev.bnn.source.Words;
import java.util.List;
import java.util.Optional;

/**
 * Checks that an operation fits its operands: their number, the sizes of its weights and tables, and that each weight is one of its
 * type. The result is the problem, as the end of a sentence about the node; empty if there is none.
 *
 * @param inputs types of the operands
 */
public record TableCheck(List<TensorType> inputs) implements Op.Visitor<Optional<String>> {
    private static final Optional<String> FINE = Optional.empty();

    private static final String TOO_LARGE = "has windows that are larger than its input";

    /** The problem of an operation with operands of those types. */
    public static Optional<String> problem(Op op, List<TensorType> inputs) {
        return inputs.size() == op.arity()
                ? op.accept(new TableCheck(inputs))
                : Optional.of("reads " + Words.count(inputs.size(), "operand") + ", not " + op.arity());
    }

    private Shape in() {
        return inputs.get(0).shape();
    }

    @Override
    public Optional<String> input(Op.Input op) {
        return FINE;
    }

    @Override
    public Optional<String> scale(Op.Scale op) {
        return FINE;
    }

    @Override
    public Optional<String> conv(Op.Conv op) {
        return op.weights().rows() % op.groups() == 0 && in().channels() % op.groups() == 0
                ? convolution(op, in().channels() / op.groups())
                : Optional.of("has groups that do not divide its channels");
    }

    @Override
    public Optional<String> depthwise(Op.Depthwise op) {
        return op.weights().rows() == in().channels()
                ? convolution(op, 1)
                : Optional.of("has no row of weights for each channel");
    }

    private Optional<String> convolution(Op.Convolution op, int channels) {
        if (!op.window().fits(op.padding().around(in()))) {
            return Optional.of(TOO_LARGE);
        }
        long columns = (long) op.window().kernelHeight() * op.window().kernelWidth() * channels;
        return op.weights().columns() == columns ? weights(op.weights()) : Optional.of("has rows of wrong length");
    }

    @Override
    public Optional<String> dense(Op.Dense op) {
        return op.weights().columns() == in().size() ? weights(op.weights()) : Optional.of("has rows of wrong length");
    }

    @Override
    public Optional<String> affine(Op.Affine op) {
        if (op.lines().length != op.classes().count()) {
            return Optional.of("lacks lines for position classes");
        }
        return each(op.lines()[0].length, "lacks lines for channels");
    }

    @Override
    public Optional<String> normalize(Op.Normalize op) {
        return each(op.channels().size(), "lacks batch norms for channels");
    }

    @Override
    public Optional<String> pool(Op.Pool op) {
        if (!op.window().fits(op.padding().around(in()))) {
            return Optional.of(TOO_LARGE);
        }
        return op.padding().isWithin(op.window())
                ? mask(op.min())
                : Optional.of("has a window without a tap on its input");
    }

    @Override
    public Optional<String> sum(Op.Sum op) {
        return op.window().fits(in()) ? mask(op.minus()) : Optional.of(TOO_LARGE);
    }

    @Override
    public Optional<String> shuffle(Op.Shuffle op) {
        int channels = in().channels();
        return channels == op.channels().channels()
                ? FINE
                : Optional.of("shuffles " + op.channels().channels() + " of " + channels + " channels");
    }

    @Override
    public Optional<String> upsample(Op.Upsample op) {
        return FINE;
    }

    @Override
    public Optional<String> add(Op.Add op) {
        return inputs.get(0).equals(inputs.get(1))
                ? mask(op.minus())
                : Optional.of("adds " + inputs.get(1) + " to " + inputs.get(0));
    }

    @Override
    public Optional<String> concat(Op.Concat op) {
        TensorType first = inputs.get(0);
        TensorType second = inputs.get(1);
        boolean fits = first.values().equals(second.values())
                && first.shape().height() == second.shape().height()
                && first.shape().width() == second.shape().width();
        return fits ? FINE : Optional.of("joins " + first + " and " + second);
    }

    @Override
    public Optional<String> quantize(Op.Quantize op) {
        return FINE;
    }

    @Override
    public Optional<String> dropout(Op.Dropout op) {
        return FINE;
    }

    @Override
    public Optional<String> flatten(Op.Flatten op) {
        return FINE;
    }

    @Override
    public Optional<String> threshold(Op.Threshold op) {
        if (op.thresholds().length != op.classes().count()) {
            return Optional.of("lacks thresholds for position classes");
        }
        if (op.classes().rows().length != in().height()) {
            return Optional.of("has classes for other rows");
        }
        if (op.classes().columns().length != in().width()) {
            return Optional.of("has classes for other columns");
        }
        for (long[] row : op.thresholds()) {
            if (row.length != in().channels() * op.levels()) {
                return Optional.of("lacks thresholds for channels");
            }
        }
        return FINE;
    }

    @Override
    public Optional<String> score(Op.Score op) {
        return op.multiplier().length == in().channels()
                ? each(op.addend().length, "lacks factors")
                : Optional.of("lacks factors");
    }

    private Optional<String> mask(boolean[] mask) {
        return each(mask.length, "lacks a mask for channels");
    }

    private Optional<String> each(int length, String otherwise) {
        return length == in().channels() ? FINE : Optional.of(otherwise);
    }

    private static Optional<String> weights(Weights weights) {
        int limit = weights.type().limit();
        for (byte w : weights.values()) {
            if (Math.abs(w) > limit || w == 0 && weights.type() == WeightType.BIPOLAR) {
                return Optional.of(
                        "has a weight of " + w + " among " + weights.type().word() + " ones");
            }
        }
        return FINE;
    }
}
