// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.model.ChannelShuffle;
import dev.bnn.model.Factor;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.source.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One process of the streaming pipeline. It reads words of {@link #inBits} from the unit before it and writes words of
 * {@link #outBits} to the unit after it. An element is a bit, a code of a few bits, or a byte of the image. A map is streamed
 * pixel by pixel, row by row; a word holds the channels of a pixel, channel 0 in its lowest bits. {@link Fork} writes a second
 * stream, which another branch begins with, or which {@link Add} reads itself.
 */
public sealed interface Unit
        permits Unit.ByteThreshold, Unit.Window, Unit.Width, Unit.Concat, Unit.LabelSelect, PixelReader, MatrixUnit {
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

        R upsample(Upsample unit);

        R shuffle(Shuffle unit);

        R fork(Fork unit);

        R add(Add unit);

        R concat(Concat unit);

        R labelSelect(LabelSelect unit);
    }

    /** Unique in the pipeline: the layer's name and what the unit does. */
    String name();

    /** Where the layer is declared. */
    Span span();

    /** Prefix of the names of the unit's arrays: the layer's name if the layer owns them, else the unit's. */
    default String arrays() {
        return name();
    }

    /** Bits of a word that the unit reads. */
    int inBits();

    /** Bits of a word that the unit writes. */
    int outBits();

    /**
     * A stream that a unit reads or writes.
     *
     * @param name unique within the unit
     * @param input true if the unit reads it
     * @param bits bits of a word
     */
    record Port(String name, boolean input, int bits) {}

    /**
     * The ports in the order in which {@link Dataflow#read} and {@link Dataflow#written} number their streams for
     * each direction.
     */
    default List<Port> ports() {
        return List.of(new Port("in", true, inBits()), new Port("out", false, outBits()));
    }

    /**
     * By input port, the name of the {@link Fork} whose copy it reads; empty if it reads the unit before it, or the last unit of a
     * branch. An entry for each input port.
     */
    default List<Optional<String>> copies() {
        return List.of(Optional.empty());
    }

    /** Cycles that the unit takes per image where nothing stalls: one word per cycle. */
    long cycles();

    /** The unit's kind as reports and comments name it. */
    String kind();

    /**
     * Name of the operation whose values the unit writes in HWC order, {@link #resultBits} each; empty for units that only
     * rearrange their input, and for scores.
     */
    default String result() {
        return "";
    }

    /** Bits of a value of {@link #result}: 1 for -1 and +1, else the bits of a code. */
    default int resultBits() {
        return 1;
    }

    /** Sign of the image's bytes: bit = (byte >= thresholds[channel]), with thresholds from 0 to 256. */
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

    /**
     * Surrounds a map with copies of one pixel.
     *
     * @param padding how many rows and columns it adds
     * @param border elements of that pixel, by channel: bits 0 or 1, codes or bytes
     * @param trained true if the border depends on trained values, as that of a pool does
     */
    record Pad(String name, Span span, Shape in, int elementBits, Padding padding, int[] border, boolean trained)
            implements PixelUnit {
        /** Around a convolution: every element has the value of the padding. */
        public Pad(String name, Span span, Shape in, int elementBits, Padding padding) {
            this(name, span, in, elementBits, padding, new int[in.channels()], false);
            Arrays.fill(border, padding.value());
        }

        /**
         * Around a pool: elements that no window selects, which are the least ones, or the greatest ones in the channels where the
         * pool takes the minimum.
         *
         * @param min by channel, whether the pool takes the minimum
         */
        static Pad ofPool(String name, Span span, Shape in, int elementBits, Padding padding, boolean[] min) {
            int[] border = new int[min.length];
            Arrays.setAll(border, c -> min[c] ? (1 << elementBits) - 1 : 0);
            return new Pad(name, span, in, elementBits, padding, border, true);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pad(this);
        }

        /** The padded map. */
        @Override
        public Shape out() {
            return padding.around(in);
        }

        @Override
        public String kind() {
            return "padding";
        }
    }

    /**
     * Sliding window: for one output position after another, writes the pixels under the kernel row by row. With groups, it writes
     * the first group's channels of all these pixels, then the second group's, and so on.
     *
     * @param groups number of groups of channels
     */
    record Window(String name, Span span, Shape in, int elementBits, dev.bnn.model.Window window, int groups)
            implements Unit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.window(this);
        }

        /** Positions of the windows. */
        public Shape out() {
            return window.over(in, in.channels());
        }

        @Override
        public int inBits() {
            return elementBits * in.channels();
        }

        @Override
        public int outBits() {
            return inBits() / groups;
        }

        /** Rows of the ring buffer: those under the kernel, and those that arrive meanwhile for the next row of positions. */
        public int rows() {
            return window.spanHeight() + window.strideY();
        }

        /**
         * Fills the rows under the first kernel; then each row of positions takes as long as its reads or its writes,
         * whichever are more.
         */
        @Override
        public long cycles() {
            return fill() + out().height() * Math.max(writesPerRow(), readsPerRow());
        }

        /** Words that it reads before it writes the first one. */
        public long fill() {
            return (long) window.spanHeight() * in.width();
        }

        /** Words that it writes for a row of positions. */
        public long writesPerRow() {
            return (long) out().width() * groups * window.taps();
        }

        /** Words that it reads for the next row of positions. */
        public long readsPerRow() {
            return (long) window.strideY() * in.width();
        }

        @Override
        public String kind() {
            return "sliding window";
        }
    }

    /** Width converter: passes on the same bits, {@code total} per image, in words of another width. */
    record Width(String name, Span span, int inBits, int outBits, long total) implements Unit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.width(this);
        }

        /** Bits of its register: the wider word if one width divides the other, else a word of each. */
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
     * Average pool: sums over windows, and their thresholds.
     *
     * @param result name of the operation that owns the thresholds
     * @param taps pixels of a window
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
            implements SumUnit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sumPool(this);
        }

        @Override
        public int terms() {
            return taps;
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

    /**
     * Upsampling: repeats each pixel in its row, and then the row, which a buffer keeps.
     *
     * @param result name of the operation
     */
    record Upsample(String name, Span span, String result, Shape in, int elementBits, Factor factor)
            implements PixelUnit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.upsample(this);
        }

        /** The map with repeated pixels. */
        @Override
        public Shape out() {
            return factor.over(in);
        }

        /** Words of the buffer: a row of the input; none if no row is repeated. */
        public int buffered() {
            return factor.rows() > 1 ? in.width() : 0;
        }

        @Override
        public String kind() {
            return "upsampling";
        }
    }

    /**
     * Channel shuffle: writes the channels of each pixel that it reads in another order, which takes wires and a register.
     *
     * @param result name of the operation
     */
    record Shuffle(String name, Span span, String result, Shape out, int elementBits, ChannelShuffle channels)
            implements PixelUnit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shuffle(this);
        }

        @Override
        public String kind() {
            return "channel shuffle";
        }
    }

    /**
     * Stream copy: writes each pixel that it reads to the next unit and to another, which is the first one of a branch or the one
     * that joins the branches.
     *
     * @param skip name of the second stream
     * @param branch name of the first unit of a branch that reads the second stream; empty before the pipeline is folded, and
     *     where the unit that joins the branches reads it
     */
    record Fork(String name, Span span, String skip, Shape out, int elementBits, Optional<String> branch)
            implements PixelUnit {
        /** This fork, whose second stream the unit {@code first} reads. */
        public Fork to(String first) {
            return new Fork(name, span, skip, out, elementBits, Optional.of(first));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fork(this);
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
     * Residual add: the sum of two elements per channel, and its thresholds.
     *
     * @param result name of the operation that owns the thresholds
     * @param copies by operand, name of the {@link Fork} whose copy it reads; empty if it reads a unit
     */
    record Add(
            String name,
            Span span,
            String result,
            List<Optional<String>> copies,
            int elementBits,
            Shape out,
            boolean[] minus,
            int[] thresholds,
            int levels)
            implements SumUnit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.add(this);
        }

        @Override
        public int terms() {
            return 2;
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
     * Concatenation: puts the elements of a pixel of one branch after those of the other.
     *
     * @param result name of the operation
     * @param copies by branch, name of the {@link Fork} whose copy it reads; empty if it reads a unit
     * @param firstChannels channels of the first branch
     */
    record Concat(
            String name,
            Span span,
            String result,
            List<Optional<String>> copies,
            int elementBits,
            int firstChannels,
            Shape out)
            implements Unit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.concat(this);
        }

        /** Bits of a word of the first branch. */
        @Override
        public int inBits() {
            return elementBits * firstChannels;
        }

        /** Bits of a word of the second branch. */
        public int secondBits() {
            return elementBits * (out.channels() - firstChannels);
        }

        @Override
        public int outBits() {
            return elementBits * out.channels();
        }

        @Override
        public int resultBits() {
            return elementBits;
        }

        @Override
        public long cycles() {
            return out.pixels();
        }

        @Override
        public List<Port> ports() {
            return List.of(
                    new Port("in", true, inBits()),
                    new Port("skip", true, secondBits()),
                    new Port("out", false, outBits()));
        }

        @Override
        public String kind() {
            return "concatenation";
        }
    }

    /**
     * Label select: reads the scores of a position in the order of the classes and writes the numbers of the best classes, the
     * highest score first. Of equal scores the first class wins.
     *
     * @param top number of labels per position
     * @param positions positions per image
     */
    record LabelSelect(String name, Span span, int scoreBits, int classes, int top, int positions) implements Unit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.labelSelect(this);
        }

        @Override
        public int inBits() {
            return scoreBits;
        }

        /** Bits of a label: whole bytes, for the DMA, and enough for the largest label to be positive in two's complement. */
        @Override
        public int outBits() {
            return classes <= 1 << 7 ? 8 : classes <= 1 << 15 ? 16 : 32;
        }

        /** Reads the scores of a position, then writes its labels. */
        @Override
        public long cycles() {
            return (long) (classes + top) * positions;
        }

        @Override
        public String kind() {
            return "label select";
        }
    }

    /** Max pool of bits or codes over windows; minimum for the channels of {@code min}. On bits these are OR and AND. */
    record Pool(String name, Span span, String result, int elementBits, int taps, Shape out, boolean[] min)
            implements PixelUnit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pool(this);
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
