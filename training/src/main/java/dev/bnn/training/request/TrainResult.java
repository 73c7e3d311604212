// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.request;

import dev.bnn.model.Parameters;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.inference.Evaluation;
import java.nio.file.Path;
import java.util.List;

/**
 * A trained network.
 *
 * @param file NAME.npz
 * @param parameters what the file holds, those of the best epoch
 * @param bestEpoch from 1: the highest validation accuracy, the earliest on a tie; the last epoch without validation
 * @param test the test set, scored once, at the end
 */
public record TrainResult(Path file, Parameters parameters, List<EpochFigures> epochs, int bestEpoch, Evaluation test) {
    public TrainResult {
        epochs = List.copyOf(epochs);
    }
}
