// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.c;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function of the program: a stage that yields sums together with the thresholds or scores on them, or a stage by itself.
 *
 * @param sums the stage that yields the sums; empty for thresholds on the image, and for pools
 * @param last the stage whose values it writes: thresholds, a pool, or scores
 * @param reads the steps whose maps it reads; {@link #IMAGE} for the image
 * @param in values of the map that it reads first
 * @param out values of the map that it writes
 */
record Step(Optional<Stage> sums, Stage last, List<Integer> reads, Values in, Values out) {
    /** Stands for the image among the indices of steps. */
    static final int IMAGE = -1;

    /** Values of a map: bytes of the image, or codes in {@code planes} planes of bits; one plane is -1 and +1. */
    record Values(Dims dims, int planes) {
        static final int BYTES = 8;

        /** 32-bit words of the map. */
        int words() {
            return dims.height() * dims.width() * planes * words(dims.channels());
        }

        /** Number of words that hold {@code bits} bits. */
        static int words(int bits) {
            return (bits + Integer.SIZE - 1) / Integer.SIZE;
        }

        /** Planes of the codes 0 to {@code levels}. */
        static int planes(int levels) {
            return Integer.SIZE - Integer.numberOfLeadingZeros(levels);
        }
    }

    /** The name of the function: that of the layer with the sums. */
    String name() {
        return sums.orElse(last).name();
    }

    boolean onImage() {
        return reads.get(0) == IMAGE;
    }

    /** The steps of a network, in order. */
    static List<Step> of(CompiledNetwork network) {
        Grouping grouping = new Grouping(network.input());
        network.stages().forEach(stage -> stage.accept(grouping));
        return grouping.steps;
    }

    private static final class Grouping implements Stage.Visitor<Boolean> {
        private final List<Step> steps = new ArrayList<>();
        private final Map<String, Integer> writers = new HashMap<>();
        /** The step whose map is read next, and its values. */
        private int before = IMAGE;

        private Values values;
        private Optional<Stage> sums = Optional.empty();
        private Optional<Integer> other = Optional.empty();

        Grouping(Dims input) {
            values = new Values(input, Values.BYTES);
        }

        @Override
        public Boolean matrix(Stage.Matrix matrix) {
            return sums(matrix);
        }

        @Override
        public Boolean depthwise(Stage.Depthwise depthwise) {
            return sums(depthwise);
        }

        @Override
        public Boolean sum(Stage.Sum sum) {
            return sums(sum);
        }

        @Override
        public Boolean add(Stage.Add add) {
            other = Optional.of(writers.get(add.from()));
            return sums(add);
        }

        @Override
        public Boolean concat(Stage.Concat concat) {
            other = Optional.of(writers.get(concat.from()));
            return step(concat, values.planes());
        }

        @Override
        public Boolean branch(Stage.Branch branch) {
            before = writers.get(branch.from());
            values = steps.get(before).out();
            return true;
        }

        @Override
        public Boolean threshold(Stage.Threshold threshold) {
            return step(threshold, Values.planes(threshold.levels()));
        }

        @Override
        public Boolean pool(Stage.Pool pool) {
            return step(pool, values.planes());
        }

        @Override
        public Boolean shuffle(Stage.Shuffle shuffle) {
            return step(shuffle, values.planes());
        }

        @Override
        public Boolean upsample(Stage.Upsample upsample) {
            return step(upsample, values.planes());
        }

        @Override
        public Boolean score(Stage.Score score) {
            return step(score, Long.SIZE);
        }

        private Boolean sums(Stage stage) {
            sums = Optional.of(stage);
            return true;
        }

        private Boolean step(Stage last, int planes) {
            List<Integer> reads = new ArrayList<>(List.of(before));
            other.ifPresent(reads::add);
            before = steps.size();
            writers.put(last.name(), before);
            Values out = new Values(last.output(), planes);
            steps.add(new Step(sums, last, reads, values, out));
            values = out;
            sums = Optional.empty();
            other = Optional.empty();
            return true;
        }
    }
}
