// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.model.Shape;
import dev.bnn.source.Span;
import java.util.List;

/**
 * One process of the streaming pipeline: it reads words of {@link #inBits()} from the unit before it and writes words
 * of {@link #outBits()} to the one behind it. An element is a bit, a code of few bits, or a byte of the image; a map travels pixel by
 * pixel, row by row, the channels of a pixel in one word, channel 0 lowest. {@link Fork} writes a second stream, which {@link Add} reads.
 */
public sealed interface Unit
        permits Unit.ByteThreshold,
                Unit.Pad,
                Unit.Window,
                Unit.Width,
                Unit.SumPool,
                Unit.Pool,
                Unit.Fork,
                Unit.Add,
                Unit.LabelSelect,
                MatrixUnit {
    /** Calls the method of {@code visitor} for this unit. */
    <R> R accept(Visitor<R> visitor);

    /** One method per unit. A stage that implements it does not compile until it handles every unit. */
    interface Visitor<R> extends MatrixUnit.Visitor<R> {
        R byteThreshold(ByteThreshold unit);

        R pad(Pad unit);

        R window(Window unit);

        R width(Width unit);

        R sumPool(SumPool unit);

        R pool(Pool unit);

        R fork(Fork unit);

        R add(Add unit);

        R labelSelect(LabelSelect unit);
    }

    /** Unique: the layer's name and the unit's task. */
    String name();

    /** Where the layer is declared. */
    Span span();

    /** What the names of the unit's arrays begin with: the layer's name where the layer owns them, else the unit's. */
    default String arrays() {
        return name();
    }

    int inBits();

    int outBits();

    /**
     * A stream that a unit reads or writes.
     *
     * @param name unique within the unit
     * @param input true where the unit reads it
     * @param bits of a word
     */
    record Port(String name, boolean input, int bits) {}

    /** The ports in the order in which {@link Dataflow#read} and {@link Dataflow#written} number their streams for each direction. */
    default List<Port> ports() {
        return List.of(new Port("in", true, inBits()), new Port("out", false, outBits()));
    }

    /** Cycles that one image keeps the unit busy, at one word a cycle. */
    long cycles();

    /** What the unit is, for people. */
    String kind();

    /**
     * Name of the operation whose values the output stream carries in HWC order, {@link #resultBits} each; empty for units
     * that only rearrange their input, and for scores.
     */
    default String result() {
        return "";
    }

    /** Bits of a value of {@link #result}: 1 for -1 and +1, else those of a code. */
    default int resultBits() {
        return 1;
    }

    /** Sign of the image's bytes: bit = byte at least thresholds[channel], 0..256. */
    record ByteThreshold(String name, Span span, String result, Shape shape, int[] thresholds) implements Unit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.byteThreshold(this);
        }

        @Override
        public int inBits() {
            return 8 * shape.channels();
        }

        @Override
        public int outBits() {
            return shape.channels();
        }

        @Override
        public long cycles() {
            return shape.pixels();
        }

        @Override
        public String kind() {
            return "threshold";
        }
    }

    /** Surrounds a map with pixels whose every element is {@code value}. */
    record Pad(String name, Span span, Shape in, int elementBits, int amount, int value) implements Unit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pad(this);
        }

        /** The padded map. */
        public Shape out() {
            return new Shape(in.channels(), in.height() + 2 * amount, in.width() + 2 * amount);
        }

        @Override
        public int inBits() {
            return elementBits * in.channels();
        }

        @Override
        public int outBits() {
            return inBits();
        }

        @Override
        public long cycles() {
            return out().pixels();
        }

        @Override
        public String kind() {
            return "padding";
        }
    }

    /** Sliding window: for each output position in turn, the pixels under the kernel, row by row. */
    record Window(String name, Span span, Shape in, int elementBits, int kernel, int stride) implements Unit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.window(this);
        }

        public int outHeight() {
            return (in.height() - kernel) / stride + 1;
        }

        public int outWidth() {
            return (in.width() - kernel) / stride + 1;
        }

        @Override
        public int inBits() {
            return elementBits * in.channels();
        }

        @Override
        public int outBits() {
            return inBits();
        }

        /** Rows of the ring: those under the kernel, and those that come in for the next positions. */
        public int rows() {
            return kernel + stride;
        }

        /**
         * The fewest cycles between the write of a word to the ring and its first read. The word is in the last row under the kernel: a row
         * above arrives a map's width of cycles earlier, but is read only a kernel's width earlier.
         */
        public long soonest() {
            long soonest = Long.MAX_VALUE;
            for (int column = 0; column < in.width(); column++) {
                // The first position whose window has the column, and where in it.
                int position = Math.max(0, (column - kernel + stride) / stride);
                int tap = column - position * stride;
                if (position < outWidth() && tap >= 0 && tap < kernel) {
                    long read = ((long) position * kernel + kernel - 1) * kernel + tap;
                    soonest = Math.min(soonest, in.width() - column + read);
                }
            }
            return soonest;
        }

        /** The first rows, then for each row of positions the longer of its reads and its writes. */
        @Override
        public long cycles() {
            long writes = (long) outWidth() * kernel * kernel;
            long reads = (long) stride * in.width();
            return (long) kernel * in.width() + outHeight() * Math.max(writes, reads);
        }

        @Override
        public String kind() {
            return "sliding window";
        }
    }

    /** Width converter: the same bits, {@code total} an image, in words of another width. */
    record Width(String name, Span span, int inBits, int outBits, long total) implements Unit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.width(this);
        }

        /** Bits of its register: a word of the wider kind where one width divides the other, else a word of each. */
        public int heldBits() {
            boolean divides = Math.max(inBits, outBits) % Math.min(inBits, outBits) == 0;
            return divides ? Math.max(inBits, outBits) : inBits + outBits;
        }

        @Override
        public long cycles() {
            return total / Math.min(inBits, outBits);
        }

        @Override
        public String kind() {
            return "width converter";
        }
    }

    /**
     * Sums of bits or codes over windows, and their thresholds: all channels of a pixel at once. With S the sum of a window's bits, or
     * codes, and M the largest sum, a channel's value is S, or M - S for the channels of {@code minus}; its result is how many of
     * its thresholds the value reaches.
     *
     * @param result name of the operation that owns the thresholds
     * @param thresholds [channel * levels + level], 0 to M + 1
     */
    record SumPool(
            String name,
            Span span,
            String result,
            int elementBits,
            int taps,
            Shape out,
            boolean[] minus,
            int[] thresholds,
            int levels)
            implements Unit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sumPool(this);
        }

        /** M. */
        public int maxSum() {
            return taps * ((1 << elementBits) - 1);
        }

        /** Bits of a sum and of a threshold. */
        public int sumBits() {
            return Integer.SIZE - Integer.numberOfLeadingZeros(maxSum() + 1);
        }

        @Override
        public int resultBits() {
            return Integer.SIZE - Integer.numberOfLeadingZeros(levels);
        }

        @Override
        public int inBits() {
            return elementBits * out.channels();
        }

        @Override
        public int outBits() {
            return resultBits() * out.channels();
        }

        @Override
        public long cycles() {
            return (long) taps * out.pixels();
        }

        @Override
        public String kind() {
            return "average pool";
        }
    }

    /** Stream copy: writes each pixel that it reads to the next unit and to the {@link Add} that closes the residual. */
    record Fork(String name, Span span, Shape shape, int elementBits) implements Unit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fork(this);
        }

        @Override
        public int inBits() {
            return elementBits * shape.channels();
        }

        @Override
        public int outBits() {
            return inBits();
        }

        @Override
        public long cycles() {
            return shape.pixels();
        }

        @Override
        public List<Port> ports() {
            return List.of(
                    new Port("in", true, inBits()),
                    new Port("out", false, outBits()),
                    new Port("skip", false, outBits()));
        }

        @Override
        public String kind() {
            return "stream copy";
        }
    }

    /**
     * Residual add with its thresholds: all channels of a pixel at once. With S the sum of two bits, or codes, and M the largest sum,
     * a channel's value is S, or M - S for the channels of {@code minus}; its result is how many of its thresholds the value
     * reaches.
     *
     * @param result name of the operation that owns the thresholds
     * @param fork name of the {@link Fork} whose copy is added
     * @param skip name of the stream of that copy
     * @param thresholds [channel * levels + level], 0 to M + 1
     */
    record Add(
            String name,
            Span span,
            String result,
            String fork,
            String skip,
            int elementBits,
            Shape out,
            boolean[] minus,
            int[] thresholds,
            int levels)
            implements Unit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.add(this);
        }

        /** M. */
        public int maxSum() {
            return 2 * ((1 << elementBits) - 1);
        }

        /** Bits of a sum and of a threshold. */
        public int sumBits() {
            return Integer.SIZE - Integer.numberOfLeadingZeros(maxSum() + 1);
        }

        @Override
        public int resultBits() {
            return Integer.SIZE - Integer.numberOfLeadingZeros(levels);
        }

        @Override
        public int inBits() {
            return elementBits * out.channels();
        }

        @Override
        public int outBits() {
            return resultBits() * out.channels();
        }

        @Override
        public long cycles() {
            return out.pixels();
        }

        @Override
        public List<Port> ports() {
            return List.of(
                    new Port("in", true, inBits()),
                    new Port("skip", true, inBits()),
                    new Port("out", false, outBits()));
        }

        @Override
        public String kind() {
            return "residual add";
        }
    }

    /**
     * Label select: of an image's scores, class after class, the numbers of the greatest, the greatest first and of equal ones
     * the first.
     *
     * @param top how many labels
     */
    record LabelSelect(String name, Span span, int scoreBits, int classes, int top) implements Unit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.labelSelect(this);
        }

        @Override
        public int inBits() {
            return scoreBits;
        }

        /** Of a label: whole bytes that a DMA moves, wide enough that the greatest is positive in two's complement, as scores are read. */
        @Override
        public int outBits() {
            return classes <= 1 << 7 ? 8 : classes <= 1 << 15 ? 16 : 32;
        }

        /** Reads the scores, then writes the labels. */
        @Override
        public long cycles() {
            return classes + top;
        }

        @Override
        public String kind() {
            return "label select";
        }
    }

    /** Max pool of bits or codes, window by window: on bits OR, and AND for the channels of {@code min}. */
    record Pool(String name, Span span, String result, int elementBits, int taps, Shape out, boolean[] min)
            implements Unit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pool(this);
        }

        @Override
        public int resultBits() {
            return elementBits;
        }

        @Override
        public int inBits() {
            return elementBits * out.channels();
        }

        @Override
        public int outBits() {
            return inBits();
        }

        @Override
        public long cycles() {
            return (long) taps * out.pixels();
        }

        @Override
        public String kind() {
            return "max pool";
        }
    }
}
