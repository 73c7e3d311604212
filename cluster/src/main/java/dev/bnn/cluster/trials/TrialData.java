// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.trials;

import dev.bnn.cluster.shipping.ShippedImages;
import dev.bnn.data.DataSet;
import dev.bnn.data.ImageSet;
import java.io.Serializable;
import java.util.List;

/**
 * The images of a search. A trial never reads the test set, so that stays on the driver.
 *
 * @param validation the data's own validation images; at most one set
 * @param hash hash of the whole data, to which checkpoints belong
 */
record TrialData(String name, List<String> classes, ShippedImages train, List<ShippedImages> validation, String hash)
        implements Serializable {
    static TrialData of(DataSet data) {
        return new TrialData(
                data.name(),
                data.classes(),
                ShippedImages.of(data.train()),
                data.validation().stream().map(ShippedImages::of).toList(),
                data.hash());
    }

    DataSet data() {
        ImageSet images = train.images();
        ImageSet none = new ImageSet(images.channels(), images.height(), images.width(), new byte[0], new int[0]);
        return new DataSet(
                name, classes, images, validation.stream().findFirst().map(ShippedImages::images), none, hash);
    }
}
