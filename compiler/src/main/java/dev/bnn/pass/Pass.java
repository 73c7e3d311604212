// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import java.util.Set;

/** A rewriting of the IR that does not change what the network computes. */
public interface Pass {
    /** The class's name, which snapshots and messages use. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** The reason for the pass, one sentence. */
    String why();

    /** What must have been established before. */
    Set<Property> requires();

    /** What holds afterwards, and after all later passes. */
    Set<Property> establishes();

    /** The rewritten IR; what was done is told to the log. */
    Ir run(Ir ir, PassLog log);
}
