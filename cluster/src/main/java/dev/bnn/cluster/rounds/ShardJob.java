// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.rounds;

import dev.bnn.cluster.shipping.ShippedImages;
import dev.bnn.cluster.shipping.ShippedRecipe;
import dev.bnn.source.SourceFile;
import dev.bnn.training.request.KernelSet;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.rounds.ShardSetup;
import dev.bnn.training.rounds.StateLayout;
import java.io.Serializable;
import java.util.Optional;

/**
 * Everything that an executor needs for a training, sent once. It has the images of all shards, because each epoch's shuffle
 * gives each shard different ones.
 *
 * @param id identifies the training within the cluster
 * @param kernels name of the kernels; empty for those that suit the executor
 */
record ShardJob(
        String id,
        ShippedRecipe recipe,
        ShippedImages images,
        ShippedImages validation,
        int batch,
        int shards,
        int threads,
        String kernels,
        StateLayout layout)
        implements Serializable {
    static ShardJob of(String id, SourceFile model, ShardSetup setup, StateLayout layout) {
        // The first state comes with the first round, so the parameters that it started from need not be sent.
        TrainRequest.Prerequisites needed = new TrainRequest.Prerequisites(Optional.empty(), setup.teacher());
        return new ShardJob(
                id,
                ShippedRecipe.of(model, setup.recipe(), needed),
                ShippedImages.of(setup.images()),
                ShippedImages.of(setup.validation()),
                setup.batch(),
                setup.shards(),
                setup.threads(),
                setup.kernels().map(KernelSet::text).orElse(""),
                layout);
    }

    /** The setup on the executor. */
    ShardSetup setup() {
        ShippedRecipe.Unpacked unpacked = recipe.unpack();
        return new ShardSetup(
                unpacked.network(),
                unpacked.recipe(),
                images.images(),
                validation.images(),
                batch,
                shards,
                threads,
                unpacked.prerequisites().teacher(),
                KernelSet.of(kernels));
    }

    /** Index of the first value of a range; the state is divided into as many ranges as there are shards. */
    int rangeStart(int range) {
        return (int) ((long) layout.length() * range / shards);
    }
}
