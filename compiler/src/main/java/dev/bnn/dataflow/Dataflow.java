// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.model.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The streaming pipeline of a network: a chain of units, each of which reads what the unit before it writes, and one more stream
 * around the body of each residual. It does not depend on the language of a back end.
 *
 * @param network the network's name
 * @param input the image; its pixels arrive as words of 8 * channels bits
 * @param classes names of the scores
 * @param depths number of words that each stream holds, in the order of {@link #streams}
 */
public record Dataflow(String network, Shape input, List<String> classes, List<Unit> units, List<Integer> depths) {
    /** The smallest depth of a stream: with one word, its writer and its reader could not both work in every cycle. */
    public static final int MIN_DEPTH = 2;

    public Dataflow {
        classes = List.copyOf(classes);
        units = List.copyOf(units);
        depths = List.copyOf(depths);
        if (depths.size() != streams(units).size()) {
            throw new IllegalArgumentException(streams(units).size() + " streams, but " + depths.size() + " depths");
        }
    }

    /**
     * A stream that a unit writes.
     *
     * @param id name of the unit that writes it, or of the skip
     * @param writer number of the unit that writes it
     * @param reader number of the unit that reads it; the number of units for the last stream
     * @param bits bits of a word
     */
    public record Stream(String id, int writer, int reader, int bits) {
        /** True for the stream around the body of a residual. */
        public boolean skips() {
            return reader != writer + 1;
        }
    }

    /** Numbers of the streams that a unit reads, in the order of its ports. The stream of images has no number. */
    public IntStream read(int unit) {
        return numbers(s -> s.reader() == unit);
    }

    /** Numbers of the streams that a unit writes, in the order of its ports. */
    public IntStream written(int unit) {
        return numbers(s -> s.writer() == unit);
    }

    private IntStream numbers(Predicate<Stream> wanted) {
        List<Stream> all = streams();
        return IntStream.range(0, all.size()).filter(i -> wanted.test(all.get(i)));
    }

    /** The stream from each unit to the next, in order, then those around the bodies of residuals. */
    public List<Stream> streams() {
        return streams(units);
    }

    private static List<Stream> streams(List<Unit> units) {
        List<Stream> streams = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            names.add(units.get(i).name());
            streams.add(new Stream(units.get(i).name(), i, i + 1, units.get(i).outBits()));
        }
        for (int i = 0; i < units.size(); i++) {
            if (units.get(i) instanceof Unit.Add add) {
                streams.add(new Stream(add.skip(), names.indexOf(add.fork()), i, add.inBits()));
            }
        }
        return streams;
    }

    /** A pipeline whose streams all have the smallest depth. */
    public Dataflow(String network, Shape input, List<String> classes, List<Unit> units) {
        this(network, input, classes, units, Collections.nCopies(streams(units).size(), MIN_DEPTH));
    }

    /** The same units with streams of other depths. */
    public Dataflow withDepths(List<Integer> other) {
        return new Dataflow(network, input, classes, units, other);
    }

    /** The slowest unit, which limits the frame rate. */
    public Unit bottleneck() {
        return units.stream().max(Comparator.comparingLong(Unit::cycles)).orElseThrow();
    }

    /**
     * What the pipeline answers to an image.
     *
     * @param labels true for the numbers of the best classes, the best first; false for the scores of all classes
     * @param words number of words per image
     * @param bits bits of a word, which is in two's complement
     */
    public record Answer(boolean labels, int words, int bits) {
        /** The answer to an image with these scores. */
        public long[] of(long[] scores) {
            if (!labels) {
                return scores;
            }
            return IntStream.range(0, scores.length)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingLong(c -> scores[c]).reversed())
                    .limit(words)
                    .mapToLong(c -> c)
                    .toArray();
        }
    }

    /** What the last unit writes. */
    public Answer answer() {
        Unit last = units.get(units.size() - 1);
        return last instanceof Unit.LabelSelect l
                ? new Answer(true, l.top(), l.outBits())
                : new Answer(false, classes.size(), scores().scoreBits());
    }

    /** The matrix unit whose sums are scores. */
    public MatrixUnit.Scores scores() {
        return units.stream()
                .filter(MatrixUnit.Scores.class::isInstance)
                .map(MatrixUnit.Scores.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
