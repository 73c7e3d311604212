// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.data.DataSet;
import dev.bnn.model.Network;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import java.nio.file.Path;

/** A process that trains a tiny network, with a checkpoint every few milliseconds, until it is killed. */
final class KilledTraining {
    /** Prefix of the lines that report the number of epochs in the checkpoint. */
    static final String EPOCHS = "epochs done: ";

    private KilledTraining() {}

    /** Takes the folder of the results. After each checkpoint, prints a line with the number of epochs in it. */
    public static void main(String[] args) throws Exception {
        Trainer.train(request(Path.of(args[0]), 1_000_000), new TrainListener() {
            @Override
            public void epochStarted(int epoch, int epochs, double rate) {
                System.out.println(EPOCHS + (epoch - 1));
            }
        });
    }

    /** A request to continue to that many epochs; nothing in the recipe depends on their number. */
    static TrainRequest request(Path folder, int epochs) {
        Network network = Nets.image("tiny", 1, 6)
                .sign()
                .dropout(0.1)
                .dense(24, WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .dense(10, WeightType.BIPOLAR)
                .build();
        DataSet data = DataSet.of("noisy", Nets.TEN, Nets.noisy(120, 1, 6, 10, 1), Nets.noisy(40, 1, 6, 10, 2));
        Recipe recipe = Nets.recipe(
                Nets.recipe(epochs, 20, 0.01, Recipe.Loss.CROSS_ENTROPY, 40), new Recipe.Augment(1, true, 2, 0.3));
        return new TrainRequest(network, recipe, data, folder, 1, true);
    }
}
