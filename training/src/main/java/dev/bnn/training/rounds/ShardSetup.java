// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.rounds;

import dev.bnn.data.ImageSet;
import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.request.KernelSet;
import dev.bnn.training.request.TrainRequest;
import java.util.Optional;

/**
 * What a shard needs to know before its first round. The first state comes with the round.
 *
 * @param network the network as the recipe trains it
 * @param images training images, without those held out
 * @param validation images that choose the best epoch, perhaps none
 * @param batch images per step of each shard
 * @param shards number of shards
 * @param threads threads of each shard
 * @param teacher the network to learn from
 * @param kernels kernels to compute with; empty for those that suit ND4J's backend
 */
public record ShardSetup(
        Network network,
        Recipe recipe,
        ImageSet images,
        ImageSet validation,
        int batch,
        int shards,
        int threads,
        Optional<TrainRequest.TrainedNetwork> teacher,
        Optional<KernelSet> kernels) {
    /** Steps of an epoch; images beyond the last whole step are left out of that epoch. */
    public int stepsOfEpoch() {
        return images.count() / batch / shards;
    }
}
