// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.network;

import dev.bnn.runtime.Dims;
import java.util.List;

/** A compiled network as data: integers only, checked as a whole. Immutable as long as nobody writes to its arrays. */
public final class CompiledNetwork {
    /** Maximum number of values of an image or of a stage's output. The language has the same limit. */
    public static final int MOST_MAP = 1 << 24;

    /**
     * Maximum number of values of the image and all stages together; a run holds them at four bytes each. The language has the
     * same limit.
     */
    public static final int MOST_VALUES = 1 << 26;

    private final String name;
    private final Dims input;
    private final List<String> classes;
    private final List<Stage> stages;
    private final Stage.Score score;
    private final StageSize total;

    /**
     * @param name the network's name
     * @param input extent of an image of bytes
     * @param classes names in the order of the scores
     * @param stages in order; the last one is a {@link Stage.Score}, whose channels are the classes
     * @throws IllegalArgumentException if the stages do not fit together, with the reason
     */
    public CompiledNetwork(String name, Dims input, List<String> classes, List<Stage> stages) {
        this.name = name;
        this.input = input;
        this.classes = List.copyOf(classes);
        this.stages = List.copyOf(stages);
        total = StageSize.total(input, this.stages);
        score = StageOrder.check(input, this.stages);
        int scores = score.output().channels();
        Checks.require(scores == classes.size(), scores + " scores for " + classes.size() + " classes");
    }

    public String name() {
        return name;
    }

    public Dims input() {
        return input;
    }

    /** Class names, in the order of the scores. */
    public List<String> classes() {
        return classes;
    }

    public List<Stage> stages() {
        return stages;
    }

    /** The last stage. */
    public Stage.Score score() {
        return score;
    }

    /** Values of the image and of the outputs of all stages. */
    public long values() {
        return input.size() + total.outputValues();
    }

    /** Bits that the weights take in the file. */
    public long weightBits() {
        return total.weightBits();
    }

    /** Fan-ins of all {@link Stage.Matrix} stages, added up. */
    public long matrixColumns() {
        return total.matrixColumns();
    }

    /**
     * Refuses an image of the wrong size.
     *
     * @throws IllegalArgumentException if the image does not have {@code input().size()} bytes
     */
    public void checkImage(byte[] image) {
        if (image.length != input.size()) {
            throw new IllegalArgumentException(
                    name + " takes images of " + input.size() + " bytes (" + input + "), not " + image.length);
        }
    }
}
