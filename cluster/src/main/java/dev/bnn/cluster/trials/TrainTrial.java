// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.trials;

import dev.bnn.cluster.shipping.ExecutorFailure;
import dev.bnn.cluster.shipping.ShippedRecipe;
import dev.bnn.runtime.internal.io.Folders;
import dev.bnn.training.Trainer;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.request.DivergedException;
import dev.bnn.training.request.KernelSet;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** A task that trains a trial, in a temporary folder on the executor. */
record TrainTrial(Broadcast<TrialData> data, Broadcast<ShippedTrial> trial) implements Function<Integer, TrialResult> {
    @Override
    public TrialResult call(Integer number) {
        try {
            Path folder = Files.createTempDirectory("bnn-trial");
            try {
                return train(folder);
            } finally {
                Folders.delete(folder);
            }
        } catch (TrainingException | IOException | RuntimeException | LinkageError e) {
            throw ExecutorFailure.of("trial " + number, e);
        }
    }

    private TrialResult train(Path folder) throws TrainingException, IOException {
        ShippedTrial shipped = trial.value();
        ShippedRecipe.Unpacked unpacked = shipped.recipe().unpack();
        CheckpointFiles.write(folder, shipped.checkpoint());
        try {
            List<EpochFigures> figures = Trainer.trial(
                    new TrainRequest(
                            unpacked.network(),
                            unpacked.recipe(),
                            data.value().data(),
                            folder,
                            shipped.threads(),
                            true,
                            unpacked.prerequisites(),
                            KernelSet.of(shipped.kernels())),
                    shipped.until(),
                    TrainListener.SILENT);
            return new TrialResult(
                    figures.stream().map(EpochFigures::validationAccuracy).toList(),
                    false,
                    CheckpointFiles.read(folder));
        } catch (DivergedException e) {
            return new TrialResult(List.of(), true, new TreeMap<>());
        }
    }
}
