// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

/** Hears what a training step has just done, so that its time can be told by layer. */
public interface StepClock {
    StepClock NONE = (layer, part) -> {};

    /** Parts of a step. */
    enum Part {
        FORWARD,
        BACKWARD,
        UPDATE
    }

    /** That part of a layer is over, or of the step's {@code input} or {@code loss}. */
    void done(String layer, Part part);
}
