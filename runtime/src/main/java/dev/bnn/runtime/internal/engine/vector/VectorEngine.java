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
 * Runs a network on bits in planes, so that the innermost loops are long and become vector instructions. Calls at the same
 * time have buffers of their own.
 */
public final class VectorEngine implements Engine {
    /** Most images of a batch that go through the network together: enough for long loops. */
    public static final int TOGETHER = 16;
    /** Most positions of them: large maps have long loops without, and each image has buffers of its own. */
    private static final int POSITIONS = 1 << 16;
    /** Most values of all stages of them. */
    private static final long VALUES = CompiledNetwork.MOST_VALUES;

    private final CompiledNetwork network;
    private final VectorPlan plan;
    private final int together;

    /**
     * Buffers that no call works with. A call takes those that were put back last, or makes its own. They belong to the
     * engine and end with it: those of a thread would live as long as the thread.
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

    /** Works with buffers that no other call has. Those of a call that fails are not used again: they may be half full. */
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
