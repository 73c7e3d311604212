// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.engine.Engine;
import dev.bnn.runtime.internal.engine.Trace;
import dev.bnn.runtime.internal.engine.vector.planes.IntMaps;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/**
 * Runs a network on bits in planes, so that the innermost loops are long and become vector instructions. Concurrent calls have
 * separate buffers.
 */
public final class VectorEngine implements Engine {
    /** Maximum number of images that go through the network together, enough for long loops. */
    public static final int TOGETHER = 16;
    /**
     * Maximum number of positions of these images together. Large maps have long loops anyway, and each further image needs its
     * own buffers.
     */
    private static final int POSITIONS = 1 << 16;
    /** Maximum number of values in all stages of these images together. */
    private static final long VALUES = CompiledNetwork.MOST_VALUES;

    private final CompiledNetwork network;
    private final VectorPlan plan;
    private final int together;

    /**
     * Buffers that no call is using. A call takes the ones returned last, or makes its own. They belong to the engine and are
     * freed with it; thread-local buffers would live as long as their thread.
     */
    private final Deque<List<Buffers>> idle = new ConcurrentLinkedDeque<>();

    /** Prepares the kernels of all stages, which count bits as {@link CountForm#wanted} says. */
    public VectorEngine(CompiledNetwork network) {
        this(network, CountForm.wanted());
    }

    /** Prepares the kernels of all stages. */
    public VectorEngine(CompiledNetwork network, CountForm counts) {
        this.network = network;
        plan = VectorPlan.of(network, counts);
        int positions = network.input().positions();
        for (Stage stage : network.stages()) {
            positions = Math.max(positions, stage.output().positions());
        }
        long room = Math.min(POSITIONS / positions, VALUES / network.values());
        together = (int) Math.max(1, Math.min(TOGETHER, room));
    }

    @Override
    public long[] scores(byte[] image) {
        return run(image, Trace.NONE);
    }

    @Override
    public List<long[]> scores(List<byte[]> images) {
        images.forEach(network::checkImage);
        return with(buffers -> {
            List<long[]> scores = new ArrayList<>(images.size());
            for (int from = 0; from < images.size(); from += together) {
                List<byte[]> batch = images.subList(from, Math.min(images.size(), from + together));
                scores.addAll(Arrays.asList(run(buffers, batch, Trace.NONE)));
            }
            return scores;
        });
    }

    @Override
    public Map<String, long[]> trace(byte[] image) {
        Map<String, long[]> trace = new LinkedHashMap<>();
        run(image, Trace.into(trace));
        return trace;
    }

    private long[] run(byte[] image, Trace trace) {
        network.checkImage(image);
        return with(buffers -> run(buffers, List.of(image), trace)[0]);
    }

    private long[][] run(List<Buffers> buffers, List<byte[]> images, Trace trace) {
        while (buffers.size() < images.size()) {
            buffers.add(plan.buffers());
        }
        Buffers[] batch = buffers.subList(0, images.size()).toArray(Buffers[]::new);
        for (int i = 0; i < batch.length; i++) {
            IntMaps.planes(images.get(i), batch[i].image());
        }
        return plan.run(batch, trace);
    }

    /**
     * Runs work with buffers that no other call uses. The buffers of a call that fails are not reused, since they may be in an
     * inconsistent state.
     */
    private <T> T with(Function<List<Buffers>, T> work) {
        List<Buffers> buffers = idle.pollFirst();
        if (buffers == null) {
            buffers = new ArrayList<>();
        }
        T result = work.apply(buffers);
        idle.addFirst(buffers);
        return result;
    }
}
