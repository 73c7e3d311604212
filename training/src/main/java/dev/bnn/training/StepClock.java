// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

/** Receives each part of a training step when it is done, to measure time by layer. */
public interface StepClock {
    StepClock NONE = (layer, part) -> {};

    /** Parts of a step. */
    enum Part {
        FORWARD,
        BACKWARD,
        UPDATE
    }

    /** A part of a layer is done, or of {@code input}, {@code loss}, {@code teacher} or {@code average}. */
    void done(String layer, Part part);
}
