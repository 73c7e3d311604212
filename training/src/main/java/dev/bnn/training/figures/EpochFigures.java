// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.figures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The measurements of one epoch: a row of training.json.
 *
 * @param epoch from 1
 * @param loss mean over the epoch's batches, with dropout and augmentation, measured while the weights change
 * @param trainAccuracy share of correct answers in the same passes, 0..1
 * @param validationAccuracy share on the held-out images in inference, 0..1; NaN where none are held out
 * @param rate learning rate
 * @param imagesPerSecond training images per second, without validation
 * @param seconds wall time, with validation
 * @param flips binary weights that changed sign, summed over the steps
 * @param layers in the order of the network: those with weights, a sign or levels
 */
public record EpochFigures(
        int epoch,
        double loss,
        double trainAccuracy,
        double validationAccuracy,
        double rate,
        double imagesPerSecond,
        double seconds,
        long flips,
        List<LayerFigures> layers) {
    public EpochFigures {
        layers = List.copyOf(layers);
    }

    /** The table of a training.json. */
    public static List<EpochFigures> read(Path file) throws IOException {
        return EpochTable.fromJson(JsonFile.read(file).path("epochs"));
    }
}
