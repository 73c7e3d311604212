// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.packed;

import dev.bnn.runtime.internal.engine.Engine;
import dev.bnn.runtime.internal.engine.Trace;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a network on bits in words of 64. */
public final class PackedEngine implements Engine {
    private final CompiledNetwork network;
    private final List<Step> steps;

    /** Prepares the step of each stage. */
    public PackedEngine(CompiledNetwork network) {
        this.network = network;
        steps = PackedSteps.of(network);
    }

    @Override
    public long[] scores(byte[] image) {
        return run(image, Trace.NONE);
    }

    @Override
    public Map<String, long[]> trace(byte[] image) {
        Map<String, long[]> trace = new LinkedHashMap<>();
        run(image, Trace.into(trace));
        return trace;
    }

    private long[] run(byte[] image, Trace trace) {
        network.checkImage(image);
        Run run = new Run(image, trace);
        for (Step step : steps) {
            step.on(run);
        }
        Stage.Score score = network.score();
        long[] scores = new long[run.sums.length];
        int channels = score.multiplier().length;
        for (int i = 0; i < scores.length; i++) {
            int c = i % channels;
            scores[i] = score.multiplier()[c] * run.sums[i] + score.addend()[c];
        }
        trace.note(score, () -> scores);
        return scores;
    }

    /** The work of one stage. */
    @FunctionalInterface
    interface Step {
        void on(Run run);
    }

    /** The values of one image on their way through the network. A prepared step knows which of these it reads. */
    static final class Run {
        final Trace trace;
        /** Maps that residual adds and branches read again, as integers, by the name of the stage that yields them. */
        final Map<String, int[]> kept = new HashMap<>();
        /** Bits that branches read again. */
        final Map<String, PackedBits> keptBits = new HashMap<>();
        /** The latest bits. */
        PackedBits bits;
        /** The latest bytes or codes. */
        int[] values;
        /** The latest accumulators; at first the bytes of the image, which a threshold may read. */
        int[] sums;

        Run(byte[] image, Trace trace) {
            this.trace = trace;
            values = new int[image.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = image[i] & 0xff;
            }
            sums = values;
        }
    }
}
