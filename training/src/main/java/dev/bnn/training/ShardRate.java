// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.model.recipe.Descent;

/**
 * Computes the learning rate of a shard from the recipe's. The batch of a shard is 1 / shards of the recipe's, so its gradient
 * has sqrt(shards) times the noise. The mean over the shards averages that noise out, but by then Adam has divided each gradient
 * by its root mean square, which is sqrt(shards) times as large for weights that see mostly noise. The rate makes up for it.
 * Stochastic gradient descent has no such division, and neither has Bop, whose gamma and threshold decide what counts as noise.
 */
record ShardRate(double rate, int shards) implements Descent.Optimizer.Visitor<Double> {
    @Override
    public Double adam(Descent.Optimizer.Adam adam) {
        return rate * Math.sqrt(shards);
    }

    @Override
    public Double sgd(Descent.Optimizer.Sgd sgd) {
        return rate;
    }

    @Override
    public Double bop(Descent.Optimizer.Bop bop) {
        return rate;
    }
}
