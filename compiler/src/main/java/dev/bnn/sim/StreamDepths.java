// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.sim.process.ProcessGraph;
import dev.bnn.sim.unit.PipelineStages;
import dev.bnn.sim.unit.RtlFabric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * Finds depths of streams with which the slowest unit never stalls, so that the pipeline takes as many cycles per image as that
 * unit, and with which no units block each other, whatever pipeline stages an HLS tool gives them. A deeper stream never makes a
 * pipeline slower, and room for two images in each stream is enough: each unit can then work on an image of its own. In RTL an
 * image of one word may take fewer cycles than a word spends inside a unit, and the words in flight need room of their own. A
 * stream around the body of a residual needs room for one more image per unit of the body, and for the words in their stages. Up to
 * 32 words, which cost no more LUTs than two, all streams are equally deep. Deeper streams are made as shallow as possible, the
 * widest first. Depths are powers of two.
 */
public final class StreamDepths {
    /** Words that cost no more LUTs than two. */
    private static final int CHEAP_DEPTH = 32;

    /**
     * With these stages no units may block each other. One more stage than documented, since tools differ in whether they count the
     * read.
     */
    private static final PipelineStages SAFE = PipelineStages.stalling(PipelineStages.MAX + 1);

    /** The generated code asks for flushing units, and HLS chooses the number of stages. The search checks both ends of the range. */
    private static final List<PipelineStages> ENDS =
            List.of(PipelineStages.NONE, PipelineStages.flushing(PipelineStages.MAX));

    private final ProcessGraph graph;
    private final long bound;
    private final List<Dataflow.Stream> streams;
    /** By stream, the smallest power of two of words with which nothing blocks. */
    private final int[] minDepths;
    /** Numbers of the streams that units write, the widest first; stream 0 carries the image. */
    private final List<Integer> order;

    /** The largest depth that costs no more than a smaller one. */
    private final int cheapest;

    /** Whether streams also have room for words in flight beside their images, which few pipelines need. */
    private boolean underWay;

    private List<PipelineStages> pace;
    private int[] depths;
    private int simulations;

    private StreamDepths(
            Dataflow flow, ProcessGraph graph, PipelineStages safe, List<PipelineStages> pace, int cheapest) {
        this.graph = graph;
        this.pace = pace;
        this.cheapest = cheapest;
        bound = graph.bound();
        depths = graph.depths();
        streams = flow.streams();
        minDepths = new int[depths.length];
        int[] least = SkipDepths.minDepths(flow, safe);
        for (int i = 1; i < minDepths.length; i++) {
            minDepths[i] = powerOfTwo(least[i - 1]);
        }
        order = IntStream.rangeClosed(1, streams.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> -streams.get(i - 1).bits()))
                .toList();
    }

    private static int powerOfTwo(int atLeast) {
        return Integer.highestOneBit(2 * atLeast - 1);
    }

    /**
     * A pipeline with streams of sufficient depths.
     *
     * @param timing timing of that pipeline if units have no stages besides those of their RTL
     * @param interval the largest number of cycles from one image to the next, with 0 to {@value PipelineStages#MAX} stages, which
     *     flush
     * @param latency the largest number of cycles from the first word of the first image to its last score, with the same numbers
     *     of stages
     * @param simulations number of simulations that the search took
     */
    public record Sized(Dataflow flow, Timing timing, long interval, long latency, int simulations) {
        /** The largest number of stages that is assumed. */
        public static final int STAGES = PipelineStages.MAX;

        private static Sized of(Dataflow flow, ProcessGraph graph, int simulations) {
            Timing none = Timing.of(graph, PipelineStages.NONE);
            long interval = none.interval();
            long latency = none.latency();
            for (int count = 1; count <= STAGES; count++) {
                Timing staged = Timing.of(graph, PipelineStages.flushing(count));
                interval = Math.max(interval, staged.interval());
                latency = Math.max(latency, staged.latency());
            }
            return new Sized(flow, none, interval, latency, simulations + 1 + STAGES);
        }
    }

    /** Sizes the streams of a pipeline. No stream of more than 32 words could be half as deep with the others unchanged. */
    public static Sized of(Dataflow flow) {
        return new StreamDepths(flow, ProcessGraph.of(flow), SAFE, ENDS, CHEAP_DEPTH).run(flow);
    }

    /**
     * Sizes the streams of a pipeline in RTL. A unit reserves a place in its stream for each word in flight, so a stream that
     * carries a word per cycle holds two words more than the cycles that a word is in flight. No tool chooses a number of stages.
     *
     * @throws BlockedException if units wait for each other forever
     */
    public static Sized of(Dataflow flow, RtlFabric fabric) {
        return of(flow, fabric, Map.of());
    }

    /** As {@link #of(Dataflow, RtlFabric)}, but with given depths for some streams, as in {@link #of(Dataflow, Map)}. */
    public static Sized of(Dataflow flow, RtlFabric fabric, Map<String, Integer> chosen) {
        int cheapest = fabric == RtlFabric.LUT_RAM ? CHEAP_DEPTH : Dataflow.MIN_DEPTH;
        StreamDepths search = new StreamDepths(
                flow, ProcessGraph.of(flow, fabric), PipelineStages.NONE, List.of(PipelineStages.NONE), cheapest);
        search.search();
        int[] depths = search.depths;
        for (int i = 1; i < depths.length; i++) {
            depths[i] = chosen.getOrDefault(search.streams.get(i - 1).id(), depths[i]);
        }
        Dataflow sized = flow.withDepths(Arrays.stream(depths).skip(1).boxed().toList());
        Timing timing = Timing.of(search.graph.withDepths(depths), PipelineStages.NONE);
        return new Sized(sized, timing, timing.interval(), RtlSchedule.latency(sized, fabric), search.simulations);
    }

    /**
     * As {@link #of(Dataflow)}, but with given depths for some streams.
     *
     * @param chosen depths in words by {@link Dataflow.Stream#id}
     * @throws BlockedException if units then wait for each other forever
     */
    public static Sized of(Dataflow flow, Map<String, Integer> chosen) {
        Sized free = of(flow);
        if (chosen.isEmpty()) {
            return free;
        }
        List<Integer> depths = new ArrayList<>(free.flow().depths());
        for (int i = 0; i < depths.size(); i++) {
            depths.set(i, chosen.getOrDefault(flow.streams().get(i).id(), depths.get(i)));
        }
        Dataflow sized = flow.withDepths(depths);
        return Sized.of(sized, ProcessGraph.of(sized), free.simulations());
    }

    /**
     * The smallest depth with which a stream does not block the pipeline.
     *
     * @param stalls false if all units flush, as the generated code asks; true if they may stall
     */
    public static int minDepth(Dataflow flow, Dataflow.Stream stream, boolean stalls) {
        return SkipDepths.minDepth(flow, stream, stalls ? SAFE : PipelineStages.NONE);
    }

    private Sized run(Dataflow flow) {
        int cap = widen();
        Sized sized = sized(flow);
        // A number of stages between the two ends may be slower still. Depths that cost no more help.
        while (sized.interval() > bound && cap < CHEAP_DEPTH) {
            cap *= 2;
            sized = grow(cap) ? sized(flow) : sized;
        }
        return narrow() ? sized(flow) : sized;
    }

    private void search() {
        widen();
        narrow();
    }

    /** Makes all streams deeper until the pipeline is fast; returns the depth at which it is. */
    private int widen() {
        System.arraycopy(minDepths, 1, depths, 1, minDepths.length - 1);
        int cap = Dataflow.MIN_DEPTH;
        while (!fast(depths)) {
            cap *= 2;
            if (!grow(cap) && IntStream.range(1, depths.length).allMatch(i -> depths[i] >= enough(i))) {
                settle();
            }
        }
        return cap;
    }

    /** Makes streams that cost more than the cheapest ones as shallow as possible; false if there are none. */
    private boolean narrow() {
        if (IntStream.range(1, depths.length).allMatch(i -> depths[i] <= cheap(i))) {
            return false;
        }
        shrinkHalves(0, order.size());
        return true;
    }

    private Sized sized(Dataflow flow) {
        List<Integer> words = Arrays.stream(depths).skip(1).boxed().toList();
        Sized sized = Sized.of(flow.withDepths(words), graph.withDepths(depths), simulations);
        simulations = sized.simulations();
        return sized;
    }

    /** Deepens all shallower streams that could use it to {@code cap}; false if there are none. */
    private boolean grow(int cap) {
        boolean grown = false;
        for (int i = 1; i < depths.length; i++) {
            if (depths[i] < cap && depths[i] < enough(i)) {
                depths[i] = cap;
                grown = true;
            }
        }
        return grown;
    }

    /** With enough room no unit without stages waits. For units with stages this is an observation, not proved. */
    private void settle() {
        if (pace.size() > 1) {
            pace = List.of(PipelineStages.NONE);
        } else if (!underWay) {
            underWay = true;
        } else {
            throw new IllegalStateException("a pipeline with room for two images in each stream is not fast");
        }
    }

    /** Words of two images, and for each unit that the stream bypasses, the words of one more image and of that unit's stages. */
    private long enough(int stream) {
        Dataflow.Stream s = streams.get(stream - 1);
        int around = s.reader() - s.writer() - 1;
        ProcessGraph.Stream words = graph.streams().get(stream);
        return (2L + around) * graph.writer(stream).program().written(0)
                + (long) around * PipelineStages.MAX
                + (underWay ? words.latency().applyAsInt(depths[stream]) : 0);
    }

    /** Makes a part of the ordered streams cheap: all at once if the pipeline stays fast, else each as shallow as possible. */
    private void shrink(int from, int to) {
        int[] tried = depths.clone();
        order.subList(from, to).forEach(stream -> tried[stream] = Math.min(tried[stream], cheap(stream)));
        if (Arrays.equals(tried, depths) || fast(tried)) {
            depths = tried;
        } else if (to - from == 1) {
            bisect(order.get(from));
        } else {
            shrinkHalves(from, to);
        }
    }

    private void shrinkHalves(int from, int to) {
        int middle = (from + to) / 2;
        if (middle > from) {
            shrink(from, middle);
        }
        shrink(middle, to);
    }

    private void bisect(int stream) {
        int tooFew = Integer.numberOfTrailingZeros(cheap(stream));
        int enough = Integer.numberOfTrailingZeros(depths[stream]);
        while (enough - tooFew > 1) {
            int[] tried = depths.clone();
            int middle = (tooFew + enough) / 2;
            tried[stream] = 1 << middle;
            if (fast(tried)) {
                depths = tried;
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
    }

    /** The depth below which the stream would cost no less, or could block. */
    private int cheap(int stream) {
        return Math.max(cheapest, minDepths[stream]);
    }

    private boolean fast(int[] tried) {
        ProcessGraph deep = graph.withDepths(tried);
        for (PipelineStages stages : pace) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted while the streams are sized");
            }
            simulations++;
            Timing timing = Timing.of(deep, stages);
            if (!timing.steady() || timing.interval() != bound) {
                return false;
            }
        }
        return true;
    }
}
