// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.request;

import dev.bnn.data.DataSet;
import dev.bnn.data.ImageSet;
import dev.bnn.model.Network;
import dev.bnn.model.Shape;
import java.util.Optional;

/** Checks whether a network can learn from the labels of images, and be scored on them. */
public final class LabelCheck {
    private LabelCheck() {}

    /**
     * What to change if images have one label each but the network outputs a map, or the reverse; empty if they agree.
     *
     * @param images images of the data set
     */
    public static Optional<String> kind(Network network, DataSet data, ImageSet images) {
        boolean perPixel = images.perPixel();
        if (network.givesMap() == perPixel) {
            return Optional.empty();
        }
        return Optional.of("data set " + data.name() + " has "
                + (perPixel ? "a label for each pixel" : "one label per image") + ", but network " + network.name()
                + (perPixel
                        ? " gives one class per image; write `output map` after its classes"
                        : " gives a map of classes; name data with masks, or leave `output map` out"));
    }

    /**
     * What to change if no position of the network's map has a class in any of the images; empty if one has.
     *
     * @param images images of the data set
     * @param which names these images in the message: training, held out or test
     */
    public static Optional<String> classes(Network network, DataSet data, ImageSet images, String which) {
        Shape out = network.output();
        return images.hasClasses(out.height(), out.width())
                ? Optional.empty()
                : Optional.of("no position of the " + which + " images of data set " + data.name()
                        + " has a class: number the classes in their masks from 0 on; 255 is none");
    }
}
