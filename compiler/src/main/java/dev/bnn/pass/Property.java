// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;

/** What a pass can establish about an IR. Once established, the verifier holds every later pass to it. */
public enum Property {
    /** There are no operations that do nothing in inference. */
    NO_IDENTITIES,
    /** Channel shuffles move bits or levels. */
    SHUFFLES_ON_LEVELS,
    /** The first layer reads bytes. */
    BYTES_IN,
    /** No bipolar edge is padded with 0, which is not a bipolar value. */
    NO_ZERO_PADDING,
    /** No pool stands between a layer and its batch norm. */
    POOLS_AFTER_NORMALIZE,
    /** Pools read bits or levels. */
    POOLS_ON_BITS,
    /** Levels of several bits are codes. */
    CODES,
    /** Every sign and every level is a comparison of integers. */
    INTEGER_THRESHOLDS,
    /** Nothing real is left. */
    INTEGER_SCORES;

    /** True if a node breaks the property by its operation or by the nodes that it reads. */
    public boolean violatedBy(Node node, Ir ir) {
        return BrokenProperties.of(node, ir).contains(this);
    }
}
