// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.network;

import dev.bnn.runtime.Dims;
import java.util.List;

/**
 * The size of a stage.
 *
 * @param outputValues values that it yields
 * @param paddedInput values of its input with the padding; 0 if nothing is padded
 * @param weightBits bits of its weights
 * @param matrixColumns fan-in of a {@link Stage.Matrix}; 0 for other stages
 */
record StageSize(long outputValues, long paddedInput, long weightBits, long matrixColumns) {
    /** Maximum number of values of a map with its padding, which some engines write out. */
    private static final int MOST_PADDED = 2 * CompiledNetwork.MOST_MAP;

    /**
     * Adds up the stages, and limits the memory that a run will need: with padding and strides, a small file can describe large
     * maps.
     */
    static StageSize total(Dims input, List<Stage> stages) {
        Checks.require(input.size() <= CompiledNetwork.MOST_MAP, "an image of " + input);
        StageSize total = new StageSize(0, 0, 0, 0);
        for (Stage stage : stages) {
            StageSize size = stage.accept(new Measure());
            Checks.require(
                    size.outputValues <= CompiledNetwork.MOST_MAP,
                    stage.name() + " yields " + stage.output() + " values");
            Checks.require(
                    size.paddedInput <= MOST_PADDED,
                    stage.name() + " pads " + stage.input() + " values to " + size.paddedInput);
            total = total.plus(size);
        }
        long values = input.size() + total.outputValues;
        Checks.require(
                values <= CompiledNetwork.MOST_VALUES,
                "all stages yield " + values + " values, of at most " + CompiledNetwork.MOST_VALUES);
        return total;
    }

    private StageSize plus(StageSize other) {
        return new StageSize(
                outputValues + other.outputValues,
                Math.max(paddedInput, other.paddedInput),
                weightBits + other.weightBits,
                matrixColumns + other.matrixColumns);
    }

    private record Measure() implements Stage.Visitor<StageSize> {
        @Override
        public StageSize matrix(Stage.Matrix m) {
            long bits = (long) m.weights().length * m.weightBits();
            return new StageSize(m.output().size(), m.window().framed(m.input()), bits, m.columns());
        }

        @Override
        public StageSize depthwise(Stage.Depthwise d) {
            long bits = (long) d.weights().length * d.weightBits();
            return new StageSize(d.output().size(), d.window().framed(d.input()), bits, 0);
        }

        @Override
        public StageSize threshold(Stage.Threshold t) {
            return withoutWeights(t);
        }

        @Override
        public StageSize pool(Stage.Pool p) {
            return withoutWeights(p);
        }

        @Override
        public StageSize sum(Stage.Sum s) {
            return withoutWeights(s);
        }

        @Override
        public StageSize shuffle(Stage.Shuffle s) {
            return withoutWeights(s);
        }

        @Override
        public StageSize upsample(Stage.Upsample u) {
            return withoutWeights(u);
        }

        @Override
        public StageSize add(Stage.Add a) {
            return withoutWeights(a);
        }

        /** A branch yields a map that exists already. */
        @Override
        public StageSize branch(Stage.Branch b) {
            return new StageSize(0, 0, 0, 0);
        }

        @Override
        public StageSize concat(Stage.Concat c) {
            return withoutWeights(c);
        }

        @Override
        public StageSize score(Stage.Score s) {
            return withoutWeights(s);
        }

        private static StageSize withoutWeights(Stage stage) {
            return new StageSize(stage.output().size(), 0, 0, 0);
        }
    }
}
