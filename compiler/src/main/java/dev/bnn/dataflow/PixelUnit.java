// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

/** A unit that reads and writes pixels of the same elements, one per word. */
public sealed interface PixelUnit extends PixelReader
        permits Unit.Pad, Unit.Pool, Unit.Upsample, Unit.Shuffle, Unit.Fork {
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
