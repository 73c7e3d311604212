// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.model.Shape;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The streaming pipeline of a network: units, most of which read what the unit before them writes, and a second stream of each fork.
 * The branches after a fork stand one after the other. It does not depend on the language of a back end.
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
        if (depths.size() != count(units)) {
            throw new IllegalArgumentException(count(units) + " streams, but " + depths.size() + " depths");
        }
    }

    /**
     * A stream that a unit writes.
     *
     * @param id name of the unit that writes it, or of the copy
     * @param writer number of the unit that writes it
     * @param reader number of the unit that reads it; the number of units for the last stream
     * @param port which of the inputs of that unit it is, from 0
     * @param bits bits of a word
     * @param copy true for the second stream of a {@link Unit.Fork}
     */
    public record Stream(String id, int writer, int reader, int port, int bits, boolean copy) {
        /** True for a stream around other units. */
        public boolean skips() {
            return reader != writer + 1;
        }
    }

    /** Numbers of the streams that a unit reads, in the order of its ports. The stream of images has no number. */
    public IntStream read(int unit) {
        List<Stream> all = streams();
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).reader() == unit)
                .boxed()
                .sorted(Comparator.comparingInt(i -> all.get(i).port()))
                .mapToInt(i -> i);
    }

    /** Numbers of the streams that a unit writes, in the order of its ports. */
    public IntStream written(int unit) {
        List<Stream> all = streams();
        return IntStream.range(0, all.size()).filter(i -> all.get(i).writer() == unit);
    }

    private static int count(List<Unit> units) {
        return units.size()
                + (int) units.stream().filter(Unit.Fork.class::isInstance).count();
    }

    /** The stream that each unit writes, in order, then the copies. */
    public List<Stream> streams() {
        return streams(units);
    }

    /**
     * A unit reads the one before it, unless a branch begins with it. A unit that joins branches reads the last units of those
     * that are open, or copies.
     */
    private static List<Stream> streams(List<Unit> units) {
        Map<String, Integer> numbers = new HashMap<>();
        Map<String, int[]> copies = new HashMap<>();
        Set<String> begins = new HashSet<>();
        for (int i = 0; i < units.size(); i++) {
            numbers.put(units.get(i).name(), i);
            List<Optional<String>> read = units.get(i).copies();
            for (int port = 0; port < read.size(); port++) {
                int[] end = {i, port};
                read.get(port).ifPresent(fork -> copies.put(fork, end));
            }
            if (units.get(i) instanceof Unit.Fork fork) {
                fork.branch().ifPresent(begins::add);
            }
        }
        Stream[] streams = new Stream[count(units)];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i <= units.size(); i++) {
            if (i > 0) {
                open.push(i - 1);
            }
            List<Optional<String>> read =
                    i == units.size() ? List.of(Optional.empty()) : units.get(i).copies();
            boolean joins =
                    i > 0 && (i == units.size() || !begins.contains(units.get(i).name()));
            for (int port = read.size() - 1; port >= 0 && joins; port--) {
                if (read.get(port).isEmpty()) {
                    int writer = open.pop();
                    Unit unit = units.get(writer);
                    streams[writer] = new Stream(unit.name(), writer, i, port, unit.outBits(), false);
                }
            }
        }
        int next = units.size();
        for (int i = 0; i < units.size(); i++) {
            if (units.get(i) instanceof Unit.Fork fork) {
                int[] end = fork.branch()
                        .map(first -> new int[] {numbers.get(first), 0})
                        .orElseGet(() -> copies.get(fork.name()));
                streams[next++] = new Stream(fork.skip(), i, end[0], end[1], fork.outBits(), true);
            }
        }
        return List.of(streams);
    }

    /** A pipeline whose streams all have the smallest depth. */
    public Dataflow(String network, Shape input, List<String> classes, List<Unit> units) {
        this(network, input, classes, units, Collections.nCopies(count(units), MIN_DEPTH));
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
     * What the pipeline answers to an image: words for each position, row by row.
     *
     * @param labels true for the numbers of the best classes, the best first; false for the scores of all classes
     * @param out the classes at the positions of the map; one position where the image has the answer
     * @param each number of words per position
     * @param bits bits of a word, which is in two's complement
     */
    public record Answer(boolean labels, Shape out, int each, int bits) {
        /** Number of words per image. */
        public int words() {
            return each * out.pixels();
        }

        /** The answer to an image with these scores. */
        public long[] of(long[] scores) {
            if (!labels) {
                return scores;
            }
            return IntStream.range(0, out.pixels())
                    .mapToObj(p -> Arrays.copyOfRange(scores, p * out.channels(), (p + 1) * out.channels()))
                    .flatMapToLong(this::best)
                    .toArray();
        }

        private LongStream best(long[] scores) {
            return IntStream.range(0, scores.length)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingLong(c -> scores[c]).reversed())
                    .limit(each)
                    .mapToLong(c -> c);
        }
    }

    /** What the last unit writes. */
    public Answer answer() {
        Unit last = units.get(units.size() - 1);
        return last instanceof Unit.LabelSelect l
                ? new Answer(true, scores().out(), l.top(), l.outBits())
                : new Answer(false, scores().out(), classes.size(), scores().scoreBits());
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
