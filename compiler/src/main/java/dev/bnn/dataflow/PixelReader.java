// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.model.Shape;

/** A unit that reads one pixel per word. Its pixels have as many channels as those of the map that it writes. */
public sealed interface PixelReader extends Unit permits PixelUnit, SumUnit {
    /** Bits of an element that the unit reads. */
    int elementBits();

    /** The map that the unit writes. */
    Shape out();

    @Override
    default int inBits() {
        return elementBits() * out().channels();
    }
}
