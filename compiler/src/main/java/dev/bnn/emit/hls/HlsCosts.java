// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import dev.bnn.emit.array.UnitArray;
import dev.bnn.estimate.Costs;

/** The cost model of HLS designs. */
final class HlsCosts {
    /** A wide word of weights is split into limbs, the size of a C++ literal, and each limb has a memory of its own. */
    static final Costs MODEL = new Costs(UnitArray.LIMB);

    private HlsCosts() {}
}
