package dev.bnn.sim;

import dev.bnn.dataflow.Dataflow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds depths of the streams with which the slowest unit never stalls, so that a pipeline takes an image in as many
 * cycles as that unit. More depth never makes a pipeline slower, and room for two images in each stream is enough: each
 * unit can then work on an image of its own; a stream around the body of a residual has to hold as many images more as the body has units. Up to 32 words, which a shift register holds for the price of two, all
 * streams are equally deep; beyond that each is as shallow as it can be, the widest first. Depths are powers of two.
 */
public final class StreamDepths {
    /** Words that cost no more look-up tables than two. */
    private static final int CHEAP_DEPTH = 32;

    private final ProcessGraph graph;
    private final long bound;
    private final List<Dataflow.Stream> streams;
    /** Streams that units write, by number, the widest first; stream 0 is the image's. */
    private final List<Integer> order;

    private int[] depths;
    private int simulations;

    private StreamDepths(Dataflow flow) {
        graph = ProcessGraph.of(flow);
        bound = graph.bound();
        depths = graph.depths();
        streams = flow.streams();
        order = IntStream.rangeClosed(1, streams.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> -streams.get(i - 1).bits()))
                .toList();
    }

    /**
     * A pipeline with its streams as deep as they must be.
     *
     * @param timing of that pipeline
     * @param simulations pipelines that were simulated to find it
     */
    public record Sized(Dataflow flow, Timing timing, int simulations) {}

    /** Sizes the streams of a pipeline. None of more than 32 words could be half as deep with the others as they are. */
    public static Sized of(Dataflow flow) {
        StreamDepths search = new StreamDepths(flow);
        search.run();
        List<Integer> sized = Arrays.stream(search.depths).skip(1).boxed().toList();
        return new Sized(flow.withDepths(sized), Timing.of(search.graph.withDepths(search.depths)), search.simulations);
    }

    /**
     * The same, but for streams whose depth is chosen.
     *
     * @param chosen words by the {@link Dataflow.Stream#id} of the stream
     * @throws BlockedException where units then wait for one another for ever
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
        return new Sized(sized, Timing.of(sized), free.simulations() + 1);
    }

    private void run() {
        Arrays.fill(depths, 1, depths.length, Dataflow.LEAST_DEPTH);
        for (int cap = 2 * Dataflow.LEAST_DEPTH; !fast(depths); cap *= 2) {
            boolean grown = false;
            for (int i = 1; i < depths.length; i++) {
                if (depths[i] < cap && depths[i] < enough(i)) {
                    depths[i] = cap;
                    grown = true;
                }
            }
            if (!grown) {
                throw new IllegalStateException("a pipeline with room for two images in each stream is not fast");
            }
        }
        if (Arrays.stream(depths).skip(1).anyMatch(d -> d > CHEAP_DEPTH)) {
            shrinkHalves(0, order.size());
        }
    }

    /** Words of two images, and of one more for each unit that the stream leads around. */
    private long enough(int stream) {
        Dataflow.Stream s = streams.get(stream - 1);
        return (1L + s.reader() - s.writer()) * graph.writer(stream).program().written(0);
    }

    /** Makes streams of the order cheap, all at once where that works, else as shallow as they can be. */
    private void shrink(int from, int to) {
        int[] tried = depths.clone();
        order.subList(from, to).forEach(stream -> tried[stream] = Math.min(tried[stream], CHEAP_DEPTH));
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
        int tooFew = Integer.numberOfTrailingZeros(CHEAP_DEPTH);
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

    private boolean fast(int[] tried) {
        simulations++;
        try {
            Timing timing = Timing.of(graph.withDepths(tried));
            return timing.steady() && timing.interval() == bound;
        } catch (BlockedException e) {
            return false;
        }
    }
}
