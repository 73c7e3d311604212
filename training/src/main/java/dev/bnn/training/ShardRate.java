// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.model.recipe.Descent;

/**
 * The learning rate of a shard for the recipe's. Its batch is 1 / shards of the recipe's, so its gradient has sqrt(shards) times the
 * noise. The mean over the shards takes that noise away, but Adam has divided each by the root of its mean square, which for weights
 * that are mostly noise is sqrt(shards) times as large; the rate makes up for it. Stochastic gradient descent divides by nothing.
 * Nor does Bop, whose gamma and threshold say what counts as noise.
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
