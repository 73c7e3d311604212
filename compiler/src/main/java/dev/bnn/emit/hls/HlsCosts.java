// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import dev.bnn.emit.UnitArray;
import dev.bnn.estimate.CostModel;
import dev.bnn.estimate.Costs;

/** What HLS designs take of a device. */
final class HlsCosts {
    /** Wide words of weights are limbs, each the size of a C++ literal, and each limb a memory of its own. */
    static final CostModel MODEL = new Costs(UnitArray.LIMB);

    private HlsCosts() {}
}
