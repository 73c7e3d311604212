// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import dev.bnn.source.Span;
import java.math.BigDecimal;
import java.util.List;

/**
 * A layer of a checked network. Every layer knows its unique name ({@code conv1}, {@code batchnorm1}, or the
 * user's), where the source declares it, and the types of its input and output.
 */
public sealed interface Layer {
    String name();

    Span span();

    TensorType input();

    TensorType output();

    /**
     * Names of the layers that this one reads, in the order of its operands.
     *
     * @param before name of the layer before it
     */
    default List<String> reads(String before) {
        return List.of(before);
    }

    /** Calls the method of {@code visitor} for this layer. */
    <R> R accept(Visitor<R> visitor);

    /** One method per layer. A stage that implements it does not compile until it handles every layer. */
    interface Visitor<R> {
        R conv(Conv layer);

        R depthwise(Depthwise layer);

        R dense(Dense layer);

        R maxPool(MaxPool layer);

        R avgPool(AvgPool layer);

        R upsample(Upsample layer);

        R shuffle(Shuffle layer);

        R batchNorm(BatchNorm layer);

        R quantize(Quantize layer);

        R add(Add layer);

        R branch(Branch layer);

        R concat(Concat layer);

        R flatten(Flatten layer);

        R dropout(Dropout layer);
    }

    /** A layer with weights in rows: one row of {@code columns} weights per output channel. */
    sealed interface Weighted extends Layer {
        /** The kind whose word the language uses for this layer. */
        LayerKind weightedKind();

        WeightType weights();

        /** Matrix rows MH: output channels or units. */
        int rows();

        /** Matrix columns MW, the fan-in: the inputs that an output sees, in the order kernel row, kernel column, channel. */
        int columns();

        /** Shape of the parameter {@code NAME.weight}. */
        int[] weightShape();

        /** True if an output sees all channels of its window. */
        default boolean mixesChannels() {
            return true;
        }

        /** Number of weights. */
        default long weightCount() {
            return (long) rows() * columns();
        }

        /** Multiply-accumulates (XNORs where binary) for one image. */
        default long macs() {
            return weightCount() * output().shape().pixels();
        }
    }

    /**
     * A convolution. Parameter {@code NAME.weight}: shape [rows, kernel height, kernel width, input channels / groups].
     *
     * @param groups number of groups into which input and output channels are divided, in order; an output sees the input channels
     *     of its own group
     */
    record Conv(
            String name,
            Span span,
            TensorType input,
            TensorType output,
            Window window,
            Padding padding,
            int groups,
            WeightType weights)
            implements Weighted {
        @Override
        public LayerKind weightedKind() {
            return LayerKind.CONV;
        }

        @Override
        public int rows() {
            return output.shape().channels();
        }

        @Override
        public int columns() {
            return window.taps() * groupChannels();
        }

        /** Input channels of a group. */
        public int groupChannels() {
            return input.shape().channels() / groups;
        }

        @Override
        public boolean mixesChannels() {
            return groups == 1;
        }

        /** One group as a convolution of its own; all groups have the same shapes. */
        public Conv group() {
            return new Conv(name, span, part(input), part(output), window, padding, 1, weights);
        }

        private TensorType part(TensorType whole) {
            Shape shape = whole.shape();
            return new TensorType(new Shape(shape.channels() / groups, shape.height(), shape.width()), whole.values());
        }

        @Override
        public int[] weightShape() {
            return new int[] {rows(), window.kernelHeight(), window.kernelWidth(), groupChannels()};
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conv(this);
        }
    }

    /**
     * A convolution of each channel by itself: channel c of the output sees channel c of the input alone. Parameter {@code
     * NAME.weight}: shape [channels, kernel height, kernel width, 1].
     */
    record Depthwise(
            String name,
            Span span,
            TensorType input,
            TensorType output,
            Window window,
            Padding padding,
            WeightType weights)
            implements Weighted {
        @Override
        public LayerKind weightedKind() {
            return LayerKind.DEPTHWISE;
        }

        @Override
        public int rows() {
            return output.shape().channels();
        }

        @Override
        public int columns() {
            return window.taps();
        }

        @Override
        public boolean mixesChannels() {
            return false;
        }

        @Override
        public int[] weightShape() {
            return new int[] {rows(), window.kernelHeight(), window.kernelWidth(), 1};
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.depthwise(this);
        }
    }

    /** A fully connected layer on the HWC-flattened input. Parameter {@code NAME.weight}: shape [rows, columns]. */
    record Dense(String name, Span span, TensorType input, TensorType output, WeightType weights) implements Weighted {
        @Override
        public LayerKind weightedKind() {
            return LayerKind.DENSE;
        }

        @Override
        public int rows() {
            return output.shape().channels();
        }

        @Override
        public int columns() {
            return input.shape().size();
        }

        @Override
        public int[] weightShape() {
            return new int[] {rows(), columns()};
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dense(this);
        }
    }

    /**
     * Max pool. The largest value of a window is that of its taps on the map; those on padding do not count. A last partial window
     * is dropped.
     *
     * @param padding padding by which windows extend beyond the map; its value is 0 and has no meaning
     */
    record MaxPool(String name, Span span, TensorType input, TensorType output, Window window, Padding padding)
            implements Layer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.maxPool(this);
        }
    }

    /** Mean over windows, without padding; a last partial window is dropped. */
    record AvgPool(String name, Span span, TensorType input, TensorType output, Window window) implements Layer {
        /** Number of values in a window. */
        public int taps() {
            return window.taps();
        }

        /** The mean of a window as a line over its sum. */
        public ExactLine mean() {
            return ExactLine.mean(taps());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.avgPool(this);
        }
    }

    /** Repeats each pixel in rows and columns: nearest-neighbor upsampling. */
    record Upsample(String name, Span span, TensorType input, TensorType output, Factor factor) implements Layer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.upsample(this);
        }
    }

    /** Channel shuffle: reorders the channels as {@link ChannelShuffle} defines. */
    record Shuffle(String name, Span span, TensorType input, TensorType output, ChannelShuffle channels)
            implements Layer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shuffle(this);
        }
    }

    /**
     * Batch normalization by channel. Parameters {@code NAME.gamma, NAME.beta, NAME.mean, NAME.variance}, each
     * [channels]; mean and variance are the running estimates.
     */
    record BatchNorm(String name, Span span, TensorType input, TensorType output, BigDecimal eps, double momentum)
            implements Layer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.batchNorm(this);
        }
    }

    /** Sign, or levels of several bits. */
    record Quantize(String name, Span span, TensorType input, TensorType output, Activation activation)
            implements Layer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.quantize(this);
        }
    }

    /**
     * Residual add: the elementwise sum of the input and the output of an earlier layer, which has the same shape.
     *
     * @param from name of the earlier layer
     */
    record Add(String name, Span span, TensorType input, TensorType output, String from) implements Layer {
        @Override
        public List<String> reads(String before) {
            return List.of(before, from);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.add(this);
        }
    }

    /**
     * The beginning of another branch: it yields the output of an earlier layer again. It does not read the layer before it, which
     * ends a branch.
     *
     * @param from name of the earlier layer
     */
    record Branch(String name, Span span, TensorType input, TensorType output, String from) implements Layer {
        @Override
        public List<String> reads(String before) {
            return List.of(from);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.branch(this);
        }
    }

    /**
     * The channels of an earlier layer, which ends another branch, followed by those of the input. Both maps have the same height
     * and width.
     *
     * @param from name of the earlier layer
     */
    record Concat(String name, Span span, TensorType input, TensorType output, String from) implements Layer {
        @Override
        public List<String> reads(String before) {
            return List.of(from, before);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.concat(this);
        }
    }

    /** Flattens an HWC map to a vector; the order of the values does not change. */
    record Flatten(String name, Span span, TensorType input, TensorType output) implements Layer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.flatten(this);
        }
    }

    /** Zeroes a share of the values while training; nothing otherwise. */
    record Dropout(String name, Span span, TensorType input, TensorType output, double rate) implements Layer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropout(this);
        }
    }
}
