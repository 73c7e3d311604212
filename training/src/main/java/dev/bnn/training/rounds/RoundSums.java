// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.rounds;

import dev.bnn.training.layers.GradientNorms;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * Totals over the steps of a round, of one shard or of several.
 *
 * @param loss sum over the steps
 * @param correct labels predicted correctly during training, of those counted
 * @param flips binary weights that changed sign
 * @param steps number of steps
 * @param gradients measured norms of gradients
 * @param faults the shards that diverged; the sums then lack their last steps
 */
public record RoundSums(
        double loss, long correct, long counted, long flips, int steps, GradientNorms gradients, List<Fault> faults)
        implements Serializable {
    public RoundSums {
        faults = List.copyOf(faults);
    }

    /**
     * A loss above the limit.
     *
     * @param step of the epoch, from 0
     * @param layer the first layer whose values are no longer finite, or the last of the network
     */
    public record Fault(int step, double loss, String layer) implements Serializable {}

    /** The sum of both. */
    public RoundSums plus(RoundSums more) {
        return new RoundSums(
                loss + more.loss,
                correct + more.correct,
                counted + more.counted,
                flips + more.flips,
                steps + more.steps,
                gradients.plus(more.gradients),
                Stream.concat(faults.stream(), more.faults.stream()).toList());
    }
}
