// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import dev.bnn.sim.unit.PipelineStages;
import dev.bnn.sim.unit.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The smallest depths with which the streams after forks cannot block a pipeline, computed from the loops of the units.
 *
 * <p>After a fork F two branches lead to a join J, which reads a word of each at once; a branch may be a stream alone. Let need(n)
 * be the number of words that F must have written before the last unit of a branch can write its n-th word. For one unit these
 * are the words read up to and including the iteration that writes the n-th word. If units stall, S more iterations must have
 * begun, since a word passes S stages. Let taken(n) be the number of words that the first unit of a branch has read at least
 * when the branch is full and J has read n words of it: the last unit then waits for room for word n + D + 1, where D is the
 * depth of its stream, and has read what the iterations before read, and so on upstream. A branch that is a stream alone has
 * taken n. The stream from F into a branch is deep enough if it holds need(n + 1) - taken(n) words for each n, with need of the
 * other branch.
 *
 * <p>Proof. Suppose that no unit can continue. Start at the answer, which is always read, and go upstream, at a join to the input
 * that it waits for, to the first unit that does not wait for a word. It waits for room. The unit after it on the way waits for a
 * word, so the stream between them has room. So the unit is a fork F, and its stream into the other branch is full. Its join J is
 * on the way and waits for a word. Say that J has read n words. In the other branch each unit waits for room, since there are
 * words for it: were it a join that waits for a word of another branch, its fork would lie within, and the same would hold there.
 * So F has written at least taken(n) and a full stream, at least need(n + 1) words. The units on the way wait for words and have
 * room, so they have done all iterations that their words allow, and the last of them has written word n + 1. So J can continue:
 * a contradiction. The proof holds for any depths of the other streams, for nested branches, for units that flush, for which
 * need is smaller, and for loops that end between images, after which no further iterations are needed. A branch that is a
 * stream alone blocks the pipeline with one word less: F cannot write need(n + 1) words before J has read one more.
 */
final class SkipDepths {
    private final Dataflow flow;
    private final List<Dataflow.Stream> streams;
    private final int ahead;
    private final Map<Integer, Lead> leads = new TreeMap<>();
    /** By unit, the numbers of the streams that it reads, and that it writes. */
    private final List<List<Integer>> read;

    private final List<List<Integer>> written;
    private final int[] depths;

    private SkipDepths(Dataflow flow, PipelineStages stages) {
        this.flow = flow;
        streams = flow.streams();
        ahead = stages.stalls() ? stages.count() : 0;
        depths = new int[streams.size()];
        Arrays.fill(depths, Dataflow.MIN_DEPTH);
        read = byUnit(flow::read);
        written = byUnit(flow::written);
    }

    private List<List<Integer>> byUnit(IntFunction<IntStream> numbers) {
        return IntStream.range(0, flow.units().size())
                .mapToObj(unit -> numbers.apply(unit).boxed().toList())
                .toList();
    }

    /** The smallest depth of each stream of a pipeline; after a fork the smallest that does not block. */
    static int[] minDepths(Dataflow flow, PipelineStages stages) {
        SkipDepths depths = new SkipDepths(flow, stages);
        // Inner forks come before those around them.
        for (int unit = flow.units().size() - 1; unit >= 0; unit--) {
            if (flow.units().get(unit) instanceof Unit.Fork) {
                int out = depths.written.get(unit).get(0);
                int copy = depths.written.get(unit).get(1);
                depths.deepen(unit, out, copy);
                depths.deepen(unit, copy, out);
            }
        }
        return depths.depths;
    }

    /** The smallest depth of a stream of a pipeline. */
    static int minDepth(Dataflow flow, Dataflow.Stream stream, PipelineStages stages) {
        return minDepths(flow, stages)[flow.streams().indexOf(stream)];
    }

    /** Makes the stream from a fork into a branch as deep as the other branch needs. */
    private void deepen(int fork, int stream, int other) {
        int join = join(stream, other);
        Set<Integer> waiting = ends(other, join);
        // The words of one image suffice: a unit reads and writes the same number of words for each image.
        long words = lead(join).words();
        long min = Dataflow.MIN_DEPTH;
        for (long n = 0; n < words; n++) {
            min = Math.max(min, need(other, waiting, n + 1, fork, join) - taken(stream, n, fork, join));
        }
        depths[stream] = Math.toIntExact(min);
    }

    /** The first unit to which both streams lead. If a fork is on the way, both of its streams lead there, too. */
    private int join(int stream, int other) {
        int a = streams.get(stream).reader();
        int b = streams.get(other).reader();
        while (a != b) {
            if (a < b) {
                a = streams.get(a).reader();
            } else {
                b = streams.get(b).reader();
            }
        }
        return a;
    }

    /** The streams through which a stream leads into a unit. */
    private Set<Integer> ends(int stream, int join) {
        Set<Integer> reached = new TreeSet<>(List.of(stream));
        for (int unit = streams.get(stream).reader(); unit < join; unit++) {
            if (read.get(unit).stream().anyMatch(reached::contains)) {
                reached.addAll(written.get(unit));
            }
        }
        reached.removeIf(s -> streams.get(s).reader() != join);
        return reached;
    }

    /** How many words a fork must have written to a stream before the streams at its end have had {@code words}. */
    private long need(int stream, Set<Integer> ends, long words, int fork, int join) {
        long[] wanted = new long[streams.size()];
        ends.forEach(end -> wanted[end] = words);
        for (int unit = join - 1; unit > fork; unit--) {
            long most = 0;
            for (int s : written.get(unit)) {
                most = Math.max(most, wanted[s]);
            }
            if (most > 0) {
                long needed = lead(unit).need(most, ahead);
                for (int s : read.get(unit)) {
                    wanted[s] = Math.max(wanted[s], needed);
                }
            }
        }
        return wanted[stream];
    }

    /** How many words of a full stream have been read at least when the join at its end has read {@code joined}. */
    private long taken(int stream, long joined, int fork, int join) {
        long[] least = new long[streams.size()];
        read.get(join).forEach(end -> least[end] = joined);
        for (int unit = join - 1; unit > fork; unit--) {
            long fewest = Long.MAX_VALUE;
            for (int s : written.get(unit)) {
                fewest = Math.min(fewest, least[s] + depths[s]);
            }
            long taken = lead(unit).taken(fewest);
            read.get(unit).forEach(s -> least[s] = taken);
        }
        return least[stream];
    }

    private Lead lead(int unit) {
        return leads.computeIfAbsent(unit, u -> new Lead(flow.units().get(u)));
    }

    /** How many words a unit reads to write a number of words, over any number of images. */
    private static final class Lead {
        private final long iterations;
        /** The iterations of an image that read, in order, and those that write. */
        private final long[] reads;

        private final long[] writes;

        Lead(Unit unit) {
            Program program = Program.of(unit);
            iterations = program.cycles();
            reads = program.iterations(Program::reads);
            writes = program.iterations(Program::writes);
        }

        /** Words that it reads of an input for an image. */
        long words() {
            return reads.length;
        }

        /** Words that it must have read to write {@code written} words and begin {@code ahead} more iterations. */
        long need(long written, int ahead) {
            return reads(iteration(written) + ahead + 1);
        }

        /** Words that it has read at least when it waits for room after {@code written} words. */
        long taken(long written) {
            return reads(iteration(written + 1));
        }

        /** The iteration that writes a word, counted from 1, over all images. */
        private long iteration(long word) {
            long image = (word - 1) / writes.length;
            return image * iterations + writes[(int) ((word - 1) % writes.length)];
        }

        /** Words that {@code count} iterations read. */
        private long reads(long count) {
            int at = Arrays.binarySearch(reads, count % iterations);
            return count / iterations * reads.length + (at >= 0 ? at : -at - 1);
        }
    }
}
