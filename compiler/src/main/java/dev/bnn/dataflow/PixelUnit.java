// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.model.Shape;

/** A unit that reads and writes pixels of the same elements, one a word. */
public sealed interface PixelUnit extends Unit permits Unit.Pad, Unit.Pool, Unit.Upsample, Unit.Shuffle, Unit.Fork {
    /** Bits of an element. */
    int elementBits();

    /** The map that the unit writes. */
    Shape out();

    @Override
    default int inBits() {
        return elementBits() * out().channels();
    }

    @Override
    default int outBits() {
        return inBits();
    }

    @Override
    default int resultBits() {
        return elementBits();
    }

    @Override
    default long cycles() {
        return out().pixels();
    }
}
